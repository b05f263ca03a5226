"""The blocks a report is made of, before anybody draws them: what is said, in what order, with which numbers.

Terminal, linear text and Markdown all draw the same outline, so they cannot disagree. The blocks are named tuples,
which cost a quarter of what dataclasses do to make, and there are many of them to make at each start.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Tone = Literal["normal", "verdict", "quiet", "warning"]


class Heading(NamedTuple):
    """Begins a part of the report."""

    text: str


class Paragraph(NamedTuple):
    """One or more sentences."""

    text: str
    tone: Tone = "normal"


class Facts(NamedTuple):
    """Labels with values."""

    rows: tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """One item of a list: `mark` is an id or a severity, `aside` a number or answer set apart from the text."""

    text: str
    mark: str = ""
    aside: str = ""
    details: tuple[str, ...] = ()
    depth: int = 0


class Listing(NamedTuple):
    """A list."""

    entries: tuple[Entry, ...]


class Bar(NamedTuple):
    """A score drawn as a bar. Percentages 0..100; None where there is none. `shown`, `target` and `note` are words."""

    label: str
    id: str
    percent: float | None
    upper: float | None
    target: float | None
    shown: str
    note: str
    target_shown: str = ""
    depth: int = 0


class Bars(NamedTuple):
    """Scores side by side. `edges` are percentages at which levels begin, with their titles; `key` says how a drawn
    bar is read."""

    bars: tuple[Bar, ...]
    edges: tuple[tuple[float, str], ...] = ()
    key: str = ""


class Placed(NamedTuple):
    """A rated risk on the map: steps count from 1."""

    id: str
    likelihood: int
    impact: int


class Ranked(NamedTuple):
    """A risk in the ranked list, with its exposures in words."""

    id: str
    title: str
    likelihood: str
    impact: str
    inherent: str
    residual: str
    note: str = ""


class Side(NamedTuple):
    """One side of the register. `size` is the number of steps of likelihood and of impact."""

    title: str
    size: tuple[int, int]
    placed: tuple[Placed, ...]
    ranked: tuple[Ranked, ...]
    total: str
    unrated: str = ""


class Sides(NamedTuple):
    """Both sides of the register, to be shown side by side.

    `labels` name likelihood, impact, inherent and residual; `key` says how the drawn map is read.
    """

    sides: tuple[Side, ...]
    labels: tuple[str, str, str, str]
    key: str


class Cell(NamedTuple):
    """One cell of a table; numbers stand on the right."""

    text: str
    number: bool = False


class Table(NamedTuple):
    """Rows under column heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Facts | Listing | Bars | Sides | Table


class Outline(NamedTuple):
    """A whole report."""

    title: str
    language: str
    blocks: tuple[Block, ...]
