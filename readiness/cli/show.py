"""`readiness show`: a questionnaire as a person reads it."""

from __future__ import annotations

from readiness.cli.options import LanguageOption, PlainOption, QuestionnaireArgument


def show(questionnaire: QuestionnaireArgument, *, plain: PlainOption = False, lang: LanguageOption = None) -> None:
    """A questionnaire as a person reads it: every question, what its answers earn, risks, levels and gates."""
    from readiness.cli.inputs import questionnaire_named, spoken
    from readiness.cli.output import print_outline
    from readiness.reports.questionnaire import describe

    found = questionnaire_named(questionnaire)
    print_outline(describe(found, spoken(found, lang)), plain=plain)
