"""What is odd about how it was answered: each check a function from context to what deserves a question.

None of this shows that an answer is wrong, and nothing of it changes a score. So each check waits until chance and
honest habit are poor explanations, which takes more the more there is to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from readiness.advice.answers import shown_value
from readiness.advice.cautions import is_asked
from readiness.advice.context import Context
from readiness.model.base import EDGE
from readiness.model.condition import QuestionCondition, RiskCondition, SectionCondition, parts
from readiness.model.decision import AnswerCheck
from readiness.model.questionnaire import (
    DONT_KNOW,
    NOT_APPLICABLE,
    SIDES,
    Check,
    Choice,
    GridQuestion,
    ScaleQuestion,
    Section,
)
from readiness.model.response import OpportunityRating, RiskRating
from readiness.model.risk_scales import impact_steps, likelihood_steps
from readiness.risk.ratings import Range, chosen_ranges, range_of
from readiness.scoring.formulas import counts, holds
from readiness.scoring.operations import WORDS
from readiness.scoring.tree import OVERALL, Group, Item
from readiness.words import localized, say

Severity = Literal["note", "warning", "serious"]

LONG_RUN = 8
"""So many equal answers in a row are a straight line, once they are also `LONG_SHARE` of the answers they stand in.

Where one step is chosen seven times in ten, honest answers hold eight equal ones in a row in a third of all series of
25, and thirteen in one of twenty.
"""
LONG_SHARE = 0.5
"""Half of a series. On long strings of equal answers see Curran (2016), doi 10.1016/j.jesp.2015.07.006."""
WHOLE_BLOCK = 5
"""A section or grid of so many answers on one scale is worth a note when all are equal. No more than a note: where one
step is chosen seven times in ten, one honest section in six is like that."""
SHORTEST_SCALE = 3
"""With two steps, equal answers in a row mean nothing."""
LEAST_SET_ASIDE = 2
"""A single question that does not apply is no whole section set aside."""
LARGE_PART = 1 / 3
"""Sections set aside that hold so much of everything asked leave a score of something else."""
MANY = 5
"""Fewer answers than this of the same kind are left alone: everybody leaves a line empty now and then."""
MOST = 2 / 3
"""And they must be so large a part of their kind: who shows evidence for one best answer in three has it at hand."""
PART_WARNED, PART_SERIOUS = 0.25, 0.5
"""The share of the judged weight that rests on best answers without evidence, from which that is more than a note."""
FEWEST_RISKS = 4
"""Two or three risks may well be alike."""
MANY_RISKS = 6
"""From so many on, one likelihood (or one impact) for all of them is more than a note."""
NAMED = 3
"""How many are named; all of them are in `subjects`."""


# ---- what the questionnaire itself says ought not to hold ----


def checks_that_fired(context: Context) -> Iterator[AnswerCheck]:
    """The questionnaire's own checks whose condition surely holds."""
    for check in context.questionnaire.checks:
        if holds(context.evaluation, check.when).yes:
            rated = any(isinstance(part, RiskCondition) for _, part in parts(check.when))
            yield AnswerCheck(
                kind="likelihood_disagrees" if rated else "contradiction",
                severity=check.severity,
                subjects=_subjects(check),
                text=context.words(check.text),
                reason=say(context.language, "x_disagrees_reason" if rated else "x_contradiction_reason"),
                ask=context.words(check.advice),
            )


def _subjects(check: Check) -> tuple[str, ...]:
    """The questions, sections and risks that the condition looks at, each once."""
    found: list[str] = []
    for _, part in parts(check.when):
        match part:
            case QuestionCondition():
                found.append(part.question)
            case SectionCondition():
                found.append(part.section)
            case RiskCondition():
                found.append(part.risk)
            case _:
                pass
    return tuple(dict.fromkeys(found))


# ---- straight lines ----


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ticked:
    """An answer on a scale: a question, or a row of a grid.

    `step` is None where the answer shows that the question was read: "don't know", "not applicable", or any answer
    that comes with a note or with evidence. `score` is None where it is not judged.
    """

    question: str
    section: str
    choices: tuple[Choice, ...]
    step: object
    score: float | None
    reverse: bool


def straight_lining(context: Context) -> Iterator[AnswerCheck]:
    """The same step over and over: in a row, else all through a section or a grid."""
    ticked = [each for each in _ticked(context) if len(each.choices) >= SHORTEST_SCALE]
    told: set[str] = set()
    for run in _long_runs(ticked):
        told |= {each.question for each in run}
        yield _straight(context, run, _run_shown(context, run), "warning")
    for title, block in _blocks(context, ticked):
        if not told.issuperset(each.question for each in block):
            told |= {each.question for each in block}
            yield _straight(context, block, _block_shown(context, block, title), "note")


