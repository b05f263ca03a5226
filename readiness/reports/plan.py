"""A plan as an outline: the sentence, where things stand and would, the steps, and what the plan rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from readiness.model.assessment import Assessment, GroupResult
from readiness.model.decision import FrontierPoint, Improvement, Plan, PlanCase, PlanNeed, Standing
from readiness.reports.head import head
from readiness.reports.numbers import amount, percent, plain_number, tenth, tenths
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Outline, Paragraph, Table
from readiness.reports.phrases import effort_words, need_phrase, stance_title, unit
from readiness.reports.plan_sentences import (
    after_sentence,
    case_title,
    days,
    is_rounded,
    level_shown,
    needs_sentence,
    no_plan,
    part_sentences,
    plan_sentence,
    rated_sentence,
    step_effort,
    steps_words,
    why_sentence,
)
from readiness.reports.plan_steps import change, step_lines, task
from readiness.reports.work_list import By, Group, Task, WorkList, group_title
from readiness.words import say

MOST_STEPS = 8
"""How many steps the report of an assessment shows; `readiness plan` has them all."""
MOST_POINTS = 10
"""How many points of the frontier are listed, unless more of them first reach a level; the plan holds them all."""
MOST_IDS = 12
"""How many questions are named where many are alike; the plan holds them all."""


def plan_outline(work: WorkList, assessment: Assessment, *, beside: Plan | None = None) -> Outline:
    """The whole plan. `beside` is another one to speak of: what comes next where this one's target is met, and what the
    target takes without a budget where the budget buys no step."""

    blocks = [*head(assessment), *_sentences(work, assessment, beside)]
    blocks += [block for part in PARTS for block in part(work, assessment)]
    return Outline(title=assessment.questionnaire.title, language=assessment.language, blocks=tuple(blocks))


def plan_blocks(assessment: Assessment) -> Iterator[Block]:
    """The short version, for the report of an assessment; nothing where it has no plan."""
    plan, language = assessment.plan, assessment.language
    if plan is None:
        return
    yield Heading(text=say(language, "w_h_plan", title=plan.target_title))
    yield Paragraph(text=plan_sentence(plan, assessment))
    for text in (why_sentence(plan, assessment), after_sentence(plan, assessment)):
        if text:
            yield Paragraph(text=text)
    if plan.improvements:
        entries = (
            Entry(
                text=task(each, plan.measures, language),
                mark=f"{each.order} {each.id}",
                aside=_aside(each, language),
                details=_question_and_change(each, language),
            )
            for each in plan.improvements[:MOST_STEPS]
        )
        yield Listing(entries=tuple(entries))
        if len(plan.improvements) > MOST_STEPS:
            left = len(plan.improvements) - MOST_STEPS
            yield Paragraph(text=say(language, "v_more", n=left), tone="quiet")
        yield from (Paragraph(text=text, tone="quiet") for text in part_sentences(plan, language))
        if is_rounded(plan):
            yield Paragraph(text=say(language, "w_rounded"), tone="quiet")
    if plan.obstacles:
        yield _obstacle_listing(plan)
    if plan.state != "unreachable":
        yield Paragraph(text=say(language, "w_whole_plan", target=plan.target), tone="quiet")


def nothing_outline(assessment: Assessment) -> Outline:
    """What is said where there is no target to plan for."""

    blocks = (*head(assessment), Paragraph(text=no_plan(assessment).text, tone="verdict"))
    return Outline(title=assessment.questionnaire.title, language=assessment.language, blocks=blocks)


def dates_sentence(work: WorkList, language: str) -> str:
    """From when to when, and at which pace; empty where the list has no dates."""
    if work.start is None or work.due is None:
        return ""
    first = min(task.start for task in work.tasks if task.start is not None)
    key = "w_done_by_one" if len(work.tasks) == 1 else "w_done_by"
    return say(language, key, start=first, pace=effort_words(work.pace, language), due=work.due)


def _sentences(work: WorkList, assessment: Assessment, beside: Plan | None) -> Iterator[Block]:
    """The sentence, and what qualifies it."""
    plan, language = work.plan, assessment.language
    yield Paragraph(text=plan_sentence(plan, assessment), tone="verdict")
    if beside is not None and plan.state == "met":
        key = "w_following_close" if beside.why == "close" else "w_following"
        now = stance_title(assessment, plan.before.now)
        yield Paragraph(text=say(language, key, title=beside.target_title, target=beside.target, now=now))
    elif beside is not None:
        cheapest = min(step.effort for step in beside.improvements if step.kind == "improve")
        yield Paragraph(text=say(language, "w_cheapest", effort=days(cheapest, language)))
    told = (
        why_sentence(plan, assessment),
        needs_sentence(plan, assessment),
        after_sentence(plan, assessment),
        dates_sentence(work, language),
    )
    yield from (Paragraph(text=text) for text in told if text)
    yield from (Paragraph(text=text, tone="quiet") for text in _qualified(plan, language, dated=work.due is not None))


def _qualified(plan: Plan, language: str, *, dated: bool) -> Iterator[str]:
    """What is proved, of which steps, and how efforts and scores are meant; of views, how far they can be planned for."""
    works = any(step.kind == "improve" for step in plan.improvements)
    if plan.measures == "views":
        if works:
            yield say(language, "w_views_key", effort=days(plan.effort, language))
    else:
        yield from _proof(plan, language)
    if dated:
        yield say(language, "w_scheduled")
    if works and plan.measures == "practice":
        yield say(language, "w_extremes" if plan.extremes else "w_offered")
        yield from part_sentences(plan, language)
    if is_rounded(plan) or (works and plan.before.exposures):
        yield say(language, "w_rounded")


def _proof(plan: Plan, language: str) -> Iterator[str]:
    proved = {
        "reached": "w_proved_least",
        "depends": "w_proved_least",
        "over_budget": "w_proved_most",
        "unreachable": None if plan.budget is None else "w_proved_score",
        "met": None,
    }[plan.state]
    if proved is not None:
        yield say(language, proved if plan.proved else "w_not_proved")


def _standing(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """Before and after; one value where no step changes anything."""
    plan, language = work.plan, assessment.language
    before = _standing_facts(plan.before, assessment)
    yield Heading(text=say(language, "w_h_standing" if plan.improvements else "w_h_now"))
    if plan.improvements:
        after = _standing_facts(plan.improvements[-1].after, assessment)
        before = [
            (label, _from_to(was, becomes, language)) for (label, was), (_, becomes) in zip(before, after, strict=True)
        ]
    yield Facts(rows=tuple(before))
    if assessment.stances:
        key = (say(language, "w_exposures_key", unit=unit(assessment)), rated_sentence(assessment))
        yield Paragraph(text=" ".join(filter(None, key)), tone="quiet")


def _standing_facts(at: Standing, assessment: Assessment) -> list[tuple[str, str]]:
    language = assessment.language
    rows = [(say(language, "l_score"), tenths(at.percent, language))]
    if assessment.levels:
        rows.append((say(language, "l_level"), level_shown(at, language)))
    if assessment.stances:
        rows.append((say(language, "w_fits"), stance_title(assessment, at.now)))
    for stance in assessment.stances if at.exposures else ():
        label = say(language, "w_exposure_to", title=stance.title)
        rows.append((label, amount(at.exposures.get(stance.id), language)))
    return rows


def _from_to(before: str, after: str, language: str) -> str:
    return after if before == after else say(language, "w_from_to", before=before, after=after)


def _cases(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """What the target takes by what is found out."""
    language = assessment.language
    if work.plan.cases:
        yield Heading(text=say(language, "w_h_cases"))
        yield Listing(entries=tuple(_case(each, language) for each in work.plan.cases))


def _case(case: PlanCase, language: str) -> Entry:
    text = case_title(case, language)
    if case.state == "unreachable":
        return Entry(text=text, details=(say(language, "w_case_none"),))
    told = ["w_case_planned" if case.planned else "w_case_enough" if case.enough else "w_case_not_enough"]
    lines = [say(language, key) for key in told]
    if case.without and not case.planned:
        lines.append(say(language, "w_case_without", ids=", ".join(case.without)))
    if case.besides and not case.enough and not case.planned:
        lines.append(say(language, "w_case_besides", ids=", ".join(case.besides)))
    aside = f"{steps_words(case.n_steps, language)}, {days(case.effort, language)}"
    return Entry(text=text, aside=aside, details=tuple(lines))


def _steps_listed(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """What to do, group by group."""
    language = assessment.language
    if not work.plan.improvements:
        return
    for group in work.groups:
        key = "w_h_steps_views" if work.plan.measures == "views" else "w_h_steps"
        title = say(language, key) if work.by is None else group_line(group, work.by, language)
        yield Heading(text=title)
        yield Listing(entries=tuple(_entry(each, work, language) for each in group.tasks))


def _needs(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """What the target asks for, and the steps that the budget leaves."""
    plan, language = work.plan, assessment.language
    lacking = [need for need in plan.needs if not need.before]
    if lacking:
        yield Heading(text=say(language, "w_h_needs", title=plan.target_title))
        entries = (
            Entry(
                text=_need_words(need, language),
                aside=say(language, _need_key(need, plan)),
            )
            for need in lacking
        )
        yield Listing(entries=tuple(entries))
    if plan.rest:
        steps, effort = steps_words(len(plan.rest), language), sum(step.effort for step in plan.rest)
        yield Heading(text=say(language, "w_h_rest", steps=steps, effort=days(effort, language)))
        yield Listing(
            entries=tuple(
                Entry(
                    text=task(step, plan.measures, language),
                    mark=f"{step.order} {step.id}",
                    aside=_aside(step, language),
                    details=_question_and_change(step, language),
                )
                for step in plan.rest
            )
        )


def _need_key(need: PlanNeed, plan: Plan) -> str:
    if plan.state == "met":
        return "w_need_uncertain"
    return "w_need_then" if need.after else "w_need_missing"


def _need_words(need: PlanNeed, language: str) -> str:
    if need.need is not None:
        return need_phrase(need.need, language)
    if need.percent is not None:
        return say(language, "w_need_score", percent=percent(need.percent, language))
    return say(language, "w_need_coverage")


def group_line(group: Group, by: By | None, language: str) -> str:
    """A group's title with its subtotal."""
    steps = steps_words(len(group.tasks), language)
    return say(
        language, "w_group", title=group_title(group, by, language), steps=steps, effort=days(group.effort, language)
    )


