"""The whole of a small batch: how many hold, fit, or did something never counts the few, and no sum leads to them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.summary.drawing import outline_of
from readiness.batch.summary.model import HowMany, Summary
from readiness.batch.summary.standing import alone, how_many
from readiness.batch.summary.writing import summary_csv, summary_json
from readiness.reports import plain
from tests.batches import Columns, summary_of
from tests.strategies import LAW

MINIMUM = 5
LEVELS = ("low", "mid", "high")
COURSES = ("stay_out", "listen", "engage")
Person = Mapping[str, str | float | bool | None]


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    """A few respondents, alike in much, as those of an association are."""
    scores = draw(st.lists(st.sampled_from([0.05, 0.15, 0.35, 0.45, 0.75, 1.0]), min_size=1, max_size=4, unique=True))
    capped = draw(st.booleans())

    def person() -> Person:
        score = None if draw(st.integers(0, 9)) == 0 else draw(st.sampled_from(scores))
        level = None if score is None else "low" if score < 0.4 else "mid" if score < 0.7 else "high"
        if level is not None and capped and draw(st.integers(0, 7)) == 0:
            level = "low"  # a gate
        best = draw(st.sampled_from([*COURSES, "engage", "engage", None]))
        now = "listen" if best == "engage" and level != "high" else best
        unsure = level is not None and draw(st.integers(0, 5)) == 0
        return {
            "score.overall": score,
            "level": level,
            "level_low": "low" if unsure else level,
            "level_high": level,
            "stance_now": now,
            "stance_best": best,
            "finished": draw(st.integers(0, 9)) > 0,
            "check.odd": draw(st.integers(0, 5)) == 0,
        }

    return [person() for _ in range(draw(st.integers(MINIMUM, 30)))]


def summed_up(found: Sequence[Person], minimum: int = MINIMUM) -> Summary:
    columns: Columns = {name: [each[name] for each in found] for name in found[0]}
    return summary_of(columns, min_group=minimum)


def tenth(person: Person) -> str | None:
    score = person["score.overall"]
    return None if score is None else str(min(9, int(float(score) * 10 + 1e-6)))


def groups_of_the_whole(found: Sequence[Person]) -> dict[str, dict[str | None, frozenset[int]]]:
    """Who is in each cell of each distribution."""
    keys: dict[str, Callable[[Person], object]] = {"tenth": tenth}
    keys |= {name: itemgetter(name) for name in ("level", "stance_now", "stance_best")}
    cells: dict[str, dict[str | None, frozenset[int]]] = {}
    for column, key in keys.items():
        named: dict[str | None, set[int]] = {}
        for at, person in enumerate(found):
            name = key(person)
            named.setdefault(None if name is None else str(name), set()).add(at)
        cells[column] = {name: frozenset(members) for name, members in named.items()}
    return cells


def told_cells(summary: Summary) -> dict[str, dict[str | None, int]]:
    """The cells of each distribution that are told as a number."""
    assert summary.levels is not None
    assert summary.courses is not None
    overall = summary.nodes[0].score
    levels: list[tuple[str | None, HowMany]] = [(each.id, each) for each in summary.levels.held]
    now: list[tuple[str | None, HowMany]] = [(each.id, each) for each in summary.courses.now]
    best: list[tuple[str | None, HowMany]] = [(each.id, each) for each in summary.courses.best]
    found: dict[str, list[tuple[str | None, int | None]]] = {
        "tenth": [(str(at), n) for at, n in enumerate(overall.tenths)],
        "level": [(name, each.n) for name, each in [*levels, (None, summary.levels.without)]],
        "stance_now": [(name, each.n) for name, each in [*now, (None, summary.courses.now_without)]],
        "stance_best": [(name, each.n) for name, each in [*best, (None, summary.courses.best_without)]],
    }
    if overall.n is not None:
        found["tenth"].append((None, summary.counts.scored - overall.n))
    return {column: {name: n for name, n in cells if n is not None} for column, cells in found.items()}


def unions(cells: Sequence[frozenset[int]], everybody: frozenset[int]) -> Iterator[frozenset[int]]:
    """Every group of people that sums of these cells, and of everybody, are about."""
    for size in range(len(cells) + 1):
        for chosen in itertools.combinations(cells, size):
            whole = frozenset[int]().union(*chosen)
            yield whole
            yield everybody - whole


@LAW
@given(people())
def test_no_sum_of_what_is_told_of_two_distributions_is_about_the_few(found: list[Person]) -> None:
    members, told = groups_of_the_whole(found), told_cells(summed_up(found))
    everybody = frozenset(range(len(found)))
    reached = {
        column: set(unions([members[column][name] for name in cells if name in members[column]], everybody))
        for column, cells in told.items()
    }
    for one, other in itertools.combinations_with_replacement(reached, 2):
        for group, rest in itertools.product(reached[one], reached[other]):
            assert not 0 < len(group ^ rest) < MINIMUM, (one, other)


@LAW
@given(people())
def test_what_is_told_is_true(found: list[Person]) -> None:
    members = groups_of_the_whole(found)
    for column, cells in told_cells(summed_up(found)).items():
        for name, n in cells.items():
            assert n == len(members[column].get(name, ())), (column, name)


@LAW
@given(people())
def test_without_a_minimum_everything_is_told(found: list[Person]) -> None:
    told = told_cells(summed_up(found, 1))
    if any(person["score.overall"] is not None for person in found):
        assert {column: sum(cells.values()) for column, cells in told.items()} == dict.fromkeys(told, len(found))


@LAW
@given(people())
def test_what_was_done_or_not_by_the_few_is_not_counted(found: list[Person]) -> None:
    summary = summed_up(found)
    assert summary.levels is not None
    assert summary.finished is not None
    assert summary.unfinished is not None
    for each in (summary.levels.uncertain, *summary.checks, summary.finished, summary.unfinished):
        if each.n is not None:
            assert each.n == 0 or each.n >= MINIMUM
            assert each.n == len(found) or len(found) - each.n >= MINIMUM


@pytest.mark.parametrize(
    ("n", "of", "told"),
    [
        (0, 12, HowMany(band="exact", n=0)),
        (1, 12, HowMany(band="few")),
        (4, 12, HowMany(band="few")),
        (5, 12, HowMany(band="exact", n=5)),
        (8, 12, HowMany(band="nearly_all")),
        (12, 12, HowMany(band="exact", n=12)),
        (4, 8, HowMany(band="few")),
    ],
)
def test_how_many_is_told_where_neither_they_nor_the_others_are_few(n: int, of: int, told: HowMany) -> None:
    assert how_many(n, of, MINIMUM) == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        pytest.param((0, 20, 12), (0, 20, 12), id="nobody is no secret"),
        pytest.param(
            (3, 20, 9), (None, 20, None), id="the few take the next smallest with them: as the method page says"
        ),
        pytest.param((3, 0, 20), (None, None, None), id="beside the few nobody is not told"),
        pytest.param((4, 3, 20), (None, None, 20), id="two few hide each other"),
        pytest.param((1, 2, 20), (None, None, None), id="unless they are few together"),
        pytest.param((0, 3, 9), (None, None, None), id="of twelve nothing is left"),
    ],
)
def test_a_distribution_withholds_the_few_and_what_gives_them_away(
    counts: tuple[int, ...], told: tuple[int | None, ...]
) -> None:
    found = alone({str(at): n for at, n in enumerate(counts)}, MINIMUM)
    assert tuple(found.n(str(at)) for at in range(len(counts))) == told


@pytest.mark.parametrize(
    ("n", "there"),
    [
        (8, ()),
        (9, ("median",)),
        (16, ("median",)),
        (17, ("p25", "median", "p75")),
        (81, ("p5", "p25", "median", "p75", "p95")),
    ],
)
def test_a_percentile_is_told_where_the_minimum_lies_on_both_sides_of_it(n: int, there: tuple[str, ...]) -> None:
    score = summary_of({"score.overall": [at / n for at in range(n)]}).nodes[0].score
    told = tuple(name for name in ("p5", "p25", "median", "p75", "p95") if getattr(score, name) is not None)
    assert told == there
    assert (score.least, score.most) == (None, None)


def test_the_least_and_the_most_are_told_where_the_minimum_has_them() -> None:
    score = summary_of({"score.overall": [0.25] * 5 + [0.5, 0.6] + [1.0] * 5}).nodes[0].score
    assert (score.least, score.most) == (0.25, 1.0)


def association() -> Summary:
    """Twelve members of whom two stand out."""
    scores = [0.1, 0.2, *[0.45] * 6, *[0.8] * 4]
    columns: Columns = {
        "score.overall": scores,
        "level": ["low" if each < 0.4 else "mid" if each < 0.7 else "high" for each in scores],
        "check.odd": [True, *[False] * 11],
        "finished": [False, *[True] * 11],
        "language": ["fr", *["en"] * 11],
        "seconds": [10.0, *[300.0 + at for at in range(11)]],
    }
    return summary_of(columns)


def test_of_an_association_of_twelve_no_count_of_the_few_is_written_anywhere() -> None:
    summary = association()
    whole = json.loads(summary_json(summary))
    assert whole["levels"]["held"][0] == {
        "id": "low",
        "title": "Beginner",
        "band": "withheld",
        "n": None,
        "share": None,
    }
    lines = summary_csv(summary).splitlines()
    for line in (
        "checks,odd,n,few",
        "levels,low,n,withheld",
        "scores,overall,tenth_2,withheld",
        "seconds,,speeders,few",
    ):
        assert line in lines
    assert "levels,low,share" not in "".join(lines)
    for line in lines:
        table, _, measure, value = line.split(",")
        if table in ("levels", "checks", "languages", "courses") or measure.startswith(("tenth", "speeders", "odd")):
            assert value not in {"1", "2", "3", "4", "8", "9", "10", "11"}, line


def test_the_screen_says_what_is_withheld_and_what_is_few() -> None:
    text = plain.render(outline_of(association()))
    for words in (
        "Beginner (low): withheld",
        "odd: That is odd. [fewer than 5]",
        "Languages: others or not given 12",
        "Under a third of the median: fewer than 5",
        "how many did something is not told where fewer than 5 did, or did not",
    ):
        assert words in text, text
    assert "(n 1)" not in text


@pytest.mark.parametrize("columns", [2, 3])
def test_it_is_said_that_three_columns_are_held_against_each_other_in_pairs_only(columns: int) -> None:
    by = {f"by.{name}": [name] * 12 for name in "abc"[:columns]}
    summary = summary_of({"score.overall": [0.5] * 12, **by}, by=list("abc"[:columns]))
    assert ("held against each other two by two" in plain.render(outline_of(summary))) == (columns > 2)


def test_a_group_that_is_the_whole_tells_no_more_of_its_levels_than_the_whole() -> None:
    """Five of seventeen and three times four: to the nearest tenth the five can only be five, and then each of the few is four."""
    columns: Columns = {
        "by.region": ["a"] * 17,
        "score.overall": [0.5] * 17,
        "level": ["low"] * 5 + ["mid"] * 4 + ["high"] * 4 + [None] * 4,
    }
    summary = summary_of(columns, by=["region"])
    assert summary.levels is not None
    assert [each.n for each in summary.levels.held] == [5, None, None]
    assert summary.groups[0].groups[0].levels == ()
