"""Rounding, the last step: nothing is lifted over an edge, to 100 or to 0 by it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from readiness.words import localized


def percent(value: float | None, language: str, *, edges: Iterable[float] = ()) -> str:
    """A percentage for reading: whole, unless rounding would lift it to an edge or to 100, or drop it to 0.

    `value` and `edges` are 0..100; None reads as a dash. 59.96 with an edge at 60 reads 59.9, never 60.
    """
    if value is None:
        return "–"
    return localized(_whole_or_tenths(value, (100.0, *edges)), language) + "\u00a0%"


def tenths(value: float | None, language: str) -> str:
    """A percentage to one decimal, cut rather than rounded, so that what is missing to an edge is its difference.

    50 − 30.57 is 19.43: shown as 30.5 and 19.5, the two still add up to 50.
    """
    if value is None:
        return "–"
    return localized(f"{cut(value):.1f}", language) + "\u00a0%"


def cut(value: float) -> float:
    """The tenth that a score has reached."""
    return math.floor(value * 10 + 1e-6) / 10


def tenth(value: float) -> float:
    """The nearest tenth, half a tenth up: of person-days, totals of which are made before, from what is not rounded."""
    return math.floor(value * 10 + 0.5 + 1e-9) / 10


def _whole_or_tenths(value: float, edges: Iterable[float]) -> str:
    whole = float(round(value))
    slack = 1e-7
    if any(value + slack < edge <= whole for edge in edges):
        return f"{math.floor(value * 10 + slack) / 10:.1f}"
    if whole == 0 and value > slack:
        return f"{max(0.1, math.floor(value * 10) / 10):.1f}" if value >= 0.1 else "<0.1"
    return f"{whole:.0f}"


def points_to(value: float, language: str) -> str:
    """A distance in percentage points: never shown as 0 while there is one."""
    if 0 < value < 0.1:
        return localized("<0.1", language)
    return localized(f"{math.ceil(value * 10 - 1e-7) / 10:g}", language)


def amount(value: float | None, language: str) -> str:
    """An exposure: three figures or so, thousands set apart; None reads as a dash."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    if value < 0.005:
        return localized("<0.01", language)
    return localized(f"{value:,.{_places(value)}f}", language)


def _places(value: float) -> int:
    """How many decimals an exposure has when it stands alone."""
    return 0 if value >= 99.95 else 1 if value >= 0.995 else 2


def amounts(values: Sequence[float | None], language: str) -> tuple[str, ...]:
    """Exposures told beside each other: where different ones would read alike, these have more figures, six at most.

    Those that still read alike are practically the same.
    """
    return tuple(text for text, _ in _amounts(values, language))


def decimals(values: Sequence[float | None]) -> tuple[int, ...]:
    """How many decimals each of `amounts` has."""
    return tuple(places for _, places in _amounts(values, "en"))


def apart(difference: float, places: int, language: str) -> str:
    """A difference with no more decimals than `places`, those of the coarser of the figures it lies between; with its
    sign where it is below 0. What would read 0 there reads as an exposure does."""
    size = abs(difference)
    shown = localized(f"{size:,.{min(places, _places(size)) if size >= 0.995 else places}f}", language)
    if not shown.strip("0.,"):
        shown = amount(size, language)
    return f"−{shown}" if difference < 0 else shown


def adds_up(difference: float, *ends: tuple[float, int]) -> bool:
    """Whether a difference reads as the figures at its ends do, each of which comes with its decimals."""
    (more, places), (less, others) = ends
    fewer = min(places, others)
    gap = round(more, places) - round(less, others) - round(difference, fewer)
    return abs(gap) <= 0.5 / 10.0**fewer + 1e-9


def _amounts(values: Sequence[float | None], language: str) -> list[tuple[str, int]]:
    """Each as it is shown, and its decimals."""
    shown = [amount(value, language) for value in values]
    decimal = [_places(value or 0.0) for value in values]
    told = [None if value is None else float(f"{value:.{MOST_FIGURES}g}") for value in values]
    for places in range(1, 2 * MOST_FIGURES):
        alike = {text for text in shown if len({v for v, s in zip(told, shown, strict=True) if s == text}) > 1}
        for at, value in enumerate(told):
            if shown[at] in alike and value is not None:
                shown[at], decimal[at] = localized(f"{value:,.{places}f}", language), places
    return list(zip(shown, decimal, strict=True))


MOST_FIGURES = 6
"""How many figures tell exposures apart."""


def plain_number(value: float, language: str) -> str:
    """A number as it stands, without needless zeros: effort, weights, edges."""
    return localized(f"{value:.10g}", language)


def exact(value: float | None, language: str) -> str:
    """A number in an explanation: six figures, enough to follow by hand; None reads as a dash."""
    if value is None:
        return "–"
    return ("−" if value < 0 else "") + localized(f"{abs(value):.6g}", language)


def exact_apart(difference: float, one: float, other: float, language: str) -> str:
    """A difference in an explanation, with no more decimals than the coarser of the two figures it lies between."""
    places = min(len(f"{value:.6g}".partition(".")[2]) for value in (one, other) if value) if one or other else 0
    shown = f"{difference:.{places}f}"
    return exact(float(shown), language) if float(shown) else exact(difference, language)


def chances(share: float, language: str, *, edge: float | None = None) -> str | None:
    """A share of 0..1 as an executive says it: “3 chances in 4”, or “about 2 chances in 3”; None where no common fraction is near.

    Never all or none, and never lifted to `edge` from below.
    """
    from readiness.words import say

    if not FEW <= share <= 1 - FEW:
        return say(language, "k_nearly_all" if share > 0.5 else "k_nearly_none")
    found = [(k, n) for n in COMMON for k in range(1, n) if edge is None or share >= edge or k / n < edge]
    near = next(((k, n) for k, n in found if abs(k / n - share) <= NEAR), None)
    k, n = near or min(found, key=lambda each: abs(each[0] / each[1] - share))
    if abs(k / n - share) > ABOUT + 1e-9:
        return None
    words = say(language, "k_in_one" if k == 1 else "k_in", k=k, n=n)
    return words if near else say(language, "k_about", chances=words)


def in_100(share: float, *, edge: float | None = None) -> str:
    """A share of 0..1 as so many of 100; never all or none but where it is, and never lifted to `edge` from below."""
    k = round(share * 100)
    if edge is not None and share < edge <= k / 100:
        k -= 1
    if 0 < share < 1 and k in (0, 100):
        return "<1" if k == 0 else ">99"
    return str(k)


COMMON = (2, 3, 4, 5, 10)
"""The parts of which people say so many."""
NEAR = 0.011
"""How far a fraction in words may be from the share it stands for."""
ABOUT = 0.02
"""The same where it is said to be about so much."""
FEW = 0.005
"""A smaller share is said to be under 1 in 100."""
