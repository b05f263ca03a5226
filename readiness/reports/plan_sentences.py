"""A plan in sentences: what it takes or why it cannot be, how far a budget gets, and which course fits after it."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment, GroupResult
from readiness.model.decision import Improvement, NoPlan, Plan, PlanCase, Standing
from readiness.reports.numbers import amount, amounts, percent, plain_number, tenth, tenths
from readiness.reports.phrases import effort_words, joined, stance_title, unit
from readiness.reports.plan_close import averages_only, but_close, close_now
from readiness.words import localized, say


def plan_sentence(plan: Plan, assessment: Assessment) -> str:
    """What an executive needs to know: what it takes, or why it cannot be."""
    title, language = plan.target_title, assessment.language
    match plan.state:
        case "met" if plan.kind == "level":
            return say(language, "w_met_level", title=title)
        case "met":
            return _met_course(plan, assessment)
        case "unreachable":
            key = _unreachable(plan, assessment)
            return " ".join(filter(None, (say(language, key, title=title), _score_bought(plan, language))))
        case "over_budget":
            told = (_too_little(plan, language), _bought(plan, language), _hangs_on(plan, language))
            return " ".join(filter(None, told))
        case "depends":
            return _depends(plan, language)
        case "reached":
            return _found_out(plan, language) if plan.cases else _reached(plan, assessment)


def _reached(plan: Plan, assessment: Assessment) -> str:
    """What it takes; of a level that is held as far as is known, what makes it certain."""
    language = assessment.language
    if plan.measures == "views":
        n = len(plan.improvements)
        key = "w_views_reached_one" if n == 1 else "w_views_reached"
        told = [say(language, key, title=plan.target_title, n=n)]
        return " ".join((*told, *([say(language, "w_views_fewest")] if plan.proved and plan.budget is None else [])))
    key = "w_reached" if plan.proved else "w_reached_unproved"
    if is_held(plan, assessment):
        key = "w_reached_sure" if plan.before.surely_title else "w_reached_sure_no_level"
    return say(language, key, title=plan.target_title, surely=plan.before.surely_title, **_taken(plan, language))


def _taken(plan: Plan, language: str) -> dict[str, str]:
    """How much work, what is only to be found out left aside."""
    n = sum(step.kind == "improve" for step in plan.improvements)
    return {"steps": steps_words(n, language), "effort": days(plan.effort, language)}


def is_held(plan: Plan, assessment: Assessment) -> bool:
    """Whether the target is a level that is held, or surpassed, as far as is known."""
    order = [level.id for level in assessment.levels]
    at = plan.before.level
    return plan.kind == "level" and at is not None and order.index(at) >= order.index(plan.target)


def _unreachable(plan: Plan, assessment: Assessment) -> str:
    if any(each.kind == "unrated" for each in plan.obstacles):
        return "w_unreachable_unrated"
    if not plan.proved:
        return "w_unreachable_unproved"
    if is_held(plan, assessment):
        return "w_unreachable_unsure"
    return "w_unreachable" if plan.kind == "level" else "w_unreachable_course"


# ---- what hangs on something to be found out ----


def _found_out(plan: Plan, language: str) -> str:
    """What is to be found out, and what it takes then at most."""
    facts = [say(language, "quoted", words=step.text) for step in plan.improvements if step.kind == "find_out"]
    what = (
        joined(facts, say(language, "n_and")) if len(facts) <= MOST_FACTS else say(language, "w_things", n=len(facts))
    )
    if len(facts) == len(plan.improvements):
        return say(language, "w_found_no_steps", title=plan.target_title, what=what)
    return say(language, "w_found_reached", title=plan.target_title, what=what, **_taken(plan, language))


def _facts(plan: Plan, language: str) -> str:
    """What is to be found out, by its questions where they are few."""
    facts = [say(language, "quoted", words=step.text) for step in plan.improvements if step.kind == "find_out"]
    return (
        joined(facts, say(language, "n_and")) if len(facts) <= MOST_FACTS else say(language, "w_things", n=len(facts))
    )


def _hangs_on(plan: Plan, language: str) -> str:
    """What must be found out before a budget is spent; empty where the plan hangs on nothing."""
    if not plan.cases:
        return ""
    if all(case.state == "reached" for case in plan.cases) and len(plan.cases) > 1:
        return say(language, "w_found_first", what=_facts(plan, language))
    reached = [case_title(case, language) for case in plan.cases if case.state == "reached"]
    return say(language, "w_found_only_if", cases=joined(reached, say(language, "n_or")))


MOST_FACTS = 2
"""How many things to be found out are named in a sentence."""


def _depends(plan: Plan, language: str) -> str:
    reached = [case_title(case, language) for case in plan.cases if case.state == "reached"]
    words = {"title": plan.target_title, "cases": joined(reached, say(language, "n_or"))}
    if all(step.kind == "find_out" for step in plan.improvements):
        return say(language, "w_found_nothing_else", **words)
    return say(language, "w_found_depends", **words, **_taken(plan, language))


def case_title(case: PlanCase, language: str) -> str:
    """What turns out how."""
    return joined(
        [say(language, "w_case_is", text=each.text, values=_values(each.values, language)) for each in case.found],
        say(language, "n_and"),
    )


def _values(values: tuple[str, ...], language: str) -> str:
    return joined([say(language, "quoted", words=value) for value in values], say(language, "n_or"))


def no_plan(assessment: Assessment) -> NoPlan:
    """Why there is nothing to plan for, where no target was named."""
    language, found = assessment.language, assessment.stance
    if assessment.questionnaire.measures == "views":
        return NoPlan(reason="views", text=say(language, "w_nothing_views"))
    if found is not None and found.best == found.now == "stay_out":
        text = say(language, "w_nothing_needed", title=stance_title(assessment, found.now))
        return NoPlan(reason="stay_out_fits", text=text)
    if not _is_costed(assessment.overall):
        return NoPlan(reason="uncosted", text=say(language, "w_nothing_uncosted"))
    return NoPlan(reason="nothing_better", text=say(language, "w_nothing"))


def _is_costed(group: GroupResult) -> bool:
    """Whether any question says what a better answer takes."""
    efforts = (child.help.effort for child in group.children)
    inside = (child for child in group.children if isinstance(child, GroupResult))
    return any(each is not None for each in efforts) or any(map(_is_costed, inside))


# ---- a course that needs no plan ----


def _met_course(plan: Plan, assessment: Assessment) -> str:
    """That it fits; or that it is open, or that more than it fits, and which course exposes to the least."""
    language, at = assessment.language, plan.before
    if at.now == plan.target:
        fits = say(language, "w_met_stance" if plan.certain else "w_met_unsure", title=plan.target_title)
        return " ".join(filter(None, (fits, close_now(plan, assessment))))
    stance = next(each for each in assessment.stances if each.id == plan.target)
    now = stance_title(assessment, at.now)
    key = "w_open_always" if stance.needs is None else "w_open_met" if stance.available else "w_more_fits"
    words = {"now": now, "title": plan.target_title, "unit": unit(assessment)}
    mine, others = at.exposures.get(str(at.now), 0.0), at.exposures.get(plan.target, 0.0)
    less, more = amounts((mine, others), language)
    told = [say(language, key, **words)]
    told.append(say(language, "w_speak_for" if mine <= others else "w_speak_against", less=less, more=more, **words))
    if at.best not in (None, at.now, plan.target):
        least = amount(at.exposures.get(str(at.best)), language)
        told.append(say(language, "w_speak_better", best=stance_title(assessment, at.best), least=least))
    told.append(close_now(plan, assessment))
    return " ".join(filter(None, told))


# ---- a budget ----


def _too_little(plan: Plan, language: str) -> str:
    assert plan.budget is not None and plan.needed is not None
    budget, needed = effort_words(plan.budget, language), days(plan.needed, language)
    if tenth(plan.needed) <= plan.budget:  # what rounds to the budget takes more than it all the same
        needed = effort_words(float(f"{plan.needed:.6g}"), language)
    return say(language, "w_over_budget", budget=budget, title=plan.target_title, needed=needed)


def _bought(plan: Plan, language: str) -> str:
    """How far the budget gets, and what remains."""
    if not _work(plan):
        return say(language, "w_buys_nothing")
    left = sum(step.effort for step in plan.rest)
    return say(
        language,
        "w_buys_one" if 0 < tenth(left) <= 1 else "w_buys",
        n=_work(plan),
        all=_work(plan) + len(plan.rest),
        effort=days(plan.effort, language),
        left=days(left, language),
    )


def _work(plan: Plan) -> int:
    return sum(step.kind == "improve" for step in plan.improvements)


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


def needs_sentence(plan: Plan, assessment: Assessment) -> str:
    """How much of what the target asks for, and is not in place, the bought steps put there; empty where nothing lacks."""
    language = assessment.language
    lacking = [need for need in plan.needs if not need.before]
    if not lacking or not plan.improvements:
        return ""
    met = sum(need.after for need in lacking)
    some = "w_needs_some_one" if met == 1 else "w_needs_some"
    key = "w_needs_all" if met == len(lacking) else "w_needs_none" if met == 0 else some
    told = [say(language, key, title=plan.target_title, n=met, all=len(lacking))]
    return " ".join((*told, *_levels_apart(plan, assessment)))


def _levels_apart(plan: Plan, assessment: Assessment) -> Iterator[str]:
    """Which needs of a course are not among those counted: a level follows from what it asks for, which is counted."""
    unmet = next((each.unmet for each in assessment.stances if each.id == plan.target), ())
    for need in unmet:
        if need.kind == "level":
            yield say(assessment.language, "w_needs_level", level=need.subject_text)


# ---- why this target, and what fits after it ----


def why_sentence(plan: Plan, assessment: Assessment) -> str:
    """Why this is the target where none was named; empty where one was."""
    language, at = assessment.language, plan.before
    if plan.why == "named":
        return ""
    fitting = stance_title(assessment, at.now)
    mine, others = amounts((at.exposures.get(plan.target), at.exposures.get(str(at.now))), language)
    words = {
        "title": plan.target_title,
        "now": fitting,
        "unit": unit(assessment),
        "mine": mine,
        "others": others,
    }
    if plan.why == "best":
        return say(language, "w_why_best" if at.now else "w_why_best_none", **words)
    if plan.why == "close":
        return say(language, "w_why_close", **words, lesser=_lesser(plan, assessment))
    close = [name for name in (assessment.stance.too_close if assessment.stance else ()) if name != at.now]
    if close and at.now:
        others = ", ".join(say(language, "quoted", words=stance_title(assessment, name)) for name in close)
        return say(language, "w_why_next_close", now=fitting, others=others)
    return say(language, "w_why_next_fits" if at.now else "w_why_next", **words)


def _lesser(plan: Plan, assessment: Assessment) -> str:
    """The courses that commit to less than the target, by their titles."""
    order = [stance.id for stance in assessment.stances]
    titles = [stance.title for stance in assessment.stances[: order.index(plan.target)]]  # type: ignore[arg-type]
    return joined(
        [say(assessment.language, "quoted", words=each) for each in titles], say(assessment.language, "n_and")
    )


def rated_sentence(assessment: Assessment) -> str:
    """How many risks the exposures count, where that is not all of them; else empty."""
    rated, applicable = counted_risks(assessment)
    return say(assessment.language, "w_rated_count", rated=rated, all=applicable) if rated < applicable else ""


def counted_risks(assessment: Assessment) -> tuple[int, int]:
    """How many risks are rated, and of how many that apply."""
    return sum(side.n_rated for side in assessment.sides), sum(side.n_applicable for side in assessment.sides)


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
    parts.append(averages_only(plan, language))
    return " ".join(filter(None, parts))


def _then(plan: Plan, after: Standing, assessment: Assessment) -> str:
    language, now = assessment.language, stance_title(assessment, after.now)
    but = but_close(plan, assessment)
    if plan.state == "over_budget" and after.now == plan.target:
        return say(language, "w_then_barely", now=now, but=but)
    if after.now != plan.before.now:
        return say(language, "w_then_other", now=now, before=stance_title(assessment, plan.before.now), but=but)
    if after.best == after.now:
        key = "w_then_same_close" if but else "w_then_same_least"
        return say(language, key, now=now, exposures=_exposures(after, assessment), but=but)
    return say(language, "w_then_same", now=now, but=but)


def _better_yet(plan: Plan, after: Standing, assessment: Assessment) -> str:
    """The course that would expose to less than the one that fits then, and how to plan for it."""
    language = assessment.language
    less, more = amounts((after.exposures.get(str(after.best)), after.exposures.get(str(after.now))), language)
    return say(
        language,
        "w_then_better",
        best=stance_title(assessment, after.best),
        less=less,
        more=more,
        unit=unit(assessment),
        hint=f" (--to {plan.next_target})" if plan.next_target == after.best else "",
    )


def _exposures(at: Standing, assessment: Assessment) -> str:
    """What the course that fits exposes to, against the least exposed of the others."""
    language = assessment.language
    others = {name: value for name, value in at.exposures.items() if name != at.now}
    other = min(others, key=lambda name: others[name])
    mine, theirs = amounts((at.exposures.get(str(at.now)), others[other]), language)
    return say(
        language,
        "w_exposes",
        mine=mine,
        unit=unit(assessment),
        others=theirs,
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
    """Person-days in words, to a tenth; empty for None."""
    if effort == 0:  # no person-days, but zéro jour-personne
        return say(language, "w_no_days")
    if effort is not None and 0 < effort < LEAST_SHOWN:
        return say(language, "l_effort_part", days=localized(f"<{LEAST_SHOWN:g}", language))
    return effort_words(None if effort is None else tenth(effort), language)


LEAST_SHOWN = 0.05
"""Less is not shown as nothing."""


def is_rounded(plan: Plan) -> bool:
    """Whether any effort of it is shown as another."""
    return any(abs(tenth(step.effort) - step.effort) > 1e-6 for step in (*plan.improvements, *plan.rest))


def steps_words(n: int, language: str) -> str:
    """So many steps."""
    return say(language, "w_step_one") if n == 1 else say(language, "w_steps", n=n)


def is_part(step: Improvement) -> bool:
    """Whether a step goes but a part of the way from the worst answer to the best."""
    return step.whole is not None and tenth(step.effort) < tenth(step.whole)


def step_effort(step: Improvement, language: str) -> str:
    """What a step takes: of a part of the way, out of how much."""
    if not is_part(step) or step.whole is None:
        return days(step.effort, language)
    part = plain_number(tenth(step.effort), language)
    return say(language, "w_part", part=part, whole=days(step.whole, language))


def _blurred(step: Improvement) -> bool:
    """Whether its tenths, divided, would give another share than it has."""
    assert step.whole
    return abs(tenth(step.effort) / tenth(step.whole) - step.effort / step.whole) > 0.01


def part_sentences(plan: Plan, language: str) -> Iterator[str]:
    """What “2 of 4 person-days” means, by the first step that has it, and whose tenths round to its share."""
    listed = [each for each in plan.improvements if is_part(each) and each.whole]
    step = min(listed, key=_blurred, default=None)
    if step is not None and step.whole:
        share = percent(100 * step.effort / step.whole, language)
        words = {"part": step_effort(step, language), "whole": days(step.whole, language), "share": share}
        yield say(language, "w_part_key", **words)
