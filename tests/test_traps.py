"""Traps that other tools fell into, each in a file as a person would write it and through the real loaders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.advice.assess import assess
from readiness.loading.load import load_questionnaire
from readiness.loading.responses import Fitted, load_response
from readiness.model.assessment import Assessment, GroupResult, ItemResult
from readiness.reports.numbers import percent
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import evaluate, hold_level
from readiness.scoring.tree import compile_tree
from tests.columns import Columns, said_by

HEADING = """\
format: 1
id: q
version: "1"
title: Trap
"""
LEVELS = """\
levels:
  - {id: low, title: Low, from: 0, meaning: Little.}
  - {id: high, title: High, from: 60, meaning: Much.}
"""

Load = Callable[[str, str], Fitted]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a questionnaire and a response to it, and load them as the program does."""

    def write_and_load(questionnaire: str, answers: str) -> Fitted:
        (tmp_path / "q.yaml").write_text(HEADING + questionnaire, encoding="utf-8")
        response = f"format: 1\nquestionnaire: {{id: q}}\n{answers}"
        (tmp_path / "response.yaml").write_text(response, encoding="utf-8")
        return load_response(tmp_path / "response.yaml")

    return write_and_load


def assessment(fitted: Fitted) -> Assessment:
    assert [str(each) for each in fitted.errors] == []
    assert fitted.questionnaire is not None
    assert fitted.response is not None
    return assess(fitted.questionnaire, fitted.response)


def said(fitted: Fitted) -> str:
    assert fitted.questionnaire is None or fitted.response is None
    return "\n".join(map(str, fitted.errors))


TWO_SECTIONS = """\
sections:
  - id: money
    title: Money
    weight: 3
    questions:
      - {id: budget, type: yes_no, text: Is there a budget?, allow: [not_applicable, dont_know]}
      - {id: audit, type: yes_no, text: Is it audited?, allow: [not_applicable, dont_know]}
  - id: people
    title: People
    questions:
      - {id: staff, type: yes_no, text: Is there staff?, allow: [not_applicable, dont_know]}
      - {id: training, type: yes_no, text: Are they trained?, allow: [not_applicable, dont_know]}
"""


def test_a_section_where_nothing_applies_does_not_earn_the_top_level(load: Load) -> None:
    answers = "answers: {budget: not_applicable, audit: not_applicable, staff: no, training: no}\n"
    found = assessment(load(TWO_SECTIONS + LEVELS, answers))
    money, _ = found.sections
    assert (money.applicable, money.score, money.judged_score) == (False, None, None)
    assert found.overall.percent == 0
    assert found.level is not None
    assert found.level.held == "low"


def test_a_questionnaire_where_nothing_applies_has_no_score_and_no_level(load: Load) -> None:
    every = (
        "answers: {budget: not_applicable, audit: not_applicable, staff: not_applicable, training: not_applicable}\n"
    )
    found = assessment(load(TWO_SECTIONS + LEVELS, every))
    assert (found.overall.score, found.level) == (None, None)


@pytest.mark.parametrize(("answered", "has_score"), [("{staff: yes}", False), ("{budget: yes, audit: yes}", True)])
def test_a_threshold_left_out_is_the_default_and_not_none_at_all(load: Load, answered: str, has_score: bool) -> None:
    """One eighth of the weight judged is too little though no `minimum_coverage` is written; three quarters are not."""
    found = assessment(load(TWO_SECTIONS + LEVELS, f"answers: {answered}\n"))
    assert (found.overall.score is not None, found.level is not None) == (has_score, has_score)


def test_a_band_of_levels_left_without_its_edge_is_a_problem(load: Load) -> None:
    levels = "levels:\n  - {id: low, title: Low, from: 0, meaning: m}\n  - {id: high, title: High, meaning: m}\n"
    assert "levels[1]: `from` is missing" in said(load(TWO_SECTIONS + levels, "answers: {}\n"))


