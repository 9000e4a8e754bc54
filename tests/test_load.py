"""``content/`` and ``templates/`` become the model, file by file with the pack behind them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.channels import names
from generator.errors import InputError, Place
from generator.load import load, load_bank, load_catalog
from generator.load.names import safe_name
from generator.model import Catalog, Interview, Library, Outcome, Seeker
from generator.model.interview import Promise
from generator.model.people import FormerColleague
from generator.project import Project
from tests.conftest import INTERVIEW, ROOT, SEEKER, Files

PACK_CATEGORIES = [path.stem for path in (ROOT / "content" / "questions").iterdir()]
PLAIN_THEME = (
    'about: Plain.\nbrand: "#333333"\nprint: []\nbrowser: []\nscreen: []\n'
    "fonts:\n  - {family: Plain, package: fontpkg_noto_sans, "
    'file: "NotoSans[wdth,wght].ttf"}\n'
)
Loads = Callable[..., tuple[Library, Catalog]]


@pytest.fixture
def loaded(project: Files) -> Loads:
    """Load a project of files that has nobody in it, unless ``people`` are wanted."""

    def go(files: dict[str, str] | None = None, *, people: bool = False) -> tuple[Library, Catalog]:
        return load(Project.at(project(files, people=people)), names())

    return go


def test_nothing_falls_back_to_the_pack(loaded: Loads) -> None:
    """An empty content folder has the pack's steps, questions, guide, kinds and themes."""
    library, catalog = loaded()
    assert len(library.steps) == 7
    assert sorted(category.id for category in library.bank) == sorted(PACK_CATEGORIES)
    assert library.guide.title
    assert {"guide", "outreach-email"} <= set(catalog.kinds)
    assert "grid" in catalog.themes


def test_people_never_fall_back(loaded: Loads) -> None:
    """The sample's seeker, interviews and organization are nobody's default."""
    library, _ = loaded()
    assert (library.seeker, library.organization, library.logo) == (None, None, None)
    assert library.interviews == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("arrange.md", "# Write to them\n\nBe brief.\n"),
        ("arrange.yaml", "title: Write to them\nbody: Be brief.\n"),
        ("arrange.yml", "title: Write to them\nbody: Be brief.\n"),
    ],
)
def test_a_file_replaces_the_one_of_its_name(loaded: Loads, name: str, text: str) -> None:
    """A project's file wins over the pack's of the same stem, whatever its suffix."""
    library, _ = loaded({f"content/steps/{name}": text})
    assert len(library.steps) == 7
    step = next(step for step in library.steps if step.id == "arrange")
    assert (step.title, step.tips) == ("Write to them", ())


def test_another_file_is_added(loaded: Loads) -> None:
    """A file of a new name stands beside the pack's, in the place of its number."""
    text = "---\nnumber: 0\n---\n# First days\n\n- What surprised you?\n"
    library, _ = loaded({"content/questions/first-days.md": text})
    assert library.bank[0].id == "first-days"
    assert len(library.bank) == len(PACK_CATEGORIES) + 1


@pytest.mark.parametrize("suffix", ["md", "yaml"])
def test_one_file_is_the_whole_bank(loaded: Loads, suffix: str) -> None:
    """``content/questions.*`` stands for all questions; none of the pack is added."""
    text = {
        "md": "# First days\n\n- What surprised you?\n\n# Today\n\n- What is hard?\n",
        "yaml": "- {title: First days, questions: [What surprised you?]}\n"
        "- {title: Today, questions: [What is hard?]}\n",
    }[suffix]
    library, _ = loaded({f"content/questions.{suffix}": text})
    assert [(c.id, [q.id for q in c.questions]) for c in library.bank] == [
        ("first-days", ["what-surprised-you"]),
        ("today", ["what-is-hard"]),
    ]


def test_names_with_an_underscore_are_set_aside(loaded: Loads) -> None:
    """A file or folder whose name begins with ``_`` or ``.`` is not read, whatever is in it."""
    library, catalog = loaded(
        {
            "content/_seeker.yaml": "[",
            "content/interviews/_draft.yaml": "[",
            "content/interviews/.swap.yaml": "[",
            "content/interviews/_old/bo.yaml": "[",
            "content/_notes.md": "---\n[",
            "templates/kinds/_mine/kind.yaml": "[",
            "templates/themes/_mine/theme.yaml": "[",
            "templates/editions/._large-print.yaml": "\0",
            "templates/editions/_mine.yaml": "[",
            "templates/editions/_mine.yml": "[",
        }
    )
    assert (library.seeker, library.interviews) == (None, ())
    assert "_mine" not in {*catalog.kinds, *catalog.themes}


