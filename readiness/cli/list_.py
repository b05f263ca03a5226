"""`readiness list`: the questionnaires and examples at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.options import LanguageOption, PlainOption

if TYPE_CHECKING:
    from readiness.model.questionnaire import Questionnaire
    from readiness.reports.outline import Cell


def list_questionnaires(*, plain: PlainOption = False, lang: LanguageOption = None) -> None:
    """Questionnaires at hand: those shipped with the program, and those in this folder."""
    from readiness.cli.output import print_outline
    from readiness.loading.load import load_questionnaire
    from readiness.loading.shipped import shipped_examples, shipped_questionnaires
    from readiness.reports.outline import Block, Facts, Heading, Outline, Table

    rows: list[tuple[Cell, ...]] = []
    for name, path in {**shipped_questionnaires(), **_local()}.items():
        loaded = load_questionnaire(path)
        rows.append(_row(name, loaded.value, lang or "en"))
    heads = ("Q", "Title", "Questions", "Risks", "Minutes", "Languages")
    blocks: list[Block] = [Table(heads=heads, rows=tuple(rows)), Heading(text="Example responses")]
    blocks.append(Facts(rows=tuple((name, str(path)) for name, path in shipped_examples().items())))
    print_outline(Outline(title="Questionnaires at hand", language="en", blocks=tuple(blocks)), plain=plain)


def _local() -> dict[str, Path]:
    """Questionnaires in the current folder: YAML files with `sections:` at the start of a line."""
    from readiness.loading.reading import read_text

    found: dict[str, Path] = {}
    for path in sorted(Path().glob("*.y*ml")):
        text = read_text(path) if path.is_file() else ""
        if isinstance(text, str) and "\nsections:" in text:
            found[f"./{path}"] = path
    return found


def _row(name: str, questionnaire: Questionnaire | None, language: str) -> tuple[Cell, ...]:
    from readiness.reports.outline import Cell

    if questionnaire is None:
        return (
            Cell(text=name),
            Cell(text=f"has problems: see readiness check {name}"),
            *(Cell(text="", number=number) for number in (True, True, True, False)),
        )
    asked = sum(1 for section in questionnaire.every_section() for _ in section.questions)
    minutes = "" if questionnaire.minutes is None else f"{questionnaire.minutes:g}"
    return (
        Cell(text=name),
        Cell(text=questionnaire.title.in_(language)),
        Cell(text=str(asked), number=True),
        Cell(text=str(len(questionnaire.risks)), number=True),
        Cell(text=minutes, number=True),
        Cell(text=", ".join(questionnaire.all_languages)),
    )
