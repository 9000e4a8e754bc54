"""The lint: what each rule must find, what all of them must let pass, and what becomes of it."""

import json
import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.documents import TEXTS, Composition, Target
from generator.lint import lint, lint_draft
from generator.lint.facts import LOOKS
from generator.lint.texts import INTERVIEW, SEEKER, at
from generator.lint.words import Words, suspected
from generator.model import (
    Category,
    Chosen,
    Interview,
    Meeting,
    Organization,
    Outcome,
    Question,
    Rule,
    Seeker,
)
from generator.model.interview import Assignment, Named, Promise
from generator.model.people import Alumni, Contact, FamilyFriend, Referral
from generator.model.phrases import Phrase, compiled, expression
from generator.model.policy import Policy
from generator.model.rules import LIMITS, MEASURED, Sort
from generator.select import Selector, lacks, suits
from tests.conftest import INTERVIEW as SAMPLE
from tests.conftest import ROOT, TODAY, Files
from tests.values import INTERVIEWS, SEEKERS, composer, composition, loaded

RULES = loaded()[0].rules
BY_PHRASES = [rule for rule in RULES.values() if rule.phrases]

CAUGHT = {
    "job-ask": """
        Are you hiring?
        Are you currently hiring?
        Is your team hiring?
        Could you get me an internship?
        Can you help me find a job?
        I hope you can help me land a summer internship.
        Do you have any openings?
        Do you have any internships this summer?
        Do you have a position for me?
        Are there any openings on your team?
        Would you hire me?
        I want you to hire me.
        Please keep me in mind.
        Could you put in a good word for me?
        I would like a summer internship.
        I am very interested in an internship at your lab.
        I’d love to work at your company.
        I'd love to work for you.
        Could I work for you this summer?
        I hope to apply for a job at your firm.
        How do I get hired at your company?
        Let me know if you hear of any openings.
        Please let me know about any jobs.
        Do you know of any open positions?
        Could you refer me for the analyst position?
        Can you give me a job?
        Get an internship at Tern River
        Land a job at the council
    """,
    "job-hunt": """
        a student looking for a summer internship
        I am looking for a full-time job.
        seeking an entry-level position in biology
        currently on the job market
    """,
    "own-pay": """
        What do you earn?
        How much do you earn?
        How much do you make?
        How much money do you make in a year?
        How much are you paid?
        What are you paid?
        How much does your job pay?
        What is your salary?
        What was your starting salary?
        Can you tell me what you earn?
        May I ask your current salary?
    """,
    "one-ask": """
        Could you spare twenty minutes? Could you also look at my plan?
        Would you have time for a call? Please send me a reading list.
    """,
    "resume": """
        I have attached my resume.
        My résumé is attached.
        Could you review my resume?
        Would you look over my CV?
        Please pass my resume on to your manager.
        Please forward my résumé to HR.
    """,
    "third-person": """
        She said that nights are hard.
        He told me to start small.
        send her my study guide
        write him back by Friday
    """,
    "mentor": """
        Would you be my mentor?
        Could you mentor me?
        I would like you as my mentor.
    """,
    "recording": """
        I will record our call.
        I'll be recording the conversation.
        An AI note-taker will join us.
        Our call will be recorded.
    """,
    "yes-no": """
        Do you like your job?
        Is the work stressful?
        Did you study biology?
        Should I get a master's degree?
        Thank you for your time. Do you enjoy the work?
    """,
    "stacked": """
        What do you do? How did you get there?
        What do you like most and least?
        What do you do on a typical day and how did you learn it?
    """,
    "website": """
        What does your company do?
        Where is your company located?
        How many people does your company employ?
        When was your organization founded?
    """,
    "personal": """
        Are you married?
        Do you have kids?
        How old are you?
        What is your religion?
        Are you a US citizen?
        Who did you vote for?
        What does your husband think of the hours?
    """,
    "gossip": """
        What do you really think of your boss?
        What do you think about your colleagues?
        Off the record, what goes wrong?
        Could you tell me something confidential?
        Which companies should I avoid?
    """,
}
"""What each rule must find, one text a line."""

