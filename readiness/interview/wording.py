"""A step in words, for either front end: its text, help, choices, and what is answered."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.interview.interview import Interview, state_of
from readiness.interview.options import options_of, scales_of
from readiness.interview.steps import OPPORTUNITIES, PROFILE, Given, Part, Step
from readiness.model.base import Text
from readiness.model.questionnaire import (
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)
from readiness.model.response import Answer, RiskRating
from readiness.model.unsaved import Unsaved
from readiness.words import localized, say


def part_title(part: Part, language: str) -> str:
    """What a part is called: by the questionnaire, or by the program."""
    if part.title is not None:
        return part.title.in_(language)
    if part.id in (PROFILE, OPPORTUNITIES):
        return say(language, f"i_{part.id}")
    return say(language, f"i_risks_{part.id.partition('.')[2]}")


def part_about(part: Part, language: str) -> str:
    """How to go about a part; "" where there is nothing to say."""
    if part.title is not None or part.id == PROFILE:
        return part.about.in_(language) if part.about else ""
    return say(language, f"i_rate_{part.id.partition('.')[2] or 'opportunity'}")


def heading(step: Step, language: str) -> str:
    """A risk's few words, "" for a question."""
    title: Text | None = getattr(step.thing, "title", None)
    return title.in_(language) if title is not None else ""


def background(step: Step, language: str) -> Iterator[tuple[str, str]]:
    """What stands behind a question: label and words, in the order in which they help."""
    thing = step.thing
    about: Text | None = getattr(thing, "help", None) or getattr(thing, "about", None)
    if about is not None:
        yield "", about.in_(language)
    anchors = getattr(thing, "anchors", None)
    if anchors is not None:
        yield say(language, "i_low"), anchors.low.in_(language)
        yield say(language, "i_high"), anchors.high.in_(language)
    for label, name in (("i_evidence", "evidence"), ("i_why", "why")):
        text: Text | None = getattr(thing, name, None)
        if text is not None:
            yield say(language, label), text.in_(language)


def how(questionnaire: Questionnaire, step: Step, language: str) -> str:
    """What kind of answer is wanted, where that does not show by itself."""
    thing = step.thing
    match thing:
        case NumberQuestion():
            unit = f" ({thing.unit.in_(language)})" if thing.unit else ""
            if thing.min is not None and thing.max is not None:
                return say(language, "i_number_range", unit=unit, low=f"{thing.min:g}", high=f"{thing.max:g}")
            return say(language, "i_number", unit=unit)
        case DateQuestion():
            return say(language, "i_date")
        case TextQuestion():
            return say(language, "i_text")
        case GridQuestion():
            return say(language, "i_grid")
    return say(language, "i_several") if getattr(thing, "type", "") == "choices" else ""


def shown(questionnaire: Questionnaire, step: Step, given: Given, language: str) -> str:
    """An answer as a person would say it; "" where there is none."""
    if isinstance(given, Answer):
        question: Question = step.thing  # type: ignore[assignment]  # answers are to questions
        return shown_value(questionnaire, question, given.value, language)
    if state_of(given, step) == "open" and not any((given.likelihood, getattr(given, "probability", None))):
        halves = [getattr(given, name, None) for name in ("impact", "gain", "loss")]
        if not any(halves):
            return ""
    words = []
    for scale in scales_of(questionnaire, step.key.kind, language):
        value = getattr(given, scale.name)
        label = next((option.label for option in scale.options if option.value == value), None)
        if label is None and isinstance(given, RiskRating):
            own = own_range(given, scale.name)
            unit = "" if scale.name == "likelihood" else f" {given.currency or questionnaire.unit}"
            label = f"{say(language, 'i_own_range')} {own[0]:g}–{own[1]:g}{unit}" if own else None
        words.append(f"{scale.title} {label or '–'}")
    return "; ".join(words)


def own_range(rating: RiskRating, half: str) -> tuple[float, float] | None:
    """The respondent's own range in place of a step, if there is one."""
    return rating.probability if half == "likelihood" else rating.loss


def shown_value(questionnaire: Questionnaire, question: Question, value: object, language: str) -> str:
    """One value of a question in words; "" for none."""
    if value is None:
        return ""
    labels: dict[object, str] = {option.value: option.label for option in options_of(questionnaire, question, language)}
    if isinstance(value, tuple):
        return ", ".join(labels.get(each, str(each)) for each in value) or say(language, "none_ticked")
    if isinstance(value, dict):
        rows = question.rows if isinstance(question, GridQuestion) else ()
        chosen = [labels.get(value.get(row.id), "–") for row in rows if value.get(row.id) is not None]
        if len(chosen) == len(rows):
            return "; ".join(chosen)
        return say(language, "rows", judged=len(chosen), all=len(rows))
    if isinstance(value, str) and value in labels:
        return labels[value]
    if isinstance(question, NumberQuestion) and isinstance(value, int | float):
        number = localized(f"{value:.10g}", language)
        return f"{number} {question.unit.in_(language)}" if question.unit else number
    return labels.get(value, str(value))


def unsaved_words(why: Unsaved, language: str) -> str:
    """Why an answer is not on disk."""
    return say(language, f"u_{why.kind}", place=why.place, detail=why.detail)


def counts(interview: Interview, language: str) -> str:
    """“3 still open (1 of them needed for a sound result), 2 to discuss”, or that all is answered."""
    still, needed = len(interview.open_steps()), len(interview.required_open())
    flagged = len(interview.flagged_steps())
    if not still:
        words = say(language, "i_done_here" if interview.is_partial else "i_done")
    else:
        words = say(language, "i_open_count", n=still)
        if needed:
            words += f" ({say(language, 'i_required_count', n=needed)})"
    return words + (f", {say(language, 'i_flag_count', n=flagged)}" if flagged else "")
