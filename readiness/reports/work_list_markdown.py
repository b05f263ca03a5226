"""A work list as Markdown: tasks with boxes to tick, under the name of who does them."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.reports.markdown import escaped
from readiness.reports.plan import dates_sentence, group_line, step_aside
from readiness.reports.plan_sentences import is_rounded, plan_sentence
from readiness.reports.plan_steps import step_lines
from readiness.reports.plan_steps import task as task_title
from readiness.reports.work_list import Task, WorkList, about, work_list
from readiness.words import say


def work_list_markdown(work: WorkList, assessment: Assessment) -> str:
    """The sentence, then each group with its tasks: the owners' where the list has no groups."""
    language = assessment.language
    if work.by is None:
        work = work_list(work.plan, by="owner", start=work.start, pace=work.pace, areas=work.areas)
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
    if is_rounded(work.plan):
        lines += [escaped(say(language, "w_rounded")), ""]
    for group in work.groups:
        lines += [f"## {escaped(group_line(group, work.by, language))}", ""]
        lines += [line for task in group.tasks for line in _task(task, work, language)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _task(task: Task, work: WorkList, language: str) -> Iterator[str]:
    title = task_title(task.step, work.plan.measures, language)
    yield f"- [ ] {task.step.order}. {escaped(title)} **{escaped(step_aside(task, language))}**"
    lines = step_lines(task.step, work.plan.measures, language)
    yield from (f"  - {escaped(line)}" for text in lines for line in text.split("\n"))
