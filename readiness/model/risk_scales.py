"""The risk scales used where a questionnaire states none: geometric, so that rare-and-grave and common-and-slight compare."""

from __future__ import annotations

from readiness.model.base import Text
from readiness.model.questionnaire import GAIN_SCALE, IMPACT_SCALE, LIKELIHOOD_SCALE, Choice, Questionnaire

DEFAULT_LIKELIHOOD = tuple(
    Choice(value=value, label=Text.of(label), probability=(low, high))
    for value, label, low, high in (
        (1, {"en": "Rare: 1 to 5 % a year", "fr": "Rare : 1 à 5 % par an"}, 0.01, 0.05),
        (2, {"en": "Unlikely: 5 to 20 % a year", "fr": "Peu probable : 5 à 20 % par an"}, 0.05, 0.20),
        (3, {"en": "Possible: 20 to 50 % a year", "fr": "Possible : 20 à 50 % par an"}, 0.20, 0.50),
        (4, {"en": "Likely: 50 to 80 % a year", "fr": "Probable : 50 à 80 % par an"}, 0.50, 0.80),
        (5, {"en": "Almost certain: 80 to 99 % a year", "fr": "Presque certain : 80 à 99 % par an"}, 0.80, 0.99),
    )
)
DEFAULT_IMPACT = tuple(
    Choice(value=value, label=Text.of(label), severity=(low, high))
    for value, label, low, high in (
        (1, {"en": "Slight: 1 to 3", "fr": "Léger : 1 à 3"}, 1, 3),
        (2, {"en": "Minor: 3 to 10", "fr": "Mineur : 3 à 10"}, 3, 10),
        (3, {"en": "Moderate: 10 to 30", "fr": "Modéré : 10 à 30"}, 10, 30),
        (4, {"en": "Major: 30 to 100", "fr": "Majeur : 30 à 100"}, 30, 100),
        (5, {"en": "Severe: 100 to 300", "fr": "Grave : 100 à 300"}, 100, 300),
    )
)


def likelihood_steps(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """The questionnaire's `likelihood` scale, or the default one; each step has a `probability`."""
    return questionnaire.scales.get(LIKELIHOOD_SCALE, DEFAULT_LIKELIHOOD)


def impact_steps(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """The questionnaire's `impact` scale, or the default one; each step has a `severity`."""
    return questionnaire.scales.get(IMPACT_SCALE, DEFAULT_IMPACT)


def gain_steps(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """The questionnaire's `gain` scale, or its impact scale where it states none."""
    return questionnaire.scales.get(GAIN_SCALE, impact_steps(questionnaire))
