"""The outline on a terminal, with Rich: made for a projector at 80 columns, better at 120.

Colour only repeats what words and shapes already say. Texts go in as `Text`, never as markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table as Grid
from rich.text import Text

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
    Ranked,
    Side,
    Sides,
    Table,
)
from readiness.reports.safe import visible
from readiness.reports.wrapping import broken

WIDEST = 132
"""Lines longer than this tire the eye; a wider screen keeps its margin."""
GAP = 2
"""Columns between the two sides of the register."""
WIDE = 55
"""A side of the register at least this wide has room for the notes of its first risks."""
QUIET, ACCENT, MARK, TARGET = "readiness.quiet", "readiness.accent", "readiness.mark", "readiness.target"
STYLES = {QUIET: "dim", ACCENT: "cyan", MARK: "bold cyan", TARGET: "bold yellow"}
"""What the names mean on a terminal. A screen with a ground of its own gives them other colours."""
_FULL, _OPEN, _EMPTY, _TARGET = "█", "░", "·", "┃"


def render(outline: Outline, *, width: int) -> RenderableType:
    """The whole report for a screen `width` columns wide (at least 60 are assumed)."""
    width = max(60, min(width, WIDEST))
    title = Text(visible(outline.title), style="bold reverse")
    title.pad(1)
    parts: list[RenderableType] = [title]
    for block in outline.blocks:
        if isinstance(block, Heading):
            parts.append(Text())
        parts.append(_block(block, width))
    return Group(*parts)


def _block(block: Block, width: int) -> RenderableType:
    match block:
        case Heading():
            return _heading(block, width)
        case Paragraph():
            return _paragraph(block, width)
        case Facts():
            return _facts(block)
        case Listing():
            return Group(*(_entry(entry) for entry in block.entries))
        case Bars():
            return _bars(block, width)
        case Sides():
            return _Sides(block, width)
        case Table():
            return _table(block, width)
        case _:
            assert_never(block)


def _heading(block: Heading, width: int) -> Text:
    text = Text(visible(block.text) + " ", style="bold")
    text.append("─" * max(0, width - text.cell_len), style=QUIET)
    return text


_STYLES = {"normal": "", "verdict": "bold", "quiet": QUIET, "warning": "bold"}


def _paragraph(block: Paragraph, width: int) -> RenderableType:
    return _Hanging("  " if block.tone == "verdict" else "", Text(visible(block.text), style=_STYLES[block.tone]))


def _facts(block: Facts) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=QUIET)
    grid.add_column(overflow="fold")
    for label, value in block.rows:
        grid.add_row(Text(visible(label)), Text(visible(value)))
    return grid


@dataclass(frozen=True, slots=True)
class _Hanging:
    """Text whose further lines stand under its first word, `indent` columns in. A grid for each would cost far more."""

    first: str
    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = " " * len(self.first)
        for at, line in enumerate(broken(self.text, console, options.max_width - len(indent))):
            yield Text.assemble(indent if at else self.first, line)


def _entry(entry: Entry) -> RenderableType:
    text = Text()
    if entry.mark:
        text.append(visible(entry.mark), style=MARK)
        text.append("  ")
    text.append(visible(entry.text))
    if entry.aside:
        text.append(f"  [{visible(entry.aside)}]", style="bold")
    for detail in entry.details:
        text.append("\n" + visible(detail), style=QUIET)
    return _Hanging("  " * entry.depth + "• ", text)


def _bars(block: Bars, width: int) -> RenderableType:
    """Label, bar, number, n, target. The label has at most two fifths of the width."""
    labels = [visible("  " * bar.depth + bar.label) for bar in block.bars]
    drawn = [bar for bar in block.bars if bar.upper is not None]
    room = min(max(Text(label).cell_len for label in labels), 2 * width // 5)
    tails = [
        _widest(bar.shown for bar in drawn),
        _widest(b.note for b in drawn),
        _widest(b.target_shown for b in drawn),
    ]
    length = max(12, min(50, width - room - sum(tails) - 4))
    grid = Grid.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column(width=room, overflow="fold")
    grid.add_column(width=length, no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    for label, bar in zip(labels, block.bars, strict=True):
        if bar.upper is None:
            grid.add_row(Text(label), Text(visible(bar.shown), style=QUIET))
            continue
        grid.add_row(
            Text(label),
            _drawn(bar, length),
            Text(visible(bar.shown), style="bold"),
            Text(bar.note, style=QUIET),
            Text(visible(bar.target_shown), style=QUIET),
        )
    if block.edges:
        grid.add_row(Text(), _edge_marks(block.edges, length), Text(), Text(), Text())
        names = "  ".join(f"{edge:g}: {visible(title)}" for edge, title in block.edges)
        return Group(grid, Text(names, style=QUIET))
    return Group(grid, Text(visible(block.key), style=QUIET)) if block.key else grid


def _widest(words: Iterable[str]) -> int:
    return max((Text(word).cell_len for word in words), default=0)


def _drawn(bar: Bar, length: int) -> Text:
    """█ for the score, ░ up to what it may still become, · beyond, ┃ where the target lies."""
    full = _cells(bar.percent, length)
    reach = max(full, _cells(bar.upper, length))
    line = _FULL * full + _OPEN * (reach - full) + _EMPTY * (length - reach)
    text = Text(line)
    text.stylize(ACCENT, 0, reach)
    text.stylize(QUIET, reach, length)
    if bar.target is None:
        return text
    at = min(length - 1, _cells(bar.target, length))
    return Text.assemble(text[:at], (_TARGET, TARGET), text[at + 1 :])


def _cells(value: float | None, length: int) -> int:
    """How many cells a percentage fills; cut, so that only 100 fills them all."""
    return 0 if value is None else min(length, int(value / 100 * length + 1e-9))


def _edge_marks(edges: tuple[tuple[float, str], ...], length: int) -> Text:
    marks = [" "] * length
    for edge, _ in edges:
        marks[min(length - 1, _cells(edge, length))] = "▲"
    return Text("".join(marks), style=QUIET)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two sides of the register, line by line beside each other."""

    block: Sides
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        each = (self.width - GAP * (len(self.block.sides) - 1)) // len(self.block.sides)
        heights = _heights(self.block, each)
        columns = [
            [*_side_head(side, self.block, each, heights), *_ranked(side, each, console)] for side in self.block.sides
        ]
        for lines in zip_longest(*columns, fillvalue=Text()):
            joined = Text()
            for at, line in enumerate(lines):
                joined.append(" " * (at * (each + GAP) - joined.cell_len))
                joined.append_text(line)
            yield joined
        if any(side.placed for side in self.block.sides):
            yield Text(visible(self.block.key), style=QUIET, overflow="fold")