def _entry(task_: Task, work: WorkList, language: str) -> Entry:
    step, measures = task_.step, work.plan.measures
    return Entry(
        text=task(step, measures, language),
        mark=f"{step.order} {step.id}",
        aside=step_aside(task_, language),
        details=tuple(step_lines(step, measures, language, owner=work.by != "owner")),
    )


def step_aside(task: Task, language: str) -> str:
    """Effort, and the days where there are any."""
    effort = effort_shown(task.step, language)
    if task.start is None or task.due is None:
        return effort
    if task.start == task.due:
        return f"{effort}, {task.start}"
    return f"{effort}, {say(language, 'w_dates', start=task.start, due=task.due)}"


def _question_and_change(step: Improvement, language: str) -> tuple[str, ...]:
    """Where the task is not the question itself, the question; and from which answer to which."""
    question = (say(language, "w_question", text=step.text),) if step.kind == "improve" else ()
    return (*question, change(step, language))


def effort_shown(step: Improvement, language: str) -> str:
    """What a step takes; of what is to be found out nothing is stated."""
    return say(language, "w_no_effort") if step.kind == "find_out" else step_effort(step, language)


def _aside(step: Improvement, language: str) -> str:
    words = effort_shown(step, language)
    return f"{words}; {say(language, 'l_owner', owner=step.owner)}" if step.owner else words


