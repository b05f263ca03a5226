"""What can be chosen at a step, and the key that chooses it: the same in both front ends.

Where every choice is a single digit, its key is that digit; yes and no have their letters; other choices have letters in
order, `a` to `p`. `u` is "don't know" and `x` "not applicable", where they are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from readiness.interview.refusals import Refusal
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    Choice,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.words import localized, say

LETTERS = "abcdefghijklmnop"
WORD_KEYS = {"dont_know": "u", "not_applicable": "x"}
IMPORTANCES = (0.5, 1.0, 1.5, 2.0, 3.0)
"""What the interview offers where a question asks how much it matters; a file may say any number up to 10."""


class Option(NamedTuple):
    """One thing to choose. `key` is "" past the last letter: arrows and mouse reach it all the same."""

    key: str
    value: ChoiceValue
    label: str
    is_word: bool = False


def options_of(questionnaire: Questionnaire, question: Question, language: str) -> tuple[Option, ...]:
    """The choices of a question, then the words it allows; only the words where it is typed."""
    return _choices(questionnaire, question, language) + words_of(question, language)


def words_of(question: Question, language: str) -> tuple[Option, ...]:
    """ "Don't know" and "not applicable", where the question allows them."""
    typed = isinstance(question, TextQuestion)  # where any letter may be the answer, none stands for a word
    return tuple(
        Option(key="" if typed else WORD_KEYS[word], value=word, label=say(language, f"o_{word}"), is_word=True)
        for word in ("dont_know", "not_applicable")
        if word in question.allow
    )


def _choices(questionnaire: Questionnaire, question: Question, language: str) -> tuple[Option, ...]:
    if isinstance(question, YesNoQuestion):
        return tuple(
            Option(key=say(language, f"o_{value}_key"), value=value, label=say(language, value))
            for value in ("yes", "no")
        )
    if isinstance(question, NumberQuestion | DateQuestion | TextQuestion):
        return ()
    choices = questionnaire.choices_of(question)
    return tuple(
        Option(key=key, value=choice.value, label=choice.label.in_(language))
        for key, choice in zip(_keys(choices), choices, strict=True)
    )


def _keys(choices: tuple[Choice, ...]) -> list[str]:
    values = [choice.value for choice in choices]
    if all(type(value) is int and 0 <= value <= 9 for value in values):
        return [str(value) for value in values]
    return [LETTERS[at] if at < len(LETTERS) else "" for at in range(len(values))]


class Scale(NamedTuple):
    """One half of a rating: what it is called in a file, and its steps."""

    name: str
    title: str
    options: tuple[Option, ...]
    ranges: tuple[str, ...]
    """The range each step stands for, in words; the two words have none."""


def scales_of(questionnaire: Questionnaire, kind: str, language: str) -> tuple[Scale, Scale]:
    """Likelihood, and impact or gain: each step with its words and its range."""
    second = ("gain", gain_steps(questionnaire)) if kind == "opportunity" else ("impact", impact_steps(questionnaire))
    return (
        _scale("likelihood", likelihood_steps(questionnaire), questionnaire, language),
        _scale(second[0], second[1], questionnaire, language),
    )


def _scale(name: str, steps: tuple[Choice, ...], questionnaire: Questionnaire, language: str) -> Scale:
    options = [
        Option(key=key, value=step.value, label=step.label.in_(language))
        for key, step in zip(_keys(steps), steps, strict=True)
    ]
    options += [
        Option(key=WORD_KEYS[word], value=word, label=say(language, f"o_{word}"), is_word=True)
        for word in ("dont_know", "not_applicable")
    ]
    ranges = [_range(step, questionnaire, language) for step in steps] + ["", ""]
    return Scale(name=name, title=say(language, f"o_{name}"), options=tuple(options), ranges=tuple(ranges))


def _range(step: Choice, questionnaire: Questionnaire, language: str) -> str:
    """“5 to 20 % a year”, “10 to 30 points”; "" where the step's own words say it already."""
    if step.probability is not None:
        low, high = (localized(f"{100 * each:g}", language) for each in step.probability)
        words = say(language, "o_chance", low=low, high=high)
    else:
        assert step.severity is not None
        low, high = (localized(f"{each:,.10g}", language) for each in step.severity)
        words = say(language, "o_severity", low=low, high=high, unit=questionnaire.unit)
    label = step.label.in_(language)
    said = re.findall(r"\d[\d.,\u202f]*", label)
    return "" if {low, high} <= {each.rstrip(".,") for each in said} else words


