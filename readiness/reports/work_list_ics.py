"""A work list as iCalendar (RFC 5545): a to-do for each step, for a calendar or a task manager to take in."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from readiness.model.assessment import Assessment
from readiness.reports.plan_steps import step_lines
from readiness.reports.plan_steps import task as task_title
from readiness.reports.safe import visible
from readiness.reports.work_list import Task, WorkList, about

if TYPE_CHECKING:
    from icalendar import Todo

_BEGINS, _ENDS = time(9), time(17)
"""A due time must lie after the start, so that a step of one day cannot be written with days alone. The hours name no
time zone: nine in the morning wherever it is read."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "readiness:plan")


def work_list_ics(work: WorkList, assessment: Assessment) -> bytes:
    """The to-dos of a list with dates and at least one step. The stamp is the list's first day, not the clock's.

    A step keeps its identity while the organization, the questionnaire, the target and what is to be reached stay the
    same: a list that is taken in again with other dates moves its to-dos rather than doubling them.
    """
    from icalendar import Calendar  # 0.1 s

    calendar = Calendar()
    calendar.add("prodid", "-//readiness//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(about(work, assessment)))
    assert work.start is not None
    stamp = datetime.combine(work.start, time(), tzinfo=UTC)
    for task in work.tasks:
        calendar.add_component(_todo(task, work, assessment, stamp))
    content: bytes = calendar.to_ical()
    return content


def _todo(task: Task, work: WorkList, assessment: Assessment, stamp: datetime) -> Todo:
    from icalendar import Todo

    step, todo = task.step, Todo()
    todo.add("uid", _identity(task, work, assessment))
    todo.add("dtstamp", stamp)
    todo.add("dtstart", _at(task.start, _BEGINS))
    todo.add("due", _at(task.due, _ENDS))
    todo.add("summary", visible(task_title(step, work.plan.measures, assessment.language)))
    todo.add(
        "description",
        visible(
            "\n".join((*step_lines(step, work.plan.measures, assessment.language), about(work, assessment))),
            keep_lines=True,
        ),
    )
    todo.add("priority", min(step.order, 9))  # 1 is the highest, 9 the lowest there is
    todo.add("status", "NEEDS-ACTION")
    if area := work.area(step):
        todo.add("categories", [visible(area)])
    if step.owner:
        todo.add("contact", visible(step.owner))
    return todo


def _at(day: date | None, hour: time) -> datetime:
    assert day is not None
    return datetime.combine(day, hour)


def _identity(task: Task, work: WorkList, assessment: Assessment) -> str:
    about = (assessment.organization or "", assessment.questionnaire.id, work.plan.target, task.step.id)
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((*about, task.step.becomes))))