GRID = """\
sections:
  - id: habits
    title: Habits
    questions:
      - id: policy
        type: yes_no
        text: Is there a policy?
      - id: often
        type: grid
        text: How often?
        allow: [not_applicable]
        when: {question: policy, is: yes}
        choices:
          - {value: 0, label: Never}
          - {value: 1, label: Always}
        rows:
          - {id: listen, text: Listen}
          - {id: reply, text: Reply}
      - id: sure
        type: yes_no
        text: Are you sure?
        allow: [not_applicable]
"""


def test_every_way_of_not_applying_has_the_same_effect(load: Load) -> None:
    """A grid answered so as a whole, row by row, or not asked: none of them may help where another one hurts."""
    ways = [
        "answers: {policy: yes, often: not_applicable, sure: no}\n",
        "answers: {policy: yes, often: {listen: not_applicable, reply: not_applicable}, sure: no}\n",
    ]
    whole = [assessment(load(GRID, way)).overall for way in ways]
    assert [(each.score, each.coverage, each.bounds.lower, each.bounds.upper) for each in whole] == [
        (0.5, 1.0, 0.5, 0.5)
    ] * 2
    hidden = assessment(load(GRID, "answers: {policy: no, often: {listen: 1}, sure: yes}\n")).overall
    assert (hidden.score, hidden.coverage, hidden.bounds.lower, hidden.bounds.upper) == (0.5, 1.0, 0.5, 0.5)


HAIR = """\
sections:
  - id: s
    title: S
    questions:
      - {id: much, type: yes_no, text: Much?, weight: {much}}
      - {id: rest, type: yes_no, text: The rest?, weight: {rest}}
"""


def test_a_score_a_hair_under_an_edge_is_not_shown_as_the_edge(load: Load) -> None:
    """59.96 % is neither cut to a whole 59 nor rounded to the 60 that it falls short of."""
    questionnaire = HAIR.replace("{much}", "5996").replace("{rest}", "4004") + LEVELS
    found = assessment(load(questionnaire, "answers: {much: yes, rest: no}\n"))
    assert found.overall.percent == pytest.approx(59.96)
    assert found.level is not None
    assert found.level.held == "low"
    assert percent(found.overall.percent, "en", edges=[step.start for step in found.levels]).startswith("59.9")
    assert percent(66.7, "en").startswith("67")
    assert percent(99.96, "en").startswith("99.9")


def test_a_coverage_a_hair_under_the_least_is_not_shown_as_the_least(load: Load) -> None:
    questionnaire = HAIR.replace("{much}", "4996").replace("{rest}", "5004")
    found = assessment(load(questionnaire, "answers: {much: yes}\n"))
    assert found.overall.score is None
    (caution,) = [each for each in found.cautions if each.kind == "coverage"]
    assert "49.9" in caution.text


@pytest.mark.parametrize("answer", ["dont_know", "", "not_applicable"], ids=["dont-know", "unanswered", "n-a"])
def test_what_has_no_score_is_no_number_and_is_not_averaged(load: Load, answer: str) -> None:
    found = assessment(load(TWO_SECTIONS, f"answers: {{budget: yes, audit: {answer}, staff: yes, training: yes}}\n"))
    audit = found.sections[0].children[1]
    assert (audit.score, audit.percent, audit.judged_score, audit.points) == (None, None, None, None)
    assert (found.sections[0].percent, found.overall.percent) == (100.0, 100.0)


def scores(group: GroupResult | ItemResult) -> list[float | None]:
    inner = group.children if isinstance(group, GroupResult) else ()
    return [group.score, group.judged_score, *(each for child in inner for each in scores(child))]


def test_no_score_is_ever_below_zero(load: Load) -> None:
    found = assessment(load(TWO_SECTIONS, "answers: {budget: no, audit: dont_know}\n"))
    assert all(each is None or 0 <= each <= 1 for each in scores(found.overall))


@pytest.mark.parametrize(("first", "second"), [("later", "first"), ("first", "first")], ids=["two-of-them", "itself"])
def test_a_circle_of_conditions_is_a_problem_and_not_shown(load: Load, first: str, second: str) -> None:
    circle = f"""\
sections:
  - id: s
    title: S
    questions:
      - {{id: first, type: yes_no, text: First?, when: {{question: {first}, is: yes}}}}
      - {{id: later, type: yes_no, text: Later?, when: {{question: {second}, is: yes}}}}
"""
    assert f"`{first}` is not asked before this" in said(load(circle, "answers: {first: yes, later: yes}\n"))