FINE = {
    "question": """
        How did you get your first job?
        What are their job interviews like?
        How do employers in this field usually hire?
        What do you look for in someone you hire?
        How do people get a job at a place like yours?
        What does an internship at your lab usually involve?
        How did your own internship shape your path?
        What made you want to apply for the job you have now?
        How long were you looking for a job when you moved here?
        Where should someone who is looking for a job in this field start?
        When should I apply for summer internships?
        Which graduate programs should I apply to?
        What position does the lab take on open data?
        How do you make decisions?
        What do you make of the new rules?
        How much do you make use of statistics?
        What range of pay is usual for someone starting out in this field?
        How do you get paid for field days?
        What would make a resume stand out?
        Could you tell me how you chose your field?
        Would you walk me through a typical day?
        Can you describe a day that went badly?
        Is there anything I should have asked?
        Is there anyone else I should talk with?
        Do you work alone or in a team?
        Do you mind if I take notes?
        May I record our talk for my own notes?
        How do you record the water levels?
        What did you like most about it, and why?
        How do people know who to ask and where to look?
        What should I have asked, and didn't?
        What is your organization known for among people in the field?
        How do you balance the job with a family?
        How does one become a citizen scientist?
        How do you choose the pictures for your children's books?
        How do you protect trade secrets?
        How do you handle confidential data?
        What do you think of the new rules?
        Where do newcomers find mentors?
    """,
    "request": """
        a third-year environmental science student at Wrenfield University
        a chemist between jobs
        Your talk on job interviews at the library made me think.
        Your article on hiring in small museums made me wonder.
        Your job post of last year made me curious about what an analyst does.
        I read your thesis on wages in the fishing towns.
        how hiring works in public libraries
        what a first job in hydrology is like
        salaries in the nonprofit field
        Your book on marriage records showed me a side of history I did not know.
        I will record our talk if you agree.
        You were looking for a job when you wrote it.
        One day I would love a job like yours.
        Thursday, March 11, after 2:00 p.m.
    """,
    "thanks": """
        You told me that internships matter less than people think.
        You said that she helped you to find the job that you have now.
        send you her book
        write to Ana Weiss and tell her who sent me
        You said that new analysts are hired in March.
        apply for the internship that you told me about
        send you my resume
    """,
    "note": """
        Find out how people get their first job.
        Get an idea of what a job at a museum is like.
        Decide whether to apply for internships this year.
    """,
}
"""Look-alikes that no rule may speak of. False alarms are worse than misses."""


def lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Each line of a table of texts, with its key."""
    return [(key, line.strip()) for key in texts for line in texts[key].strip().splitlines()]


def said(text: str, sort: Sort) -> list[str]:
    """The rules that speak of a text of one sort."""
    words = Words.of(text)
    looking = suspected(RULES, sort, words.small)
    return [rule.id for rule, phrases in looking if len(words.found(rule, phrases)) > rule.most]


@pytest.mark.parametrize(("rule", "text"), lines(CAUGHT))
def test_what_must_be_found_is_found(rule: str, text: str) -> None:
    """Each of these is what the rule was made for."""
    assert rule in said(text, RULES[rule].on[0])


@pytest.mark.parametrize(("sort", "text"), lines(FINE))
def test_what_is_fine_passes(sort: Sort, text: str) -> None:
    """Nobody is accused of what they did not say."""
    assert said(text, sort) == []


def test_every_rule_is_tried() -> None:
    """There is an example for each rule with phrases; the others are measured, and tried below."""
    assert set(CAUGHT) == {rule.id for rule in BY_PHRASES}
    assert set(RULES) == {*CAUGHT, *MEASURED}


def test_every_phrase_of_the_pack_can_be_looked_for() -> None:
    """Only a project's own phrases are tried when they are read; these are tried here."""
    for rule in RULES.values():
        for phrase in (*rule.phrases, *rule.fine):
            assert expression(phrase)


def test_no_match_is_lost_by_looking_at_plain_words_first() -> None:
    """A phrase that matches is never one that was passed over for its plain words."""
    texts = [Words.of(text) for _, text in (*lines(CAUGHT), *lines(FINE))]
    matches = [
        (phrase, words.small)
        for rule in BY_PHRASES
        for phrase in rule.phrases
        for words in texts
        if compiled(phrase).search(words.plain)
    ]
    assert len(matches) > len(lines(CAUGHT)) - 5
    for phrase, text in matches:
        assert sought(phrase, text), (phrase, text)


def sought(text: str, small: str) -> bool:
    """Whether a phrase is looked for in a text at all."""
    phrase = Phrase.of(text)
    return phrase.longest in small and phrase.may_be_in(small)


PHRASES = sorted({phrase for rule in BY_PHRASES for phrase in rule.phrases})