def _side_head(side: Side, block: Sides, width: int, heights: dict[int, int]) -> Iterator[Text]:
    """The side's title, and its map if anything stands on either."""
    yield Text(visible(side.title), style="bold underline")
    if any(each.placed for each in block.sides):
        yield from _map(side, block.labels[:2], width, heights)


def _room(side: Side, width: int) -> int:
    """How many letters a cell of the map holds."""
    columns = side.size[1]
    return max(3, (width - 4 - columns - 1) // columns)


def _cells_of(side: Side, room: int) -> dict[tuple[int, int], list[str]]:
    """The lines of each cell, by likelihood and impact."""
    ids: dict[tuple[int, int], list[str]] = defaultdict(list)
    for placed in side.placed:
        ids[placed.likelihood, placed.impact].append(visible(placed.id))
    return {place: _packed(names, room) for place, names in ids.items()}


def _heights(block: Sides, width: int) -> dict[int, int]:
    """Lines for each row of likelihood, the same on both sides, so that the two maps stand level."""
    heights: dict[int, int] = defaultdict(lambda: 1)
    for side in block.sides:
        for (likelihood, _), lines in _cells_of(side, _room(side, width)).items():
            heights[likelihood] = max(heights[likelihood], len(lines))
    return heights


def _map(side: Side, labels: tuple[str, str], width: int, heights: dict[int, int]) -> list[Text]:
    """Likelihood upwards, impact to the right; each cell holds the ids of the risks rated there."""
    rows, columns = side.size
    room = _room(side, width)
    cells = _cells_of(side, room)
    lines = [Text(visible(labels[0]), style=QUIET)]
    for likelihood in range(rows, 0, -1):
        lines.append(_rule("┌┬┐" if likelihood == rows else "├┼┤", columns, room))
        packed = [cells.get((likelihood, impact), []) for impact in range(1, columns + 1)]
        for at in range(heights[likelihood]):
            line = Text(f" {likelihood if at == 0 else ' '} ", style=QUIET)
            for cell in packed:
                line.append("│", style=QUIET)
                line.append((cell[at] if at < len(cell) else "").ljust(room), style="bold")
            line.append("│", style=QUIET)
            lines.append(line)
    lines.append(_rule("└┴┘", columns, room))
    numbers = "".join(f"{impact:^{room + 1}}" for impact in range(1, columns + 1))
    lines.append(Text(f"    {numbers}", style=QUIET))
    lines.append(Text(f"    {visible(labels[1])}".rstrip(), style=QUIET))
    return lines


def _rule(corners: str, columns: int, room: int) -> Text:
    inner = corners[1].join("─" * room for _ in range(columns))
    return Text(f"   {corners[0]}{inner}{corners[2]}", style=QUIET)


def _packed(ids: list[str], room: int) -> list[str]:
    """Ids put on as few lines as fit the cell; one that is wider than the cell is cut."""
    lines: list[str] = []
    for name in ids:
        name = name[:room]
        if lines and len(lines[-1]) + 1 + len(name) <= room:
            lines[-1] += f" {name}"
        else:
            lines.append(name)
    return lines


def _ranked(side: Side, width: int, console: Console) -> Iterator[Text]:
    """The risks of a side, the gravest first: id, title, and what is left of its exposure on the right."""
    ids = _widest(risk.id for risk in side.ranked) + 1
    numbers = _widest(f"{risk.inherent} → {risk.residual}" for risk in side.ranked)
    room = width - ids - numbers - 1
    for risk in side.ranked:
        title = Text(visible(risk.title))
        if risk.note and width >= WIDE:
            title.append("\n" + visible(risk.note), style=QUIET)
        for at, line in enumerate(broken(title, console, room)):
            yield _ranked_line(risk, line, ids, width) if at == 0 else Text.assemble(" " * ids, line)
    for words in filter(None, (side.total, side.unrated)):
        yield from Text(visible(words), style="bold" if words == side.total else "").wrap(console, width)


def _ranked_line(risk: Ranked, title: Text, ids: int, width: int) -> Text:
    numbers = Text.assemble((risk.inherent, QUIET), (" → ", QUIET), (risk.residual, "bold"))
    line = Text.assemble((visible(risk.id).ljust(ids), MARK), title)
    line.append(" " * (width - line.cell_len - numbers.cell_len))
    return line.append_text(numbers)


def _table(block: Table, width: int) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET, width=width)
    for at, head in enumerate(block.heads):
        number = bool(block.rows) and block.rows[0][at].number
        is_name = at == 0 and all(Text(row[0].text).cell_len <= 32 for row in block.rows)
        grid.add_column(
            Text(visible(head)), justify="right" if number else "left", overflow="fold", no_wrap=is_name or number
        )
    for row in block.rows:
        grid.add_row(*(Text(visible(cell.text)) for cell in row))
    return grid