def _run_shown(context: Context, run: list[_Ticked]) -> str:
    first, last = (context.words(context.questions[each.question].text) for each in (run[0], run[-1]))
    if run[0].question == run[-1].question:
        return _block_shown(context, run, first)
    return say(context.language, "x_straight_run", n=len(run), answer=_answer(context, run), first=first, last=last)


def _block_shown(context: Context, block: list[_Ticked], title: str) -> str:
    return say(context.language, "x_straight_block", n=len(block), answer=_answer(context, block), title=title)


def _ticked(context: Context) -> Iterator[_Ticked]:
    """Every answer on a scale, in the order asked; what was not answered is passed over."""
    items: dict[str, list[Item]] = {}
    for item in context.evaluation.items.values():
        items.setdefault(item.question, []).append(item)
    for section in context.questionnaire.every_section():
        for question in section.questions:
            if not isinstance(question, ScaleQuestion | GridQuestion):
                continue
            answer = context.answer(question.id)
            was_read = bool(answer.note or answer.evidence)
            for item in items[question.id]:
                node, value = context.node(item.id), context.evaluation.answers(item.id).value
                if node.visible and value is not None:
                    yield _Ticked(
                        question=question.id,
                        section=section.id,
                        choices=context.questionnaire.choices_of(question),
                        step=None if was_read or value in WORDS else value,
                        score=node.score if node.judged else None,
                        reverse=item.reverse,
                    )


def _long_runs(ticked: Iterable[_Ticked]) -> Iterator[list[_Ticked]]:
    for _, series in groupby(ticked, key=lambda each: each.choices):
        answers = list(series)
        least = max(LONG_RUN, LONG_SHARE * len(answers))
        for step, run in groupby(answers, key=lambda each: each.step):
            found = list(run)
            if step is not None and len(found) >= least:
                yield found


def _blocks(context: Context, ticked: Sequence[_Ticked]) -> Iterator[tuple[str, list[_Ticked]]]:
    """The sections, then the grids, whose answers on one scale are all equal; each with its title."""
    for section in context.questionnaire.every_section():
        inside = [each for each in ticked if each.section == section.id]
        yield from ((context.words(section.title), block) for block in _equal(inside))
    for question in context.questions.values():
        if isinstance(question, GridQuestion):
            rows = [each for each in ticked if each.question == question.id]
            yield from ((context.words(question.text), block) for block in _equal(rows))


def _equal(inside: list[_Ticked]) -> Iterator[list[_Ticked]]:
    """The answers on each scale, where they are enough, all equal, and none of them shows that it was read."""
    for choices in dict.fromkeys(each.choices for each in inside):
        block = [each for each in inside if each.choices == choices]
        steps = {each.step for each in block}
        if len(block) >= WHOLE_BLOCK and len(steps) == 1 and None not in steps:
            yield block


def _answer(context: Context, run: list[_Ticked]) -> str:
    return shown_value(context, context.questions[run[0].question], run[0].step)


def _straight(context: Context, run: list[_Ticked], text: str, severity: Severity) -> AnswerCheck:
    """Serious where the same step earns differently, as it does where some of the questions are turned round.

    The middle of a scale is the same either way, so it contradicts nothing.
    """
    language, scores = context.language, [each.score for each in run if each.score is not None]
    contradicts = bool(scores) and max(scores) - min(scores) > EDGE
    turned = list(dict.fromkeys(each.question for each in run if each.reverse))
    return AnswerCheck(
        kind="straight_lining",
        severity="serious" if contradicts else severity,
        subjects=tuple(dict.fromkeys(each.question for each in run)),
        text=text,
        reason=say(language, "x_straight_turned_reason", n=len(turned))
        if contradicts
        else say(language, "x_straight_reason"),
        ask=say(language, "x_straight_turned_ask", questions=_named(context, turned))
        if contradicts
        else say(language, "x_straight_ask"),
    )


def _named(context: Context, questions: Sequence[str]) -> str:
    """The first few in words; how many more there are."""
    quoted = [
        say(context.language, "quoted", words=context.words(context.questions[each].text)) for each in questions[:NAMED]
    ]
    more = len(questions) - len(quoted)
    return "; ".join(quoted) + (say(context.language, "x_more", n=more) if more else "")


# ---- sections set aside ----