DEFAULTS = """\
minimum_coverage: 0.5
dont_know: unknown
unanswered: unknown
aggregate: mean
margin: 0.1
"""


def test_defaults_are_the_same_written_out_or_left_out_and_on_every_path(load: Load) -> None:
    answers = "answers: {budget: yes, audit: dont_know, staff: no}\n"
    left_out, written_out = load(TWO_SECTIONS + LEVELS, answers), load(DEFAULTS + TWO_SECTIONS + LEVELS, answers)
    assert assessment(left_out) == assessment(written_out)
    assert left_out.questionnaire is not None
    assert left_out.response is not None
    table = evaluate(compile_tree(left_out.questionnaire), said_by([given_by(left_out.response)]), Columns(1))
    held = hold_level(table, left_out.questionnaire.levels, left_out.questionnaire.gates)
    whole, alone = table.nodes["overall"], assessment(left_out)
    assert (whole.score.values, whole.coverage.values) == ([alone.overall.score], [alone.overall.coverage])
    assert alone.level is not None
    assert left_out.questionnaire.levels[int(held.index.values[0])].id == alone.level.held


HALVES = """\
sections:
  - id: s
    title: S
    questions:
      - id: rate
        type: scale
        text: How well?
        choices:
          - {value: 1, label: Badly}
          - {value: 2.5, label: So so}
          - {value: 4, label: Well}
      - {id: hours, type: number, text: How many hours?, linear: {worst: 0, best: 5}}
"""


@pytest.mark.parametrize(
    ("answers", "place", "repair"),
    [
        pytest.param("{rate: '2,5'}", "answers.rate", "write 2.5 with a point", id="quoted"),
        pytest.param("\n  rate: 2,5", "answers.rate", "write 2.5 with a point", id="bare"),
        pytest.param("\n  hours: 2,5", "answers.hours", "write 2.5 with a point", id="a-number"),
    ],
)
def test_a_decimal_comma_is_refused_with_its_repair_and_read_as_nothing_else(
    load: Load, answers: str, place: str, repair: str
) -> None:
    complaint = said(load(HALVES, f"answers: {answers}\n"))
    assert place in complaint
    assert repair in complaint


def test_a_decimal_comma_in_points_is_refused(load: Load) -> None:
    comma = HALVES.replace("value: 2.5, label: So so", 'value: mid, label: So so, points: "2,5"')
    assert "choices[1].points" in said(load(comma, "answers: {}\n"))


def test_a_decimal_point_is_read(load: Load) -> None:
    found = assessment(load(HALVES, "answers: {rate: 2.5, hours: 2.5}\n"))
    assert [child.score for child in found.sections[0].children] == [0.5, 0.5]


BANDS = """\
sections:
  - id: s
    title: S
    questions:
      - id: days
        type: number
        text: How many days?
        {minimum}
        bands:
          - {{from: {first}, points: 0}}
          - {{from: 5, points: 1}}
          - {{from: {last}, points: 2}}
"""


@pytest.mark.parametrize(
    ("minimum", "first", "last", "words"),
    [
        pytest.param("", 0, 10, "any number may be answered, but the bands begin at 0", id="open-below"),
        pytest.param("min: 0", 1, 10, "numbers from 0 may be answered, but the bands begin at 1", id="gap-below"),
        pytest.param("min: 0", 0, 5, "must rise strictly", id="two-begin-at-once"),
        pytest.param("min: 0", 0, 4, "must rise strictly", id="out-of-order"),
    ],
)
def test_bands_with_gaps_or_overlaps_are_a_problem(load: Load, minimum: str, first: int, last: int, words: str) -> None:
    assert words in said(load(BANDS.format(minimum=minimum, first=first, last=last), "answers: {}\n"))


