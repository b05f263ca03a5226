"""`readiness batch`: a table of responses to a table of scores."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli.options import LanguageOption, PlainOption, QuestionnaireOption


class EngineName(StrEnum):
    """What computes."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


class OutputsWanted(StrEnum):
    """How much is computed."""

    ALL = "all"
    SCORES = "scores"


class TableFormat(StrEnum):
    """What can be written to standard output."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


class DocumentFormat(StrEnum):
    """What can be written for each response."""

    MD = "md"
    TXT = "txt"
    JSON = "json"
    YAML = "yaml"
    CSV = "csv"


SOURCES, MATCHING, ROWS, SUMMARY = (
    "Reading the sources",
    "Matching columns and answers",
    "Rows",
    "Summary and documents",
)


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Tables, or folders and globs of response files; `-` is standard input."
        ),
    ],
    *,
    questionnaire: QuestionnaireOption = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Write the scores: .parquet .csv .tsv .jsonl .xlsx; `-` is standard output. May be repeated.",
        ),
    ] = None,
    style: Annotated[
        TableFormat, typer.Option("--table-format", help="The format on standard output.")
    ] = TableFormat.CSV,
    outputs: Annotated[
        OutputsWanted, typer.Option("--outputs", help="Everything, or section scores, overall and level alone.")
    ] = OutputsWanted.ALL,
    long: Annotated[bool, typer.Option("--long", help="A line for each figure of each response.")] = False,
    engine: Annotated[EngineName, typer.Option("--engine", help="What computes.")] = EngineName.POLARS,
    master: Annotated[
        str | None, typer.Option("--master", metavar="URL", help="The Spark cluster; by default the environment's.")
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show which column answers what and five scored rows; write no scores."),
    ] = False,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform", metavar="NAME", help="The survey platform, where it is not detected.", rich_help_panel=SOURCES
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Of text tables, such as cp1252.", rich_help_panel=SOURCES),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", metavar="SIGN", help="Between cells; `tab` for tabs.", rich_help_panel=SOURCES),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Of a workbook or zip.", rich_help_panel=SOURCES)
    ] = None,
    header_rows: Annotated[
        int | None,
        typer.Option("--header-rows", metavar="N", min=0, max=9, help="Rows above the data.", rich_help_panel=SOURCES),
    ] = None,
    mapping: Annotated[
        list[Path] | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="Which column answers what, decided by you. May be repeated: one for each table.",
            rich_help_panel=MATCHING,
        ),
    ] = None,
    accept_fuzzy: Annotated[
        bool, typer.Option("--accept-fuzzy", help="Take columns matched by likeness.", rich_help_panel=MATCHING)
    ] = False,
    missing: Annotated[
        list[str] | None,
        typer.Option(
            "--missing",
            metavar="CELL",
            help="A sign for no answer, such as -99. May be repeated.",
            rich_help_panel=MATCHING,
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write what was matched, as .json.", rich_help_panel=MATCHING),
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="REASON",
            help="Score rows that a rule leaves out: preview, test, spam, blank. May be repeated.",
            rich_help_panel=ROWS,
        ),
    ] = None,
    complete_only: Annotated[
        bool, typer.Option("--complete-only", help="Leave unfinished responses out.", rich_help_panel=ROWS)
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Where rows cannot be scored: tell the first 20 of them and write nothing.",
            rich_help_panel=ROWS,
        ),
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help="Where rows that cannot be scored go; by default beside the output.",
            rich_help_panel=ROWS,
        ),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option("--id-column", metavar="COLUMN", help="The column that names a response.", rich_help_panel=ROWS),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="COLUMN", help="Sum up by this column as well. May be repeated.", rich_help_panel=SUMMARY
        ),
    ] = None,
    min_group: Annotated[
        int | None,
        typer.Option(
            "--min-group",
            metavar="N",
            min=1,
            help="The least group that is shown, 3 or more; 5.",
            rich_help_panel=SUMMARY,
        ),
    ] = None,
    show_small_groups: Annotated[
        bool,
        typer.Option(
            "--show-small-groups", help="With --min-group 1: show groups of any size.", rich_help_panel=SUMMARY
        ),
    ] = False,
    invited: Annotated[
        int | None,
        typer.Option(
            "--invited", metavar="N", min=1, help="How many were asked: gives a response rate.", rich_help_panel=SUMMARY
        ),
    ] = None,
    summary: Annotated[
        list[Path] | None,
        typer.Option(
            "--summary", metavar="FILE", help="Write the summary: .json .csv .md .txt.", rich_help_panel=SUMMARY
        ),
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option(
            "--reports", metavar="FOLDER", help="Write one document for each response.", rich_help_panel=SUMMARY
        ),
    ] = None,
    document: Annotated[
        DocumentFormat, typer.Option("--format", help="Of those documents.", rich_help_panel=SUMMARY)
    ] = DocumentFormat.MD,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="No progress, no summary on screen; problems are told all the same.")
    ] = False,
    plain: PlainOption = False,
    lang: LanguageOption = None,
) -> None:
    """Score a table of responses, straight from a survey platform, or many response files.

    What cannot be matched beyond doubt stops the run with a report and a mapping file to edit. Rows that cannot be scored go
    to a rejects file, each with its reason, and the run leaves with 4.
    """
    from readiness.cli.batch_run import run_batch
    from readiness.cli.batch_settings import Settings

    run_batch(
        Settings(
            sources=tuple(sources),
            questionnaire=questionnaire,
            outputs=tuple(output or ()),
            style=style.value,
            wanted="all" if outputs is OutputsWanted.ALL else "scores",
            long=long,
            engine=engine.value,
            master=master,
            dry_run=dry_run,
            platform=platform,
            encoding=encoding,
            delimiter="\t" if delimiter in ("tab", "\\t") else delimiter,
            sheet=sheet,
            header_rows=header_rows,
            mapping=tuple(mapping or ()),
            accept_fuzzy=accept_fuzzy,
            missing=tuple(missing or ()),
            report=report,
            include=frozenset(include or ()),
            complete_only=complete_only,
            strict=strict,
            rejects=rejects,
            id_column=id_column,
            by=tuple(by or ()),
            min_group=min_group,
            show_small_groups=show_small_groups,
            invited=invited,
            summaries=tuple(summary or ()),
            reports=reports,
            document=document.value,
            quiet=quiet,
            plain=plain,
            language=lang,
        )
    )