@settings(max_examples=400)
@given(data=st.data())
def test_whatever_a_phrase_matches_has_its_plain_words(data: st.DataObject) -> None:
    """Any text that an expression could match, and not only those that we thought of."""
    phrase = data.draw(st.sampled_from(PHRASES))
    text = data.draw(st.from_regex(compiled(phrase)))
    words = Words.of(text)
    assert sought(phrase, words.small) or not compiled(phrase).search(words.plain)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("your wife", [("your wife",)]),
        ("let me know (of|about) jobs?", [("let me know of job", "let me know about job")]),
        ("let me know of (any )?job", [("let me know of ",), ("job",)]),
        ("(a|b) c (d|e)", [("a c d", "a c e", "b c d", "b c e")]),
        ("let (a|b)+ c", [("let ",), (" c",)]),
        ("((a|b) c)?d", [("d",)]),
        ("((a|b) c)d", [("d",)]),
        (r"(a|\w) b", [(" b",)]),
        (r"^[^?]+\?$", []),
        ("cats|dogs", []),
        ("(a (b|c) )*d", [("d",)]),
        (r"x{0,2}y\.z", [("y",), ("z",)]),
    ],
)
def test_plain_words_are_what_every_match_has(phrase: str, words: list[tuple[str, ...]]) -> None:
    """What is optional or a mark is none of them; of a choice between words, each is a form."""
    assert list(Phrase.of(phrase).pieces) == words


def test_of_many_choices_each_is_looked_for_by_itself() -> None:
    """Forms of a piece are not multiplied without end; pieces of few forms come first."""
    letters = tuple("abcdefg")
    choice = f"({'|'.join(letters)})"
    assert list(Phrase.of(f"x {choice} {choice}").pieces) == [("x ",), (" ",), letters, letters]


def test_the_sample_and_the_whole_bank_are_clean() -> None:
    """The repository's own questions, interviews and people give no rule anything to say."""
    library, _ = loaded()
    assert len(library.places) > 60
    assert lint(library, TODAY) == []


def test_a_bad_question_in_the_bank_is_seen() -> None:
    """The test above can fail: one bad question, and one bad probe, are found where they stand."""
    library, _ = loaded()
    where = library.places["pr-typical-day"]
    bad = Question(id="pr-typical-day", text="What do you earn?", probes=("Keep me in mind.",))
    category = Category(id="bad", title="Bad", questions=(bad,))
    problems = lint(library._replace(bank=(category,), interviews=()), TODAY)
    assert [problem.rule for problem in problems] == ["own-pay", "job-ask"]
    assert problems[0].place == where[0].place(where[1])


def test_only_a_projects_own_questions_are_looked_at(project: Files) -> None:
    """Nobody is told about the built-in bank, which they cannot change; their overlay they can."""
    overlay = "reword:\n  pr-typical-day: Do you like your days?\n"
    result = run("check", project({"content/overlay.yaml": overlay}))
    assert "overlay.yaml:2:19: warning: This can be answered with yes or no. [yes-no]" in (
        result.stderr
    )
    assert result.stderr.count("warning:") == 1


def messages() -> list[str]:
    """The kinds whose drafts are looked at."""
    return [kind.name for kind in loaded()[1].kinds.values() if "interview" in kind.made_for]


@given(kind=st.sampled_from(messages()), interview=INTERVIEWS, seeker=SEEKERS)
@settings(max_examples=150, deadline=None)
def test_no_rule_speaks_of_a_template(kind: str, interview: Interview, seeker: Seeker) -> None:
    """With words that are no rule's business, the pack's own drafts are no rule's business."""
    library, catalog = loaded()
    library = library._replace(
        seeker=seeker,
        interviews=(interview,),
        sources={interview.id: next(iter(library.sources.values()))},
    )
    if not suits(catalog.kinds[kind], interview, library):
        return
    selection = Selector(library, catalog, today=TODAY).select(
        catalog.kinds[kind], Target.about(interview)
    )
    if not lacks(selection):
        made = composer().compose(selection, TEXTS)
        assert [problem.message for problem in lint_draft(made, library)] == []


def test_a_template_with_an_ask_is_seen() -> None:
    """The test above can fail; what no words of the user have brought about names the draft."""
    made = composition("outreach-email")
    spoilt = Composition(made.selection, {**made.parts, "body.txt": "Are you hiring?"})
    (problem,) = lint_draft(spoilt, loaded()[0])
    assert problem.message == "Request by email: “Are you hiring” asks for a job."
    assert problem.severity == "error"


