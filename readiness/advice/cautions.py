"""What to know before relying on a result: each caution a function from context to what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.advice.context import Context
from readiness.advice.needs import state_of
from readiness.model.assessment import Caution
from readiness.model.condition import QuestionCondition, SectionCondition, parts
from readiness.model.questionnaire import GridQuestion, Opportunity, Question, Questionnaire, Risk, Section
from readiness.model.response import Answer
from readiness.scoring.formulas import holds
from readiness.scoring.tree import OVERALL
from readiness.words import LANGUAGES, say

LOW_COVERAGE = 0.8
"""Below this share of judged weight a score is shown with a caution."""


def coverage(context: Context) -> Iterator[Caution]:
    """Too little judged for a score, or little enough to read it with care."""
    whole, least = context.node(OVERALL), context.questionnaire.minimum_coverage
    language, percent = context.language, _percent(whole.coverage)
    if not whole.published:
        yield Caution(
            kind="coverage",
            severity="serious",
            text=say(language, "caution_coverage", percent=percent, minimum=_percent(least)),
            advice=say(language, "caution_coverage_advice"),
        )
    elif whole.coverage < LOW_COVERAGE:
        yield Caution(
            kind="coverage",
            severity="warning",
            text=say(language, "caution_low_coverage", percent=percent),
        )


def _percent(share: float) -> str:
    """Cut, not rounded: 49.96 % must not read as the 50 % that it falls short of."""
    return f"{int(share * 1000 + 1e-6) / 10:g} %"


def sides_not_rated(context: Context) -> Iterator[Caution]:
    """Too few risks of a side rated for a stance."""
    if not context.choice.order:
        return
    for side, found in context.register.sides.items():
        if not found.enough:
            yield Caution(
                kind="coverage",
                severity="serious",
                subject=side,
                text=say(
                    context.language,
                    _side_key(int(found.n_rated), int(found.n_applicable)),
                    rated=int(found.n_rated),
                    all=int(found.n_applicable),
                    side=say(context.language, f"side_{side}"),
                    minimum=_percent(context.questionnaire.minimum_coverage),
                ),
            )


def _side_key(rated: int, applicable: int) -> str:
    """Of which sentence: nothing to rate, the only risk, none, or some."""
    if applicable == 0:
        return "caution_side_empty"
    if rated == 0:
        return "caution_side_one" if applicable == 1 else "caution_side_none"
    return "caution_side"


def another_version(context: Context) -> Iterator[Caution]:
    """The questionnaire has changed since it was answered."""
    answered, version = context.response.questionnaire.version, context.questionnaire.version
    if answered not in (None, version):
        yield Caution(
            kind="version",
            severity="warning",
            text=say(context.language, "caution_version", answered=answered, version=version),
        )


def hidden_answers(context: Context) -> Iterator[Caution]:
    """Answers to questions whose condition does not hold: kept, not scored."""
    for name, answer in context.response.answers.items():
        if _is_given(answer) and not is_asked(context, name):
            yield Caution(
                kind="hidden_answer",
                severity="note",
                subject=name,
                text=say(context.language, "caution_hidden", question=context.words(context.questions[name].text)),
                advice=say(context.language, "caution_hidden_advice"),
            )


def _is_given(answer: Answer) -> bool:
    """Whether something was said; to a grid, to one row at least."""
    if isinstance(answer.value, dict):
        return any(each is not None for each in answer.value.values())
    return answer.value is not None


def is_asked(context: Context, name: str) -> bool:
    """Whether a question is surely asked; a grid, whether its rows are."""
    question = context.questions[name]
    if isinstance(question, GridQuestion) and name not in context.evaluation.nodes:
        return context.node(f"{name}.{question.rows[0].id}").visible
    return context.node(name).visible


def required_unanswered(context: Context) -> Iterator[Caution]:
    """Required questions that were asked and not answered."""
    for name, question in context.questions.items():
        if question.required and is_asked(context, name) and not _is_given(context.answer(name)):
            yield Caution(
                kind="required",
                severity="warning",
                subject=name,
                text=say(context.language, "caution_required", question=context.words(question.text)),
                advice=say(context.language, "caution_required_advice"),
            )


def undecided_conditions(context: Context) -> Iterator[Caution]:
    """Questions, sections and risks that may or may not apply, because what they depend on is not answered."""
    found = {
        each.id: each
        for each in _conditional(context.questionnaire)
        if each.when is not None and state_of(holds(context.evaluation, each.when)) == "unknown"
    }
    if not found:
        return
    language = context.language
    conditions = [part for each in found.values() if each.when is not None for _, part in parts(each.when)]
    depends = sorted(
        {part.question for part in conditions if isinstance(part, QuestionCondition)}
        | {part.section for part in conditions if isinstance(part, SectionCondition)}
    )
    if len(found) == 1:
        (alone,) = found.values()
        only = context.words(alone.title if isinstance(alone, Section) else alone.text)
        text = say(language, "caution_undecided", question=only)
    else:
        text = say(language, "caution_undecided_many", n=len(found), ids=", ".join(found))
    yield Caution(
        kind="undecided",
        severity="note",
        subject=next(iter(found)),
        text=text,
        advice=say(language, "caution_undecided_advice", on=", ".join(depends)),
    )


def _conditional(questionnaire: Questionnaire) -> Iterator[Question | Section | Risk | Opportunity]:
    """Everything that may have a condition of its own, in the order of the file."""
    yield from questionnaire.profile
    for section in questionnaire.every_section():
        yield section
        yield from section.questions
    yield from questionnaire.risks
    yield from questionnaire.opportunities


def rules_change(context: Context) -> Iterator[Caution]:
    """Items that rest on rules, with the oldest day on which they were read."""
    days = [
        question.as_of
        for name, question in context.questions.items()
        if question.as_of is not None and is_asked(context, name)
    ]
    days += [gate.as_of for gate in context.questionnaire.gates if gate.as_of is not None]
    rated = (*context.questionnaire.risks, *context.questionnaire.opportunities)
    days += [each.as_of for each in rated if each.as_of is not None]
    if days:
        yield Caution(
            kind="rule_date",
            severity="note",
            text=say(context.language, "caution_rules", n=len(days), date=min(days).isoformat()),
        )


def language_missing(context: Context) -> Iterator[Caution]:
    """The language asked for is not one of the questionnaire's."""
    spoken = context.questionnaire.all_languages
    base = context.language.split("-")[0]
    if not any(code.split("-")[0] == base for code in spoken) or base not in LANGUAGES:
        instead = spoken[0] if base not in [code.split("-")[0] for code in spoken] else "en"
        yield Caution(
            kind="language",
            severity="note",
            text=say(context.language, "caution_language", language=context.language, instead=instead),
        )


def another_currency(context: Context) -> Iterator[Caution]:
    """Exposures are counted in the respondent's currency rather than in the questionnaire's unit."""
    from readiness.risk.ratings import unit_of

    unit = unit_of(context.questionnaire, context.response)
    if unit != context.questionnaire.unit:
        yield Caution(kind="currency", severity="note", text=say(context.language, "caution_own_range", unit=unit))


CAUTIONS: tuple[Callable[[Context], Iterator[Caution]], ...] = (
    coverage,
    sides_not_rated,
    another_version,
    required_unanswered,
    hidden_answers,
    undecided_conditions,
    another_currency,
    language_missing,
    rules_change,
)

_ORDER = {"serious": 0, "warning": 1, "note": 2}


def cautions(context: Context, misfits: tuple[str, ...]) -> tuple[Caution, ...]:
    """Every caution, the serious ones first. `misfits` say which answers were left out, and why."""
    found = [caution for source in CAUTIONS for caution in source(context)]
    found += [
        Caution(kind="misfit", severity="warning", text=say(context.language, "caution_misfit", what=what))
        for what in misfits
    ]
    return tuple(sorted(found, key=lambda caution: _ORDER[caution.severity]))
