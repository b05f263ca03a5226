"""Inputs by name: a questionnaire, a response with its questionnaire. Each leaves with its problems if it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.diagnostics import complain, notice, show, stop, warnings_of
from readiness.words import say

if TYPE_CHECKING:
    from readiness.loading.responses import Fitted, Questionnaires
    from readiness.model.assessment import Assessment
    from readiness.model.questionnaire import Questionnaire


def questionnaire_named(name: str, language: str = "en") -> Questionnaire:
    """The questionnaire with this id or path; warnings are shown. `language` is that of a name that is not known."""
    from readiness.loading.load import load_questionnaire
    from readiness.loading.shipped import find_questionnaire, shipped_questionnaires

    path = name if name == "-" else find_questionnaire(name)
    if path is None:
        from readiness.batch.matching.suggested import suggested

        repair = suggested(name, shipped_questionnaires(), language)
        complain(name, say(language, "bu_unknown_questionnaire"), repair)
    loaded = load_questionnaire(path)
    if loaded.value is None:
        stop(loaded.problems)
    show(warnings_of(loaded.problems))
    return loaded.value


def response_named(path: str, *, questionnaire: str | None, known: Questionnaires | None = None) -> Fitted:
    """The response in a file, or the shipped example of this name, with the questionnaire it answers.

    Its problems are in the result, not shown.
    """
    from pathlib import Path

    from readiness.loading.responses import load_response
    from readiness.loading.shipped import shipped_examples, shipped_questionnaires

    if path != "-" and not Path(path).exists():
        if path in shipped_questionnaires():
            repair = f"answer it first: readiness assess {path} -o answers.yaml"
            complain(path, "is a questionnaire, not a response", repair)
        path = str(shipped_examples().get(path, path))
    return load_response(path, questionnaire=questionnaire, known=known)


def assessment_of(path: str, *, questionnaire: str | None, language: str | None, decide: bool = True) -> Assessment:
    """One response, assessed. Leaves with its problems where it has errors; shows its warnings."""
    fitted = response_named(path, questionnaire=questionnaire)
    if fitted.questionnaire is None or fitted.response is None:
        stop(fitted.problems)
    show(warnings_of(fitted.problems))
    return assessed(fitted, language, decide=decide)


def assessed(fitted: Fitted, language: str | None, *, decide: bool = True) -> Assessment:
    """A response and its questionnaire, neither of them missing, to the assessment.

    Problems carry the file's path, which is nobody's business in a document that is sent out. `decide`: with what would
    change the advice, the least effort to get there, and the cases that fit.
    """
    from readiness.advice.assess import assess

    assert fitted.questionnaire is not None
    assert fitted.response is not None
    misfits = tuple(f"{problem.path}: {problem.message}" for problem in fitted.misfits)
    found = assess(fitted.questionnaire, fitted.response, language=language, misfits=misfits, decide=decide)
    return with_cases(found) if decide and found.stances else found


def with_cases(assessment: Assessment) -> Assessment:
    """The same with the shipped cases that come nearest."""
    from readiness.advice.cases import fitting_cases
    from readiness.loading.load import load_cases
    from readiness.loading.shipped import shipped_cases

    library = load_cases(shipped_cases()).value
    assert library is not None, "a test holds the shipped library"
    return assessment.model_copy(update={"cases": fitting_cases(assessment, library)})


def spoken(questionnaire: Questionnaire, language: str | None) -> str:
    """The language to show a questionnaire in: the one asked for, else its first, and then that is said."""
    known = questionnaire.all_languages
    if language is None:
        return known[0]
    if language.split("-")[0] in {code.split("-")[0] for code in known}:
        return language
    notice(f"{questionnaire.id}: warning: has no text in `{language}`; `{known[0]}` is shown")
    return known[0]