def all_not_applicable(context: Context) -> Iterator[AnswerCheck]:
    """Whole sections without anything that applies, the outermost of them; one who set much aside more severely."""
    found = list(_set_aside(context, context.questionnaire.sections))
    whole = context.node(OVERALL)
    inside = sum(context.node(section.id).n_not_applicable for section in found)
    large = inside >= LARGE_PART * (whole.n_applicable + whole.n_not_applicable) - EDGE
    for section in found:
        yield AnswerCheck(
            kind="all_not_applicable",
            severity="serious" if large else "warning",
            subjects=(section.id,),
            text=say(
                context.language,
                "x_set_aside",
                title=context.words(section.title),
                n=len(_not_applicable(context, section)),
            ),
            reason=say(context.language, "x_set_aside_reason"),
            ask=say(context.language, "x_set_aside_ask"),
        )


def _set_aside(context: Context, sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        if not context.node(section.id).n_applicable and len(_not_applicable(context, section)) >= LEAST_SET_ASIDE:
            yield section
        else:
            yield from _set_aside(context, section.sections)


def _not_applicable(context: Context, section: Section) -> list[str]:
    """The questions of a section that were said not to apply, those of the sections inside it too; a grid is one."""
    nodes = context.evaluation.nodes
    own = [each.id for each in section.questions if each.id in nodes and nodes[each.id].n_not_applicable]
    return own + [name for inner in section.sections for name in _not_applicable(context, inner)]


# ---- sure, and nothing to show for it ----


def top_without_evidence(context: Context) -> Iterator[AnswerCheck]:
    """Best answers to questions that say what would prove them, and nothing does."""
    judged = {
        name: share for name, share in _shares(context, context.evaluation.tree.root) if context.node(name).judged
    }
    top = [
        name for name in judged if context.questions[name].evidence is not None and context.node(name).score >= 1 - EDGE
    ]
    bare = [name for name in top if not context.answer(name).evidence]
    if len(bare) < MANY or len(bare) < MOST * len(top) - EDGE:
        return
    bare.sort(key=lambda name: -judged[name])
    part = sum(judged[name] for name in bare) / sum(judged.values())
    severity: Severity = (
        "serious" if part >= PART_SERIOUS - EDGE else "warning" if part >= PART_WARNED - EDGE else "note"
    )
    language = context.language
    yield AnswerCheck(
        kind="top_without_evidence",
        severity=severity,
        subjects=tuple(bare),
        text=say(language, "x_top", n=len(bare), all=len(top), percent=int(100 * part + EDGE)),
        reason=say(language, "x_top_reason"),
        ask=say(language, "x_top_ask", questions=_named(context, bare)),
    )


def _shares(context: Context, group: Group, share: float = 1.0) -> Iterator[tuple[str, float]]:
    """How much of the whole each applicable question carries, 0..1 by its weights on the way down; a grid is one."""
    inside = [child for child in group.children if counts(child) and context.node(child.id).applicable]
    total = sum(context.node(child.id).weight for child in inside)
    for child in inside:
        part = share * context.node(child.id).weight / total
        if isinstance(child, Item) or child.kind == "grid":
            yield child.id, part
        else:
            yield from _shares(context, child, part)


def confident_without_note(context: Context) -> Iterator[AnswerCheck]:
    """High confidence in answers and ratings, and no word or evidence why."""
    given = {**_answers(context), **_ratings(context)}
    high = [name for name, (confident, _) in given.items() if confident]
    bare = [name for name in high if not given[name][1]]
    if len(bare) >= MANY and len(bare) >= MOST * len(high) - EDGE:
        yield AnswerCheck(
            kind="confident_without_note",
            severity="warning" if len(bare) >= MOST * len(given) - EDGE else "note",
            subjects=tuple(bare),
            text=say(context.language, "x_confident", n=len(bare), all=len(given)),
            reason=say(context.language, "x_confident_reason"),
            ask=say(context.language, "x_confident_ask"),
        )


def _answers(context: Context) -> dict[str, tuple[bool, bool]]:
    """For each question answered: whether with high confidence, and whether with a note or evidence.

    The profile is left out: facts about oneself need no grounds.
    """
    found: dict[str, tuple[bool, bool]] = {}
    facts = {question.id for question in context.questionnaire.profile}
    for name in context.questions:
        answer = context.answer(name)
        if name not in facts and answer.value not in (None, NOT_APPLICABLE, DONT_KNOW) and is_asked(context, name):
            found[name] = answer.confidence == "high", bool(answer.note or answer.evidence)
    return found


def _ratings(context: Context) -> dict[str, tuple[bool, bool]]:
    """The same for each rated risk and opportunity."""
    given = {**context.response.risks, **context.response.opportunities}
    exposures = {**context.register.risks, **context.register.opportunities}
    found: dict[str, tuple[bool, bool]] = {}
    for name, exposure in exposures.items():
        rating = given.get(name)
        if isinstance(rating, RiskRating | OpportunityRating) and exposure.rated:
            found[name] = rating.confidence == "high", bool(rating.note)
    return found


# ---- risks ----


def risks_alike(context: Context) -> Iterator[AnswerCheck]:
    """All risks rated the same: over both sides, or on one of them where that says more than both together do."""
    rated = {side: _rated(context, side) for side in SIDES}
    together = [each for found in rated.values() for each in found]
    alike = _alike(together)
    if alike and all(rated.values()):
        yield _alike_check(context, together, alike, say(context.language, "x_of_both"))
    for side, found in rated.items():
        own = _alike(found)
        if own and (len(own) > len(alike) or len(found) == len(together)):
            words = say(context.language, "x_of_side", side=say(context.language, f"side_{side}"))
            yield _alike_check(context, found, own, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rated:
    """A rated risk with the ranges that its rating stands for, so that a step and an own range compare."""

    id: str
    likelihood: Range
    impact: Range


def _rated(context: Context, side: str) -> list[_Rated]:
    likelihood, impact = likelihood_steps(context.questionnaire), impact_steps(context.questionnaire)
    found: list[_Rated] = []
    for risk in context.questionnaire.risks:
        if risk.side == side and context.register.risks[risk.id].rated:
            chances, losses = chosen_ranges(context.response.risks.get(risk.id), likelihood, impact)
            assert chances is not None
            assert losses is not None
            found.append(_Rated(id=risk.id, likelihood=chances, impact=losses))
    return found


def _alike(found: list[_Rated]) -> tuple[Literal["likelihood", "impact"], ...]:
    """The halves in which all are rated the same; none where they are too few to tell."""
    if len(found) < FEWEST_RISKS:
        return ()
    halves: tuple[Literal["likelihood", "impact"], ...] = ("likelihood", "impact")
    return tuple(half for half in halves if len({getattr(each, half) for each in found}) == 1)


def _alike_check(
    context: Context, found: list[_Rated], alike: tuple[Literal["likelihood", "impact"], ...], of: str
) -> AnswerCheck:
    language, first, n = context.language, found[0], len(found)
    likelihood = _range_shown(context, first.likelihood, likelihood_steps(context.questionnaire))
    impact = _range_shown(context, first.impact, impact_steps(context.questionnaire))
    severity: Severity = "warning" if n >= MANY_RISKS else "note"
    if len(alike) == 2:
        severity, text = "serious", say(language, "x_alike", n=n, of=of, likelihood=likelihood, impact=impact)
    elif alike == ("likelihood",):
        text = say(language, "x_alike_likelihood", n=n, of=of, likelihood=likelihood)
    else:
        text = say(language, "x_alike_impact", n=n, of=of, impact=impact)
    return AnswerCheck(
        kind="risks_alike",
        severity=severity,
        subjects=tuple(each.id for each in found),
        text=text,
        reason=say(language, "x_alike_reason"),
        ask=say(language, "x_alike_ask"),
    )


def _range_shown(context: Context, found: Range, steps: tuple[Choice, ...]) -> str:
    """The step that stands for this range, in its words; an own range in numbers."""
    label = next((context.words(step.label) for step in steps if range_of(step) == found), None)
    if label is not None:
        return label
    low, high = (localized(f"{end:,g}", context.language) for end in found)
    return f"{low}–{high}"


PATTERNS: tuple[Callable[[Context], Iterator[AnswerCheck]], ...] = (
    straight_lining,
    all_not_applicable,
    risks_alike,
    top_without_evidence,
    confident_without_note,
)
"""The more telling first."""

_ORDER = {"serious": 0, "warning": 1, "note": 2}


def answer_checks(context: Context) -> tuple[AnswerCheck, ...]:
    """Everything odd, the serious ones first. A pattern all of whose subjects show a more telling one is left out."""
    found: list[AnswerCheck] = []
    for pattern in PATTERNS:
        told = [set(each.subjects) for each in found]
        found += [each for each in pattern(context) if not any(said.issuperset(each.subjects) for said in told)]
    return tuple(sorted((*checks_that_fired(context), *found), key=lambda each: _ORDER[each.severity]))
