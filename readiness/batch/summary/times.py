"""How long each response took: as exported, or from when it began and ended, in whichever way these are written.

The way is found on a sample and never guessed. It must read nearly all of the sample (a few cells may hold a remark), and
the one that reads most is taken. Several may read it equally well, since 03/02/2026 is in February or in March; then a
response counts if all that can read it agree on how long it took, as they do within one day, and is odd otherwise.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SAMPLE = 10_000
NEARLY_ALL = 0.95
"""The share of the sample that a way of writing must read."""

_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%b %d, %Y")
_HOURS = ("%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
FORMATS = (*(f"{day} {hour}" for day, hour in product(_DAYS, _HOURS)), "%Y-%m-%d %H:%M:%S%.f%#z")
"""The ways in which survey platforms write a time, and what becomes of it in a spreadsheet."""

_ZONE = r"\s+(UTC|GMT|[A-Z]{1,4}T)$"
"""A zone's name behind the time. It says nothing about how long something took, unless it changed meanwhile."""


def formats_of(frame: pl.LazyFrame, *columns: str) -> tuple[str, ...]:
    """Those formats that read the first rows best; none if no format reads nearly all of them."""
    import polars as pl

    head = frame.select(_clean(column).alias(column) for column in columns).head(SAMPLE).collect(engine="streaming")
    cells = pl.concat([head[column].rename("cell") for column in columns]).drop_nulls()
    if cells.is_empty():
        return ()
    spelt, times = cells.to_frame().group_by("cell").len("times"), pl.col("times")
    read = spelt.select(times.filter(_read(pl.col("cell"), form).is_not_null()).sum().alias(form) for form in FORMATS)
    most = max(read.row(0))
    return tuple(form for form in FORMATS if read[form].item() == most >= NEARLY_ALL * len(cells))


def exported(column: str) -> tuple[pl.Expr, pl.Expr]:
    """The seconds that stand in a column, and whether what stands there is no time that can pass."""
    import polars as pl

    given = pl.col(column).cast(pl.Float64)
    sound = given.is_finite() & (given >= 0)
    return pl.when(sound).then(given), given.is_not_null() & ~sound


def lasting(started: str, ended: str, formats: tuple[str, ...]) -> tuple[pl.Expr, pl.Expr]:
    """The seconds between two columns, and whether a row has both but no seconds come of it."""
    import polars as pl

    begin, end = _clean(started), _clean(ended)
    both = begin.is_not_null() & end.is_not_null()
    if not formats:
        return pl.lit(None, dtype=pl.Float64), both
    spans = [(_read(end, form) - _read(begin, form)).dt.total_milliseconds() for form in formats]
    least, most = pl.min_horizontal(spans), pl.max_horizontal(spans)
    same_zone = _zone(started).eq_missing(_zone(ended))
    seconds = pl.when((least == most) & (least >= 0) & same_zone).then(least / 1000)
    return seconds, both & seconds.is_null()


def _clean(column: str) -> pl.Expr:
    """The cell without its zone's name, with a space before the time of day; None for a blank one."""
    import polars as pl

    cell = pl.col(column).cast(pl.String).str.strip_chars()
    cell = cell.str.replace(_ZONE, "").str.replace(r"^(\d{4}-\d\d?-\d\d?)T", "$1 ")
    return pl.when(cell != "").then(cell)


def _zone(column: str) -> pl.Expr:
    import polars as pl

    return pl.col(column).cast(pl.String).str.strip_chars().str.extract(_ZONE)


def _read(cell: pl.Expr, form: str) -> pl.Expr:
    """The time, or None for what is not written so. Where it says its distance to UTC, that is taken off."""
    if form.endswith("z"):
        return cell.str.to_datetime(form, time_unit="ms", time_zone="UTC", strict=False).dt.replace_time_zone(None)
    return cell.str.to_datetime(form, time_unit="ms", strict=False)
