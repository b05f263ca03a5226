"""Broken files as people write them, each beside the exact words it earns.

`broken/NAME.yaml` is read as `readiness check` reads it, and every problem must stand in `broken/NAME.expected`, one a
line, in order. Adding a case means adding two files. Responses are held against `broken/_good.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readiness.loading.load import as_cases, as_questionnaire, kind_of_document, read_document, validate
from readiness.loading.responses import load_response
from readiness.loading.rules import RULES, Finding, Index
from readiness.model.problem import Problem
from readiness.model.questionnaire import Questionnaire

BROKEN = Path(__file__).parent / "broken"
GOOD = "_good.yaml"
FILES = sorted(
    path.name for path in BROKEN.iterdir() if path.suffix in (".yaml", ".json") and not path.name.startswith("_")
)
JARGON = re.compile(
    r"[Pp]ydantic|Traceback|[Tt]uple|[Dd]ictionary|[Vv]alidat|\bNone\b|\bTrue\b|\bFalse\b|Input should|Field required"
    r"|_type\b|block mapping|simple key|\{\{|\}\}"
)


@pytest.fixture(autouse=True)
def beside_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)


def problems_of(name: str) -> tuple[Problem, ...]:
    document = read_document(name)
    if document.root is None:
        return document.problems
    match kind_of_document(document):
        case "questionnaire":
            return as_questionnaire(document).problems
        case "cases":
            return as_cases(document).problems
        case "response":
            return load_response(name, questionnaire=GOOD).problems
        case problem:
            return (problem,)


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_earns_exactly_the_words_beside_it(name: str) -> None:
    expected = Path(name).with_suffix(".expected").read_text(encoding="utf-8")
    assert "".join(f"{problem}\n" for problem in problems_of(name)) == expected


def test_the_questionnaire_that_uses_every_feature_checks_clean() -> None:
    assert problems_of(GOOD) == ()


@pytest.mark.parametrize("name", FILES)
def test_words_name_the_file_alone_and_keep_the_machinery_hidden(name: str) -> None:
    said = "".join(str(problem) for problem in problems_of(name))
    assert str(BROKEN) not in said
    assert not JARGON.search(said)


@pytest.mark.parametrize("name", FILES)
def test_one_place_draws_one_complaint_of_one_kind(name: str) -> None:
    """Two keys may be missing from one map; nothing else is said twice of one place."""
    places = [(each.line, each.column) for each in problems_of(name) if "is missing" not in each.message]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", FILES)
def test_every_complaint_offers_a_repair(name: str) -> None:
    assert all(problem.repair for problem in problems_of(name))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_broken_by_a_file(rule: Callable[[Index], Iterator[Finding]]) -> None:
    assert any(any(rule(Index.of(questionnaire))) for questionnaire in sound_in_its_parts())


def sound_in_its_parts() -> Iterator[Questionnaire]:
    """The broken questionnaires whose single keys Pydantic accepts, which is what rules look at."""
    for name in FILES:
        loaded = validate(read_document(name), Questionnaire)
        if loaded.value is not None:
            yield loaded.value


def test_every_expectation_has_its_file() -> None:
    named = {Path(name).stem for name in FILES}
    assert named == {path.stem for path in BROKEN.glob("*.expected")}
