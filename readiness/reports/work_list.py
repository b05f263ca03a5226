"""A plan as work: its steps grouped, each with the days on which its owner is at it.

Every owner works through their own steps one after the other, Monday to Friday, and all owners at once. Steps that name
no owner wait for one another, as if one more person did them; a step on a question that another one opens waits for it.
A dated plan lists its steps in the order in which they are done (`in_order_of_days`), so that where things stand after a
step is where they stand on its last day.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from readiness.model.assessment import Assessment
from readiness.model.decision import Improvement, Plan
from readiness.reports.phrases import stance_title
from readiness.reports.plan_sentences import counted_risks, level_shown
from readiness.reports.plan_steps import goal
from readiness.reports.plan_steps import task as task_title
from readiness.words import say

By = Literal["owner", "area"]
Cell = int | float | str | date | None
WORKING_DAYS = 5
"""In a week."""
_SLACK = 1e-9
"""Working days; ten tenths of a day are one day."""


class Task(NamedTuple):
    """A step with its first and last day; None where the list has no dates."""

    step: Improvement
    start: date | None = None
    due: date | None = None


class Group(NamedTuple):
    """Steps under one title, an owner or an area; None for those that name none, or where nothing is grouped."""

    title: str | None
    tasks: tuple[Task, ...]

    @property
    def effort(self) -> float:
        """Person-days."""
        return sum(task.step.effort for task in self.tasks)


class WorkList(NamedTuple):
    """The steps of a plan in groups."""

    plan: Plan
    by: By | None
    """None: one group, in the order of the plan."""
    groups: tuple[Group, ...]
    start: date | None
    """The first day that may be worked; None where the list has no dates."""
    pace: float
    """Person-days a week that each owner gives."""
    areas: Mapping[str, str] = {}
    """What areas are called, by id."""

    def area(self, step: Improvement) -> str | None:
        """What a step's area is called; None where its question names none."""
        return _area(step, self.areas)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All, group by group."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def due(self) -> date | None:
        """The day on which the last one is done; None where there are no dates, or no steps."""
        return max((task.due for task in self.tasks if task.due is not None), default=None)


def work_list(
    plan: Plan,
    *,
    by: By | None = None,
    start: date | None = None,
    pace: float = 5.0,
    areas: Mapping[str, str] | None = None,
) -> WorkList:
    """The plan's steps, grouped and dated. `pace` is in person-days a week, above 0; `areas` what areas are called.

    Raises OverflowError where the work would run past the last day that a calendar knows.
    """
    tasks, called = tuple(_dated(plan.improvements, start, pace)), areas or {}
    groups = tuple(_grouped(tasks, by, called))
    return WorkList(plan=plan, by=by, groups=groups, start=start, pace=pace, areas=called)


def _dated(steps: Iterable[Improvement], start: date | None, pace: float) -> Iterator[Task]:
    for step, (first, last) in _days(steps, pace):
        if start is None:
            yield Task(step=step)
        else:
            yield Task(step=step, start=working_day(start, first), due=working_day(start, last))


def _days(steps: Iterable[Improvement], pace: float) -> Iterator[tuple[Improvement, tuple[int, int]]]:
    """The first and the last working day of each step, counted from the start."""
    busy: dict[str | None, float] = defaultdict(float)  # working days from the start until each owner is free
    done: dict[str, float] = {}
    for step in steps:
        begins = max([busy[step.owner], *(done[each] for each in step.follows if each in done)])
        ends = busy[step.owner] = done[step.id] = begins + step.effort * WORKING_DAYS / pace
        first = math.floor(begins + _SLACK)
        yield step, (first, max(first, math.ceil(ends - _SLACK) - 1))


def in_order_of_days(steps: Sequence[Improvement], pace: float) -> tuple[str, ...]:
    """The ids of a plan's steps by the day on which they will be done; of one day in the order of the plan."""
    dated = sorted(_days(steps, pace), key=lambda each: each[1][1])
    return tuple(step.id for step, _ in dated)


