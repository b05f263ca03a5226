"""The nearest real cases of both sides: of those that took part, and of those that stayed out or came late.

Nearness is counted in areas, which questions, risks and cases all name. A case is near where its areas hold much of
what the weakest answers cost, and much of what the main risks of its side set the courses apart by; `docs/method.md`
does it by hand.

Nothing here may lean towards joining. A library holds no case of staying out and faring well, because that makes no
news: all that it has of staying out went badly. So each such case is set against one of harm in taking part, as many
of the one as of the other. A case of taking part that went well, or was put right, is shown only to those whose own
ratings make it the course of least exposure, clear of the others, and then as the second of its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from readiness.advice.pointers import HOW_MANY, STRONG
from readiness.advice.scores import parts_of
from readiness.model.assessment import Assessment, GroupResult, ItemResult
from readiness.model.cases import Case, CaseLibrary, CaseSide, CaseSource, Confidence
from readiness.model.decision import CaseFigure, FittingCase
from readiness.model.questionnaire import Side
from readiness.words import say

MOST_OF_A_SIDE = 2
NEAR_ENOUGH = 0.15
"""Below this a case has no more to do with this organization than with any: were everything spread evenly over eleven
areas, a case of three of them would come to (3 / 11) / √3 = 0.157."""
SAME_PLACE = 1.1
"""The factor for a case of a country or region that the profile names: enough to part cases that are about as near."""
MOST_NAMED = 2
"""How many answers, and how many risks, are named as the reason for a case."""

RISKS_OF: dict[CaseSide, Side] = {
    "absent_or_late": "not_participating",
    "participating_harm": "participating",
    "participating_benefit": "not_participating",  # what it gained is what those who stay out go without
    "recovery": "participating",
}
"""The side of the register whose risks a case speaks to."""
_GRADES: tuple[Confidence, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """A weak answer or a risk. Weights compare among answers, and among the risks of a side, not between the two."""

    id: str
    words: str
    area: str | None
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What a case's areas hold of some reasons: those inside, the heaviest first, and their `share` (0..1) of the
    weight of all, None where nothing weighs anything."""

    share: float | None
    reasons: tuple[_Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """A case, how near it is (0 or more, rarely above 0.6), and by what."""

    case: Case
    nearness: float
    weak: _Held
    risks: _Held
    place: str | None
    """The country or region that the profile names too; None where it names neither."""


def fitting_cases(assessment: Assessment, library: CaseLibrary) -> tuple[FittingCase, ...]:
    """At most two cases of each side, the nearest first, those that took part before those that stayed out.

    Always as many of the one side as of the other; none where one side has nothing near, or where there is no course
    to choose and so no sides. The order is by nearness, then confidence, then the newer, then id.
    """
    if not assessment.stances:
        return ()
    near = sorted(_near(assessment, library), key=_order)
    harms = [each for each in near if each.case.side == "participating_harm"]
    others = [each for each in near if each.case.side in ("participating_benefit", "recovery")]
    took_part = [*harms[:1], *(others if _taking_part_is_best(assessment) else []), *harms[1:]] if harms else []
    stayed_out = [each for each in near if each.case.side == "absent_or_late"]
    pairs = min(len(took_part), len(stayed_out), MOST_OF_A_SIDE)
    called = {name: title.in_(assessment.language) for name, title in library.areas.items()}
    shown = (*took_part[:pairs], *stayed_out[:pairs])
    return tuple(_fitting(each, assessment, called, library.language) for each in shown)


def _taking_part_is_best(assessment: Assessment) -> bool:
    found = assessment.stance
    return found is not None and found.best == "engage" and not found.too_close


def _order(near: _Near) -> tuple[float, int, int, str]:
    # Rounded, so that noise in the last digit does not decide between equals.
    case = near.case
    return -round(near.nearness, 9), _GRADES.index(case.confidence), -(case.until or case.year), case.id


def _near(assessment: Assessment, library: CaseLibrary) -> Iterator[_Near]:
    """The cases that are near enough."""
    weak = _heaviest(_weak_answers(assessment))
    risks = {side: _heaviest(_risks(assessment, side)) for side in set(RISKS_OF.values())}
    for case in library.cases:
        held = _held(weak, case), _held(risks[RISKS_OF[case.side]], case)
        place = _place_named(assessment, case)
        nearness = _nearness([each.share for each in held if each.share is not None], case, place)
        near = _Near(case=case, nearness=nearness, weak=held[0], risks=held[1], place=place)
        # The first area is what the case is mainly about: without it, what is left in common is beside its point.
        if nearness >= NEAR_ENOUGH and case.areas[0] in _shared(near):
            yield near


def _heaviest(reasons: Iterable[_Reason]) -> tuple[_Reason, ...]:
    """The five that weigh most: counting all of them, every case would be about as near to everybody."""
    return tuple(sorted(reasons, key=lambda each: (-each.weight, each.id)))[:HOW_MANY]


def _nearness(shares: list[float], case: Case, place: str | None) -> float:
    """The mean share over the root of the number of areas, so that a case of many areas is not near to everybody."""
    mean = sum(shares) / len(shares) if shares else 0.0
    return mean / sqrt(len(set(case.areas))) * (SAME_PLACE if place else 1.0)


def _weak_answers(assessment: Assessment) -> Iterator[_Reason]:
    """What each answer below 0.75 takes off the whole: its share in it × (1 − score). None while there is no score."""
    if assessment.overall.score is None:
        return
    for part in parts_of(assessment.overall):
        score = part.result.judged_score
        if score is not None and score < STRONG:
            yield _Reason(
                id=part.result.id,
                words=part.result.text,
                area=_area(part.result),
                weight=part.share * (1 - score),
            )


def _area(result: ItemResult | GroupResult) -> str | None:
    """The area of a question; the rows of a grid all have that of their question."""
    if isinstance(result, ItemResult):
        return result.area
    return next((row.area for row in result.children if isinstance(row, ItemResult)), None)


def _risks(assessment: Assessment, side: Side) -> Iterator[_Reason]:
    """What each rated risk of a side contributes to the choice: its residual exposure × how far its likelihood
    differs between the course under which it lives most and the one under which it lives least. None while too few
    of the side are rated."""
    if not any(each.enough for each in assessment.sides if each.side == side):
        return
    for risk in assessment.risks:
        if risk.side == side and risk.residual is not None and risk.under:
            apart = max(risk.under.values()) - min(risk.under.values())
            yield _Reason(id=risk.id, words=risk.title, area=risk.area, weight=risk.residual * apart)


def _held(reasons: tuple[_Reason, ...], case: Case) -> _Held:
    total = sum(each.weight for each in reasons)
    inside = tuple(each for each in reasons if each.area in case.areas and each.weight > 0)
    return _Held(share=sum(each.weight for each in inside) / total if total else None, reasons=inside)


def _place_named(assessment: Assessment, case: Case) -> str | None:
    """The sector is not compared: a profile's "Public body" and a case's "Public safety" share a word and little else."""
    told = " ".join(fact.shown for fact in assessment.profile)
    for place in (case.region, case.country):
        for name in (place or "").split(" / "):
            if name and re.search(rf"\b{re.escape(name)}\b", told):
                return name
    return None


def _fitting(near: _Near, assessment: Assessment, called: Mapping[str, str], base: str) -> FittingCase:
    case, language = near.case, assessment.language
    return FittingCase(
        id=case.id,
        language=case.summary.spoken(language, base),
        title=case.title.in_(language),
        organization=case.organization,
        year=case.year,
        until=case.until,
        place=", ".join(part for part in (case.region, case.country) if part),
        side="stayed_out" if case.side == "absent_or_late" else "took_part",
        matches=tuple(_matches(near, called, language)),
        areas=_shared(near),
        likeness=_likeness(near, called, language),
        weak_share=near.weak.share,
        risk_share=near.risks.share,
        summary=case.summary.in_(language),
        lesson=case.lesson.in_(language),
        figures=tuple(_figures(case, language)),
        caution=case.caution.in_(language) if case.caution else None,
        confidence=case.confidence,
        sources=tuple(f"{_source(each, language)}, {each.address}" for each in case.sources),
    )


def _matches(near: _Near, called: Mapping[str, str], language: str) -> Iterator[str]:
    """One sentence for each kind of reason: what both are about, and by which answers or risks."""
    if near.weak.reasons:
        quoted = [say(language, "quoted", words=each.words) + f" ({each.id})" for each in near.weak.reasons]
        areas = _titles(_areas_of(near.weak, near.case), called, language)
        yield say(language, "c_weak", areas=areas, answers=_named(quoted, language))
    if near.risks.reasons:
        titled = [f"{each.words} ({each.id})" for each in near.risks.reasons]
        side = say(language, f"side_{RISKS_OF[near.case.side]}")
        areas = _titles(_areas_of(near.risks, near.case), called, language)
        yield say(language, "c_risks", areas=areas, side=side, risks=_named(titled, language))
    if near.place:
        yield say(language, "c_same_place", place=near.place)


def _likeness(near: _Near, called: Mapping[str, str], language: str) -> str:
    """In what the case is another: nearness is counted in areas, and knows no kind of organization."""
    case, others = near.case, ""
    if near.place is None:
        place = ", ".join(part for part in (case.region, case.country) if part)
        others += say(language, "c_elsewhere", place=place)
    shared = _shared(near)
    if besides := [area for area in dict.fromkeys(case.areas) if area not in shared]:
        others += say(language, "c_besides", areas=_titles(besides, called, language))
    return say(language, "c_likeness", sector=case.sector.in_(language), others=others)


def _titles(areas: Iterable[str], called: Mapping[str, str], language: str) -> str:
    """Areas as a reader knows them."""
    *first, last = (called.get(area, area.replace("-", " ").replace("_", " ")) for area in areas)
    return say(language, "n_and").join((", ".join(first), last)) if first else last


def _shared(near: _Near) -> tuple[str, ...]:
    """The case's areas in which there is a weak answer or a risk."""
    found = {*_areas_of(near.weak, near.case), *_areas_of(near.risks, near.case)}
    return tuple(area for area in dict.fromkeys(near.case.areas) if area in found)


def _areas_of(held: _Held, case: Case) -> tuple[str, ...]:
    """The case's areas in which some of these reasons lie."""
    found = {each.area for each in held.reasons}
    return tuple(area for area in dict.fromkeys(case.areas) if area in found)


def _named(listed: list[str], language: str) -> str:
    """The first two, and how many more there are."""
    more = len(listed) - MOST_NAMED
    return ", ".join(listed[:MOST_NAMED]) + (say(language, "c_more", n=more) if more > 0 else "")


def _figures(case: Case, language: str) -> Iterator[CaseFigure]:
    """Those that one may state: what sources dispute is no fact, whatever caveat it carries."""
    for figure in case.figures:
        if figure.confidence != "low":
            yield CaseFigure(
                text=figure.text.in_(language),
                confidence=figure.confidence,
                caveat=figure.caveat.in_(language) if figure.caveat else None,
                sources=tuple(_source(each, language) for each in case.sources if each.id in figure.sources),
            )


def _source(source: CaseSource, language: str) -> str:
    """Headed by its number, because a caution may speak of "source 2"."""
    year = say(language, "c_no_year") if source.year is None else str(source.year)
    return f"[{source.id}] {source.title}, {source.publisher}, {year}"
