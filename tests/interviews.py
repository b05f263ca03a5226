"""Interviews for tests: questionnaires written in a few lines, and answers to whatever is asked."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from readiness.interview.interview import Chooser, Interview
from readiness.interview.steps import Given, Step
from readiness.loading.load import as_questionnaire, read_document
from readiness.loading.responses import fit
from readiness.loading.saving import response_yaml
from readiness.loading.shipped import shipped_questionnaires
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import GridQuestion, Opportunity, Question, Questionnaire, Risk
from readiness.model.response import Answer, OpportunityRating, Response, RiskRating
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from tests.strategies import Written, fitted, real, values_of

WORDS = ("dont_know", "not_applicable")


def yes_no(name: str, **keys: object) -> Written:
    """A question that takes yes, no and both words."""
    return {"id": name, "type": "yes_no", "text": f"Is there {name}?", "allow": list(WORDS), **keys}


def section(name: str, *inside: Written, **keys: object) -> Written:
    """A section; what has a `type` is a question of it, the rest are sections."""
    questions = [each for each in inside if "type" in each]
    sections = [each for each in inside if "type" not in each]
    return {"id": name, "title": name.title(), "questions": questions, "sections": sections, **keys}


def risk(name: str, side: str, **keys: object) -> Written:
    """A risk of one side."""
    return {"id": name, "side": side, "text": f"May {name} happen?", **keys}


def gain(name: str, **keys: object) -> Written:
    """An opportunity."""
    return {"id": name, "text": f"May {name} come?", **keys}


def level(name: str, start: float, **keys: object) -> Written:
    """A level from this percent on."""
    return {"id": name, "title": name.title(), "from": start, "meaning": "m", **keys}


def stance(name: str, **keys: object) -> Written:
    """A course to take."""
    return {"id": name, "title": name.title(), "meaning": "m", **keys}


def questionnaire(*sections: Written, **keys: object) -> Questionnaire:
    """A questionnaire of these sections that checks clean."""
    return real({"format": 1, "id": "q", "version": "1", "title": "Q", "sections": list(sections), **keys})


def response(questionnaire: Questionnaire, answers: Written | None = None, **ratings: Written) -> Response:
    """A response that fits; `risks` and `opportunities` by their names."""
    return fitted(questionnaire, {"answers": answers or {}, **ratings})


def begun(
    questionnaire: Questionnaire,
    answers: Written | None = None,
    *,
    risks: Written | None = None,
    opportunities: Written | None = None,
    parts: Sequence[str] = (),
    only_unanswered: bool = False,
    chooser: Chooser | None = None,
) -> Interview:
    """An interview with these answers given."""
    given = response(questionnaire, answers, risks=risks or {}, opportunities=opportunities or {})
    return Interview(questionnaire, given, parts=parts, only_unanswered=only_unanswered, chooser=chooser)


def at(interview: Interview, name: str) -> Step:
    """The step of this name, which must be asked now."""
    step = interview.named(name)
    assert step is not None
    return step


def names(steps: Sequence[Step]) -> list[str]:
    """The ids of steps, in order."""
    return [step.key.id for step in steps]


def answer(interview: Interview, **values: object) -> None:
    """Answer questions by name, in this order; each must be taken."""
    for name, value in values.items():
        assert interview.accept(at(interview, name), Answer.model_validate({"value": value})) is None


def something(interview: Interview, step: Step, *, whole: bool = False) -> st.SearchStrategy[Given]:
    """Whatever may be said to a step: a value, a word where it may be said, importance where it is asked for.

    Of a grid or a rating that is begun, what is there stays. `whole` leaves nothing of it open.
    """
    asked, given = step.thing, interview.given(step)
    if isinstance(given, Answer):
        assert not isinstance(asked, Risk | Opportunity)
        weights = [None, 0.5, 1.0, 3.0, 10.0] if getattr(asked, "importance", False) else [None]
        value = _rows(interview, asked, given, whole) if isinstance(asked, GridQuestion) else _value(interview, asked)
        return st.builds(_answer, value, st.sampled_from(weights))
    half = st.sampled_from([*(each.value for each in likelihood_steps(interview.questionnaire)), *WORDS])
    scale = gain_steps if isinstance(given, OpportunityRating) else impact_steps
    other = st.sampled_from([*(each.value for each in scale(interview.questionnaire)), *WORDS])
    if not whole:
        half, other = st.one_of(half, half, st.none()), st.one_of(other, other, st.none())
    return st.builds(lambda one, two: _rating(given, one, two), half, other)


def _value(interview: Interview, question: Question) -> st.SearchStrategy[object]:
    values = values_of(interview.questionnaire, question)
    return st.sampled_from([*values, *values, *question.allow])


def _rows(interview: Interview, grid: GridQuestion, given: Answer, whole: bool) -> st.SearchStrategy[object]:
    there = (
        {row: each for row, each in given.value.items() if each is not None} if isinstance(given.value, dict) else {}
    )
    rows = {row.id: _value(interview, grid) for row in grid.rows if row.id not in there}
    some: st.SearchStrategy[object] = st.fixed_dictionaries(
        {**rows} if whole else {}, optional={} if whole else rows
    ).map(lambda found: {**there, **found})
    return st.one_of(some, st.sampled_from(grid.allow)) if grid.allow and not there else some


def _answer(value: object, importance: float | None) -> Given:
    return Answer.model_validate({"value": value, "importance": importance})


def _rating(given: RiskRating | OpportunityRating, half: object, other: object) -> Given:
    second = "gain" if isinstance(given, OpportunityRating) else "impact"
    own = {"likelihood": getattr(given, "probability", None), second: getattr(given, "loss", None)}
    found = {
        name: None if own[name] is not None else getattr(given, name) or new
        for name, new in (("likelihood", half), (second, other))
    }
    return type(given).model_validate({**given.model_dump(), **found})


def read_back(interview: Interview) -> Response:
    """The response as it comes back from its file; it must fit without a word said."""
    document = parse(response_yaml(interview.response), source="response.yaml")
    assert document.problems == ()
    found = fit(Response.model_validate(document.value), interview.questionnaire, document)
    assert found.problems == ()
    assert found.response is not None
    return found.response


def shipped(name: str) -> Questionnaire:
    """A shipped questionnaire."""
    found = as_questionnaire(read_document(shipped_questionnaires()[name])).value
    assert found is not None
    return found
