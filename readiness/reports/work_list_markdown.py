"""A work list as Markdown: tasks with boxes to tick, under the name of who does them."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.reports.markdown import escaped
from readiness.reports.plan import dates_sentence, group_line, step_aside, step_lines
from readiness.reports.plan_sentences import plan_sentence
from readiness.reports.work_list import Task, WorkList, about, work_list
from readiness.words import say


def work_list_markdown(work: WorkList, assessment: Assessment) -> str:
    """The sentence, then each group with its tasks: the owners' where the list has no groups."""
    language = assessment.language
    if work.by is None:
        work = work_list(work.plan, by="owner", start=work.start, pace=work.pace)
    lines = [
        f"# {escaped(assessment.questionnaire.title)}",
        "",
        escaped(about(work, assessment)),
        "",
        f"**{escaped(plan_sentence(work.plan, assessment))}**",
        "",
    ]
    if told := dates_sentence(work, language):
        lines += [escaped(told), "", escaped(say(language, "w_scheduled")), ""]
    for group in work.groups:
        lines += [f"## {escaped(group_line(group, work.by, language))}", ""]
        lines += [line for task in group.tasks for line in _task(task, language)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _task(task: Task, language: str) -> Iterator[str]:
    yield f"- [ ] {task.step.order}. {escaped(task.step.text)} **{escaped(step_aside(task, language))}**"
    yield from (f"  - {escaped(line)}" for text in step_lines(task, language) for line in text.split("\n"))
