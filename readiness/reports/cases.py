"""The cases that fit, as blocks: briefly for the report, and in full with their sources for whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.model.assessment import Assessment
from readiness.model.decision import CaseFigure, FittingCase
from readiness.reports.head import NAMES
from readiness.reports.numbers import percent
from readiness.reports.outline import Block, Entry, Heading, Listing, Paragraph
from readiness.reports.phrases import joined
from readiness.words import say

MOST_FIGURES = 2
"""How many figures of a case the report shows; the explanation has them all."""
_GRADES = {"high": "c_high", "medium": "c_medium", "low": "c_low"}
_SIDES = (("took_part", "c_took_part"), ("stayed_out", "c_stayed_out"))


def cases(assessment: Assessment) -> Iterator[Block]:
    """What happened to others, on both sides; nothing where no case comes near."""
    if not assessment.cases:
        return
    language = assessment.language
    yield Heading(text=say(language, "c_heading"))
    yield Paragraph(text=" ".join(_what_they_are(assessment)))
    yield from _both_sides(assessment, _briefly)
    yield Paragraph(text=say(language, "c_all_of_it"), tone="quiet")


def explain_cases(assessment: Assessment) -> Iterator[Block]:
    """The same cases with every figure, grade and source, and how they were chosen."""
    language = assessment.language
    if not assessment.cases:
        yield Paragraph(text=say(language, "c_none"))
        return
    yield Paragraph(text=" ".join(_what_they_are(assessment)))
    yield from _both_sides(assessment, _in_full)
    yield Heading(text=say(language, "c_chosen"))
    yield Paragraph(text=say(language, "c_nearness"))
    yield Paragraph(text=say(language, "c_grades"))


def _what_they_are(assessment: Assessment) -> Iterator[str]:
    """What cases can show; and which language they are told in, where it is not the reader's."""
    language = assessment.language
    yield say(language, "c_what_they_are")
    others = {each.language.split("-")[0] for each in assessment.cases} - {language.split("-")[0]}
    if others:
        names = [say(language, NAMES[code]) if code in NAMES else code for code in sorted(others)]
        yield say(language, "c_told_in", languages=joined(names, say(language, "n_and")))


def _both_sides(assessment: Assessment, told: Callable[[FittingCase, str, int], Iterator[str]]) -> Iterator[Block]:
    """The cases of each side, told with their place in it, from 0."""
    language = assessment.language
    for side, key in _SIDES:
        found = [each for each in assessment.cases if each.side == side]
        yield Paragraph(text=say(language, key) + say(language, "colon").rstrip())
        yield Listing(
            entries=tuple(
                Entry(text=each.title, aside=_where(each), details=tuple(told(each, language, at)))
                for at, each in enumerate(found)
            )
        )


def _where(case: FittingCase) -> str:
    """Whose case it is, where and when; the year is never left out."""
    when = str(case.year) if case.until in (None, case.year) else f"{case.year}–{case.until}"
    return f"{case.organization}, {case.place}, {when}"


def _briefly(case: FittingCase, language: str, at: int) -> Iterator[str]:
    """The nearest of a side with what happened and its first figures; of the next, why it is here and its lesson."""
    yield say(language, "c_why", why=" ".join((*case.matches, case.likeness)))
    if at == 0:
        yield case.summary
        yield from (_figure(each, language) for each in case.figures[:MOST_FIGURES])
    yield from _told_with_care(case, language)
    yield say(language, "c_source", source=_without_address(case.sources[0]))


def _in_full(case: FittingCase, language: str, _: int) -> Iterator[str]:
    yield from case.matches
    yield case.likeness
    weak, risks = _share(case.weak_share, language), _share(case.risk_share, language)
    yield say(language, "c_weights", weak=weak, risks=risks)
    yield case.summary
    for figure in case.figures:
        yield " ".join((_figure(figure, language), *figure.sources))
    yield from _told_with_care(case, language)
    yield from (say(language, "c_source", source=each) for each in case.sources)


def _share(share: float | None, language: str) -> str:
    return percent(100 * share, language) if share else say(language, "c_no_share")


def _told_with_care(case: FittingCase, language: str) -> Iterator[str]:
    yield say(language, "c_lesson", lesson=case.lesson)
    if case.confidence != "high":
        yield say(language, "c_account", grade=say(language, _GRADES[case.confidence]))
    if case.caution:
        yield say(language, "c_caution", caution=case.caution)


def _figure(figure: CaseFigure, language: str) -> str:
    words = say(language, "c_figure", text=figure.text, grade=say(language, _GRADES[figure.confidence]))
    return f"{words} {figure.caveat}" if figure.caveat else words


def _without_address(source: str) -> str:
    """A source less the address that ends it."""
    return source.rpartition(", ")[0]