def test_what_is_no_content_may_lie_there(loaded: Loads) -> None:
    """Pictures, a README and folders of one's own do no harm in the content folder."""
    loaded(
        {
            "content/README.md": "# About\n",
            "content/logo.svg": "<svg/>",
            "content/photos/a.png": "",
            "content/interviews/a.jpg": "",
            "content/Thumbs.db": "",
        }
    )


@pytest.mark.parametrize(
    "entry",
    [
        "cp-attraction",
        "CP attraction",
        "{id: cp-attraction}",
        "What drew you to this career?",
        "what drew you  to this career",
    ],
)
def test_a_question_is_chosen_by_id_or_by_its_words(loaded: Loads, entry: str) -> None:
    """An id and the words of a question of the bank mean the same question."""
    files = {"content/interviews/bo.yaml": _choosing(entry)}
    chosen = loaded(files, people=True)[0].interviews[0].questions
    assert [(each.id, each.text) for each in chosen] == [("cp-attraction", None)]


@pytest.mark.parametrize(
    "entry", ["Why ferries?", '"What now, and why not?"', "{text: Why ferries?}"]
)
def test_other_words_are_a_question_of_ones_own(loaded: Loads, entry: str) -> None:
    """What is in no bank is the seeker's own question."""
    files = {"content/interviews/bo.yaml": _choosing(entry)}
    chosen = loaded(files, people=True)[0].interviews[0].questions
    assert chosen[0].id is None


def _choosing(entry: str) -> str:
    return INTERVIEW.replace(
        "questions: [pr-typical-day, cp-attraction]", f"questions:\n  - {entry}"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("questions.md", "# A\n\n- Why? {#one}\n- Why? {#two}\n"),
        ("questions.yaml", "title: A\nquestions: [{id: one, text: Why?}, {id: two, text: Why?}]\n"),
    ],
)
def test_questions_of_equal_words_are_told_apart_by_id(loaded: Loads, name: str, text: str) -> None:
    """Each of two questions with the same words can be chosen."""
    files = {f"content/{name}": text, "content/interviews/bo.yaml": _choosing("one\n  - two")}
    chosen = loaded(files, people=True)[0].interviews[0].questions
    assert [each.id for each in chosen] == ["one", "two"]


def test_the_logo_is_carried_along(loaded: Loads) -> None:
    """A picture beside the organization's file becomes a part of each page."""
    library, _ = loaded(
        {
            "content/organization.yaml": "name: Wrenfield\nlogo: {path: logo.svg}\n",
            "content/logo.svg": "<svg/>",
        }
    )
    assert library.logo == "data:image/svg+xml;base64,PHN2Zy8+"


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        (f"{SVG}<circle r='4'/></svg>", True),
        (f"\ufeff<?xml version='1.0'?>\n<!-- a mark -->\n{SVG}</svg>\n", True),
        (f'<!DOCTYPE svg [<!ENTITY ns "x">]>{SVG[:-1]} id="&ns;"></svg>', True),
        ("<s:svg xmlns:s='http://www.w3.org/2000/svg'/>", True),
        (f"{SVG}<circle", False),
        (f"{SVG}<text>A & B</text></svg>", False),
        (f"{SVG}<use xlink:href='#a'/></svg>", False),
        (f"<html>{SVG}</svg></html>", False),
        (f"<?xml version='1.0' encoding='nonsense'?>{SVG}</svg>", False),
        ("", False),
    ],
)
def test_a_logo_is_a_whole_drawing(loaded: Loads, text: str, sound: bool) -> None:  # noqa: FBT001
    """An SVG that a browser would not show is refused where it is named."""
    files = {
        "content/organization.yaml": "name: Wrenfield\nlogo: {path: logo.svg}\n",
        "content/logo.svg": text,
    }
    if sound:
        assert loaded(files)[0].logo
        return
    with pytest.raises(InputError, match="not the picture that its name says") as raised:
        loaded(files)
    assert [problem.place for problem in raised.value.problems] == [Place(2, 14)]


