"""How far an answer that is not known could move the score by itself: as far as the whole evaluation says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.advice.variations import Variations
from readiness.model.assessment import Bounds
from readiness.reports.content import report
from readiness.reports.plain import render
from tests.interviews import questionnaire, response, section, yes_no
from tests.strategies import LAW, Written
from tests.test_variations import Judge, small


def bounds(judge: Judge, changed: Written) -> Bounds:
    """The bounds of the whole with other answers."""
    return assess(judge.questionnaire, judge.rewritten(changed)).overall.bounds


@LAW
@given(st.data())
def test_every_width_is_what_the_bounds_move_by_when_it_is_answered(data: st.DataObject) -> None:
    judge = data.draw(small(unknown=True))
    deciding = Variations(judge.questionnaire, judge.response).deciding
    now = bounds(judge, {})
    for each in assess(judge.questionnaire, judge.response).unknown:
        if each.bounds is not None or judge.items[each.id].question in deciding:
            continue
        by_score = {judge.score(each.id, value): value for value in judge.values(each.id)}
        if not {0.0, 1.0} <= set(by_score):
            continue
        fall = now.upper - bounds(judge, {each.id: by_score[0.0]}).upper
        rise = bounds(judge, {each.id: by_score[1.0]}).lower - now.lower
        assert each.width == pytest.approx(100 * max(fall, rise), abs=1e-6)


@pytest.mark.parametrize(
    ("aggregate", "answers", "width"),
    [
        pytest.param("min", {"a": "no", "b": "dont_know"}, 0.0, id="a-min-that-is-as-low-already"),
        pytest.param("min", {"a": "yes", "b": "dont_know"}, 50.0, id="a-min-that-hangs-on-it"),
        pytest.param("max", {"a": "yes", "b": "dont_know"}, 0.0, id="a-max-that-is-as-high-already"),
        pytest.param("staged", {"a": "no", "b": "dont_know"}, 0.0, id="a-step-after-one-not-met"),
        pytest.param("mean", {"a": "no", "b": "dont_know"}, 25.0, id="a-mean"),
    ],
)
def test_an_answer_that_moves_nothing_by_itself_is_said_to(aggregate: str, answers: Written, width: float) -> None:
    asked = questionnaire(section("s", yes_no("a"), yes_no("b"), aggregate=aggregate), section("t", yes_no("c")))
    found = assess(asked, response(asked, {**answers, "c": "yes"}))
    (only,) = found.unknown
    assert only.width == pytest.approx(width)
    assert ("does not move the score by itself" in render(report(found))) == (width == 0)
