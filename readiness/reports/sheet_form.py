"""What every kind of blank sheet says of a questionnaire, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from readiness.model.base import Text
from readiness.model.condition import AllOf, AnyOf, ChoiceValue, Condition, Not, QuestionCondition
from readiness.model.questionnaire import (
    Choice,
    ChoiceQuestion,
    DateQuestion,
    NumberQuestion,
    Opportunity,
    Question,
    Questionnaire,
    Risk,
    ScaleQuestion,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.reports.conditions import condition_phrase
from readiness.reports.numbers import plain_number
from readiness.reports.safe import visible
from readiness.words import say

CONFIDENCES = ("low", "medium", "high")

_WORDS: dict[str, tuple[str, str]] = {
    "title": (
        "Response sheet: {title} ({id}, version {version})",
        "Fiche de réponses : {title} ({id}, version {version})",
    ),
    "how": (
        "Write each answer after its colon; what is left empty counts as not answered. Where dont_know or "
        "not_applicable is listed, it can be the answer. Put quotation marks around text that holds a colon or "
        "begins with a sign.",
        "Écrivez chaque réponse après son deux-points; ce qui reste vide compte comme sans réponse. Là où dont_know "
        "ou not_applicable figure dans la liste, ce peut être la réponse. Mettez entre guillemets droits un texte qui "
        "contient un deux-points ou commence par un signe.",
    ),
    "long": (
        "To add to an answer, write it in the long form; every line under it may be left out:",
        "Pour ajouter à une réponse, écrivez-la dans la forme longue; chaque ligne peut être omise :",
    ),
    "long_note": ("Why we think so", "Pourquoi nous le pensons"),
    "long_evidence": ("Plan of 2026", "Plan de 2026"),
    "run": ("Then run: readiness score FILE", "Puis lancez : readiness score FICHIER"),
    "name": ("Name of the respondent", "Nom du répondant"),
    "role": ("Role", "Rôle"),
    "one_of": ("one of {values}", "l'un de {values}"),
    "day": ("a day, such as 2026-03-31", "un jour, comme 2026-03-31"),
    "language": ("Language of the answers", "Langue des réponses"),
    "leave": ("leave as it is", "laissez tel quel"),
    "text": ("free words", "texte libre"),
    "number": ("a number", "un nombre"),
    "whole": ("a whole number", "un nombre entier"),
    "between": ("{low} to {high}", "{low} à {high}"),
    "from": ("{low} or more", "{low} ou plus"),
    "up_to": ("{high} or less", "{high} ou moins"),
    "several": (
        "as many as apply, with ; between them; [] if none does:",
        "tout ce qui s'applique, séparé par ; ou [] si rien ne s'applique :",
    ),
    "several_yaml": (
        "as many as apply, such as {example}; [] if none does:",
        "tout ce qui s'applique, comme {example}; [] si rien ne s'applique :",
    ),
    "rows": ("one answer for each row below", "une réponse pour chaque ligne ci-dessous"),
    "importance": (
        "importance: 1 counts as usual, 2 counts twice",
        "importance : 1 compte comme d'habitude, 2 compte double",
    ),
    "importance_yaml": (
        "To say how much it matters to you (1 counts as usual, 2 counts twice), write instead:",
        "Pour dire combien cela compte pour vous (1 compte comme d'habitude, 2 compte double), écrivez plutôt :",
    ),
    "fill": (
        "Write under “answer”; what is left empty counts as not answered. Evidence is what proves it: several with ; "
        "between them. Confidence is low, medium or high. Note, evidence and confidence may stay empty.",
        "Écrivez sous « réponse »; ce qui reste vide compte comme sans réponse. La preuve est ce qui le montre : "
        "plusieurs, séparées par ;. La confiance est low, medium ou high. Note, preuve et confiance peuvent rester "
        "vides.",
    ),
    "both": (
        "dont_know or not_applicable can stand in place of a number.",
        "dont_know ou not_applicable peut remplacer un nombre.",
    ),
    "likelihood": ("How likely is it within a year?", "À quel point est-ce probable en un an?"),
    "impact": ("How grave is it if it happens, in {unit}?", "À quel point est-ce grave si cela arrive, en {unit}?"),
    "gain": ("How large is the gain if it happens, in {unit}?", "Quel est le gain si cela arrive, en {unit}?"),
    "titled": ("{title}: {text}", "{title} : {text}"),
    "opportunities": ("Opportunities", "Occasions"),
    "answers_sheet": ("Answers", "Réponses"),
    "scales_sheet": ("Scales", "Échelles"),
    "value": ("value", "valeur"),
    "meaning": ("meaning", "sens"),
    "range": ("range", "fourchette"),
}


class Form:
    """What every kind of sheet says of a questionnaire, in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire = questionnaire
        self.language = language

    def say(self, key: str, **values: object) -> str:
        english, french = _WORDS[key]
        return (french if self.language.split("-")[0] == "fr" else english).format(**values)

    def words(self, text: Text) -> str:
        return clean(text.in_(self.language))

    def title(self) -> str:
        found = self.questionnaire
        return self.say("title", title=self.words(found.title), id=found.id, version=clean(found.version))

    def only_if(self, condition: Condition | None) -> Iterator[str]:
        if condition is not None:
            phrase = condition_phrase(_by_choice(condition, self.questionnaire), self.questionnaire, self.language)
            yield clean(say(self.language, "q_when", condition=phrase))

    def asked(self, question: Question) -> str:
        required = f" ({say(self.language, 'q_required')})" if question.required else ""
        return self.words(question.text) + required

    def around(self, question: Question) -> Iterator[str]:
        """What helps to answer, besides the choices."""
        if question.help is not None:
            yield self.words(question.help)
        if question.anchors is not None:
            yield say(self.language, "q_low", text=self.words(question.anchors.low))
            yield say(self.language, "q_high", text=self.words(question.anchors.high))
        if question.evidence is not None:
            yield say(self.language, "q_evidence", text=self.words(question.evidence))
        yield from self.only_if(question.when)

    def values(self, question: Question) -> tuple[tuple[ChoiceValue, str], ...]:
        """What may be answered, with its label; without choices, only the words that stand for themselves."""
        match question:
            case YesNoQuestion():
                found: list[tuple[ChoiceValue, str]] = [(each, say(self.language, each)) for each in ("yes", "no")]
            case TextQuestion() | DateQuestion() | NumberQuestion():
                found = []
            case _:
                found = [(each.value, self.words(each.label)) for each in self.questionnaire.choices_of(question)]
        return (*found, *((word, say(self.language, word)) for word in question.allow))

    def how(self, question: Question, shown: Callable[[ChoiceValue], str]) -> Iterator[str]:
        """How to answer, line by line: the form of the answer, then each value with its label."""
        match question:
            case TextQuestion():
                yield self.say("text")
            case DateQuestion():
                yield self.say("day")
            case NumberQuestion():
                yield self.number(question)
            case _:
                pass
        for value, label in self.values(question):
            yield f"{shown(value)} = {label}"

    def number(self, question: NumberQuestion) -> str:
        """“a whole number (hours a week), 0 to 168”."""
        unit = f" ({self.words(question.unit)})" if question.unit else ""
        low = None if question.min is None else plain_number(question.min, self.language)
        high = None if question.max is None else plain_number(question.max, self.language)
        span = ""
        if low is not None or high is not None:
            key = "between" if None not in (low, high) else "from" if high is None else "up_to"
            span = ", " + self.say(key, low=low, high=high)
        return self.say("whole" if question.whole else "number") + unit + span

    def scale(self, part: str) -> tuple[str, tuple[Choice, ...]]:
        """The title and the steps of the scale for `likelihood`, `impact` or `gain`."""
        steps = {"likelihood": likelihood_steps, "impact": impact_steps, "gain": gain_steps}[part]
        return self.say(part, unit=clean(self.questionnaire.unit)), steps(self.questionnaire)

    def span(self, step: Choice) -> str:
        """A step's range in words: “5 to 20 % a year”, “3 to 10 points”."""
        if step.probability is not None:
            low, high = (plain_number(100 * edge, self.language) for edge in step.probability)
            return say(self.language, "v_unit", values=self.say("between", low=low, high=high), unit="%")
        if step.severity is not None:
            low, high = (plain_number(edge, self.language) for edge in step.severity)
            return f"{self.say('between', low=low, high=high)} {clean(self.questionnaire.unit)}"
        return ""

    def steps(self, part: str) -> Iterator[str]:
        """Each step of a scale; its range too, where the label has no figures."""
        for step in self.scale(part)[1]:
            label = self.words(step.label)
            span = "" if re.search(r"\d", label) else f" ({self.span(step)})"
            yield f"{step.value} = {label}{span}"

    def rated(self, rated: Risk | Opportunity) -> str:
        """“Title: what may happen.”"""
        text = self.words(rated.text)
        return self.say("titled", title=self.words(rated.title), text=text) if rated.title else text


