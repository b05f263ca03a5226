"""A survey of a few thousand rows as a platform exports it, with what each row is to come to known beforehand.

Semicolons, French labels, decimal commas, several choices in one cell and in columns, remarks with quotation marks and line
breaks, blank lines, short rows and long ones; unreadable cells, forbidden numbers, previews and unfinished rows.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import polars as pl

from readiness.batch.engines.job import REJECTED, SCORED, TOO_LONG, Job, job_of
from readiness.batch.export import Export, Finished, LeftOut
from readiness.batch.export import Parquet as ParquetPlace
from readiness.batch.readings import Number, OneOf, Reading, Tick, TickColumns, Ticks, Words, rated
from readiness.batch.scoring.table import scoring_of
from readiness.loading.load import load_questionnaire
from readiness.model.questionnaire import Questionnaire
from tests.exports_read import QUESTIONNAIRE, read

PREVIEW, BLANK, UNFINISHED = TOO_LONG + 1, TOO_LONG + 2, TOO_LONG + 3
"""States of rows that are left out, in the order of the rules."""
AGREE = ("Pas du tout d'accord", "Pas d'accord", "Ni d'accord ni pas d'accord", "D'accord", "Tout à fait d'accord")
AMOUNT = ("Aucune", "Un peu", "Moyenne", "Grande", "Entière")
MATURITY = {"Au cas par cas": "adhoc", "Géré": "some", "Optimisé": "full"}
TOOLS = {"Carnets": "note", "SQL (Postgres, MySQL)": "sql", "Tableurs": "sheet"}
YES_NO = {"Oui": "yes", "Non": "no"}
NO_IDEA = "Ne sait pas"
HOURS = ("12,5", "0", "40", "7,25", "1 200,5", "3 heures", "0,1", "33,333", NO_IDEA, "")
STEPS = ("1", "2", "3", "4", "5", "")
REMARKS = ("", "rien", "« oui » ; mais", 'dit "jamais"', "été")
BROKEN = ("une ligne\nune autre", "une\n\n\nligne ; blanche", 'dit "oui"\n\net "non"\n')
HEADER = (
    *(
        "Réponse",
        "Statut",
        "Fini",
        "Politique",
        "Responsable",
        "Maturité [Qualité]",
        "Maturité [Gouvernance]",
        "Outils",
    ),
    *("Confiance", "Préparation", "Heures", "Équipe", "Canaux [Sondages]", "Canaux [Notre personnel]"),
    *("Canaux [Autre]", "Formation", "Remarques", "P1 vraisemblance", "P1 gravité", "N1 vraisemblance", "N1 gravité"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The content of a file, and how many rows come to each state. A row that is scored is called by its number."""

    text: str
    states: Counter[int]


def survey(rows: int, *, breaks: bool, seed: int) -> Survey:
    """So many records below a header; with `breaks`, remarks hold line breaks."""
    chance = Random(seed)
    lines, states = [_line(HEADER)], Counter[int]()
    for number in range(2, rows + 2):
        line, state = _record(chance, number, breaks=breaks)
        lines.append(line)
        states[state] += 1
    return Survey(text="".join(lines), states=states)


def _record(chance: Random, number: int, *, breaks: bool) -> tuple[str, int]:
    """A line of the file and what its row comes to."""
    kind = chance.random()
    if kind < 0.02:
        return chance.choice(("\n", "\n", f"{';' * (len(HEADER) - 1)}\n")), BLANK
    cells = _cells(chance, number, breaks=breaks)
    if kind < 0.04:
        cells[1] = chance.choice(("Aperçu", " Aperçu ", "\u00a0Aperçu"))
        return _line(cells), PREVIEW
    if kind < 0.06:
        cells[2] = "0"
        return _line(cells), UNFINISHED
    if kind < 0.08:
        return _line((*cells, "de trop")), TOO_LONG
    if kind < 0.14:
        at, cell = chance.choice(
            (
                (10, "beaucoup"),
                (10, "-4"),
                (8, "d'accord !"),
                (3, "Peut-être"),
                (7, "Carnets, marteau (SQL)"),
                (12, "2"),
            )
        )
        cells[at] = cell
        return _line(cells), REJECTED
    if kind < 0.16:
        return ";".join(cells[:4]) + "\n", SCORED
    if kind < 0.18:
        return _line((*cells, "")), SCORED  # a delimiter at the end is no cell too many
    return _line(cells), SCORED


