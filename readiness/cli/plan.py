"""`readiness plan`: the least effort that reaches a level or a course, and the work list of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.options import LanguageOption, PlainOption, QuestionnaireOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.loading.responses import Fitted, Questionnaires
    from readiness.model.assessment import Assessment
    from readiness.model.decision import Plan
    from readiness.model.questionnaire import Questionnaire
    from readiness.reports.outline import Outline
    from readiness.reports.work_list import WorkList


class PlanFormat(StrEnum):
    """What a plan can be printed as."""

    TERMINAL = "terminal"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    ICS = "ics"


class Grouping(StrEnum):
    """What the steps can be grouped by."""

    OWNER = "owner"
    AREA = "area"


LISTS = ("csv", "xlsx", "ics")
"""What has a column for areas, whose names are then looked up."""
SUFFIXES = (".csv", ".xlsx", ".md", ".ics", ".json", ".txt")


def _day(written: str) -> date:
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"`{written}` is no day; write it as 2027-01-04") from None


def _person_days(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        raise typer.BadParameter(f"`{written}` is no number; write it as 12 or 7.5") from None
    if not 0 < value < math.inf:
        raise typer.BadParameter(f"must be a number above 0, not `{written}`")
    return value


def _grouping(written: str) -> Grouping:
    try:
        return Grouping(written)
    except ValueError:
        raise typer.BadParameter(f"steps cannot be grouped by `{written}`; use owner or area") from None


def plan(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A response; `-` is standard input.")],
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="TARGET",
            help="A level's id, or engage, listen or stay_out; by default the one that helps most.",
        ),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget",
            metavar="DAYS",
            help="Person-days that there are to spend: buys steps of the way.",
            parser=_person_days,
        ),
    ] = None,
    by: Annotated[
        Grouping | None,
        typer.Option(
            "--by", metavar="owner|area", help="Group the steps, with subtotals: by owner or area.", parser=_grouping
        ),
    ] = None,
    start: Annotated[
        date | None,
        typer.Option(
            "--start",
            metavar="DAY",
            help="The first day of work, as 2027-01-04: gives every step its days, and its number by them.",
            parser=_day,
        ),
    ] = None,
    pace: Annotated[
        float,
        typer.Option("--pace", metavar="DAYS", help="Person-days a week that each owner gives.", parser=_person_days),
    ] = 5,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Write a document: .csv .xlsx .md .ics .json .txt; one that is there is replaced. May be repeated.",
        ),
    ] = None,
    style: Annotated[
        PlanFormat | None,
        typer.Option("--format", help="What to print; by default terminal, or plain where none listens."),
    ] = None,
    plain: PlainOption = False,
    questionnaire: QuestionnaireOption = None,
    lang: LanguageOption = None,
) -> None:
    """The least effort that reaches a level or a course: the steps in order, and what each of them changes.

    Without -o the plan goes to standard output. An iCalendar needs --start, so that no list depends on today's date.
    """
    from readiness.cli.output import STANDARD_OUTPUT, keep_apart, write_all
    from readiness.loading.responses import Questionnaires

    wanted = list(output or ())
    documents = [(path, _suffix_of(path)) for path in wanted if path != STANDARD_OUTPUT]
    if start is None and (style is PlanFormat.ICS or any(suffix == ".ics" for _, suffix in documents)):
        _no_start()
    known = Questionnaires()
    dated = None if start is None else pace
    drawn_up = _draw_up(file, _fitted(file, questionnaire, known), to, budget, lang, dated)
    keep_apart([path for path, _ in documents], [*([] if file == "-" else [Path(file)]), *known.paths])
    listed = by is Grouping.AREA or style in LISTS or any(suffix[1:] in LISTS for _, suffix in documents)
    made = _Made.of(drawn_up, by, start, pace, _areas(drawn_up.assessment.language) if listed else {})
    written = [(path, suffix, made.document(suffix)) for path, suffix in documents]
    write_all([(path, _marked(suffix, content)) for path, suffix, content in written if content is not None])
    _say_unwritten([path for path, _, content in written if content is None])
    if style is not None or not documents or STANDARD_OUTPUT in wanted:
        _print(made, PlanFormat.PLAIN if plain and style in (None, PlanFormat.TERMINAL) else style)


@dataclass(frozen=True, slots=True, kw_only=True)
class _DrawnUp:
    """A plan, or None where there is no target; and one to speak of beside it."""

    assessment: Assessment
    plan: Plan | None
    beside: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A plan ready to be written."""

    assessment: Assessment
    outline: Outline
    work: WorkList | None
    """None where there is no target."""

    @classmethod
    def of(
        cls, drawn_up: _DrawnUp, by: Grouping | None, start: date | None, pace: float, areas: Mapping[str, str]
    ) -> _Made:
        """Leaves with a usage error where the work would never end."""
        from readiness.cli.diagnostics import complain
        from readiness.reports.plan import nothing_outline, plan_outline
        from readiness.reports.work_list import work_list

        assessment = drawn_up.assessment
        if drawn_up.plan is None:
            return cls(assessment=assessment, outline=nothing_outline(assessment), work=None)
        try:
            work = work_list(drawn_up.plan, by=by.value if by else None, start=start, pace=pace, areas=areas)
        except OverflowError:
            message = f"at {pace:g} person-days a week the work would not end before the year 10000"
            complain("--pace", message, "give a greater one", ExitCode.USAGE)
        outline = plan_outline(work, assessment, beside=drawn_up.beside)
        return cls(assessment=assessment, outline=outline, work=work)

    def document(self, suffix: str) -> str | bytes | None:
        """What goes into a file; None for a list of steps where there are none."""
        if suffix == ".txt":
            from readiness.reports.plain import render

            return render(self.outline)
        if suffix == ".json":
            from readiness.reports.documents import plan_json
            from readiness.reports.plan_sentences import no_plan

            return plan_json(self.work.plan if self.work else no_plan(self.assessment))
        return self._list(suffix, self.work) if self.work and self.work.tasks else None

    def _list(self, suffix: str, work: WorkList) -> str | bytes:
        """Each import is made for its own format only: two of them cost as much as the plan."""
        if suffix == ".csv":
            from readiness.reports.work_list_csv import work_list_csv

            return work_list_csv(work, self.assessment)
        if suffix == ".md":
            from readiness.reports.work_list_markdown import work_list_markdown

            return work_list_markdown(work, self.assessment)
        if suffix == ".ics":
            from readiness.reports.work_list_ics import work_list_ics

            return work_list_ics(work, self.assessment)
        from readiness.reports.work_list_xlsx import work_list_xlsx

        return work_list_xlsx(work, self.assessment)