def clean(text: str) -> str:
    """Text that neither YAML nor XML refuses, its own line breaks kept."""
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", visible(text, keep_lines=True)).strip()


def _by_choice(condition: Condition, questionnaire: Questionnaire) -> Condition:
    """The same condition, with the choices named that reach a number of points: points are nowhere on a sheet."""
    match condition:
        case AllOf():
            return condition.model_copy(
                update={"all_": tuple(_by_choice(each, questionnaire) for each in condition.all_)}
            )
        case AnyOf():
            return condition.model_copy(
                update={"any_": tuple(_by_choice(each, questionnaire) for each in condition.any_)}
            )
        case Not():
            return condition.model_copy(update={"not_": _by_choice(condition.not_, questionnaire)})
        case QuestionCondition():
            low, high = condition.at_least, condition.below
            reaching = tuple(
                value
                for value, points in _points(condition.question, questionnaire)
                if (low is None or points >= low) and (high is None or points < high)
            )
            if (low is not None or high is not None) and reaching:
                return QuestionCondition.model_validate({"question": condition.question, "in": reaching})
    return condition


def _points(name: str, questionnaire: Questionnaire) -> Iterator[tuple[ChoiceValue, float]]:
    """What each choice of this question earns; nothing where it has no choices."""
    match next((each for each in questionnaire.every_question() if each.id == name), None):
        case YesNoQuestion():
            yield from (("yes", 1.0), ("no", 0.0))
        case ScaleQuestion() | ChoiceQuestion() as question:
            for choice in questionnaire.choices_of(question):
                if (points := choice.worth) is not None:
                    yield choice.value, points
