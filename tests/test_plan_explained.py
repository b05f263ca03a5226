"""`readiness explain FILE plan`: every sum that it shows adds up, and leads from where things stand to where they will."""

from __future__ import annotations

import re
from functools import cache

import pytest

from readiness.cli.inputs import assessed
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples
from readiness.model.assessment import Assessment
from readiness.reports.explanation import explain
from readiness.reports.outline import Facts, Listing
from readiness.reports.plain import render

PLANNED = ["harbour-city", "mill-cooperative", "northern-clinics", "prairie-securities", "quick-bakery"]
SUM = re.compile(r"^[^=→]*?(?P<left>[\d.(][\d.()×+−/ ]*) = (?P<right>[\d.]+)")
CLOSE = 2e-5
"""Six figures are shown of each number."""


@cache
def example(name: str) -> Assessment:
    return assessed(load_response(shipped_examples()[name]), "en")


def sums(assessment: Assessment) -> list[tuple[str, float, float]]:
    """Each line with what its left side comes to, and its right side."""
    outline = explain(assessment, "plan")
    assert outline is not None
    lines = [value for block in outline.blocks if isinstance(block, Facts) for _, value in block.rows]
    lines += [
        line for block in outline.blocks if isinstance(block, Listing) for e in block.entries for line in e.details
    ]
    found = []
    for line in lines:
        if matched := SUM.match(line):
            left = matched["left"].replace("×", "*").replace("−", "-")
            found.append((line, float(eval(left)), float(matched["right"])))  # digits and signs alone
    return found


@pytest.mark.parametrize("name", PLANNED)
def test_every_sum_adds_up(name: str) -> None:
    found = sums(example(name))
    assert len(found) > 4 * len(example(name).plan.improvements) / 2  # type: ignore[union-attr]  # it has a plan
    for line, left, right in found:
        assert left == pytest.approx(right, rel=CLOSE, abs=1e-4), line


@pytest.mark.parametrize("name", PLANNED)
def test_each_risk_is_left_at_what_its_line_says_or_the_line_says_why_not(name: str) -> None:
    plan = example(name).plan
    assert plan is not None
    for step in plan.improvements:
        for change in step.risks:
            alone = change.before * (1 - change.by * change.score_after) / (1 - change.by * change.score_before)
            if change.after != pytest.approx(alone):
                assert "with its other controls" in render(explain(example(name), "plan"))  # type: ignore[arg-type]


def test_the_efforts_are_added_up() -> None:
    outline = explain(example("prairie-securities"), "plan")
    assert outline is not None
    text = render(outline)
    assert "Effort: 8 × (0.75 − 0.5) = 2 person-days\n" in text
    assert "Total:\n2 + 1 + 1 = 4 person-days\n" in text
    assert "Score: 68.2648 + 100 × 0.25 × 1/7 × 1/11 = 68.5895\n" in text
    assert "Likelihood: 8.33277 × (1 − 0.6 × 0.75) / (1 − 0.6 × 0.5) = 6.54718\n" in text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("cedar-lane-shelter", "“Stay out” fits already and has the least expected exposure"),
        ("perception-leader", "This questionnaire asks how social media is seen, not what is done."),
    ],
)
def test_without_a_plan_it_is_said_why_there_is_none(name: str, why: str) -> None:
    outline = explain(example(name), "plan")
    assert outline is not None
    assert why in render(outline)
    assert "Effort:" not in render(outline)
