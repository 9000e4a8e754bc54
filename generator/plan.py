"""Tool, pure: the time-boxed plan of a meeting, with a reason for each choice and each drop.

chosen, preset or bank ─▶ candidates ─▶ core and close, as far as the minutes go ─▶ marks
                                        └▶ if there is time

Its numbers and words are data (content/planning.yaml, and the organization's policy). The page on
which a student picks questions plans by the same, in templates/site/picker/plan.js.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from math import inf

from generator.documents import Asked, Plan
from generator.model import (
    Agenda,
    Category,
    Chosen,
    Interview,
    Library,
    Planning,
    Policy,
    Preset,
    Question,
    Seeker,
)
from generator.model.planning import said

KEPT = 256
"""Plans that are remembered."""
MOST_LINES = 14
"""Writing lines that a question can grow to where the page has room."""


class Planner:
    """The bank, the presets and the policy, ready to plan any number of meetings."""

    def __init__(self, library: Library) -> None:
        self.policy: Policy = library.policy
        self.planning: Planning = library.planning
        self.reasons = library.planning.reasons
        self.rank = {phase: i for i, phase in enumerate(library.planning.phases)}
        self.presets: Mapping[str, Preset] = library.presets
        self.known = {question.id: _from_bank(question) for question in library.questions}
        self.closers = [
            self.known[q.id]._replace(reason=self.reasons.closing) for q in _closers(library.bank)
        ]
        self.of_preset = {each.id: self._of_preset(each) for each in self.presets.values()}
        self.further: dict[str | None, list[Asked]] = {}
        self.made: dict[object, Plan] = {}
        self.bank = library.bank
        self.stage = library.seeker.stage if library.seeker else None

    def staged(self, seeker: Seeker | None) -> "Planner":
        """The same for another seeker, who may be at another stage."""
        other = copy(self)
        other.stage = seeker.stage if seeker else None
        return other

    def plan(self, interview: Interview | Agenda) -> Plan:
        """The plan of an interview: what it chose, or a preset, or what suits the seeker."""
        # In a cohort most interviews choose nothing, or what all do: they share a few plans.
        by_mail = isinstance(interview, Interview) and interview.meeting.mode == "email_qa"
        alike = self.stage, interview.questions, interview.preset, interview.minutes, by_mail
        if alike not in self.made:
            if len(self.made) == KEPT:
                self.made.clear()
            planned = self._planned(interview)
            self.made[alike] = self._for_mail(planned) if by_mail else planned
        return self.made[alike]

    def _planned(self, interview: Interview | Agenda) -> Plan:
        opening, asking, closing = spans(interview.minutes, self.policy, self.planning)
        usable = max(0, asking - interview.minutes * self.policy.slack_percent / 100)
        wanted = list(self._wanted(interview))
        early = self._by_rank(a for a in wanted if a.phase != "close")
        core, left, spare = self._fill(early, usable)
        ending = self._by_rank(a for a in wanted if a.phase == "close")
        close, spilt, room = self._fill(ending, closing, core)
        if all(asked.id for asked in close):
            names = {asked.name for asked in wanted}
            more = [asked for asked in self.closers if asked.name not in names]
            close += self._fill(more, room, [*core, *close])[0]
        if not interview.questions and not interview.preset:
            core = self._filled_up(core, close, spare)
        order = {asked.name: i for i, asked in enumerate(wanted)}
        core.sort(key=lambda a: (self.rank[a.phase], order.get(a.name, inf)))
        close.sort(key=lambda a: order.get(a.name, inf))
        return Plan(
            opening,
            asking,
            closing,
            usable,
            tuple(_timed(core, opening)),
            tuple(_timed(close, opening + asking, lines=2)),
            tuple(sorted(left + spilt, key=lambda a: order.get(a.name, inf))),
        )

    def _for_mail(self, plan: Plan) -> Plan:
        """The few questions of a plan that go into a mail; the others are for another time."""
        most = self.planning.mail_questions
        close = plan.close[: most > 1]
        core = plan.core[: most - len(close)]
        reason = said(self.reasons.mail, most=most)
        over = (*plan.core[len(core) :], *plan.close[len(close) :])
        more = tuple(asked._replace(reason=reason, minute=None) for asked in over)
        core, close = (
            tuple(each._replace(minute=None) for each in group) for group in (core, close)
        )
        return plan._replace(core=core, close=close, if_time=(*more, *plan.if_time))

    def blank(self) -> Plan:
        """The plan that everyone gets: lines to write questions on, and the closing ones."""
        opening, asking, closing = spans(self.planning.usual_minutes, self.policy, self.planning)
        line = Asked("", "", fewest_lines=2, most_lines=MOST_LINES)
        close = [asked._replace(most_lines=2) for asked in self.closers[:1]]
        close.append(line._replace(fewest_lines=1, most_lines=2))
        core = (line,) * self.planning.blank_questions
        return Plan(opening, asking, closing, asking, core, tuple(close))

    def _wanted(self, interview: Interview | Agenda) -> Iterator[Asked]:
        """Every question that was asked for, by name or by preset, each once."""
        seen: set[str] = set()
        for asked in self._named(interview):
            if asked.name not in seen:
                seen.add(asked.name)
                yield asked

    def _named(self, interview: Interview | Agenda) -> Iterator[Asked]:
        for chosen in interview.questions:
            yield self._chosen(chosen)
        preset = self.presets[interview.preset] if interview.preset else None
        if not interview.questions and preset is None:
            preset = self._suggested(interview.minutes)
        if preset:
            yield from self.of_preset[preset.id]

    def _of_preset(self, preset: Preset) -> list[Asked]:
        """What a preset takes; what is there for spare time matters least."""
        reason, least = said(self.reasons.preset, preset=preset.id), self.planning.spare_priority
        taken = [self.known[name]._replace(reason=reason) for name in preset.questions]
        spare = [self.known[name]._replace(reason=reason) for name in preset.if_time]
        return taken + [asked._replace(priority=least) for asked in spare]

    def _chosen(self, chosen: Chosen) -> Asked:
        """A chosen question, with the bank's words and minutes where it has none of its own."""
        base = self.known.get(chosen.id or "") or Asked(chosen.id or "", "")
        return base._replace(
            text=chosen.text or base.text,
            probes=() if chosen.text else base.probes,
            minutes=chosen.minutes or base.minutes,
            priority=chosen.priority or base.priority,
            phase=chosen.phase or base.phase,
            fewest_lines=chosen.note_lines or 1,
            most_lines=chosen.note_lines or MOST_LINES,
            reason=self.reasons.chosen,
        )

    def _suggested(self, minutes: int) -> Preset | None:
        """The preset for the seeker's stage whose length is nearest, the shorter one in doubt."""
        suited = [
            preset
            for preset in self.presets.values()
            if preset.audience and (self.stage is None or self.stage in preset.audience)
        ]
        return min(
            suited, key=lambda each: (abs(each.minutes - minutes), each.minutes), default=None
        )

    def _filled_up(self, core: list[Asked], close: list[Asked], left: float) -> list[Asked]:
        """More of the bank, as long as there are minutes: nobody chose, so nothing is lost."""
        taken = {asked.name for asked in (*core, *close)}
        more = [a for a in self._suiting() if a.minutes <= left and a.name not in taken]
        core = core + self._fill(more, left, [*core, *close])[0]
        return core[: self.planning.most_suggested]

    def _suiting(self) -> list[Asked]:
        """What the bank has for the seeker's stage, the most important first."""
        if self.stage not in self.further:
            self.further[self.stage] = self._by_rank(
                self.known[question.id]._replace(
                    reason=said(self.reasons.bank, category=category.title.lower())
                )
                for category in self.bank
                if not category.opt_in
                for question in category.questions
                if question.phase == "core"
                and question.level == "ok"
                and (not question.audience or self.stage in question.audience)
            )
        return self.further[self.stage]

    def _by_rank(self, questions: Iterable[Asked]) -> list[Asked]:
        """By priority, then phase, then as they were listed."""
        return sorted(questions, key=lambda asked: (asked.priority, self.rank[asked.phase]))

    def _fill(
        self, ranked: list[Asked], minutes: float, beside: Iterable[Asked] = ()
    ) -> tuple[list[Asked], list[Asked], float]:
        """What can be asked, what is left over (with the reasons), and the minutes that remain.

        ``beside`` are questions that are in the plan already.
        """
        themes = {asked.theme: asked for asked in beside}
        taken: list[Asked] = []
        left: list[Asked] = []
        for asked in ranked:
            same = themes.get(asked.theme) if asked.theme else None
            if same:
                reason = said(self.reasons.theme, theme=asked.theme, name=same.name)
                left.append(asked._replace(reason=reason))
            elif asked.minutes > minutes:
                reason = said(self.reasons.time, minutes=asked.minutes, left=minutes)
                left.append(asked._replace(reason=reason))
            else:
                taken.append(asked)
                minutes -= asked.minutes
                themes[asked.theme] = asked
        return taken, left, minutes