def run(*words: str | Path) -> Result:
    """Run askwell in this process, on a day before the sample's meeting."""
    args = [str(word) for word in words]
    return CliRunner().invoke(main, [*args, "--today", "2027-02-22"], catch_exceptions=False)


def with_reason(reason: str, more: str = "") -> dict[str, str]:
    """The files of a project whose contact is written to for this reason."""
    text = re.sub("reason: .*", f"reason: {reason}", SAMPLE)
    return {"content/interviews/bo.yaml": text + more}


def test_a_remark_points_at_the_words(project: Files) -> None:
    """File, line, column, the words themselves, the rule, what to write instead, and why."""
    result = run("check", project(with_reason("Are you hiring this summer?")))
    assert result.exit_code == 3
    assert "interviews/bo.yaml:5:11: error: “Are you hiring” asks for a job. [job-ask]" in (
        result.stderr
    )
    assert "hint: Ask how people get in: “How do newcomers" in result.stderr
    assert "feels misled" in result.stderr
    assert result.stderr.endswith("1 error.\n")


def test_a_question_only_warns(project: Files) -> None:
    """What is asked in the talk is the seeker's own affair; the build goes on."""
    files = with_reason("Your maps made me think.")
    files["content/interviews/bo.yaml"] = files["content/interviews/bo.yaml"].replace(
        "questions: [", "questions: [What do you earn?, "
    )
    result = run("check", project(files))
    assert result.exit_code == 0
    assert (
        "bo.yaml:8:13: warning: “What do you earn” asks for the contact's own pay. [own-pay]"
        in (result.stderr)
    )
    assert "Nothing stops a build" in result.stderr


SECOND = "Could you look over my plan for the fall?"


def test_two_asks_are_blamed_on_the_words_that_bring_the_second(project: Files) -> None:
    """The template asks once; the reason is where the user can mend it, and it is said once."""
    result = run("check", project(with_reason(SECOND)))
    assert "bo.yaml:5:11: warning: More than one thing is asked for here. [one-ask]" in (
        result.stderr
    )
    assert result.stderr.count("warning:") == 1


def test_warnings_are_told_after_a_build(project: Files) -> None:
    """A build goes on, and says in the end what it found."""
    root = project(with_reason(SECOND))
    result = run("build", root, "--channel", "text")
    assert (root / "output" / "bo" / "outreach-email.txt").is_file()
    assert result.exit_code == 0
    assert result.stderr.index("Made ") < result.stderr.index("[one-ask]")
    assert result.stderr.endswith("1 warning.\n\n")


@pytest.mark.parametrize(
    ("asked", "remarks"),
    [("[What is hard, really?]", 1), ("\n- what is hard\n- what you like", 0)],
)
def test_a_question_cut_in_two_is_seen(project: Files, asked: str, remarks: int) -> None:
    """Between brackets, on one line; entries with a dash each may begin as they like."""
    interview = SAMPLE.replace("[pr-typical-day, cp-attraction]", asked)
    result = run("check", project({"content/interviews/bo.yaml": interview}))
    assert result.stderr.count("[comma]") == remarks, result.stderr


@pytest.mark.parametrize(
    ("asked", "remarks"),
    [
        ("[What does, a flood change?]", 1),
        ("[{id: floods, text: What does}, a flood change?, Why, though?]", 2),
        ('["What does, a flood change?", iOS or not?]', 0),
        ("[What floods?, What does]", 0),
    ],
)
def test_a_question_cut_in_two_is_seen_in_the_overlay(
    project: Files, asked: str, remarks: int
) -> None:
    """As in an interview: between brackets a comma ends an entry."""
    overlay = f"add: [{{category: rivers, title: Rivers, questions: {asked}}}]\n"
    result = run("check", project({"content/overlay.yaml": overlay}))
    assert result.stderr.count("[comma]") == remarks, result.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_strict_lets_warnings_fail(project: Files, command: str) -> None:
    """Then the exit code is 1 and nothing is written; without warnings all is well."""
    root = project(with_reason(SECOND))
    light = ("--channel", "text", "--strict")
    result = run(command, root, *light)
    assert (result.exit_code, result.stderr.count("[one-ask]")) == (1, 1)
    assert not (root / "output").exists()
    project(with_reason("Your maps made me think."))
    assert run(command, root, *light).exit_code == 0


