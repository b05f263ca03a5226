"""What must hold across a whole questionnaire: each rule a function from questionnaire to findings.

A new rule is a function and one line in `RULES`. Rules look at a questionnaire whose single parts Pydantic
has already found sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from readiness.loading.document import Path_
from readiness.loading.suggestions import did_you_mean
from readiness.model.base import Text
from readiness.model.condition import (
    Condition,
    GateCondition,
    LevelCondition,
    QuestionCondition,
    RiskCondition,
    SectionCondition,
    parts,
)
from readiness.model.problem import Severity
from readiness.model.questionnaire import (
    GAIN_SCALE,
    IMPACT_SCALE,
    LIKELIHOOD_SCALE,
    Choice,
    ChoiceQuestion,
    ChoicesQuestion,
    ChosenQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    ScaleQuestion,
    Section,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import ANSWER_KEYS
from readiness.model.risk_scales import impact_steps, likelihood_steps

WHOLE = "overall"
"""The id under which the whole questionnaire's score goes; no section may take it."""
SHORT_SIDE = 2 / 3
"""A side of the register shorter than this share of the other draws a warning."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a key path of the questionnaire."""

    path: Path_
    message: str
    repair: str = ""
    severity: Severity = Severity.ERROR
    at_key: bool = False


@dataclass(slots=True)
class Index:
    """Everything with an id, its key path, and the order in which it is asked.

    `asked` numbers questions in reading order; `ends` gives, for a section, the number of the first
    question after it, so that a condition can be held to what came before.
    """

    questionnaire: Questionnaire
    questions: dict[str, tuple[Path_, Question]] = field(default_factory=dict)
    sections: dict[str, tuple[Path_, Section]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    repeated: list[Finding] = field(default_factory=list)
    taken: dict[str, Path_] = field(default_factory=dict)

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Index:
        index = cls(questionnaire)
        for at, question in enumerate(questionnaire.profile):
            index._question(question, ("profile", at))
        for at, section in enumerate(questionnaire.sections):
            index._section(section, ("sections", at))
        return index

    def _section(self, section: Section, path: Path_) -> None:
        self._take(section.id, (*path, "id"))
        self.sections.setdefault(section.id, (path, section))
        self.starts.setdefault(section.id, len(self.asked))
        for at, question in enumerate(section.questions):
            self._question(question, (*path, "questions", at))
        for at, inner in enumerate(section.sections):
            self._section(inner, (*path, "sections", at))
        self.ends.setdefault(section.id, len(self.asked))

    def _question(self, question: Question, path: Path_) -> None:
        self._take(question.id, (*path, "id"))
        self.asked.setdefault(question.id, len(self.asked))
        self.questions.setdefault(question.id, (path, question))

    def _take(self, name: str, path: Path_) -> None:
        if name == WHOLE:
            self.repeated.append(Finding(path, f"`{WHOLE}` stands for the whole questionnaire", "take another id"))
        elif name in self.taken:
            self.repeated.append(Finding(path, f"the id `{name}` is used twice", "give each its own"))
        self.taken.setdefault(name, path)


def ids_are_unique(index: Index) -> Iterator[Finding]:
    """Questions and sections share one set of ids; levels, gates, risks and the rest have one each."""
    yield from index.repeated
    questionnaire = index.questionnaire
    groups: tuple[tuple[str, list[str]], ...] = (
        ("levels", [each.id for each in questionnaire.levels]),
        ("gates", [each.id for each in questionnaire.gates]),
        ("stances", [each.id for each in questionnaire.stances or ()]),
        ("checks", [each.id for each in questionnaire.checks]),
        ("roles", [each.id for each in questionnaire.roles]),
        ("sources", [each.id for each in questionnaire.sources]),
        ("risks", [each.id for each in questionnaire.risks]),
    )
    for name, ids in groups:
        for at, found in enumerate(ids):
            if found in ids[:at]:
                yield Finding((name, at, "id"), f"the id `{found}` is used twice", "give each its own")
    rated = {risk.id for risk in questionnaire.risks}
    for at, opportunity in enumerate(questionnaire.opportunities):
        earlier = {each.id for each in questionnaire.opportunities[:at]}
        if opportunity.id in rated | earlier:
            yield Finding(("opportunities", at, "id"), f"the id `{opportunity.id}` is used twice", "give each its own")


def choices_make_sense(index: Index) -> Iterator[Finding]:
    """Scales exist, values differ, and a scored question can earn something."""
    for name, choices in index.questionnaire.scales.items():
        yield from _values_differ(("scales", name), choices)
    for path, question in index.questions.values():
        if not isinstance(question, ChosenQuestion):
            continue
        if question.scale is not None and question.scale not in index.questionnaire.scales:
            yield Finding(
                (*path, "scale"),
                f"there is no scale `{question.scale}`",
                _add_it(question.scale, index.questionnaire.scales, "scales"),
            )
            continue
        choices = index.questionnaire.choices_of(question)
        if question.choices is not None:
            yield from _values_differ((*path, "choices"), choices)
        if path[0] != "profile" and question.scored:
            yield from _can_earn(path, question, choices)


def _values_differ(path: Path_, choices: tuple[Choice, ...]) -> Iterator[Finding]:
    seen: dict[object, int] = {}
    for at, choice in enumerate(choices):
        name = f"{choice.value:g}" if isinstance(choice.value, float) else str(choice.value)  # 1.0 is 1
        if name in seen:
            yield Finding((*path, at, "value"), f"the value `{choice.value}` is used twice", "give each its own")
        seen.setdefault(name, at)
        if choice.value in ("not_applicable", "dont_know"):
            yield Finding(
                (*path, at, "value"),
                f"`{choice.value}` has a meaning of its own",
                f"remove the choice and write `allow: [{choice.value}]` in the question",
            )


def _can_earn(path: Path_, question: ChosenQuestion, choices: tuple[Choice, ...]) -> Iterator[Finding]:
    if isinstance(question, ChoicesQuestion) and question.score == "count":
        if all(choice.exclusive for choice in choices):
            yield Finding(path, "every choice is exclusive, so there is nothing to count", "leave one or more open")
        return
    where: Path_ = (*path, "choices") if question.choices is not None else ("scales", question.scale or "")
    earned = [choice.worth for choice in choices]
    for at, points in enumerate(earned):
        if points is None:
            yield Finding(
                (*where, at),
                f"the choice `{choices[at].value}` has no `points`, and its value is not a number",
                "add points, or write `scored: false` in the question",
            )
    known = [points for points in earned if points is not None]
    if len(known) < len(earned):
        return
    if isinstance(question, ChoicesQuestion):
        known = [*known, 0.0]
    if len(set(known)) == 1:
        yield Finding(
            where, "every choice earns the same, so the answer cannot matter", "vary the `points`", at_key=True
        )


def numbers_make_sense(index: Index) -> Iterator[Finding]:
    """Bands begin where accepted numbers begin, and differ in what they earn."""
    for path, question in index.questions.values():
        if not isinstance(question, NumberQuestion) or question.bands is None:
            continue
        first = question.bands[0].from_
        if question.min is None or question.min < first:
            least = "any number" if question.min is None else f"numbers from {question.min:g}"
            yield Finding(
                (*path, "bands", 0, "from"),
                f"{least} may be answered, but the bands begin at {first:g}",
                f"write `min: {first:g}` in the question, or begin the bands lower",
            )
        if len({band.points for band in question.bands}) == 1:
            yield Finding(
                (*path, "bands"),
                "every band earns the same, so the answer cannot matter",
                "vary the `points`",
                at_key=True,
            )


def grid_rows_are_sound(index: Index) -> Iterator[Finding]:
    """Rows have ids of their own, none of which could be taken for a key of an answer."""
    for path, question in index.questions.values():
        if not isinstance(question, GridQuestion):
            continue
        seen: set[str] = set()
        for at, row in enumerate(question.rows):
            if row.id in seen:
                yield Finding((*path, "rows", at, "id"), f"the row `{row.id}` stands twice", "give each its own id")
            if row.id in ANSWER_KEYS:
                yield Finding(
                    (*path, "rows", at, "id"), f"`{row.id}` is a key of answers", "take another id for this row"
                )
            seen.add(row.id)


def conditions_point_at_something(index: Index) -> Iterator[Finding]:
    """Every id in a condition exists, may be used there, and where order matters comes earlier.

    `when` on questions and sections looks back only, so no chain of conditions can close into a circle.
    """
    for path, section in index.sections.values():
        if section.when is not None:
            yield from _look_back(index, (*path, "when"), section.when, index.starts[section.id])
    for path, question in index.questions.values():
        if question.when is not None:
            yield from _look_back(index, (*path, "when"), question.when, index.asked[question.id])
    questionnaire = index.questionnaire
    scores = (QuestionCondition, SectionCondition)
    for at, level in enumerate(questionnaire.levels):
        if level.requires is not None:
            yield from _check(index, ("levels", at, "requires"), level.requires, scores)
    for at, gate in enumerate(questionnaire.gates):
        yield from _check(index, ("gates", at, "when"), gate.when, scores)
    for name, rated in (("risks", questionnaire.risks), ("opportunities", questionnaire.opportunities)):
        for at, risk in enumerate(rated):
            if risk.when is not None:
                yield from _check(index, (name, at, "when"), risk.when, scores)
    everything = (*scores, LevelCondition, GateCondition)
    for at, stance in enumerate(questionnaire.stances or ()):
        if stance.needs is not None:
            yield from _check(index, ("stances", at, "needs"), stance.needs, everything)
    for at, check in enumerate(questionnaire.checks):
        yield from _check(index, ("checks", at, "when"), check.when, (*everything, RiskCondition))


def _look_back(index: Index, path: Path_, condition: Condition, before: int) -> Iterator[Finding]:
    yield from _check(index, path, condition, (QuestionCondition, SectionCondition))
    for inner, part in parts(condition):
        if isinstance(part, QuestionCondition) and index.asked.get(part.question, -1) >= before:
            yield Finding(
                (*path, *inner, "question"),
                f"`{part.question}` is not asked before this",
                "point at an earlier question, or move this one down",
            )
        if isinstance(part, SectionCondition) and index.ends.get(part.section, -1) > before:
            yield Finding(
                (*path, *inner, "section"),
                f"the section `{part.section}` does not end before this",
                "point at an earlier section",
            )


def _check(index: Index, path: Path_, condition: Condition, allowed: tuple[type, ...]) -> Iterator[Finding]:
    for inner, part in parts(condition):
        here = (*path, *inner)
        if isinstance(part, LevelCondition | GateCondition) and not isinstance(part, allowed):
            key = "level" if isinstance(part, LevelCondition) else "gate"
            yield Finding(
                (*here, key),
                f"`{key}` cannot be asked about here",
                "use `question` or `section`; levels follow from them",
            )
            continue
        if isinstance(part, RiskCondition) and not isinstance(part, allowed):
            yield Finding(
                (*here, "risk"),
                "`risk` cannot be asked about here",
                "use `question` or `section`; only `checks` look at ratings",
            )
            continue
        match part:
            case QuestionCondition():
                yield from _question_part(index, here, part)
            case SectionCondition() if part.section not in index.sections:
                yield Finding(
                    (*here, "section"),
                    f"there is no section `{part.section}`",
                    did_you_mean(part.section, index.sections, otherwise="name a section of this file"),
                )
            case LevelCondition() if part.level not in (known := [each.id for each in index.questionnaire.levels]):
                yield Finding(
                    (*here, "level"), f"there is no level `{part.level}`", _add_it(part.level, known, "levels")
                )
            case GateCondition() if part.gate not in (known := [each.id for each in index.questionnaire.gates]):
                yield Finding((*here, "gate"), f"there is no gate `{part.gate}`", _add_it(part.gate, known, "gates"))
            case RiskCondition():
                yield from _risk_part(index.questionnaire, here, part)
            case _:
                pass


def _add_it(name: str, known: Iterable[object], where: str) -> str:
    return did_you_mean(name, known, otherwise=f"add it under `{where}`")


def _question_part(index: Index, path: Path_, part: QuestionCondition) -> Iterator[Finding]:
    if part.question not in index.questions:
        yield Finding(
            (*path, "question"),
            f"there is no question `{part.question}`",
            did_you_mean(part.question, index.questions, otherwise="name a question of this file"),
        )
        return
    question = index.questions[part.question][1]
    wanted: list[tuple[Path_, object]] = []
    if part.is_ is not None:
        wanted.append(((*path, "is"), part.is_))
    wanted += [((*path, "in", at), value) for at, value in enumerate(part.in_ or ())]
    known = answer_values(index.questionnaire, question)
    for place, value in wanted:
        if known is None:
            yield from _right_kind(place, question, value)
        elif not _is_known(value, known):
            yield Finding(
                place, f"{_shown(value)} cannot be answered to `{part.question}`", _nearest_value(value, known)
            )
    ranged = part.at_least is not None or part.below is not None
    if ranged and not _can_be_compared(index.questionnaire, question):
        yield Finding(
            path,
            f"`{part.question}` has no number to compare",
            "use `answered`" if isinstance(question, GridQuestion) else "use `is`, `in` or `answered`",
        )
    if wanted and isinstance(question, GridQuestion):
        yield Finding(
            path, f"`{part.question}` is a grid, which has no single answer", "use `answered`, or ask about a section"
        )


def _risk_part(questionnaire: Questionnaire, path: Path_, part: RiskCondition) -> Iterator[Finding]:
    known = [each.id for each in questionnaire.risks]
    if part.risk not in known:
        yield Finding((*path, "risk"), f"there is no risk `{part.risk}`", _add_it(part.risk, known, "risks"))
    choices = likelihood_steps(questionnaire) if part.rating == "likelihood" else impact_steps(questionnaire)
    steps = [choice.value for choice in choices]
    for key, step in (("at_least", part.at_least), ("below", part.below)):
        if step is not None and step not in steps:
            listed = ", ".join(str(each) for each in steps)
            yield Finding((*path, key), f"{step} is no step of the {part.rating} scale", f"write one of {listed}")


def _can_be_compared(questionnaire: Questionnaire, question: Question) -> bool:
    """Whether `at_least` and `below` have something to look at: the number given, or the points of a choice."""
    if isinstance(question, ScaleQuestion | ChoiceQuestion):
        return all(choice.worth is not None for choice in questionnaire.choices_of(question))
    return isinstance(question, NumberQuestion | YesNoQuestion)


def _right_kind(place: Path_, question: Question, value: object) -> Iterator[Finding]:
    """A number is compared with a number, words and days with text."""
    if value in question.allow:
        return
    if isinstance(question, NumberQuestion):
        if isinstance(value, str | bool):
            yield Finding(place, f"{_shown(value)} cannot be answered to `{question.id}`", "write a number, unquoted")
    elif isinstance(question, DateQuestion):
        if not isinstance(value, str):
            yield Finding(place, f"{_shown(value)} is not a date", "write it as year-month-day, such as 2026-03-31")
    elif not isinstance(value, str):
        yield Finding(
            place, f"{_shown(value)} cannot be answered to `{question.id}`", f'put quotes around it: "{value}"'
        )


def _is_known(value: object, known: list[object]) -> bool:
    """Whether the value can be answered: the number 3 is not the text "3", and true stands for yes alone."""
    if isinstance(value, bool):
        return "yes" in known
    return any(isinstance(each, str) == isinstance(value, str) and each == value for each in known)


def _nearest_value(value: object, known: list[object]) -> str:
    if isinstance(value, str) and any(str(each) == value for each in known):
        return f"write {value} without quotes"
    if not isinstance(value, str) and str(value) in known:
        return f'put quotes around it: "{value}"'
    return did_you_mean(value, known)


def _shown(value: object) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def answer_values(questionnaire: Questionnaire, question: Question) -> list[object] | None:
    """Every value that may be answered; None where anything may (text, dates, numbers)."""
    allowed: list[object] = list(question.allow)
    if isinstance(question, YesNoQuestion):
        return ["yes", "no", *allowed]
    if isinstance(question, TextQuestion | DateQuestion | NumberQuestion):
        return None
    return [choice.value for choice in questionnaire.choices_of(question)] + allowed


def levels_rise(index: Index) -> Iterator[Finding]:
    """The first level is held from 0, and each begins above the one before: no score falls between two."""
    levels = index.questionnaire.levels
    for at, level in enumerate(levels):
        if at == 0 and level.from_ != 0:
            yield Finding(("levels", 0, "from"), f"the first level must begin at 0, not {level.from_:g}", "write 0")
        if at and level.from_ <= levels[at - 1].from_:
            yield Finding(
                ("levels", at, "from"),
                f"{level.from_:g} is not above {levels[at - 1].from_:g}, where the level before begins",
                "let the levels rise",
            )
    if len(levels) > 1 and all(level.from_ <= 1 for level in levels):
        for at, level in enumerate(levels):
            if level.from_ > 0:
                yield Finding(("levels", at, "from"), "levels are in percent, 0 to 100", f"write {level.from_ * 100:g}")
    if levels and levels[0].requires is not None:
        yield Finding(("levels", 0, "requires"), "the lowest level is held by everybody", "remove the requirement")
    known = [level.id for level in levels]
    for at, gate in enumerate(index.questionnaire.gates):
        if gate.cap not in known:
            yield Finding(("gates", at, "cap"), f"there is no level `{gate.cap}`", _add_it(gate.cap, known, "levels"))


def risks_can_be_rated(index: Index) -> Iterator[Finding]:
    """Scales for likelihood and impact state ranges, and controls point at scored questions."""
    questionnaire = index.questionnaire
    needed = {LIKELIHOOD_SCALE: "probability", IMPACT_SCALE: "severity", GAIN_SCALE: "severity"}
    for name, key in needed.items():
        for at, choice in enumerate(questionnaire.scales.get(name, ())):
            if not isinstance(choice.value, int):
                yield Finding(
                    ("scales", name, at, "value"), "a risk scale's values are whole numbers", "write 1, 2, 3 …"
                )
            if getattr(choice, key) is None:
                yield Finding(
                    ("scales", name, at), f"a step of `{name}` needs its `{key}` range", f"add `{key}: [low, high]`"
                )
    for name, choices in questionnaire.scales.items():
        for at, choice in enumerate(choices):
            for key in ("probability", "severity"):
                if getattr(choice, key) is not None and needed.get(name) != key:
                    yield Finding(
                        ("scales", name, at, key),
                        f"`{key}` has no meaning on the scale `{name}`",
                        "`likelihood` takes `probability`, `impact` and `gain` take `severity`; remove it, or move it there",
                    )
    for at, risk in enumerate(questionnaire.risks):
        for place, control in enumerate(risk.controls):
            path: Path_ = ("risks", at, "controls", place, "question")
            if control.question not in index.questions:
                yield Finding(
                    path,
                    f"there is no question `{control.question}`",
                    did_you_mean(control.question, index.questions, otherwise="name a question of this file"),
                )
            elif not earns(index, control.question):
                yield Finding(path, f"`{control.question}` is not scored, so it cannot control a risk", "name another")


def earns(index: Index, name: str) -> bool:
    """Whether the question counts towards a score."""
    path, question = index.questions[name]
    if path[0] == "profile" or isinstance(question, TextQuestion | DateQuestion):
        return False
    if isinstance(question, NumberQuestion) and question.bands is None and question.linear is None:
        return False
    return question.scored


def something_is_scored(index: Index) -> Iterator[Finding]:
    """A questionnaire without one scored question has nothing to say."""
    if not any(earns(index, name) for name in index.questions):
        yield Finding(
            ("sections",), "no question of this questionnaire is scored", "add one that earns points", at_key=True
        )


def stances_are_complete(index: Index) -> Iterator[Finding]:
    """At least two courses, or there is nothing to decide."""
    questionnaire = index.questionnaire
    if len(questionnaire.stances or ()) == 1:
        yield Finding(("stances",), "there is one stance only, so nothing to decide", "add the others", at_key=True)
    if questionnaire.stances and not questionnaire.risks:
        yield Finding(
            ("stances",), "there are stances but no risks to choose them by", "add `risks` on both sides", at_key=True
        )
    for name, rated in (("risks", questionnaire.risks), ("opportunities", questionnaire.opportunities)):
        offered = {stance.id for stance in questionnaire.stances or ()} or {"stay_out", "listen", "engage"}
        for at, risk in enumerate(rated):
            for stance in risk.under:
                if stance not in offered:
                    yield Finding((name, at, "under", stance), f"there is no stance `{stance}`", "remove the line")


def sides_are_fair(index: Index) -> Iterator[Finding]:
    """Warn where one side of the register is under two thirds as long as the other, or empty."""
    risks = index.questionnaire.risks
    if not risks:
        return
    counts = {side: sum(risk.side == side for risk in risks) for side in ("participating", "not_participating")}
    (short, few), (long, many) = sorted(counts.items(), key=lambda each: each[1])
    if few == 0:
        yield Finding(
            ("risks",),
            f"no risk of the side `{short}` is listed, so no stance can be compared",
            "list what may go wrong on that side too",
            severity=Severity.WARNING,
            at_key=True,
        )
    elif few < SHORT_SIDE * many:
        yield Finding(
            ("risks",),
            f"lists {few} for the side `{short}` and {many} for `{long}`: the longer list will look the riskier",
            "bring the sides to a similar length",
            severity=Severity.WARNING,
            at_key=True,
        )


def improvements_have_effort(index: Index) -> Iterator[Finding]:
    """Warn where advice has no effort: a plan cannot weigh it."""
    for path, question in index.questions.values():
        if question.improve is not None and question.improve.effort is None:
            yield Finding(
                (*path, "improve"),
                "has advice but no `effort`",
                "add the person-days it takes, so that a plan can weigh it",
                severity=Severity.WARNING,
                at_key=True,
            )


def sources_are_known(index: Index) -> Iterator[Finding]:
    """Warn of a source that looks like an id and is not in `sources`."""
    known = [source.id for source in index.questionnaire.sources]
    places: list[tuple[Path_, object]] = [
        ((*path, "source"), question.source) for path, question in index.questions.values()
    ]
    places += [(("risks", at, "source"), risk.source) for at, risk in enumerate(index.questionnaire.risks)]
    places += [
        (("opportunities", at, "source"), each.source) for at, each in enumerate(index.questionnaire.opportunities)
    ]
    for path, source in places:
        if isinstance(source, tuple):
            names: tuple[str, ...] = source
        elif isinstance(source, Text) and known:
            names = tuple(words for _, words in source.by_language if " " not in words)
        else:
            names = ()
        for name in names:
            if name not in known:
                yield Finding(
                    path,
                    f"there is no source `{name}`",
                    _add_it(name, known, "sources"),
                    severity=Severity.WARNING,
                )


def texts_are_complete(index: Index) -> Iterator[Finding]:
    """Warn of a text that lacks one of the questionnaire's languages."""
    wanted = index.questionnaire.all_languages
    if len(wanted) < 2:
        return
    for path, text in every_text(index.questionnaire):
        missing = [code for code in wanted if code not in text.languages] if text.languages else list(wanted[1:])
        if missing:
            yield Finding(
                path,
                f"has no text in {', '.join(missing)}",
                f"add it, or remove the language from `languages`; {wanted[0]} is shown instead",
                severity=Severity.WARNING,
            )


def every_text(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, Text]]:
    """Every text an end user reads, with its key path. `source` is left out: titles of works stay as they are."""
    from readiness.model.base import Strictly

    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Strictly):
        for name, info in type(value).model_fields.items():
            if name not in ("source", "sources"):
                yield from every_text(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from every_text(each, (*path, at))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from every_text(each, (*path, key))


RULES: tuple[Callable[[Index], Iterator[Finding]], ...] = (
    ids_are_unique,
    choices_make_sense,
    numbers_make_sense,
    grid_rows_are_sound,
    conditions_point_at_something,
    levels_rise,
    risks_can_be_rated,
    something_is_scored,
    stances_are_complete,
    sides_are_fair,
    improvements_have_effort,
    sources_are_known,
    texts_are_complete,
)


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything the rules find, rule by rule."""
    index = Index.of(questionnaire)
    for rule in RULES:
        yield from rule(index)