@pytest.mark.parametrize(("days", "score"), [(4.999, 0.0), (5, 0.5), (5.5, 0.5), (9.999, 0.5), (10, 1.0)])
def test_no_number_falls_between_two_bands(load: Load, days: float, score: float) -> None:
    found = assessment(load(BANDS.format(minimum="min: 0", first=0, last=10), f"answers: {{days: {days}}}\n"))
    assert found.overall.score == score


FIVE = """\
scales:
  five:
    - {value: 1, label: Not at all}
    - {value: 2, label: A little}
    - {value: 3, label: Partly}
    - {value: 4, label: Mostly}
    - {value: 5, label: Fully}
sections:
  - id: s
    title: S
    questions:
      - {id: plan, type: scale, scale: five, text: Is there a plan?}
"""


@pytest.mark.parametrize(("answer", "score"), [(1, 0.0), (2, 0.25), (3, 0.5), (4, 0.75), (5, 1.0)])
def test_a_scale_from_1_to_5_begins_at_zero(load: Load, answer: int, score: float) -> None:
    assert assessment(load(FIVE, f"answers: {{plan: {answer}}}\n")).overall.score == score


TEN = "\n".join(f"      - {{id: q{at}, type: yes_no, text: Question {at}?}}" for at in range(10))
COUNTING = f"""\
sections:
  - id: s
    title: S
    questions:
{TEN}
levels:
  - {{id: low, title: Low, from: 0, meaning: More than three noes.}}
  - {{id: high, title: High, from: 70, meaning: Three noes at most.}}
checks:
  - {{id: many-noes, when: {{section: s, below: 70}}, text: More than three noes., advice: Ask.}}
  - {{id: few-noes, when: {{section: s, at_least: 70}}, text: Three noes at most., advice: Ask.}}
"""


@pytest.mark.parametrize(
    ("noes", "level", "check"),
    [(2, "high", "Three noes at most."), (3, "high", "Three noes at most."), (4, "low", "More than three noes.")],
)
def test_three_noes_and_more_than_three_stand_on_their_own_sides_of_the_edge(
    load: Load, noes: int, level: str, check: str
) -> None:
    answers = "answers:\n" + "".join(f"  q{at}: {'no' if at < noes else 'yes'}\n" for at in range(10))
    found = assessment(load(COUNTING, answers))
    assert found.level is not None
    assert found.level.held == level
    assert [each.text for each in found.answer_checks if each.kind == "contradiction"] == [check]


TICKS = """\
sections:
  - id: s
    title: S
    questions:
      - id: channels
        type: choices
        text: Which channels?
        {score}
        choices:
          - {{value: blog, label: Blog, points: 1}}
          - {{value: video, label: Video, points: 1}}
          - {{value: forum, label: Forum, points: 1}}
"""


@pytest.mark.parametrize("score", ["score: sum", "score: count"])
def test_a_choice_ticked_twice_is_refused(load: Load, score: str) -> None:
    ticked_twice = load(TICKS.format(score=score), "answers: {channels: [blog, blog, video]}\n")
    assert "answers.channels[1]: `blog` is ticked twice; keep one" in said(ticked_twice)


@pytest.mark.parametrize("score", ["score: sum", "score: count"])
def test_a_ticked_choice_counts_once_even_where_nobody_refused_it(load: Load, score: str) -> None:
    from readiness.scoring.formulas import item_score
    from readiness.scoring.operations import Given, Scalar

    loaded = load(TICKS.format(score=score), "answers: {}\n")
    assert loaded.questionnaire is not None
    (item,) = compile_tree(loaded.questionnaire).items()
    assert item_score(item, Given(value=("blog", "blog", "video")), Scalar()) == pytest.approx(2 / 3)


def test_the_questionnaires_of_this_module_check_clean(tmp_path: Path) -> None:
    """A trap proves nothing where the file is refused for another reason."""
    bands = BANDS.format(minimum="min: 0", first=0, last=10)
    for text in (TWO_SECTIONS + LEVELS, GRID, HALVES, bands, FIVE, COUNTING, TICKS.format(score="score: sum")):
        path = tmp_path / "q.yaml"
        path.write_text(HEADING + text, encoding="utf-8")
        assert load_questionnaire(path).problems == ()