@pytest.mark.parametrize("strict", [False, True])
def test_json_names_the_rule(project: Files, strict: bool) -> None:  # noqa: FBT001 - a parameter
    """A program can tell the rules apart."""
    options = ["--json", *(["--strict"] if strict else [])]
    data = json.loads(run("check", project(with_reason(SECOND)), *options).stdout)
    (found,) = data["problems"] if strict else data["warnings"]
    assert (found["rule"], found["severity"], found["line"]) == ("one-ask", "warning", 5)


def test_an_interview_silences_a_rule_for_itself(project: Files) -> None:
    """Where the words are meant, one line says so; the other interviews are looked at as before."""
    files = with_reason(SECOND, "silence: [one-ask]\n")
    assert "warning" not in run("check", root := project(files)).stderr
    other = with_reason("Would you read it? Please send it on.")["content/interviews/bo.yaml"]
    project(files | {"content/interviews/cy.yaml": other.replace("Bo Larch", "Cy Wend")})
    assert "cy.yaml:5:11: warning" in run("check", root).stderr


def test_an_organization_silences_a_rule_for_all(project: Files) -> None:
    """A center that sees a thing otherwise says so once; even what is refused can be silenced."""
    organization = "name: Marrow College\nsilence: [job-ask]\n"
    files = with_reason("Are you hiring?") | {"content/organization.yaml": organization}
    assert run("check", project(files)).exit_code == 0


def test_a_silent_rule_about_words_that_are_advised(project: Files) -> None:
    """The number that is only advised can be silenced; the one that is refused stays."""
    reason = "Your talk " + "about the ferries of the delta " * 10 + "stayed with me."
    assert "[advised-words]" in run("check", root := project(with_reason(reason))).stderr
    project(with_reason(reason, "silence: [advised-words]\n"))
    assert "words" not in run("check", root).stderr
    project(with_reason(reason + " Really so." * 30, "silence: [advised-words]\n"))
    assert "at most 125 are allowed. [words]" in run("check", root).stderr


def test_what_the_seeker_says_is_pointed_at_in_the_seekers_file(project: Files) -> None:
    """The introduction is in every draft, and is spoken of once."""
    seeker = "name: Ada Quill\nemail: ada@example.org\nintroduction: a student seeking a job\n"
    other = with_reason("Your ferries made me think.")["content/interviews/bo.yaml"]
    files = {"content/seeker.yaml": seeker, "content/interviews/cy.yaml": other}
    result = run("check", project(files))
    assert result.stderr.count("seeker.yaml:3:15: warning: “seeking a job” sounds like") == 1


CONTACT = Contact(name="Bo Larch", relationship="cold", reason="Your exhibit made me think.")
PERSON = Interview(
    id="marcus-oyelaran", contact=CONTACT, topic="museum work", meeting=Meeting(mode="phone")
)


def remarks(interview: Interview, policy: Policy | None = None, today: date = TODAY) -> list[str]:
    """The rules that speak of one interview, and what of it they point at."""
    library, _ = loaded()
    organization = Organization(name="Marrow College", policy=policy or Policy())
    assert library.seeker
    seeker = library.seeker.model_copy(update={"timezone": "America/New_York"})
    library = library._replace(organization=organization, seeker=seeker, interviews=(interview,))
    return [problem.rule for problem in lint(library, today) if problem.path.stem != "seeker"]


def person(**changes: object) -> Interview:
    """The clean interview with something changed."""
    return PERSON.model_copy(update=changes)


def contact(**changes: object) -> Interview:
    """The clean interview with something about its contact changed."""
    return person(contact=CONTACT.model_copy(update=changes))


def meeting(**changes: object) -> Interview:
    """The clean interview with a meeting."""
    return person(meeting=PERSON.meeting.model_copy(update=changes))


def zoned(zone: str, **changes: object) -> Interview:
    """The clean interview with somebody in a zone, whom the seeker in New York meets."""
    when = meeting(date=MONDAY, time=time(14, 30), **changes).meeting
    return person(meeting=when, contact=PERSON.contact.model_copy(update={"timezone": zone}))


def promising(what: str) -> Interview:
    """The clean interview after which something was promised."""
    return person(outcome=Outcome(promises=(Promise(what=what),)))


def aunt(relation: str) -> dict[str, object]:
    """Somebody who links the two, and who that is in these words."""
    friend = FamilyFriend(name="Ida Moor", relation=relation)
    return {"relationship": "family_friend", "family_friend": friend}