def _after_each(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """How score and level move from step to step, and the exposure under each course; apart, as titles are long."""
    plan, language = work.plan, assessment.language
    if not plan.improvements:
        return
    names = [say(language, "w_now"), *(say(language, "w_step", n=step.order) for step in plan.improvements)]
    spent = accumulate((step.effort for step in plan.improvements), initial=0.0)
    path = [plan.before, *(step.after for step in plan.improvements)]
    heads = [say(language, key) for key in ("w_after", "w_days_so_far", "l_score")]
    if assessment.levels:
        heads.append(say(language, "l_level"))
    yield Heading(text=say(language, "w_h_after_each"))
    yield Table(
        heads=tuple(heads),
        rows=tuple(
            (
                Cell(text=name),
                Cell(text=plain_number(tenth(effort), language), number=True),
                Cell(text=tenths(at.percent, language), number=True),
                *((Cell(text=level_shown(at, language)),) if assessment.levels else ()),
            )
            for name, effort, at in zip(names, spent, path, strict=True)
        ),
    )
    scores = [at.percent for at in path if at.percent is not None]
    if any(one > other for one, other in pairwise(scores)):
        yield Paragraph(text=say(language, "w_falls"), tone="quiet")
    if any(at.exposures for at in path):
        yield Heading(text=say(language, "w_h_exposures"))
        yield _exposures(names, path, assessment)
        if told := rated_sentence(assessment):
            yield Paragraph(text=told, tone="quiet")


def _exposures(names: Sequence[str], path: Sequence[Standing], assessment: Assessment) -> Table:
    stances, language = assessment.stances, assessment.language
    return Table(
        heads=(say(language, "w_after"), *(stance.title for stance in stances)),
        rows=tuple(
            (
                Cell(text=name),
                *(Cell(text=amount(at.exposures.get(stance.id), language), number=True) for stance in stances),
            )
            for name, at in zip(names, path, strict=True)
        ),
    )


def _frontier(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """Effort against score, at the points that tell most."""
    language = assessment.language
    points = telling_points(work.plan.frontier)
    if len(points) < 2:
        return
    titles = {level.id: level.title for level in assessment.levels}
    numbers = _held_numbers(points)
    held = bool(numbers)
    heads = [say(language, "w_effort"), say(language, "w_best_score")]
    heads += [say(language, "l_level")] if titles else []
    heads += [say(language, "w_held_back")] if held else []
    yield Heading(text=say(language, "w_h_frontier"))
    yield Table(
        heads=tuple(heads),
        rows=tuple(
            (
                Cell(text=days(point.effort, language)),
                Cell(text=tenths(point.percent, language), number=True),
                *((Cell(text=titles.get(point.level or "", "–")),) if titles else ()),
                *((Cell(text=_held_back(point, numbers)),) if held else ()),
            )
            for point in points
        ),
    )
    chosen = "w_frontier_views" if work.plan.measures == "views" and work.plan.budget is None else "w_frontier_steps"
    keys = ("w_frontier_key", *((chosen,) if work.plan.state in ("reached", "over_budget") else ()))
    if held:
        reasons = {gate.id: gate.reason for gate in assessment.gates}
        yield Listing(
            entries=tuple(
                Entry(
                    text=reasons.get(name) or say(language, "w_held_asks", title=titles.get(name, name)),
                    mark=str(n),
                    aside=name if name in reasons else "",
                )
                for name, n in numbers.items()
            )
        )
    yield Paragraph(text=" ".join(say(language, key) for key in keys), tone="quiet")


def _held_numbers(points: Sequence[FrontierPoint]) -> dict[str, int]:
    """What holds the level back anywhere, numbered as it comes; the numbers are told below the table."""
    names = dict.fromkeys(name for point in points for name in point.held_back)
    return {name: n for n, name in enumerate(names, 1)}


def _held_back(point: FrontierPoint, numbers: Mapping[str, int]) -> str:
    return ", ".join(str(n) for n in sorted(numbers[name] for name in point.held_back)) or "–"


def telling_points(frontier: tuple[FrontierPoint, ...]) -> tuple[FrontierPoint, ...]:
    """The first and the last, where a level is first reached, and as many evenly spread between as make ten."""
    seen: set[str | None] = set()
    kept: set[int] = {0, len(frontier) - 1} if frontier else set()
    for at, point in enumerate(frontier):
        if point.level not in seen:
            seen.add(point.level)
            kept.add(at)
    others = [at for at in range(len(frontier)) if at not in kept]
    room = min(len(others), max(0, MOST_POINTS - len(kept)))
    kept |= {others[(2 * n + 1) * len(others) // (2 * room)] for n in range(room)}
    return tuple(frontier[at] for at in sorted(kept))


def _obstacles(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    if work.plan.obstacles:
        yield Heading(text=say(assessment.language, "w_h_obstacles"))
        yield _obstacle_listing(work.plan)


def _obstacle_listing(plan: Plan) -> Listing:
    return Listing(entries=tuple(Entry(text=each.text, mark=each.subject or "") for each in plan.obstacles))


def _left_out(work: WorkList, assessment: Assessment) -> Iterator[Block]:
    """What the plan could not count on, and what it took at the worst."""
    language = assessment.language
    if work.plan.state == "met":
        return
    for ids, heading, key in (
        (work.plan.uncosted, "w_h_uncosted", "w_uncosted_key"),
        (work.plan.open, "w_h_open", "w_open_key"),
    ):
        if ids:
            texts = dict(_texts(assessment.overall))
            yield Heading(text=say(language, heading))
            yield Listing(entries=tuple(Entry(text=texts.get(name, ""), mark=name) for name in ids[:MOST_IDS]))
            if len(ids) > MOST_IDS:
                yield Paragraph(text=say(language, "v_more", n=len(ids) - MOST_IDS), tone="quiet")
            yield Paragraph(text=say(language, key), tone="quiet")


def _texts(group: GroupResult) -> Iterator[tuple[str, str]]:
    """The words of every question, grid and row below."""
    for child in group.children:
        yield child.id, child.text
        if isinstance(child, GroupResult):
            yield from _texts(child)


PARTS: tuple[Callable[[WorkList, Assessment], Iterator[Block]], ...] = (
    _standing,
    _cases,
    _steps_listed,
    _needs,
    _after_each,
    _frontier,
    _obstacles,
    _left_out,
)