def test_a_logo_cannot_be_reached_by_a_link(loaded: Loads, tmp_path: Path) -> None:
    """A link in the content folder that leads out of it is no way to another file."""
    (tmp_path / "project" / "content").mkdir(parents=True)
    (tmp_path / "secret.svg").write_text("<svg/>")
    (tmp_path / "project" / "content" / "logo.svg").symlink_to(tmp_path / "secret.svg")
    with pytest.raises(InputError, match="is not in the content folder"):
        loaded({"content/organization.yaml": "name: Wrenfield\nlogo: {path: logo.svg}\n"})


@pytest.mark.parametrize(
    ("name", "elsewhere"),
    [
        ("content/steps/arrange.md", "secret.md"),
        ("content/seeker.yaml", "secret.md"),
        ("content/interviews", "people"),
        ("templates/kinds/guide/body.html.j2", "secret.md"),
        ("templates/shared/secret.txt", "secret.md"),
        ("templates/themes/mine", "people"),
        ("templates/shared/base.css", "project/content/organization.yaml"),
    ],
)
@pytest.mark.parametrize(
    "read", [lambda own: load(own, names()), lambda own: load_catalog(own, names()), load_bank]
)
def test_no_text_can_be_reached_by_a_link(
    name: str, elsewhere: str, read: Callable[[Project], object], project: Files, tmp_path: Path
) -> None:
    """It is refused where it lies, and no word of it is told."""
    root = project({"content/organization.yaml": "name: Wrenfield\n"}, people=False)
    (tmp_path / "secret.md").write_text("root: secret\n")
    (tmp_path / "people").mkdir()
    link = root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / elsewhere)
    with pytest.raises(InputError, match="a link that leads out of the") as raised:
        read(Project.at(root))
    (problem,) = raised.value.problems
    assert problem.path == link
    assert "secret:" not in str(raised.value)


def test_folders_of_a_project_may_be_elsewhere(project: Files, tmp_path: Path) -> None:
    """A cloud's folder in the place of one, a link within it, and what is not read do no harm."""
    root = project({"templates/shared/mine.css": "p { margin: 0 }"})
    for name in ("content", "templates"):
        (root / name).rename(tmp_path / f"cloud-{name}")
        (root / name).symlink_to(tmp_path / f"cloud-{name}")
    content = root / "content"
    (content / "interviews" / "again.yaml").symlink_to("bo.yaml")
    (content / "_old.md").symlink_to(tmp_path)
    (content / "photos").symlink_to(tmp_path)
    (content / "round").symlink_to("round")
    (tmp_path / "link").symlink_to(root)
    library, _ = load(Project.at(tmp_path / "link"), names())
    assert [interview.id for interview in library.interviews] == ["again", "bo"]


def test_all_problems_come_together_and_sorted(loaded: Loads) -> None:
    """Mistakes in content and templates are shown at once, by file, line and column."""
    files = {
        "content/seeker.yaml": SEEKER.replace("ada.quill@", "") + "fone: 1\n",
        "content/interviews/bo.yaml": INTERVIEW.replace("in_person", "zoom"),
        "content/steps/a.md": "# A\n\nB\n\n- c {mode=d}\n",
        "templates/kinds/mine/kind.yaml": "title: Mine\n",
    }
    with pytest.raises(InputError) as raised:
        loaded(files)
    problems = raised.value.problems
    assert [problem.path.name for problem in problems] == [
        *("bo.yaml", "seeker.yaml", "seeker.yaml", "a.md"),
        *("kind.yaml", "kind.yaml"),
    ]
    assert sorted(problems) == list(problems)


@pytest.mark.parametrize("which", ["questions", "steps"])
def test_an_id_of_the_pack_is_taken(loaded: Loads, which: str) -> None:
    """Using a built-in id again is a problem of the project's file, which its owner can change."""
    text = {
        "questions": "# Mine\n\n- Why? {#cp-attraction}\n",
        "steps": "---\nid: arrange\n---\n# Mine\n\nWrite.\n",
    }[which]
    with pytest.raises(InputError, match=r"in the built-in [\w-]+\.md already") as raised:
        loaded({f"content/{which}/mine.md": text})
    assert [problem.path.name for problem in raised.value.problems] == ["mine.md"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ana-díaz", "ana-díaz"),
        ("a/b:c", "a-b-c"),
        ("..", "interview"),
        ("", "interview"),
        (" ana. ", "ana"),
        ("a\x00b", "a-b"),
        ("jos\udce9-p", "jos--p"),
    ],
)
def test_names_of_folders_are_safe(name: str, expected: str) -> None:
    """A file's name becomes a folder's name that every system allows."""
    assert safe_name(name) == expected


