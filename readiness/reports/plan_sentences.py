"""A plan in sentences: what it takes or why it cannot be, how far a budget gets, and which course fits after it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.model.decision import Improvement, NoPlan, Plan, Standing
from readiness.reports.numbers import amount, percent, plain_number, tenths
from readiness.reports.phrases import effort_words, stance_title, unit
from readiness.words import say


def plan_sentence(plan: Plan, assessment: Assessment) -> str:
    """What an executive needs to know: what it takes, or why it cannot be."""
    title, language = plan.target_title, assessment.language
    match plan.state:
        case "met" if plan.kind == "level":
            return say(language, "w_met_level", title=title)
        case "met":
            return _met_course(plan, assessment)
        case "unreachable":
            key = "w_unreachable" if plan.proved or plan.obstacles else "w_unreachable_unproved"
            return " ".join(filter(None, (say(language, key, title=title), _score_bought(plan, language))))
        case "over_budget":
            return f"{_too_little(plan, language)} {_bought(plan, language)}"
        case "reached":
            key = "w_reached" if plan.proved else "w_reached_unproved"
            effort = days(plan.effort, language)
            return say(language, key, title=title, steps=steps_words(len(plan.improvements), language), effort=effort)


def no_plan(assessment: Assessment) -> NoPlan:
    """Why there is nothing to plan for, where no target was named."""
    language, found = assessment.language, assessment.stance
    if found is not None and found.best == found.now == "stay_out":
        text = say(language, "w_nothing_needed", title=stance_title(assessment, found.now))
        return NoPlan(reason="stay_out_fits", text=text)
    return NoPlan(reason="nothing_better", text=say(language, "w_nothing"))


# ---- a course that needs no plan ----


def _met_course(plan: Plan, assessment: Assessment) -> str:
    """That it fits; or that it is open, or that more than it fits, and for which course the answers speak."""
    language, at = assessment.language, plan.before
    if at.now == plan.target:
        return say(language, "w_met_stance", title=plan.target_title)
    stance = next(each for each in assessment.stances if each.id == plan.target)
    now = stance_title(assessment, at.now)
    key = "w_open_always" if stance.needs is None else "w_open_met" if stance.available else "w_more_fits"
    first = say(language, key, title=plan.target_title, now=now)
    mine, others = at.exposures.get(str(at.now), 0.0), at.exposures.get(plan.target, 0.0)
    words = {"now": now, "title": plan.target_title, "unit": unit(assessment)}
    told = say(
        language,
        "w_speak_for" if mine <= others else "w_speak_against",
        less=amount(mine, language),
        more=amount(others, language),
        **words,
    )
    return f"{first} {told}"


# ---- a budget ----


def _too_little(plan: Plan, language: str) -> str:
    budget, needed = effort_words(plan.budget, language), days(plan.needed, language)
    return say(language, "w_over_budget", budget=budget, title=plan.target_title, needed=needed)


def _bought(plan: Plan, language: str) -> str:
    """How far the budget gets, and what remains."""
    if not plan.improvements:
        return say(language, "w_buys_nothing")
    left = sum(step.effort for step in plan.rest)
    return say(
        language,
        "w_buys",
        n=len(plan.improvements),
        all=len(plan.improvements) + len(plan.rest),
        effort=days(plan.effort, language),
        left=days(left, language),
    )


def _score_bought(plan: Plan, language: str) -> str:
    """What a budget is good for where it leads nowhere; empty without a budget."""
    if plan.budget is None:
        return ""
    budget = effort_words(plan.budget, language)
    if not plan.improvements:
        return say(language, "w_score_not_bought", budget=budget)
    return say(
        language,
        "w_score_bought",
        budget=budget,
        steps=steps_words(len(plan.improvements), language),
        effort=days(plan.effort, language),
        before=tenths(plan.before.percent, language),
        after=tenths(plan.improvements[-1].after.percent, language),
    )


def needs_sentence(plan: Plan, language: str) -> str:
    """How much of what the target asks for, and is not in place, the bought steps put there; empty where nothing lacks."""
    lacking = [need for need in plan.needs if not need.before]
    if not lacking or not plan.improvements:
        return ""
    met = sum(need.after for need in lacking)
    key = "w_needs_all" if met == len(lacking) else "w_needs_none" if met == 0 else "w_needs_some"
    return say(language, key, title=plan.target_title, n=met, all=len(lacking))


# ---- why this target, and what fits after it ----


def why_sentence(plan: Plan, assessment: Assessment) -> str:
    """Why this is the target where none was named; empty where one was."""
    language, at = assessment.language, plan.before
    if plan.why == "named":
        return ""
    fitting = stance_title(assessment, at.now)
    words = {
        "title": plan.target_title,
        "now": fitting,
        "unit": unit(assessment),
        "mine": amount(at.exposures.get(plan.target), language),
        "others": amount(at.exposures.get(str(at.now)), language),
    }
    if plan.why == "best":
        return say(language, "w_why_best" if at.now else "w_why_best_none", **words)
    if plan.why == "close":
        return say(language, "w_why_close", **words)
    close = [name for name in (assessment.stance.too_close if assessment.stance else ()) if name != at.now]
    if close and at.now:
        others = ", ".join(say(language, "quoted", words=stance_title(assessment, name)) for name in close)
        return say(language, "w_why_next_close", now=fitting, others=others)
    return say(language, "w_why_next_fits" if at.now else "w_why_next", **words)


def after_sentence(plan: Plan, assessment: Assessment) -> str:
    """Which course fits after the steps, and where that does not change, why; empty without steps or courses."""
    language = assessment.language
    if not plan.improvements or not assessment.stances or plan.before.best is None:
        return ""
    after = plan.improvements[-1].after
    if after.now is None:
        return say(language, "w_then_none")
    parts = [_then(plan, after, assessment)]
    if after.best not in (None, after.now):
        parts.append(_better_yet(plan, after, assessment))
    return " ".join(filter(None, parts))


def _then(plan: Plan, after: Standing, assessment: Assessment) -> str:
    language, now = assessment.language, stance_title(assessment, after.now)
    if plan.state == "over_budget" and after.now == plan.target:
        return say(language, "w_then_barely", now=now, exposures=_exposures(after, assessment))
    if after.now != plan.before.now:
        return say(language, "w_then_other", now=now, before=stance_title(assessment, plan.before.now))
    if after.best == after.now:
        return say(language, "w_then_same_least", now=now, exposures=_exposures(after, assessment))
    return say(language, "w_then_same", now=now)


def _better_yet(plan: Plan, after: Standing, assessment: Assessment) -> str:
    """The course that would expose to less than the one that fits then, and how to plan for it."""
    language = assessment.language
    return say(
        language,
        "w_then_better",
        best=stance_title(assessment, after.best),
        less=amount(after.exposures.get(str(after.best)), language),
        more=amount(after.exposures.get(str(after.now)), language),
        unit=unit(assessment),
        hint="" if after.best == plan.target else f" (--to {after.best})",
    )


def _exposures(at: Standing, assessment: Assessment) -> str:
    """What the course that fits exposes to, against the least exposed of the others."""
    language = assessment.language
    others = {name: value for name, value in at.exposures.items() if name != at.now}
    other = min(others, key=lambda name: others[name])
    return say(
        language,
        "w_exposes",
        mine=amount(at.exposures.get(str(at.now)), language),
        unit=unit(assessment),
        others=amount(others[other], language),
        other=stance_title(assessment, other),
    )


def level_shown(at: Standing, language: str) -> str:
    """The level held, and the lower one that is certain where something unknown could turn out worse."""
    if at.level_title is None:
        return "–"
    if at.surely_title is None or at.surely == at.level:
        return at.level_title
    return say(language, "w_level_span", level=at.level_title, surely=at.surely_title)


# ---- efforts ----


def days(effort: float | None, language: str) -> str:
    """Person-days in words, up to the next tenth; empty for None."""
    return effort_words(None if effort is None else in_tenths(effort), language)


def in_tenths(effort: float) -> float:
    """Person-days up to the next tenth: what is said to be enough is never less than it takes."""
    return math.ceil(effort * 10 - 1e-6) / 10


def steps_words(n: int, language: str) -> str:
    """So many steps."""
    return say(language, "w_step_one") if n == 1 else say(language, "w_steps", n=n)


def is_part(step: Improvement) -> bool:
    """Whether a step goes but a part of the way from the worst answer to the best."""
    return step.whole is not None and in_tenths(step.effort) < in_tenths(step.whole)


def step_effort(step: Improvement, language: str) -> str:
    """What a step takes: of a part of the way, out of how much."""
    if not is_part(step) or step.whole is None:
        return days(step.effort, language)
    part = plain_number(in_tenths(step.effort), language)
    return say(language, "w_part", part=part, whole=days(step.whole, language))


def _blurred(step: Improvement) -> bool:
    """Whether its tenths, divided, would give another share than it has."""
    assert step.whole
    return abs(in_tenths(step.effort) / in_tenths(step.whole) - step.effort / step.whole) > 0.01


def part_sentences(plan: Plan, language: str) -> Iterator[str]:
    """What “2 of 4 person-days” means, by the first step that has it, and whose tenths round to its share."""
    listed = [each for each in plan.improvements if is_part(each) and each.whole]
    step = min(listed, key=_blurred, default=None)
    if step is not None and step.whole:
        share = percent(100 * step.effort / step.whole, language)
        words = {"part": step_effort(step, language), "whole": days(step.whole, language), "share": share}
        yield say(language, "w_part_key", **words)