NO_REASON = {"reason": None, "relationship": "alumni", "alumni": Alumni(school="Marrow")}
REFERRAL = Referral(name="Ida Moor", relation="my adviser")
GIVEN = REFERRAL.model_copy(update={"permission": date(2027, 2, 15)})
LATER = REFERRAL.model_copy(update={"permission": date(2027, 3, 15)})
PAST, SATURDAY, MONDAY = date(2027, 2, 1), date(2027, 3, 13), date(2027, 3, 15)
CLASS = Assignment(course="HIS 210", due=MONDAY - timedelta(days=3))
TOLD = Outcome(takeaways=("You told me about ferries.",))


@pytest.mark.parametrize(
    ("interview", "rules"),
    [
        (PERSON, []),
        (contact(**NO_REASON), ["reason"]),
        (contact(reason=None, relationship="family_friend"), []),
        (contact(reason=None, relationship="former_colleague"), []),
        (contact(relationship="referral", referral=REFERRAL), ["permission"]),
        (contact(relationship="referral", referral=GIVEN), []),
        (contact(relationship="referral", referral=LATER), ["future"]),
        *((contact(**aunt(words)), ["whose"]) for words in ("aunt", "A-level tutor", "in-law")),
        *((contact(**aunt(words)), []) for words in ("my aunt", "An old friend", "Dr. Lee’s aide")),
        (person(asked=date(2027, 2, 23)), ["future"]),
        (person(sent={"outreach-email": date(2027, 2, 23)}), ["future"]),
        (person(sent={"outreach-email": TODAY}), []),
        (person(outcome=Outcome(named=(Named(name="Cy", permission=MONDAY),))), ["future"]),
        (person(outcome=Outcome(promises=(Promise(what="write", done=MONDAY),))), ["future"]),
        (person(outcome=Outcome(promises=(Promise(what="write", due=MONDAY),))), []),
        (meeting(date=SATURDAY), ["free-day"]),
        (meeting(date=date(2027, 3, 14)), ["free-day"]),
        (meeting(date=MONDAY), []),
        (meeting(date=date(2027, 2, 20)), ["over"]),
        (person(meeting=meeting(date=SATURDAY).meeting, outcome=TOLD), ["future"]),
        (person(outcome=Outcome(promises=(Promise(what="write", due=PAST),))), ["promise"]),
        (person(outcome=Outcome(promises=(Promise(what="write", due=PAST, done=PAST),))), []),
        (
            person(
                outcome=Outcome(promises=(Promise(what="write", due=PAST),)),
                sent={"thank-you-email": PAST},
            ),
            [],
        ),
        (meeting(date=MONDAY, time=time(2, 30)), ["early"]),
        (meeting(date=MONDAY, time=time(7)), []),
        (zoned("America/Los_Angeles"), ["zone"]),
        (zoned("America/Detroit"), []),
        (zoned("America/Los_Angeles", timezone="America/New_York"), []),
        (zoned("America/Los_Angeles", mode="in_person"), []),
        (person(topic="an internship: are you hiring"), ["job-ask"]),
        (person(topic="Water quality work"), ["capital"]),
        (person(topic="Data Science"), ["capital"]),
        (person(topic="UX design"), []),
        (person(topic="UX Design"), []),
        (person(topic="A Career in nursing"), []),
        (person(topic="Medicare billing"), []),
        (person(topic="Tern River ecology"), []),
        (person(topic="work at the Museum of Natural History"), []),
        (person(goal="Land an internship"), ["job-ask"]),
        (person(outcome=Outcome(takeaways=("Please keep me in mind.",))), ["job-ask"]),
        (person(outcome=Outcome(next_steps=("send you my resume",))), []),
        (promising("send you my paper by Friday"), ["by-when"]),
        (promising("send you my paper by March 20"), ["by-when"]),
        (promising("send you my paper by email"), []),
        (meeting(place="Room 4"), ["place"]),
        (meeting(place="Room 4", mode="in_person"), []),
        (person(meeting=meeting(date=MONDAY).meeting, assignment=CLASS), ["class-day"]),
        (person(meeting=meeting(date=PAST).meeting, closed="canceled"), []),
        (meeting(date=date(2072, 3, 14)), ["far"]),
        (person(questions=(Chosen(text="What " + "is " * 45 + "hard?"),)), ["long-question"]),
        (person(questions=(Chosen(text="What is hard?"), Chosen(text="iOS: why?"))), []),
        (person(questions=(Chosen(text="Is it hard?"),)), ["yes-no"]),
        (person(questions=(Chosen(text="Is it hard?"),), silence=("yes-no",)), []),
        (contact(reason="I have attached my resume."), ["resume"]),
        (contact(reason="Would you be my mentor?"), ["mentor"]),
        (contact(reason="Would you be my mentor?", relationship="mentor_platform"), []),
    ],
)
def test_what_is_said_about_an_interview(interview: Interview, rules: list[str]) -> None:
    """Each fact, date and text is looked at by the rule that knows about it, and by no other."""
    assert remarks(interview) == rules