def working_day(start: date, n: int) -> date:
    """The working day `n` after the first one, which is `start` or, on a weekend, the Monday after."""
    late = max(0, start.weekday() - (WORKING_DAYS - 1))
    weekday = 0 if late else start.weekday()
    first = start + timedelta(days=(7 - start.weekday()) if late else 0)
    weeks, days = divmod(weekday + n, WORKING_DAYS)
    return first + timedelta(days=7 * weeks + days - weekday)


def _grouped(tasks: tuple[Task, ...], by: By | None, areas: Mapping[str, str]) -> Iterator[Group]:
    """In the order in which the plan comes to them; what names no owner or area last."""
    if by is None:
        yield Group(title=None, tasks=tasks)
        return
    found: dict[str | None, list[Task]] = defaultdict(list)
    for task in tasks:
        found[task.step.owner if by == "owner" else _area(task.step, areas)].append(task)
    for title in sorted(found, key=lambda title: title is None):
        yield Group(title=title, tasks=tuple(found[title]))


def _area(step: Improvement, areas: Mapping[str, str]) -> str | None:
    """What an area is called, as a title; where nothing is known of it, its id as words."""
    if step.area is None:
        return None
    words = areas.get(step.area) or step.area.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def group_title(group: Group, by: By | None, language: str) -> str:
    """What a group is called, also where it is of those that name no owner or area."""
    return group.title or say(language, "w_no_owner" if by == "owner" else "w_no_area")


def columns(work: WorkList, assessment: Assessment) -> tuple[str, ...]:
    """The heads of the table, in the language of the assessment."""
    language = assessment.language
    rated, applicable = counted_risks(assessment)
    counted = say(language, "w_rated_head", rated=rated, all=applicable) if rated < applicable else ""
    return (
        say(language, "w_number"),
        say(language, "w_what"),
        say(language, "w_asked"),
        say(language, "w_was"),
        say(language, "w_becomes"),
        say(language, "w_days"),
        say(language, "w_owner"),
        *((say(language, "w_start"), say(language, "w_due")) if work.start else ()),
        say(language, "w_advice"),
        say(language, "w_evidence"),
        say(language, "w_area"),
        say(language, "l_section"),
        say(language, "w_score_after"),
        say(language, "w_level_after"),
        *((say(language, "w_fits_after"),) if assessment.stances else ()),
        *(say(language, "w_exposure_after", title=stance.title) + counted for stance in assessment.stances),
    )


def about_columns(language: str) -> tuple[str, ...]:
    """The heads of `about_cells`."""
    keys = ("l_organization", "l_questionnaire", "w_answered_on", "w_target")
    return tuple(say(language, key) for key in keys)


def about_cells(work: WorkList, assessment: Assessment) -> tuple[Cell, ...]:
    """Whose work it is, from which answers, and what it is for: for a table whose rows may be put beside others."""
    meta = assessment.questionnaire
    return (assessment.organization, f"{meta.id} {meta.version}", assessment.date, work.plan.target_title)


def row(task: Task, work: WorkList, assessment: Assessment) -> tuple[Cell, ...]:
    """The cells of one step under `columns`: numbers as they are in the step, None where there is nothing to say."""
    step, after, language = task.step, task.step.after, assessment.language
    return (
        step.order,
        task_title(step, work.plan.measures, language),
        step.text,
        step.was,
        goal(step, language),
        step.effort,
        step.owner,
        *((task.start, task.due) if work.start else ()),
        step.advice,
        step.evidence,
        work.area(step),
        step.section,
        after.percent,
        level_shown(after, assessment.language) if after.level_title else None,
        *((stance_title(assessment, after.now) if after.now else None,) if assessment.stances else ()),
        *(after.exposures.get(stance.id) for stance in assessment.stances),
    )


def about(work: WorkList, assessment: Assessment) -> str:
    """Whose work it is, from which answers, and what it is for, in one line."""
    meta = assessment.questionnaire
    return say(
        assessment.language,
        "w_about" if assessment.date else "w_about_no_day",
        organization=assessment.organization or say(assessment.language, "w_nobody"),
        questionnaire=f"{meta.title} ({meta.id} {meta.version})",
        date=assessment.date,
        target=work.plan.target_title,
    )
