"""Sentences from an assessment: the verdict, the level, a need. Words only; every number comes rounded from `numbers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from readiness.model.assessment import Assessment, SideResult, StanceResult
from readiness.model.decision import StanceVerdict
from readiness.model.need import NeedResult
from readiness.reports.numbers import amounts, decimals, in_100, percent, plain_number, points_to, tenths
from readiness.words import say


def edges_of(assessment: Assessment) -> tuple[float, ...]:
    """The percentages at which levels begin: no rounding may lift a score over one."""
    return tuple(level.start for level in assessment.levels)


def score_shown(assessment: Assessment, value: float | None) -> str:
    """A score (0..100) for reading, safe at the level edges."""
    return percent(value, assessment.language, edges=edges_of(assessment))


def stance_title(assessment: Assessment, name: str | None) -> str:
    """What a stance is called."""
    return next((stance.title for stance in assessment.stances if stance.id == name), "–")


def comparable(assessment: Assessment, stance: StanceResult) -> float | None:
    """What a course exposes to, as far as it may stand beside the others; None where too few risks are rated for that."""
    return stance.exposure if assessment.stance is not None else None


def verdict(assessment: Assessment) -> tuple[str, ...]:
    """The answer in one sentence that a chief executive understands, and what qualifies it."""
    sentences: list[str] = []
    if assessment.stances:
        sentences += _stance_sentences(assessment)
    sentences.append(_level_sentence(assessment))
    return tuple(sentences)


def _level_sentence(assessment: Assessment) -> str:
    language, overall = assessment.language, assessment.overall
    if overall.percent is None:
        return say(language, "v_no_level")
    shown = tenths(overall.percent, language)
    if assessment.level is None:
        return say(language, "v_score", percent=shown)
    return say(language, "v_level" if assessment.stances else "v_result", title=assessment.level.title, percent=shown)


def _stance_sentences(assessment: Assessment) -> list[str]:
    language, found = assessment.language, assessment.stance
    if found is None:
        return [no_stance(assessment)]
    best, now = stance_title(assessment, found.best), stance_title(assessment, found.now)
    exposures = _against(assessment, found.best)
    if found.too_close:
        sentences = [_too_close(assessment, found)]
        if found.now is not None:
            sentences.append(say(language, "v_close_now", now=now))
    elif found.now is None:
        sentences = [say(language, "v_none_fits", best=best, exposures=exposures)]
    elif found.now != found.best:
        things = len(found.between)
        key = "v_next_one" if things == 1 else "v_next"
        n = say(language, "v_things", n=things)
        sentences = [say(language, key, now=now, best=best, exposures=exposures, n=n)]
    else:
        needs = next(stance for stance in assessment.stances if stance.id == found.best).needs
        key = "v_now" if needs is not None else "v_now_plain"
        sentences = [say(language, key, now=now, exposures=exposures)]
    sentences += _for_scale(assessment)
    rated, applicable = (sum(getattr(each, n) for each in assessment.sides) for n in ("n_rated", "n_applicable"))
    if rated < applicable:
        sentences.append(say(language, "v_rated_only", rated=rated, all=applicable))
    if unknown := _unknown(assessment):
        sentences.append(say(language, f"v_{'holds' if found.holds_whatever_is_unknown else 'may'}_{unknown}"))
    return sentences


def _unknown(assessment: Assessment) -> Literal["answers", "ratings", "both"] | None:
    """Which kinds of things are not known."""
    unrated = any(risk.state == "unrated" for risk in assessment.risks)
    if assessment.overall.coverage < 1:
        return "both" if unrated else "answers"
    return "ratings" if unrated else None


def no_stance(assessment: Assessment) -> str:
    """Why no course can be recommended: a side without risks, or each side of which too few are rated."""
    language = assessment.language
    empty = next((side.side for side in assessment.sides if not side.n_applicable), None)
    if empty is not None:
        return say(language, "v_no_side", side=say(language, f"side_{empty}"))
    missing = [_missing(side, language) for side in assessment.sides if not side.enough]
    return say(language, "v_no_stance", missing=joined(missing, say(language, "n_and")))


def _missing(side: SideResult, language: str) -> str:
    """“none of the 16 risks of not participating is rated”"""
    words = {"rated": side.n_rated, "all": side.n_applicable, "side": say(language, f"side_{side.side}")}
    if not side.n_rated:
        return say(language, "v_missing_only" if side.n_applicable == 1 else "v_missing_all", **words)
    return say(language, "v_missing_some_one" if side.n_rated == 1 else "v_missing_some", **words)


def _for_scale(assessment: Assessment) -> list[str]:
    """What the unit means: the middle step of the impact scale, which holds for the scale's own unit only."""
    steps = assessment.impact_scale
    if not steps or any(risk.impact is not None and risk.impact.own for risk in assessment.risks):
        return []
    middle = steps[len(steps) // 2]
    return [say(assessment.language, "v_scale", label=middle.label, step=len(steps) // 2 + 1, steps=len(steps))]


def _against(assessment: Assessment, best: str) -> str:
    """“12 points a year, against Listen only 20 and Stay out 31”."""
    language = assessment.language
    by_exposure = sorted(assessment.stances, key=lambda stance: stance.exposure or 0.0)
    least = next(stance for stance in by_exposure if stance.id == best)
    shown = exposures_shown(assessment)
    others = [_beside(stance, shown, best, language) for stance in by_exposure if stance.id != best]
    return say(
        language,
        "v_against",
        best=shown[least.id],
        unit=unit(assessment),
        others=joined(others, say(language, "n_and")),
    )


def exposures_shown(assessment: Assessment) -> dict[str, str]:
    """What each course exposes to, by its id, with as many figures as tell different ones apart."""
    values = [comparable(assessment, stance) for stance in assessment.stances]
    return dict(zip((each.id for each in assessment.stances), amounts(values, assessment.language), strict=True))


def decimals_shown(assessment: Assessment) -> dict[str, int]:
    """How many decimals `exposures_shown` has for each course. A difference of two has no more than the fewer of both."""
    places = decimals([comparable(assessment, stance) for stance in assessment.stances])
    return dict(zip((each.id for each in assessment.stances), places, strict=True))


def _with_exposure(stance: StanceResult, shown: Mapping[str, str], language: str) -> str:
    return say(language, "v_exposure", title=say(language, "quoted", words=stance.title), value=shown[stance.id])


def _beside(stance: StanceResult, shown: Mapping[str, str], best: str, language: str) -> str:
    """A course and its exposure, beside that of the best; no figure is said to be against itself."""
    if shown[stance.id] == shown[best]:
        return say(language, "v_as_much", title=say(language, "quoted", words=stance.title))
    return _with_exposure(stance, shown, language)


def _too_close(assessment: Assessment, found: StanceVerdict) -> str:
    """Between which courses, and by which figures: averages that lie apart say why they do not settle it."""
    language = assessment.language
    courses = [stance for stance in assessment.stances if stance.id in found.too_close]
    titles = quoted_courses(assessment, found.too_close)
    shown = exposures_shown(assessment)
    values = joined(list(dict.fromkeys(shown[stance.id] for stance in courses)), say(language, "n_and"))
    alike = len({shown[stance.id] for stance in courses}) == 1
    exposures = say(language, "v_unit", values=values, unit=unit(assessment))
    if "margin" in found.too_close_by or found.probability is None:
        return say(language, "v_close_same" if alike else "v_close", courses=titles, exposures=exposures)
    words = {
        "best": stance_title(assessment, found.best),
        "n": in_100(found.probability, edge=found.probability_needed),
    }
    return say(language, "v_close_years", courses=titles, exposures=exposures, **words)


def quoted_courses(assessment: Assessment, names: Sequence[str]) -> str:
    """“Listen” and “Engage”: courses by their titles, in the order of the questionnaire."""
    language = assessment.language
    listed = [stance.title for stance in assessment.stances if stance.id in names]
    return joined([say(language, "quoted", words=title) for title in listed], say(language, "n_and"))


def unit(assessment: Assessment) -> str:
    """What exposures are counted in; the word for points is the language's own, and is the same in both here."""
    return assessment.questionnaire.unit


def joined(words: Sequence[str], last: str) -> str:
    """“a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + last + words[-1]


def effort_words(days: float | None, language: str) -> str:
    """Person-days in words; empty where no effort is stated."""
    if days is None:
        return ""
    key = "l_effort_one" if days == 1 else "l_effort_part" if days < 1 else "l_effort"
    return say(language, key, days=plain_number(days, language))


def level_title(assessment: Assessment, name: str) -> str:
    """What a level is called."""
    return next(level.title for level in assessment.levels if level.id == name)


def level_sentences(assessment: Assessment) -> tuple[str, ...]:
    """How sure the score is, how far the next level, and what holds it back."""
    language, overall = assessment.language, assessment.overall
    sentences: list[str] = []
    low, high = 100 * overall.bounds.lower, 100 * overall.bounds.upper
    if overall.coverage < 1:
        sentences.append(say(language, "v_bounds", low=tenths(low, language), high=tenths(high, language)))
    else:
        sentences.append(say(language, "v_exact"))
    level = assessment.level
    if level is None:
        return tuple(sentences)
    if level.lowest != level.highest:
        names = level_title(assessment, level.lowest), level_title(assessment, level.highest)
        sentences.append(say(language, "v_span", low=names[0], high=names[1]))
    if level.by_score != level.held:
        sentences.append(say(language, "v_held_back", level=level_title(assessment, level.by_score)))
    caps = [gate.cap_title for gate in assessment.gates if gate.id in level.capped_by]
    if caps:
        sentences.append(say(language, "v_capped", cap=level.title))
    sentences += _lacking(assessment)
    sentences += _next_level(assessment)
    return tuple(sentences)


def _lacking(assessment: Assessment) -> list[str]:
    level = assessment.level
    if level is None or level.lacking is None:
        return []
    step = next(each for each in assessment.levels if each.id == level.lacking)
    needs = [] if step.requirement is None else unmet_phrases(step.requirement, assessment.language)
    return [say(assessment.language, "v_lacking", level=step.title, needs="; ".join(needs))]


def _next_level(assessment: Assessment) -> list[str]:
    level, language = assessment.level, assessment.language
    assert level is not None
    ids = [each.id for each in assessment.levels]
    if level.held == ids[-1]:
        return [say(language, "v_top", title=level.title)]
    if level.to_next is None:
        return []
    following = assessment.levels[ids.index(level.held) + 1]
    return [say(language, "v_to_next", points=points_to(level.to_next, language), next=following.title)]


def unmet_phrases(need: NeedResult, language: str) -> list[str]:
    """The parts of a need that are not met, each as a phrase."""
    if need.state == "met":
        return []
    if need.kind == "all":
        return [phrase for part in need.inside for phrase in unmet_phrases(part, language)]
    return [need_phrase(need, language)]


def need_phrase(need: NeedResult, language: str) -> str:
    """A need in words: what is asked, and how it stands."""
    match need.kind:
        case "all" | "any":
            parts = "; ".join(need_phrase(part, language) for part in need.inside)
            return say(language, f"n_{need.kind}", parts=parts)
        case "not":
            (inner,) = need.inside
            if inner.kind == "all":
                parts = "; ".join(need_phrase(part, language) for part in inner.inside)
                return say(language, "n_not_all_met" if need.state == "met" else "n_not_all", parts=parts)
            if inner.kind == "gate":
                return gate_phrase(inner.state, str(inner.subject), str(inner.subject_text), language)
            return say(language, "n_not", part=need_phrase(inner, language))
        case "gate":
            return say(language, "n_gate_closed", id=need.subject, reason=need.subject_text)
        case "level":
            key = "n_level" if need.found else "n_level_unknown"
            return say(language, key, level=need.subject_text, found=need.found)
        case "section":
            found = percent(need.found_percent, language, edges=_edges(need))
            found = found if need.found_percent is not None else say(language, "n_no_score")
            key, edge = _range(need)
            shown = percent(edge, language)
            return say(language, f"n_section_{key}", section=need.subject_text, edge=shown, found=found)
        case "question":
            return _question_phrase(need, language)


def gate_phrase(state: str, name: str, reason: str, language: str) -> str:
    """A gate in words. Its reason is said as a fact of a closed gate only: of any other it would be an accusation."""
    match state:
        case "met" | "closed":
            return say(language, "n_gate_closed", id=name, reason=reason)
        case "not_met" | "open":
            return say(language, "n_gate_is_open", id=name, reason=reason)
        case _:
            return say(language, "n_gate_open", id=name, reason=reason)


def _edges(need: NeedResult) -> tuple[float, ...]:
    return tuple(edge for edge in (need.at_least, need.below) if edge is not None)


def _range(need: NeedResult) -> tuple[str, float]:
    if need.at_least is not None:
        return "at_least", need.at_least
    assert need.below is not None
    return "below", need.below


def _question_phrase(need: NeedResult, language: str) -> str:
    if need.answered is not None:
        key = "n_question_answered" if need.answered else "n_question_not_answered"
        return say(language, key, question=need.subject_text)
    if need.wanted:
        wanted = joined([say(language, "quoted", words=each) for each in need.wanted], say(language, "n_or"))
        return say(language, "n_question_is", question=need.subject_text, wanted=wanted, found=need.found)
    key, edge = _range(need)
    shown = say(language, "quoted", words=need.edge) if need.edge else plain_number(edge, language)
    return say(language, f"n_question_{key}", question=need.subject_text, edge=shown, found=need.found)


def in_one_line(assessment: Assessment) -> str:
    """Level, courses and exposures, for showing how a single answer moves them."""
    language, level, found = assessment.language, assessment.level, assessment.stance
    words = {
        "level": level.title if level else say(language, "i_no_level"),
        "percent": tenths(assessment.overall.percent, language),
    }
    if not assessment.stances:
        return say(language, "i_line_score", **words)
    unknown = say(language, "i_no_level")
    return say(
        language,
        "i_line",
        best=stance_title(assessment, found.best) if found else unknown,
        now=stance_title(assessment, found.now) if found else unknown,
        exposures=", ".join(
            _with_exposure(stance, exposures_shown(assessment), language) for stance in assessment.stances
        ),
        **words,
    )