def test_the_policy_has_a_say() -> None:
    """A résumé may go along where the organization wants it to; holidays are the organization's."""
    attached = contact(reason="I have attached my resume.")
    assert remarks(attached, Policy(resume="attach")) == []
    assert remarks(attached, Policy(resume="never")) == ["resume"]
    assert remarks(meeting(date=MONDAY), Policy(holidays=(MONDAY,))) == ["free-day"]


def test_a_time_is_named_as_it_is_read() -> None:
    """Who wrote 2:30 sees what the program made of it, and how to say what was meant."""
    library = loaded()[0]._replace(interviews=(meeting(date=MONDAY, time=time(2, 30)),))
    (problem,) = lint(library, TODAY)
    assert problem.message == "The meeting begins at 2:30 in the morning."
    assert problem.hint.startswith("If you mean the afternoon, write “2:30 pm”.")


def test_a_topic_is_told_as_it_would_be_within_a_sentence(project: Files) -> None:
    """Names in it keep their capitals; a project may say which words are none."""
    text = SAMPLE.replace("museum work", "Ferry design in Alaska")
    files = {"content/interviews/bo.yaml": text}
    root = project(files)
    assert "[capital]" not in run("check", root).stderr
    project(files | {"content/small.yaml": "words: Ferry\n"})
    told = run("check", root).stderr
    assert "“Ferry” would stand in the middle of a sentence with a capital. [capital]" in told
    assert "Write “ferry design in Alaska”" in told


def test_a_topic_with_a_comma_is_told_without_it(project: Files) -> None:
    """Each word that follows a comma is mended as the first one is, and a name is not."""
    text = SAMPLE.replace("museum work", "Health, Safety, Alaska and law")
    told = run("check", project({"content/interviews/bo.yaml": text})).stderr
    assert "“Health” would stand in the middle of a sentence with a capital. [capital]" in told
    assert "Write “health, safety, Alaska and law”" in told


REASON = "Your {0} on the old river ferries at the {0} forum made me wonder how it is all planned."


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (REASON, REASON, True),
        (REASON, REASON.replace("old ", ""), True),
        (REASON, REASON.replace("river", "Cy Wend"), True),
        (REASON, "Your study of the tides showed me what a season at the coast is like.", False),
        (REASON, "Your talk on the old river ferries is one that my teacher still quotes.", False),
        ("Your talk.", "Your talk.", False),
    ],
)
def test_nearly_the_same_text_to_two_people(one: str, other: str, alike: bool) -> None:  # noqa: FBT001 - a parameter
    """What was copied from one contact to the next is seen, whatever names were changed in it."""
    library, _ = loaded()
    first = contact(reason=one.format("talk"))
    second = contact(name="Cy Wend", reason=other.format("talk")).model_copy(update={"id": "cy"})
    source = library.sources["marcus-oyelaran"]
    sources = {"marcus-oyelaran": source, "cy": source._replace(path=Path("cy.yaml"))}
    problems = lint(library._replace(interviews=(first, second), sources=sources), TODAY)
    expected = [("cy.yaml", "This says nearly the same as marcus-oyelaran.yaml.")]
    assert [(each.path.name, each.message) for each in problems] == (expected if alike else [])


def test_narrowing_a_build_narrows_the_remarks(project: Files) -> None:
    """Who asks for one interview is told of that one, even if its text is alike another's."""
    text = with_reason("Do you know the ferries of the river delta?")["content/interviews/bo.yaml"]
    files = {f"content/interviews/{name}.yaml": text for name in ("bo", "cy")}
    root = project(files)
    assert "[same-text]" in run("check", root, "--interview", "cy").stderr
    assert "[same-text]" not in run("check", root, "--interview", "bo").stderr


