"""`readiness demo`: the shipped example, scored."""

from __future__ import annotations

from readiness.cli.options import LanguageOption, PlainOption

EXAMPLE = "harbour-city"


def demo(*, plain: PlainOption = False, lang: LanguageOption = None) -> None:
    """The shipped example, scored: no files needed.

    An invented city weighs whether to take part in social media. The same report comes from
    `readiness score` for a response of your own.
    """
    from readiness.cli.diagnostics import notice
    from readiness.cli.inputs import assessment_of
    from readiness.cli.output import print_outline
    from readiness.loading.shipped import shipped_examples
    from readiness.reports.content import report

    path = shipped_examples()[EXAMPLE]
    print_outline(report(assessment_of(str(path), questionnaire=None, language=lang)), plain=plain)
    notice(f"This was: readiness score {path}")