def _areas(language: str) -> Mapping[str, str]:
    """What the areas are called that questionnaires and shipped cases share."""
    from readiness.loading.load import load_cases
    from readiness.loading.shipped import shipped_cases

    library = load_cases(shipped_cases()).value
    assert library is not None, "a test holds the shipped library"
    return {name: title.in_(language) for name, title in library.areas.items()}


def _suffix_of(path: Path) -> str:
    """Leaves with a usage error for one that no plan is written as."""
    from readiness.cli.diagnostics import complain

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        repair = f"use one of {', '.join(SUFFIXES)}"
        complain(str(path), f"a plan cannot be written as `{path.suffix}`", repair, ExitCode.USAGE)
    return suffix


def _no_start() -> NoReturn:
    from readiness.cli.diagnostics import complain

    complain("--start", "an iCalendar needs the day on which work begins", "add --start 2027-01-04", ExitCode.USAGE)


def _fitted(file: str, questionnaire: str | None, known: Questionnaires) -> Fitted:
    """The response with its questionnaire, neither of them missing. Leaves with its problems where it has errors."""
    from readiness.cli.diagnostics import show, stop, warnings_of
    from readiness.cli.inputs import response_named

    fitted = response_named(file, questionnaire=questionnaire, known=known)
    if fitted.questionnaire is None or fitted.response is None:
        stop(fitted.problems)
    show(warnings_of(fitted.problems))
    return fitted


