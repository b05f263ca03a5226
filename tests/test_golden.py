"""Every shipped example as a report, compared with one that was read and accepted.

A difference is either a mistake or a change to be read: `python tests/test_golden.py` writes the reports anew, and
`git diff tests/golden` shows what a reader will notice.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from rich.theme import Theme

from readiness.cli.inputs import assessed as as_scored
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples
from readiness.model.assessment import Assessment
from readiness.reports.content import report
from readiness.reports.documents import markdown_text, plain_text
from readiness.reports.explanation import explain
from readiness.reports.plain import render as plain
from readiness.reports.terminal import STYLES
from readiness.reports.terminal import render as drawn

GOLDEN = Path(__file__).parent / "golden"


def assessed(name: str) -> Assessment:
    fitted = load_response(shipped_examples()[name])
    return as_scored(fitted, None)


def drawn_at(width: int) -> Callable[[Assessment], str]:
    """The terminal report without its colours, which carry nothing of their own."""

    def draw(assessment: Assessment) -> str:
        console = Console(
            theme=Theme(STYLES),
            file=io.StringIO(),
            width=width,
            force_terminal=False,
            color_system=None,
            legacy_windows=False,
        )
        console.print(drawn(report(assessment), width=width))
        assert isinstance(console.file, io.StringIO)
        return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"

    return draw


def explained(name: str) -> Callable[[Assessment], str]:
    def explanation(assessment: Assessment) -> str:
        outline = explain(assessment, name)
        assert outline is not None
        return plain(outline)

    return explanation


CASES: dict[str, tuple[str, Callable[[Assessment], str]]] = {
    **{f"{name}.txt": (name, lambda assessment: plain_text([assessment])) for name in shipped_examples()},
    "harbour-city.80.txt": ("harbour-city", drawn_at(80)),
    "harbour-city.120.txt": ("harbour-city", drawn_at(120)),
    "northern-clinics.80.txt": ("northern-clinics", drawn_at(80)),
    "prairie-securities.120.txt": ("prairie-securities", drawn_at(120)),
    "quick-bakery.md": ("quick-bakery", lambda assessment: markdown_text([assessment])),
    "prairie-securities.md": ("prairie-securities", lambda assessment: markdown_text([assessment])),
    **{
        f"prairie-securities.explain.{name}.txt": ("prairie-securities", explained(name))
        for name in ("overall", "level", "stance", "P4", "N15", "account_protection", "regulated_no_records", "listen")
    },
    **{
        f"mill-cooperative.explain.{name}.txt": ("mill-cooperative", explained(name))
        for name in ("simulation", "sensitivity", "plan", "cases")
    },
    "harbour-city.explain.checks.txt": ("harbour-city", explained("checks")),
}


@pytest.mark.parametrize("file", CASES)
def test_a_report_is_the_one_that_was_accepted(file: str) -> None:
    name, draw = CASES[file]
    assert draw(assessed(name)) == (GOLDEN / file).read_text(encoding="utf-8"), "run: python tests/test_golden.py"


def test_no_accepted_report_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", shipped_examples())
def test_a_drawn_report_never_runs_over_its_width(name: str) -> None:
    for width in (80, 100, 120):
        for line in drawn_at(width)(assessed(name)).splitlines():
            assert len(line) <= width, line


if __name__ == "__main__":
    for file, (name, draw) in CASES.items():
        (GOLDEN / file).write_text(draw(assessed(name)), encoding="utf-8", newline="\n")
