"""The arithmetic of a plan, step by step: how effort, score and exposures come about, to be followed with a pencil."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from readiness.model.assessment import Assessment
from readiness.model.decision import Improvement, Plan, RiskChange, Standing
from readiness.reports.numbers import exact, plain_number
from readiness.reports.outline import Block, Entry, Facts, Heading, Listing, Paragraph
from readiness.reports.phrases import effort_words, stance_title
from readiness.reports.plan_sentences import after_sentence, no_plan, plan_sentence, rated_sentence, why_sentence
from readiness.reports.plan_steps import change, task
from readiness.words import say

CLOSE = 1e-6
"""Percentage points by which a product of shares may miss the change of the score."""


def explain_plan(assessment: Assessment) -> Iterator[Block]:
    """Why this target, and every step with its sums; where there is no plan, why there is none."""
    plan, language = assessment.plan, assessment.language
    if plan is None:
        yield Paragraph(text=no_plan(assessment).text)
        return
    yield Heading(text=say(language, "w_h_plan", title=plan.target_title))
    told = (plan_sentence(plan, assessment), why_sentence(plan, assessment), after_sentence(plan, assessment))
    yield from (Paragraph(text=text) for text in told if text)
    if plan.obstacles:
        yield Listing(entries=tuple(Entry(text=each.text, mark=each.subject or "") for each in plan.obstacles))
    if counted := rated_sentence(assessment):
        yield Paragraph(text=counted, tone="quiet")
    if plan.improvements:
        for key in (_order_key(plan), "w_e_effort_key", "w_e_score_key"):
            yield Paragraph(text=say(language, key, title=plan.target_title), tone="quiet")
        yield from _steps(plan, assessment)
        yield Heading(text=say(language, "w_total"))
        efforts = " + ".join(
            plain_number(step.effort, language) for step in plan.improvements if step.kind == "improve"
        )
        yield Paragraph(text=f"{efforts} = {effort_words(plan.effort, language)}")
    if plan.state != "unreachable":
        yield Paragraph(text=say(language, "w_whole_plan", target=plan.target), tone="quiet")


def _order_key(plan: Plan) -> str:
    if not plan.before.exposures:
        return "w_e_order_score"
    return "w_e_order" if plan.kind == "stance" else "w_e_order_level"


def _steps(plan: Plan, assessment: Assessment) -> Iterator[Block]:
    before = plan.before
    for step in plan.improvements:
        yield Heading(text=f"{step.order} {step.id}")
        yield Paragraph(text=task(step, plan.measures, assessment.language))
        if step.kind == "improve":
            yield Paragraph(text=say(assessment.language, "w_question", text=step.text))
        yield Paragraph(text=change(step, assessment.language))
        yield Facts(rows=tuple(_sums(step, before, assessment)))
        if step.risks:
            yield Listing(entries=tuple(_risk(each, assessment) for each in step.risks))
        before = step.after


def _sums(step: Improvement, before: Standing, assessment: Assessment) -> Iterator[tuple[str, str]]:
    language = assessment.language
    if step.kind == "improve":
        yield say(language, "w_effort"), _effort(step, language)
    yield say(language, "l_score"), _score(step, before, language)
    for stance in assessment.stances:
        was, becomes = before.exposures.get(stance.id), step.after.exposures.get(stance.id)
        if was is None or becomes is None:
            continue
        label = say(language, "w_exposure_to", title=stance.title)
        yield label, _exposure(step, stance.id, was, becomes, language)


def _effort(step: Improvement, language: str) -> str:
    effort = effort_words(step.effort, language)
    if step.score_before is None or step.score_after is None or step.whole is None:
        return say(language, "w_e_effort_whole", effort=effort)
    return (
        f"{plain_number(step.whole, language)} × ({exact(step.score_after, language)} − "
        f"{exact(step.score_before, language)}) = {effort}"
    )


def _score(step: Improvement, before: Standing, language: str) -> str:
    """The change of the whole's score: the answer's rise times its share, where that is how it comes about."""
    was, becomes = exact(before.percent, language), exact(step.after.percent, language)
    change = say(language, "w_from_to", before=was, after=becomes)
    if step.score_before is None or step.score_after is None:
        return say(language, "w_e_not_scored", change=change)
    shares = " × ".join(
        f"{plain_number(link.weight, language)}/{plain_number(link.of, language)}" for link in step.counts_for
    )
    if not step.was_judged:
        return say(language, "w_e_enters" if shares else "w_e_enters_otherwise", shares=shares, change=change)
    rise = step.score_after - step.score_before
    product = 100 * rise * prod(link.weight / link.of for link in step.counts_for)
    if not shares or before.percent is None or step.after.percent is None:
        return say(language, "w_e_otherwise", change=change)
    if abs(before.percent + product - step.after.percent) > CLOSE:
        return say(language, "w_e_otherwise", change=change)
    return f"{was} + 100 × {exact(rise, language)} × {shares} = {becomes}"


def _exposure(step: Improvement, stance: str, was: float, becomes: float, language: str) -> str:
    """What the course exposed to, less what each risk loses times its part under the course."""
    changes = {each.id: each for each in step.risks}.values()
    parts = [
        f"{exact(each.shares.get(stance, 0.0), language)} × ({exact(each.before, language)} − {exact(each.after, language)})"
        for each in changes
        if each.shares.get(stance) and each.before != each.after
    ]
    if not parts:
        return f"{exact(was, language)} → {exact(becomes, language)}"
    return f"{exact(was, language)} − {' − '.join(parts)} = {exact(becomes, language)}"


def _risk(change: RiskChange, assessment: Assessment) -> Entry:
    """One control: the factor that it leaves, before and after."""
    language = assessment.language
    before, after = (
        f"(1 − {exact(change.by, language)} × {exact(score, language)})"
        for score in (change.score_before, change.score_after)
    )
    courses = ", ".join(
        f"{stance_title(assessment, name)} {exact(share, language)}" for name, share in change.shares.items()
    )
    return Entry(
        text=change.text,
        mark=change.id,
        details=(
            f"{say(language, f'l_{change.reduces}')}{say(language, 'colon')}{exact(change.before, language)} × {after} / {before} = "
            f"{exact(change.before * (1 - change.by * change.score_after) / (1 - change.by * change.score_before), language)}"
            + _otherwise(change, language),
            say(language, "w_e_lives", courses=courses),
        ),
    )


def _otherwise(change: RiskChange, language: str) -> str:
    """What the risk is left at where that is not this control's doing alone."""
    alone = change.before * (1 - change.by * change.score_after) / (1 - change.by * change.score_before)
    if abs(alone - change.after) <= CLOSE * (1 + change.after):
        return ""
    return " " + say(language, "w_e_floor", after=exact(change.after, language))