def _cells(chance: Random, number: int, *, breaks: bool) -> list[str]:
    tools = ", ".join(tool for tool in TOOLS if chance.random() < 0.5) or chance.choice(("", "Aucun"))
    remarks = (*REMARKS, *BROKEN) if breaks else REMARKS
    return [
        f"R{number}",
        chance.choice(("Réponse", "")),
        "1",
        chance.choice(("Oui", "En partie, à l'état de projet", "Non")),
        chance.choice(("Oui", "Non", "")),
        chance.choice((*MATURITY, "")),
        chance.choice((*MATURITY, "")),
        tools,
        chance.choice((*AGREE, "Sans objet", NO_IDEA, "")),
        chance.choice((*AMOUNT, "")),
        chance.choice(HOURS),
        chance.choice(("1-5", "6-25", "26 ou plus", "")),
        chance.choice(("1", "0", "")),
        chance.choice(("1", "0", "")),
        chance.choice(("", "", "la presse", 'un "forum", un salon')),
        chance.choice(("Oui", "Non", NO_IDEA, "")),
        chance.choice(remarks),
        *(chance.choice(STEPS) for _ in range(4)),
    ]


def _line(cells: tuple[str, ...] | list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\n").writerow(cells)
    return line.getvalue()


def readings() -> tuple[Reading, ...]:
    def one(item: str, column: int, values: dict[str, str] | dict[str, int]) -> OneOf:
        return OneOf(item=item, column=f"c{column}", values=values)

    words = {"Sans objet": "not_applicable", NO_IDEA: "dont_know"}
    steps = {step: int(step) for step in STEPS if step}
    rest = {
        item: 17 + at
        for at, item in enumerate((("P1", "likelihood"), ("P1", "impact"), ("N1", "likelihood"), ("N1", "impact")))
    }
    return (
        one("policy", 3, {"Oui": "yes", "En partie, à l'état de projet": "draft", "Non": "no"}),
        one("owner", 4, YES_NO),
        one("maturity.quality", 5, MATURITY),
        one("maturity.governance", 6, MATURITY),
        Ticks(item="tools", column="c7", separator=", ", pieces=TOOLS, whole={"Aucun": ()}),
        OneOf(item="trust", column="c8", values={**{label: at for at, label in enumerate(AGREE, 1)}, **words}),
        one("prepared", 9, {label: at for at, label in enumerate(AMOUNT, 1)}),
        Number(item="hours", column="c10", comma=True, suffixes=frozenset({"heures"}), words={NO_IDEA: "dont_know"}),
        one("team", 11, {"1-5": "small", "6-25": "mid", "26 ou plus": "big"}),
        TickColumns(
            item="channels",
            ticks=(
                Tick(column="c12", value="survey", on=frozenset("1"), off=frozenset("0")),
                Tick(column="c13", value="staff", on=frozenset("1"), off=frozenset("0")),
                Tick(column="c14", value="other", on=frozenset(), free=True),
            ),
        ),
        one("training", 15, {**YES_NO, NO_IDEA: "dont_know"}),
        Words(item="remarks", column="c16"),
        *(one(rated("risk", *item), column, steps) for item, column in rest.items()),
    )


def questionnaire() -> Questionnaire:
    loaded = load_questionnaire(QUESTIONNAIRE).value
    assert loaded is not None
    return loaded


def export_of(content: str, path: Path) -> Export:
    path.write_text(content, encoding="utf-8")
    found = read(path, path.parent, platform="plain", delimiter=";", header_rows=1)
    return replace(
        found,
        left_out=(LeftOut(reason="preview", column="c1", values=frozenset({"Aperçu"})),),
        finished=Finished(column="c2", values=frozenset({"1"})),
    )


def typed_export(survey: Survey, folder: Path) -> Export:
    """The same rows below each other as two files of Parquet, with numbers where a column holds nothing else."""
    folder.mkdir()
    records = list(csv.reader(io.StringIO(survey.text, newline=""), delimiter=";"))[1:]
    wide = [[cell or None for cell in (record + [""] * len(HEADER))[: len(HEADER)]] for record in records]
    frame = pl.DataFrame(wide, schema=dict.fromkeys(HEADER, pl.String), orient="row")
    frame = frame.with_columns(pl.col("Fini", *HEADER[-4:]).cast(pl.Int64))
    half = len(frame) // 3  # the first file is the smaller one: an engine may take the larger first
    frame.head(half).write_parquet(folder / "a.parquet")
    frame.slice(half).write_parquet(folder / "b.parquet")
    path = f"{str(folder).replace('[', '[[]')}/*.parquet"
    template = export_of(survey.text, folder / "as text.csv")
    return replace(template, place=ParquetPlace(path=path, columns=HEADER), first_row=1)


def narrow(job: Job) -> Job:
    """The same rows and states, of which hardly anything is worked out: Spark plans it in a fraction of the time."""
    few = {"source": job.outputs["source"], "id": job.outputs["id"], "item.policy": job.items["item.policy"]}
    return replace(job, outputs=few, items={"item.policy": job.items["item.policy"]})


def job(export: Export, source: str) -> Job:
    return job_of(
        export, scoring_of(questionnaire(), readings()), copied={"id": "c0"}, source=source, complete_only=True
    )
