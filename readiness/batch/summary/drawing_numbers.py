"""Figures of a summary as they are read: numbers, shares, and what is said where a number is not told."""

from __future__ import annotations

from readiness.batch.summary.model import HowMany, Summary
from readiness.reports.numbers import tenths
from readiness.reports.outline import Cell
from readiness.words import localized, say


def how_many_shown(summary: Summary, found: HowMany) -> str:
    """A number, or what may be said instead of it."""
    match found.band:
        case "exact":
            return whole_shown(summary, found.n or 0)
        case "few":
            return say(summary.language, "m_fewer", n=summary.minimum_group)
        case "nearly_all":
            return say(summary.language, "m_all_but", n=summary.minimum_group)
        case "withheld":
            return say(summary.language, "m_not_told")


def whole_shown(summary: Summary, n: int) -> str:
    return localized(f"{n:,}", summary.language)


def number(text: str) -> Cell:
    return Cell(text, number=True)


def percent_shown(share: float | None, language: str) -> str:
    return tenths(None if share is None else 100 * share, language)
