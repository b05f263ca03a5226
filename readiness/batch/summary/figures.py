"""Sums and percentiles of a column of any length, in bounded memory and to the last digit the same on every run.

Engines add floats in whatever order their threads come in, and the last digits of such sums differ from run to run. So a
number is first made a whole multiple of 2⁻⁶⁰ (or 2⁻⁴⁰, where it may be large) and added as a whole number of 128 bits,
where order is nothing. What that rounds away is under 10⁻¹⁸ of a score.

For percentiles the numbers fall into fine bins, of which each keeps its count and its sum. A bin stands for the mean of
what is in it, so a percentile is off by less than a bin is wide, and by nothing where all in the bin are equal, as scores
of few answers mostly are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PER_SCORE = 2**60
"""How finely scores are added: no sum of 10¹⁸ of them leaves 128 bits."""
PER_AMOUNT = 2**40
"""How finely exposures and seconds are added; they may be large, and none of them needs 10⁻¹²."""
BINS = 1000
"""Bins between the scores 0 and 1."""
PER_E_FOLD = 1000
"""Bins in which an exposure grows by a factor of e: each is a thousandth wider than the last."""
LONGEST = 1_000_000
"""Seconds beyond which responses share one bin: eleven days."""
SLACK = 1e-9
"""So that 0.29, of which a float is a little less, is in the bin that begins at 0.29."""


def fixed(value: pl.Expr, per: int = PER_SCORE) -> pl.Expr:
    """The number as a whole multiple of 1 / per, to be added without rounding.

    By way of 64 bits, which is a third faster; what does not fit stops the run instead of going wrong.
    """
    import polars as pl

    return (value * float(per)).round().cast(pl.Int64).cast(pl.Int128)


def _bin_of(score: pl.Expr) -> pl.Expr:
    """The thousandth in which a score lies."""
    import polars as pl

    return (score * BINS + SLACK * BINS).floor().cast(pl.Int16)


def tenth_of(column: str) -> pl.Expr:
    """The tenth in which a score lies, by the same bins: 0 to 9."""
    import polars as pl

    return (_bin_of(pl.col(column).clip(0, 1)) // (BINS // 10)).clip(0, 9)


def score_bins(frame: pl.LazyFrame, column: str, by: Sequence[str] = ()) -> pl.LazyFrame:
    """A row for each thousandth that has scores in it (of each group of `by`): `bin`, `n`, `total`, `squares`."""
    import polars as pl

    score = pl.col(column).clip(0, 1)  # a weighted mean of ones may come out a hair above 1
    at = _bin_of(score).alias("bin")
    grouped = frame.filter(score.is_not_null()).group_by([*(pl.col(each) for each in by), at])
    squares = fixed((score - 0.5) ** 2).sum().alias("squares")
    return grouped.agg(
        pl.len().alias("n"),
        fixed(score).sum().alias("total"),
        squares,
        score.min().alias("least"),
        score.max().alias("most"),
    )


def amount_bins(frame: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """The same for amounts of 0 or more, in bins that widen as they grow. Nothing, for what is no amount."""
    import polars as pl

    amount = pl.col(column)
    at = pl.when(amount > 0).then((amount.log() * PER_E_FOLD).floor().cast(pl.Int32))
    return _amounts(frame.filter(amount.is_finite() & (amount >= 0)), amount, at)


def second_bins(frame: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """The same for seconds, a bin for each."""
    import polars as pl

    seconds = pl.col(column)
    at = pl.min_horizontal(seconds.floor(), float(LONGEST)).cast(pl.Int32)
    return _amounts(frame.filter(seconds.is_not_null()), seconds, at)


def _amounts(frame: pl.LazyFrame, amount: pl.Expr, at: pl.Expr) -> pl.LazyFrame:
    import polars as pl

    total = (amount * float(PER_AMOUNT)).round().cast(pl.Int128).sum().alias("total")
    return frame.group_by(at.alias("bin")).agg(pl.len().alias("n"), total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins:
    """What fell into bins, in rising order: how many, and their mean."""

    cells: tuple[tuple[int, float], ...]
    total: int
    per: int

    @classmethod
    def of(cls, rows: Iterable[tuple[int | None, int, int]], per: int) -> Bins:
        """From rows of bin, count and total; the bin None holds amounts of nothing and comes first."""
        ordered = sorted(rows, key=lambda row: -math.inf if row[0] is None else row[0])
        return cls(
            cells=tuple((n, total / (n * per)) for _, n, total in ordered),
            total=sum(total for _, _, total in ordered),
            per=per,
        )

    @property
    def n(self) -> int:
        return sum(n for n, _ in self.cells)

    @property
    def mean(self) -> float | None:
        """None where nothing is in any bin."""
        return self.total / (self.n * self.per) if self.cells else None

    def quantiles(self, *shares: float) -> tuple[float | None, ...]:
        """The percentiles, interpolated between neighbours as NumPy does unless told otherwise."""
        return tuple(self._quantile(share) for share in shares)

    def told(self, minimum: int, *shares: float) -> tuple[float | None, ...]:
        """The percentiles that at least `minimum` lie at or below, and at or above: no score of the few at an end."""
        return tuple(self._quantile(share) if self._amid(share, minimum) else None for share in shares)

    def _amid(self, share: float, minimum: int) -> bool:
        place = share * (self.n - 1)
        return int(place) + 1 >= minimum and self.n - math.ceil(place) >= minimum

    def _quantile(self, share: float) -> float | None:
        if not self.cells:
            return None
        place = share * (self.n - 1)
        low, part = int(place), place - int(place)
        below = self._at(low)
        return below if part == 0 else below + part * (self._at(low + 1) - below)

    def _at(self, rank: int) -> float:
        """The number at a rank, counted from 0."""
        for n, mean in self.cells:
            if rank < n:
                return mean
            rank -= n
        return self.cells[-1][1]


def deviation(n: int, total: int, squares: int, per: int = PER_SCORE) -> float | None:
    """The standard deviation (n − 1) of scores, from the sums of s and of (s − ½)²; None for fewer than two."""
    if n < 2:
        return None
    shifted = total - n * per // 2  # the sum of s − ½: about a hidden mean nothing is lost to cancellation
    return math.sqrt(max(0, n * squares * per - shifted * shifted) / (n * (n - 1) * per * per))
