"""The outline as Markdown: headings, lists and tables that any reader of Markdown shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from readiness.reports.outline import (
    Bar,
    Bars,
    Block,
    Entry,
    Facts,
    Heading,
    Listing,
    Outline,
    Paragraph,
    Side,
    Sides,
    Table,
)
from readiness.reports.safe import visible

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Text that Markdown and HTML take for itself: `[red]`, `<script>` and `*` come out as they were written."""
    text = _SIGNS.sub(r"\\\1", visible(text)).replace("&", "&amp;")
    return _LEADING.sub(r"\1\\\2", text)


def render(outline: Outline) -> str:
    """The whole report."""
    lines = [f"# {escaped(outline.title)}", ""]
    for block in outline.blocks:
        lines += [*_lines(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {escaped(block.text)}"
        case Paragraph():
            yield f"**{escaped(block.text)}**" if block.tone == "verdict" else escaped(block.text)
        case Facts():
            yield from (f"- **{escaped(label)}**: {escaped(value)}" for label, value in block.rows)
        case Listing():
            for entry in block.entries:
                yield from _entry(entry)
        case Bars():
            yield from _grid(("", "id", "%", "n", ""), [_bar(bar) for bar in block.bars])
        case Sides():
            for side in block.sides:
                yield from _side(side, block.labels)
        case Table():
            yield from _grid(block.heads, [[cell.text for cell in row] for row in block.rows])
        case _:
            assert_never(block)


def _entry(entry: Entry) -> Iterator[str]:
    indent = "  " * entry.depth
    mark = f"`{visible(entry.mark)}` " if entry.mark else ""
    aside = f" **{escaped(entry.aside)}**" if entry.aside else ""
    yield f"{indent}- {mark}{escaped(entry.text)}{aside}"
    yield from (f"{indent}  - {escaped(detail)}" for detail in entry.details)


def _bar(bar: Bar) -> list[str]:
    return ["\u2003" * bar.depth + bar.label, bar.id, bar.shown, bar.note.removeprefix("n "), bar.target_shown]


def _side(side: Side, labels: tuple[str, str, str, str]) -> Iterator[str]:
    yield f"### {escaped(side.title)}"
    yield ""
    rows = [[risk.id, risk.title, risk.likelihood, risk.impact, risk.inherent, risk.residual] for risk in side.ranked]
    if rows:
        yield from _grid(("id", "", *labels), rows)
        yield ""
    yield from (f"- `{visible(risk.id)}` {escaped(risk.note)}" for risk in side.ranked if risk.note)
    yield ""
    yield f"{escaped(side.total)}{f' {escaped(side.unrated)}' if side.unrated else ''}"
    yield ""


def _grid(heads: Sequence[str], rows: list[list[str]]) -> Iterator[str]:
    yield "| " + " | ".join(escaped(head) for head in heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(escaped(cell) for cell in row) + " |"