def test_names_of_devices_are_safe() -> None:
    """Windows keeps some names for itself."""
    assert safe_name("con").lower() != "con"


def test_themes_are_read_where_they_are_used(loaded: Loads) -> None:
    """A project reads the theme that it chose and those of its own, and not the pack's others."""
    files = {
        "content/organization.yaml": "name: Wrenfield University\ntheme: folio",
        "templates/themes/mine/theme.yaml": PLAIN_THEME,
    }
    _, catalog = loaded(files)
    assert set(catalog.themes) == {"folio", "mine"}
    assert {"fair", "folio", "grid"} <= set(load_catalog(Project.at(ROOT), names()).themes)


def test_a_theme_of_the_project_is_read_unchosen(loaded: Loads) -> None:
    """A slip in a project's own theme is said before anything uses it."""
    with pytest.raises(InputError, match="no style sheet"):
        loaded({"templates/themes/mine/theme.yaml": PLAIN_THEME.replace("[]", "[owm.css]", 1)})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("A student of history.", "a student of history"),
        ("I am An artist", "an artist"),
        ("My adviser", "my adviser"),
        ("The Hague’s archivist", "The Hague’s archivist"),
        ("A level student", "A level student"),
        ("Ada’s sister", "Ada’s sister"),
    ],
)
def test_a_part_of_a_sentence_begins_small(typed: str, read: str) -> None:
    """People begin it as a sentence, and a draft goes on with it; names keep their capitals."""
    seeker = Seeker(name="Ada Quill", email="ada@example.org", introduction=typed)
    assert seeker.introduction == read


@pytest.mark.parametrize(
    ("key", "typed", "read"),
    [
        ("progress", "I have read the report.", "read the report"),
        ("progress", "I've joined the club", "joined the club"),
        ("next_steps", "I am going to call", "call"),
        ("next_steps", "I'll read more", "read more"),
        ("next_steps", "I'd like to join them", "join them"),
    ],
)
def test_what_a_draft_says_already_is_left_out(key: str, typed: str, read: str) -> None:
    """“Since then I have” goes on with “read the report”."""
    assert getattr(Outcome.model_validate({key: typed}), key) == (read,)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "in 2024"),
        ("Spring 2024", "in spring 2024"),
        ("May", "in May"),
        ("June 2024", "in June 2024"),
        ("in 2024", "in 2024"),
        ("last May", "last May"),
        ("from 2019 to 2021", "from 2019 to 2021"),
    ],
)
def test_a_bare_year_goes_on_with_a_sentence(written: str, read: str) -> None:
    """“We worked together at Pier 9 2024.” is no sentence."""
    assert FormerColleague(organization="Pier 9", when=written).when == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("An MBA candidate", "an MBA candidate"),
        ("A Marrow College student", "a Marrow College student"),
        ("A student.", "a student"),
        ("A level chemistry student", "A level chemistry student"),
    ],
)
def test_an_introduction_has_no_capital_of_its_own(written: str, read: str) -> None:
    """“I am An MBA candidate.” was pasted in."""
    assert Seeker(name="A", email="a@example.org", introduction=written).introduction == read


def test_a_promise_and_a_free_time_go_on_with_a_sentence() -> None:
    """“As promised, I will …”; “These times suit me: …”."""
    assert Promise.model_validate("I promised to send the map").what == "send the map"
    free = "I am free on Friday mornings", "Tuesdays after 3 pm"
    seeker = Seeker(name="A", email="a@example.org", introduction="a student", availability=free)
    assert seeker.availability == ("Friday mornings", "Tuesdays after 3 pm")


@pytest.mark.parametrize(
    ("topic", "read"),
    [
        ("Learn about floods.", "floods"),
        ("learning more about floods", "floods"),
        ("I would like to learn about floods", "floods"),
        ("about floods", "floods"),
        ("learning disabilities", "learning disabilities"),
        ("I/O systems", "I/O systems"),
    ],
)
def test_a_topic_is_said_once(topic: str, read: str) -> None:
    """The drafts say “learn about”."""
    told = {"contact": {"name": "B", "relationship": "cold", "reason": "So."}}
    meeting = {"mode": "video"}
    found = Interview.model_validate({"id": "b", "topic": topic, "meeting": meeting, **told})
    assert found.topic == read