def test_every_text_that_is_looked_at_is_there() -> None:
    """A path that leads nowhere would look at nothing, and nobody would notice."""
    event = {"name": "a fair", "said": "so"}
    platform = {"name": "a site", "about": "labs"}
    known = CONTACT.model_dump() | {"found_via": "a list", "event": event, "platform": platform}
    full = Interview.model_validate(
        PERSON.model_dump(exclude={"contact", "meeting"})
        | {
            "contact": known,
            "meeting": PERSON.meeting.model_dump(),
            "goal": "Learn.",
            "questions": ["What is it like?"],
            "assignment": {"course": "History 1", "shared_with": "my class"},
            "outcome": {
                "takeaways": ["It is so."],
                "next_steps": ["read"],
                "promises": ["write"],
                "progress": ["read"],
                "surprises": "None of them.",
            },
        }
    )
    seeker = loaded()[0].seeker
    assert seeker
    seeker = seeker.model_copy(update={"background": "law"})
    for owner, table in ((full, INTERVIEW), (seeker, SEEKER)):
        assert [path for path in table if not [v for _, v in at(owner, path) if v]] == []


OWN = """\
rules:
  - id: jargon
    on: [question, request]
    refuses: request
    says: “{found}” is jargon.
    reason: Only people of the trade know it.
    better: Say what it is.
    phrases: |
      synergy
      (leverage|utilize) (our|your|the)
    fine: so called
"""


def test_a_rule_of_ones_own_is_a_file(project: Files) -> None:
    """An organization adds a rule in ten lines, and no Python."""
    files = with_reason("I hope to utilize your maps.") | {"content/rules/ours.yaml": OWN}
    result = run("check", root := project(files))
    assert result.exit_code == 3
    assert "error: “utilize your” is jargon. [jargon]" in result.stderr
    project(with_reason("I hope to utilize your so called maps."))
    assert run("check", root).exit_code == 0


def test_a_rule_may_be_written_in_markdown(project: Files) -> None:
    """The heading is not needed: a rule is told by its id, its prose is the reason."""
    rule = (
        "---\nid: jargon\non: request\nsays: “{found}” is jargon.\nbetter: Say what it is.\n---\n"
        "Only people of the trade know it.\n\n- synergy\n- leverage (our|your)\n"
    )
    files = with_reason("Your synergy made me think.") | {"content/rules/jargon.md": rule}
    assert "“synergy” is jargon. [jargon]" in run("check", project(files)).stderr


def test_a_file_of_the_same_name_replaces_the_built_in_one(project: Files) -> None:
    """A center with views of its own on questions writes its own file of them."""
    overlay = {"content/overlay.yaml": "reword:\n  pr-typical-day: Do you like synergy?\n"}
    root = project(overlay)
    assert "[yes-no]" in run("check", root).stderr
    project(overlay | {"content/rules/questions.yaml": OWN})
    result = run("check", root)
    assert "[jargon]" in result.stderr
    assert "[yes-no]" not in result.stderr


def test_rules_measured_by_the_program_need_no_phrases() -> None:
    """All others do; and the limits are among those that are measured."""
    assert {rule.id for rule in RULES.values() if not rule.phrases} == set(MEASURED)
    assert set(LIMITS) <= set(MEASURED)


def test_each_rule_about_facts_has_its_look() -> None:
    """What is measured and no number of a draft, nor how alike two are, is looked for by itself."""
    assert {*LOOKS} == {*MEASURED} - {*LIMITS, "advised-words", "same-text"}


def test_the_documentation_lists_the_rules() -> None:
    """docs/lint.md says what each rule says, in the same words."""
    text = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = {
        tuple(cell.strip(" `") for cell in row.strip("|").split(" | "))
        for row in text.splitlines()
        if row.startswith("| `") and row.count(" | ") == 2
    }
    assert rows == {(rule.id, rule.reason, rule.better) for rule in RULES.values()}


def test_the_documented_rule_works(project: Files) -> None:
    """The example of docs/lint.md can be copied as it stands."""
    text = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    files = with_reason("Your synergy made me think.") | {"content/rules/ours.yaml": example}
    assert "“synergy” is jargon. [jargon]" in run("check", project(files)).stderr


def test_every_key_of_a_rule_is_documented() -> None:
    """What a rule can have is in the table of keys."""
    text = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    assert [key for key in Rule.model_fields if f"`{key}`" not in text and key != "id"] == []