def read(questionnaire: Questionnaire, question: Question, typed: str, language: str) -> object:
    """What a person typed as a value of the question: by key, number, value or label. Refusal where it is none.

    What is typed first to choose is the key, so that "3" is the choice shown with 3.
    """
    typed = typed.strip()
    for option in options_of(questionnaire, question, language):
        words = (option.key, option.label.casefold(), str(option.value)) if option.is_word else (option.key,)
        if typed and typed.casefold() in words:
            if isinstance(question, ChoicesQuestion) and not option.is_word:
                return (option.value,)
            return option.value
    match question:
        case TextQuestion():
            return typed
        case DateQuestion():
            return typed
        case NumberQuestion():
            return read_number(typed, language)
        case ChoicesQuestion():
            return _several(questionnaire, question, typed, language)
        case GridQuestion():
            return _rows(questionnaire, question, typed, language)
        case _:
            return chosen(_choices(questionnaire, question, language), typed)


def with_tick(
    questionnaire: Questionnaire, question: ChoicesQuestion, ticks: Collection[object], value: object
) -> tuple[ChoiceValue, ...]:
    """The ticks with this one turned, in the order of the choices; one that stands alone takes the others away."""
    choices = questionnaire.choices_of(question)
    turned = next(choice for choice in choices if choice.value == value)
    if value in ticks:
        return tuple(choice.value for choice in choices if choice.value in ticks and choice is not turned)
    return tuple(
        choice.value
        for choice in choices
        if choice is turned or (choice.value in ticks and not (turned.exclusive or choice.exclusive))
    )


def read_number(typed: str, language: str) -> float | int | Refusal:
    """A number as people of this language write it: 1.5, or 1,5 in French; never a guess at thousands."""
    text = typed.replace("\u00a0", "").replace("\u202f", "").strip()
    if re.fullmatch(r"[-+]?\d+,\d+", text) and (
        language.split("-")[0] == "fr" or not re.fullmatch(r"[-+]?\d+,\d{3}", text)
    ):
        text = text.replace(",", ".")
    if re.fullmatch(r"[-+]?\d{1,15}", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\d{1,15}\.\d*|\.\d+)", text):
        return float(text)
    return Refusal("r_number", typed)


def chosen(options: tuple[Option, ...], typed: str) -> ChoiceValue | Refusal:
    """The choice meant by a key, a value or the whole label."""
    wanted = typed.strip().casefold()
    for meant in (lambda each: each.key, lambda each: str(each.value).casefold(), lambda each: each.label.casefold()):
        for option in options:
            if wanted and wanted == meant(option):
                return option.value
    return Refusal("r_choice", typed)


def _several(
    questionnaire: Questionnaire, question: ChoicesQuestion, typed: str, language: str
) -> tuple[ChoiceValue, ...] | Refusal:
    """Keys or values set apart by commas or spaces; `-` is none of them."""
    if typed in ("-", "[]"):
        return ()
    options = _choices(questionnaire, question, language)
    if not isinstance(alone := chosen(options, typed), Refusal):
        return (alone,)
    found: list[ChoiceValue] = []
    for piece in re.split(r"[,;\s]+", typed):
        value = chosen(options, piece)
        if isinstance(value, Refusal):
            return value
        found.append(value)
    if len(set(found)) < len(found):
        return tuple(found)  # twice the same is refused later, with its reason
    return tuple(option.value for option in options if option.value in found)


def _rows(
    questionnaire: Questionnaire, question: GridQuestion, typed: str, language: str
) -> dict[str, ChoiceValue | None] | Refusal:
    """One answer for each row in order, set apart by commas or spaces; `-` leaves a row open."""
    pieces = [piece for piece in re.split(r"[,;\s]+", typed) if piece]
    if len(pieces) != len(question.rows):
        return Refusal("r_rows_count", str(len(question.rows)))
    found: dict[str, ChoiceValue | None] = {}
    for row, piece in zip(question.rows, pieces, strict=True):
        value = None if piece == "-" else chosen(options_of(questionnaire, question, language), piece)
        if isinstance(value, Refusal):
            return value
        found[row.id] = value
    return found
