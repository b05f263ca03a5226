"""The case library: what happened to real organisations, with sources and the confidence each figure deserves."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.model.base import Day, Id, Language, Many, Strictly, Text, Words

Confidence = Literal["high", "medium", "low"]
Year = Annotated[int, Field(ge=1990, le=2100)]
CaseSide = Literal["absent_or_late", "participating_harm", "participating_benefit", "recovery"]


class CaseSource(Strictly):
    """Where it was read. `id` is the number by which figures point here."""

    id: int
    title: Words
    publisher: Words
    year: Year | None = None
    address: Annotated[str, Field(pattern=r"^https?://")]


class Figure(Strictly):
    """One number, and how far it may be trusted."""

    text: Text
    confidence: Confidence
    """`high`: a primary source, or two that agree; `medium`: one outlet, or the organisation's own claim; `low`: disputed."""
    sources: Many[int] = ()
    caveat: Text | None = None
    """Always printed with the figure. Required where confidence is low."""


class Case(Strictly):
    """One thing that happened, told neutrally."""

    id: Id
    title: Text
    organization: Words
    sector: Text
    country: Words
    region: Words | None = None
    year: Year
    """The year it began."""
    until: Year | None = None
    """The year it ended, where that is another."""
    side: CaseSide
    areas: Annotated[Many[Id], Field(min_length=1)]
    summary: Text
    figures: Many[Figure] = ()
    lesson: Text
    confidence: Confidence
    caution: Text | None = None
    """How to tell it, and what not to claim."""
    avoid: Many[Text] = ()
    """Popular claims that the sources do not support. Never printed as fact."""
    sources: Annotated[Many[CaseSource], Field(min_length=1)]


class Statistic(Strictly):
    """A survey or study figure for executives. The year is always printed."""

    id: Id
    text: Text
    source: Words
    year: Year
    addresses: Annotated[Many[Annotated[str, Field(pattern=r"^https?://")]], Field(min_length=1)]
    confidence: Confidence
    caveat: Text
    areas: Many[Id] = ()


class CaseLibrary(Strictly):
    """A whole case library file."""

    format: Literal[1]
    id: Id
    version: Words
    title: Text
    about: Text | None = None
    as_of: Day
    """When the sources were read."""
    language: Language = "en"
    """The language of texts that are written without one."""
    areas: dict[Id, Text] = {}
    """What areas are called, in the middle of a sentence. One that is not called anything here reads as its id."""
    cases: Annotated[Many[Case], Field(min_length=1)]
    statistics: Many[Statistic] = ()
