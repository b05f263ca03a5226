"""`readiness explain`: the arithmetic behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.options import LanguageOption, PlainOption, QuestionnaireOption


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A response; `-` is standard input.")],
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A question, section, risk, gate, level or stance; or overall, level, stance, participating, not_participating, simulation, sensitivity, plan, cases, checks.",
        ),
    ] = "overall",
    *,
    questionnaire: QuestionnaireOption = None,
    plain: PlainOption = False,
    lang: LanguageOption = None,
) -> None:
    """The arithmetic behind a number, down to the answers, so that it can be redone by hand."""
    from readiness.cli.diagnostics import complain, notice
    from readiness.cli.inputs import assessment_of
    from readiness.cli.output import print_outline
    from readiness.loading.suggestions import did_you_mean
    from readiness.reports.explanation import DECIDED, known_ids
    from readiness.reports.explanation import explain as explained

    assessment = assessment_of(file, questionnaire=questionnaire, language=lang, decide=name in DECIDED)
    outline = explained(assessment, name)
    if outline is None:
        known = known_ids(assessment)
        complain(file, f"nothing is called `{name}`", did_you_mean(name, known, otherwise="take an id from the report"))
    for caution in assessment.cautions:
        if caution.kind == "language":
            notice(f"{file}: {caution.severity}: {caution.text}")
    print_outline(outline, plain=plain)
