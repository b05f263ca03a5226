"""The outline as lines of text that a screen reader can follow: no drawing, each number with its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from readiness.reports.outline import (
    Bar,
    Bars,
    Block,
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
from readiness.words import say


def render(outline: Outline) -> str:
    """The whole report, a fact to a line; parts are set apart by a blank line."""
    lines = [outline.title]
    for block in outline.blocks:
        if isinstance(block, Heading):
            lines.append("")
        lines += _lines(block, say(outline.language, "colon"))
    return "\n".join(visible(line) for line in lines) + "\n"


def _lines(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.text}{colon.rstrip()}"
        case Paragraph():
            yield block.text
        case Facts():
            yield from (f"{label}{colon}{value}" for label, value in block.rows)
        case Listing():
            yield from _listing(block)
        case Bars():
            yield from (_bar(bar) for bar in block.bars)
        case Sides():
            for side in block.sides:
                yield from _side(side, block.labels)
        case Table():
            yield from _table(block)
        case _:
            assert_never(block)


def _listing(block: Listing) -> Iterator[str]:
    for entry in block.entries:
        mark = f"{entry.mark}: " if entry.mark else ""
        aside = f" [{entry.aside}]" if entry.aside else ""
        yield f"{'  ' * entry.depth}- {mark}{entry.text}{aside}"
        yield from (f"{'  ' * entry.depth}  {detail}" for detail in entry.details)


def _bar(bar: Bar) -> str:
    extras = [part for part in (bar.note, bar.target_shown) if part]
    tail = f" ({', '.join(extras)})" if extras else ""
    return f"{'  ' * bar.depth}- {bar.label} ({bar.id}): {bar.shown}{tail}"


def _side(side: Side, labels: tuple[str, str, str, str]) -> Iterator[str]:
    yield f"{side.title}. {side.total}"
    for risk in side.ranked:
        numbers = (risk.likelihood, risk.impact, risk.inherent, risk.residual)
        named = ", ".join(f"{label} {number}" for label, number in zip(labels, numbers, strict=True))
        yield f"- {risk.id}: {risk.title}. {named}"
        if risk.note:
            yield f"  {risk.note}"
    if side.unrated:
        yield side.unrated


def _table(block: Table) -> Iterator[str]:
    """Each row as one line: what it is about, then the other cells with their heads. Empty cells are left out."""
    about = 2 if block.heads and not block.heads[0] else 1
    for row in block.rows:
        names = ": ".join(cell.text for cell in row[:about] if cell.text)
        rest = zip(block.heads[about:], row[about:], strict=True)
        yield f"- {names}: " + "; ".join(f"{head} {cell.text}".strip() for head, cell in rest if cell.text)