def spans(minutes: int, policy: Policy, planning: Planning) -> tuple[int, int, int]:
    """Opening, asking and closing minutes: 4, 13 and 3 of 20 (The 20-Minute Networking Meeting).

    Longer meetings have a longer opening, and very long ones a longer close; a short one has a
    shorter close.
    """
    usual, most = planning.usual_minutes, minutes // planning.largest_share
    longer = (minutes - usual) // planning.step_minutes
    shift = (minutes >= planning.long_minutes) - (minutes < usual)
    opening = min(max(1, policy.opening_minutes + longer), most)
    closing = min(max(1, policy.closing_minutes + shift), most)
    return opening, minutes - opening - closing, closing


def _closers(bank: tuple[Category, ...]) -> list[Question]:
    """The closing questions that matter most; without any of priority 1, those there are."""
    close = [
        q
        for category in bank
        if not category.opt_in
        for q in category.questions
        if q.phase == "close"
    ]
    return [q for q in close if q.priority == 1] or close


def _from_bank(question: Question) -> Asked:
    return Asked(
        question.id,
        question.text,
        question.probes,
        question.minutes,
        question.priority,
        question.theme or "",
        question.phase,
        most_lines=MOST_LINES,
    )


def _timed(questions: list[Asked], first: int, lines: int | None = None) -> Iterator[Asked]:
    """Each question with the minute at which to begin it, counted from the start."""
    passed = 0.0
    for asked in questions:
        minute = first + int(passed)
        yield asked._replace(minute=minute, most_lines=lines or asked.most_lines)
        passed += asked.minutes