def _draw_up(
    file: str, fitted: Fitted, to: str | None, budget: float | None, language: str | None, pace: float | None
) -> _DrawnUp:
    """The plan; with a pace, its steps in the order in which they are done. Leaves with a problem where the target is
    unknown, or nothing says what an improvement takes."""
    from readiness.advice.plan import NoSuchTarget, make_plan
    from readiness.cli.diagnostics import complain
    from readiness.cli.inputs import assessed
    from readiness.reports.work_list import in_order_of_days

    assert fitted.questionnaire is not None
    assert fitted.response is not None
    try:
        found = make_plan(
            *(fitted.questionnaire, fitted.response, to),
            budget=budget,
            language=language,
            sequencing=None if pace is None else lambda steps: in_order_of_days(steps, pace),
        )
    except NoSuchTarget as error:
        _no_such_target(file, str(to), error.targets)
    if (
        found is None
        and fitted.questionnaire.measures == "practice"
        and not (fitted.questionnaire.levels or fitted.questionnaire.risks)
    ):
        message = "has neither levels nor risks, so there is no target to plan for"
        complain(fitted.questionnaire.id, message, "add `levels`, or `risks`, to the questionnaire")
    if found is not None and found.state != "met" and not _is_costed(fitted.questionnaire):
        message = "no question says what a better answer takes, so that no plan can be made"
        complain(
            fitted.questionnaire.id, message, "add `improve: {effort: 2, advice: …}` (person-days) to its questions"
        )
    beside = None
    if found is not None and found.state == "met":
        beside = make_plan(fitted.questionnaire, fitted.response, None, language=language, frontier=False)
        if beside is not None and (beside.target == found.target or beside.state == "unreachable"):
            beside = None
    elif found is not None and found.state == "over_budget" and not found.improvements:
        beside = make_plan(fitted.questionnaire, fitted.response, found.target, language=language, frontier=False)
    return _DrawnUp(assessment=assessed(fitted, language), plan=found, beside=beside)


def _no_such_target(file: str, name: str, targets: tuple[str, ...]) -> NoReturn:
    from readiness.cli.diagnostics import complain
    from readiness.loading.suggestions import nearest

    close = nearest(name, targets)
    meant = f"did you mean `{close}`? " if close else ""
    listed = ", ".join(f"`{each}`" for each in targets)
    complain(file, f"`{name}` is no level and no course", f"{meant}the targets are {listed}", ExitCode.USAGE)


def _is_costed(questionnaire: Questionnaire) -> bool:
    """Whether any question says what a better answer takes."""
    return any(each.improve is not None and each.improve.effort is not None for each in questionnaire.every_question())


def _marked(suffix: str, content: str | bytes) -> str | bytes:
    """Without the mark, Excel reads UTF-8 as Windows-1252."""
    return f"\ufeff{content}" if suffix == ".csv" and isinstance(content, str) else content


def _say_unwritten(paths: list[Path]) -> None:
    from readiness.cli.diagnostics import notice

    for path in paths:
        notice(f"{path}: not written: the plan has no steps to list")


def _print(made: _Made, style: PlanFormat | None) -> None:
    """On standard output."""
    from readiness.cli.diagnostics import notice
    from readiness.cli.output import STANDARD_OUTPUT, print_outline, write

    if style in (None, PlanFormat.TERMINAL, PlanFormat.PLAIN):
        print_outline(made.outline, plain=style is PlanFormat.PLAIN, drawn=style is PlanFormat.TERMINAL)
        return
    content = made.document(f".{style}")
    if content is None:
        notice("the plan has no steps to list")
    else:
        write(STANDARD_OUTPUT, content)
