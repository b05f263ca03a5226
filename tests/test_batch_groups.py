"""Groups too small to show: nobody's answers can be read off the summary, nor worked out from it by any sum."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.summary.coarse import Coarse, coarse, told
from readiness.batch.summary.cuts import weak_sides
from readiness.batch.summary.groups import MOST_GROUPS
from readiness.batch.summary.minimum import minimum_group
from readiness.batch.summary.model import GroupSummary, GroupTable, Summary
from readiness.batch.summary.protection import GroupCounts, Joint, withheld_groups
from tests.batches import Columns, groups_of, summary_of
from tests.running import ROOT
from tests.strategies import LAW

Person = tuple[str, str]
"""The groups that one is in: of the first column, and of the second."""


def sized(**sizes: int) -> list[str]:
    return [name for name, n in sizes.items() for _ in range(n)]


def regions(sizes: Mapping[str, int], *, min_group: int = 5) -> GroupTable:
    names = sized(**sizes)
    scores = [(at % 5) / 4 for at in range(len(names))]
    return summary_of({"by.region": names, "score.overall": scores}, by=["region"], min_group=min_group).groups[0]


def withheld(table: GroupTable) -> set[str | None]:
    return {group.name for group in table.groups if group.withheld}


# ---- one column ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        pytest.param({"a": 9, "b": 5}, set(), id="all-large-enough"),
        pytest.param({"a": 9, "b": 7, "c": 4}, {"c", "b"}, id="one-alone-takes-the-next-smallest-with-it"),
        pytest.param({"a": 9, "b": 4, "c": 3}, {"b", "c"}, id="two-hide-each-other"),
        pytest.param({"a": 9, "b": 8, "c": 1, "d": 2}, {"c", "d", "b"}, id="two-that-are-too-few-together"),
        pytest.param({"a": 9, "b": 6, "c": 6, "d": 1}, {"d", "b"}, id="of-two-alike-the-first-by-name"),
    ],
)
def test_groups_under_the_minimum_are_withheld_and_so_is_what_would_give_them_away(
    sizes: dict[str, int], hidden: set[str]
) -> None:
    assert withheld(regions(sizes)) == hidden


METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
SIZES = re.findall(r"^\| ([\d, ]+) \| (\d+) \| ([\d, ]+|none) \| (?:nothing|(\d+) responses) .*\|$", METHOD, re.M)


def test_the_method_page_has_examples_of_what_is_withheld() -> None:
    assert len(SIZES) == 4


@pytest.mark.parametrize(("sizes", "minimum", "hidden", "left"), SIZES)
def test_what_is_withheld_is_as_the_method_page_says(sizes: str, minimum: str, hidden: str, left: str) -> None:
    groups = {f"g{size}": int(size) for size in sizes.split(", ")}
    found = withheld(regions(groups, min_group=int(minimum)))
    assert found == ({f"g{size}" for size in hidden.split(", ")} if hidden != "none" else set())
    assert sum(groups[str(name)] for name in found) == int(left or 0)


def test_where_no_group_is_large_enough_not_even_their_names_are_given() -> None:
    table = regions({"a": 4, "b": 3, "c": 2})
    assert (table.state, table.groups) == ("all_withheld", ())


def test_a_withheld_group_shows_its_name_alone_whether_it_is_small_or_gives_cover() -> None:
    groups = groups_of(regions({"a": 9, "b": 7, "c": 4}))
    assert groups["b"] == GroupSummary(name="b", withheld=True)
    assert groups["c"] == GroupSummary(name="c", withheld=True)


def test_a_group_that_is_shown_has_its_own_figures() -> None:
    columns: Columns = {
        "by.region": sized(a=5, b=6),
        "score.overall": [0.0, 0.25, 0.5, 0.5, 1.0, 1, 1, 1, 1, 1, None],
        "score.rules": [0.5] * 5 + [0.25] * 6,
    }
    b, a = groups_of(summary_of(columns, by=["region"], min_group=2).groups[0]).values()
    assert (b.name, b.n, b.mean, b.median) == ("b", 6, 1.0, 1.0)
    assert (a.name, a.n, a.mean, a.median) == ("a", 5, 0.45, 0.5)
    assert [(each.id, each.mean) for each in a.sections] == [("rules", 0.5)]


def test_blank_cells_are_a_group_like_any_other() -> None:
    names = [*sized(a=6), *[None] * 7]
    table = summary_of({"by.region": names, "score.overall": [0.5] * 13}, by=["region"]).groups[0]
    assert {group.name: group.n for group in table.groups} == {None: 7, "a": 6}


def test_groups_come_in_the_same_order_on_every_run_the_largest_first() -> None:
    table = regions({"b": 6, "a": 6, "d": 3, "c": 3, "e": 9})
    assert [group.name for group in table.groups] == ["e", "a", "b", "c", "d"]


def test_means_of_too_few_scores_are_left_blank_where_they_hide_each_other() -> None:
    columns: Columns = {
        "by.region": sized(a=9, b=8, c=7, d=6),
        "score.overall": [0.5] * 30,
        "score.rules": [0.5] * 17 + [0.25] * 2 + [None] * 5 + [0.25] * 3 + [None] * 3,
    }
    table = summary_of(columns, by=["region"]).groups[0]
    groups = groups_of(table)
    assert withheld(table) == set()
    assert [groups[name].sections[0].mean for name in "abcd"] == [0.5, 0.5, None, None]
    assert [groups[name].mean for name in "abcd"] == [0.5] * 4


def test_where_a_mean_left_blank_would_be_given_away_whole_groups_are_withheld() -> None:
    # Withholding one more mean of `rules` alone would not do: it could follow from the group's other figures.
    columns: Columns = {
        "by.region": sized(a=9, b=8, c=7),
        "score.overall": [0.5] * 24,
        "score.rules": [0.5] * 17 + [0.25] * 2 + [None] * 5,
    }
    assert withheld(summary_of(columns, by=["region"]).groups[0]) == {"b", "c"}


def test_a_section_that_nobody_in_a_group_is_asked_about_costs_no_other_group_its_figures() -> None:
    columns: Columns = {
        "by.region": sized(a=9, b=8),
        "score.overall": [0.5] * 17,
        "score.rules": [0.5] * 9 + [None] * 8,
    }
    table = summary_of(columns, by=["region"]).groups[0]
    assert withheld(table) == set()
    assert [each.mean for each in groups_of(table)["b"].sections] == [None]


def test_a_column_with_a_value_for_everybody_is_no_grouping() -> None:
    n = 2 * MOST_GROUPS
    table = summary_of({"by.mail": [f"m{at}" for at in range(n)], "score.overall": [0.5] * n}, by=["mail"]).groups[0]
    assert (table.state, table.groups) == ("too_many", ())


def test_a_column_that_is_not_there_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no column to group by: town"):
        summary_of({"score.overall": [0.5]}, by=["town"])


# ---- switching it off ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "flag", "minimum"),
    [
        pytest.param(None, False, 5, id="five-unless-told-otherwise"),
        pytest.param(8, False, 8, id="another-number"),
        pytest.param(3, False, 3, id="the-least-that-protects"),
        pytest.param(2, False, None, id="of-two-one-knows-the-other"),
        pytest.param(1, False, None, id="one-alone-is-refused"),
        pytest.param(0, False, None, id="nought-is-refused"),
        pytest.param(1, True, 1, id="one-and-the-flag"),
        pytest.param(None, True, 1, id="the-flag-alone"),
        pytest.param(5, True, None, id="a-minimum-and-no-minimum-contradict-each-other"),
    ],
)
def test_small_groups_are_shown_only_where_that_is_said_in_so_many_words(
    asked: int | None, flag: bool, minimum: int | None
) -> None:
    assert minimum_group(asked, show_small_groups=flag) == minimum


def test_without_a_minimum_every_group_is_shown_and_the_summary_says_so() -> None:
    columns: Columns = {"by.region": sized(a=3, b=1), "score.overall": [0.5] * 4, "level": ["low", "low", "mid", None]}
    summary = summary_of(columns, by=["region"], min_group=1)
    a, b = summary.groups[0].groups
    assert summary.small_groups_shown
    assert (a.n, b.n, b.mean) == (3, 1, 0.5)
    assert [(each.id, each.band, each.share) for each in a.levels] == [
        ("low", "exact", 2 / 3),
        ("mid", "exact", 1 / 3),
        ("high", "exact", 0.0),
        (None, "exact", 0.0),
    ]


def test_with_a_minimum_the_summary_does_not_say_that_small_groups_are_shown() -> None:
    assert not summary_of({"score.overall": [0.5] * 9}).small_groups_shown


def test_a_minimum_of_none_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="the least minimum group is 1"):
        summary_of({"score.overall": [0.5]}, min_group=0)


# ---- two columns -----------------------------------------------------------------------------------------------


def test_a_region_less_its_agencies_does_not_give_away_the_small_one() -> None:
    # Both columns alone are in order: the small agencies c and d are seven together.
    people = [("north", "a")] * 9 + [("north", "c")] * 3 + [("south", "b")] * 8 + [("south", "d")] * 4
    summary = summary_of(
        {
            "by.region": [region for region, _ in people],
            "by.agency": [agency for _, agency in people],
            "score.overall": [0.5] * len(people),
        },
        by=["region", "agency"],
    )
    by_region, by_agency = summary.groups
    assert withheld(by_region) == set()
    assert withheld(by_agency) == {"b", "c", "d"}, "north less a would have been the three of c"


def test_groups_of_two_columns_that_differ_by_one_person_are_not_both_shown() -> None:
    people = [("finance", "four")] * 9 + [("finance", "five")] + [("works", "five")] * 12
    summary = summary_of(
        {
            "by.part": [each[0] for each in people],
            "by.grade": [each[1] for each in people],
            "score.overall": [0.5] * 22,
        },
        by=["part", "grade"],
    )
    assert {"finance", "four"} & {g.name for table in summary.groups for g in table.groups if not g.withheld} != {
        "finance",
        "four",
    }


def test_columns_that_lie_across_each_other_are_both_shown() -> None:
    people = [(region, role) for region in "abc" for role in "xyz" for _ in range(6)]
    summary = summary_of(
        {"by.a": [p[0] for p in people], "by.b": [p[1] for p in people], "score.overall": [0.5] * 54}, by=["a", "b"]
    )
    assert all(not withheld(table) for table in summary.groups)


@pytest.mark.parametrize(
    ("lines", "minimum", "weak"),
    [
        pytest.param({("a", "b"): 5}, 5, False, id="a-line-that-holds"),
        pytest.param({("a", "b"): 4}, 5, True, id="a-line-that-does-not"),
        pytest.param({("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 3}, 5, False, id="a-ring-is-cut-twice"),
        pytest.param({("a", "b"): 9, ("b", "c"): 2, ("c", "d"): 9}, 5, True, id="a-bridge-between-two-strong-parts"),
        pytest.param({("a", "b"): 9, ("c", "d"): 9}, 5, False, id="parts-that-were-never-connected"),
        pytest.param({("a", "b"): 2, ("b", "a"): 3}, 5, False, id="two-lines-between-two-points-add-up"),
    ],
)
def test_a_cut_under_the_minimum_is_found(lines: dict[tuple[str, str], int], minimum: int, weak: bool) -> None:
    points = sorted({point for ends in lines for point in ends})
    numbered = [((points.index(a), points.index(b)), weight) for (a, b), weight in lines.items()]
    assert bool(weak_sides(weights_of(numbered, len(points)), minimum)) == weak


def weights_of(lines: Iterable[tuple[tuple[int, int], int]], n: int) -> np.ndarray:
    weights = np.zeros((n, n), dtype=np.int64)
    for (a, b), weight in lines:
        weights[a, b] += weight
        weights[b, a] += weight
    return weights


graphs = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda ends: ends[0] < ends[1]),
    st.integers(1, 6),
    min_size=1,
)


def cut(lines: Mapping[tuple[int, int], int], side: frozenset[int]) -> int:
    return sum(weight for (a, b), weight in lines.items() if (a in side) != (b in side))


@LAW
@given(graphs, st.integers(2, 9))
def test_a_weak_cut_is_found_if_and_only_if_trying_every_cut_finds_one(
    lines: dict[tuple[int, int], int], minimum: int
) -> None:
    points = range(7)
    sides = (frozenset(side) for n in range(1, len(points)) for side in itertools.combinations(points, n))
    there_is = any(0 < cut(lines, side) < minimum for side in sides)
    found = weak_sides(weights_of(lines.items(), 7), minimum)
    assert bool(found) == there_is
    assert all(0 < cut(lines, side) < minimum for side in found)


# ---- laws: everything shown, and what it says of whom ----------------------------------------------------------

people_of_two_columns = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), min_size=1, max_size=26)


def known(shown: Sequence[set[str]], people: Sequence[Person], minimum: int) -> np.ndarray:
    """Everything shown as sums over people: a row for the whole and for each group, a column for each person."""
    sums = [[1] * len(people)] if len(people) >= minimum else []
    for at, names in enumerate(shown):
        sums += [[int(person[at] == name) for person in people] for name in sorted(names)]
    return np.array(sums).reshape(len(sums), len(people))


def singled_out(sums: np.ndarray, people: Sequence[Person], minimum: int) -> set[Person] | None:
    """The fewest people that some sum of the sums is about, if fewer than the minimum: by trying all small sets.

    Who shares all groups cannot be told apart, so sets are made of pairs of groups.
    """
    cells = Counter(people)
    whole = np.linalg.matrix_rank(sums) if sums.size else 0
    for n in range(1, minimum):
        for chosen in itertools.combinations(cells, n):
            if sum(cells[cell] for cell in chosen) < minimum:
                others = sums[:, [person not in chosen for person in people]]
                if (np.linalg.matrix_rank(others) if others.size else 0) < whole:
                    return set(chosen)
    return None


def counted(people: Sequence[Person], scores: Sequence[bool], at: int) -> dict[str | None, tuple[int, ...]]:
    return {
        name: (
            sum(person[at] == name for person in people),
            sum(person[at] == name and has for person, has in zip(people, scores, strict=True)),
        )
        for name in sorted({person[at] for person in people})
    }


def joint(people: Sequence[Person], scores: Sequence[bool], columns: Sequence[GroupCounts]) -> Joint:
    places = [{name: at for at, name in enumerate(column)} for column in columns]
    pairs = sorted(set(people))
    having = [
        [
            sum(person == pair for person in people),
            sum(person == pair and has for person, has in zip(people, scores, strict=True)),
        ]
        for pair in pairs
    ]
    return Joint(ends=np.array([[places[0][a], places[1][b]] for a, b in pairs]), counts=np.array(having))


@LAW
@given(st.data(), people_of_two_columns, st.integers(2, 5))
def test_no_sum_of_what_is_shown_of_two_columns_is_about_fewer_than_the_minimum(
    data: st.DataObject, people: list[Person], minimum: int
) -> None:
    scores = data.draw(st.lists(st.sampled_from([True, True, True, False]), min_size=len(people), max_size=len(people)))
    columns = [counted(people, scores, at) for at in (0, 1)]
    hidden = withheld_groups(columns, {(0, 1): joint(people, scores, columns)}, minimum)
    for figure in (0, 1):
        some = [person for person, has in zip(people, scores, strict=True) if figure == 0 or has]
        shown = [
            {str(name) for name, n in column.items() if name not in names and n[figure] >= minimum}
            for column, names in zip(columns, hidden, strict=True)
        ]
        assert singled_out(known(shown, some, minimum), some, minimum) is None


@LAW
@given(st.lists(st.integers(1, 12), min_size=2, max_size=7), st.integers(2, 6))
def test_no_withheld_group_can_be_counted(sizes: list[int], minimum: int) -> None:
    (hidden,) = withheld_groups([{f"g{at}": (n,) for at, n in enumerate(sizes)}], {}, minimum)
    left = sum(sizes[int(str(name)[1:])] for name in hidden)
    assert {f"g{at}" for at, size in enumerate(sizes) if size < minimum} <= hidden
    if hidden and len(hidden) < len(sizes):
        # Any split of what is left, one or more to each group, is as good as the true one.
        possible = {first for first in range(1, left) if left - first >= len(hidden) - 1 and len(hidden) > 1}
        assert len(possible) > 1
        assert left >= minimum


@LAW
@given(people_of_two_columns, st.integers(2, 5), st.randoms(use_true_random=False))
def test_from_a_whole_summary_no_group_is_recovered_by_subtraction(
    people: list[Person], minimum: int, chance: object
) -> None:
    scores = [((7 * at) % 11) / 10 for at in range(len(people))]
    summary = summary_of(
        {"by.a": [p[0] for p in people], "by.b": [p[1] for p in people], "score.overall": scores},
        by=["a", "b"],
        min_group=minimum,
    )
    if len(people) < minimum:
        assert summary.withheld and not summary.groups and not summary.nodes
        return
    shown = [{str(group.name) for group in table.groups if not group.withheld} for table in summary.groups]
    assert singled_out(known(shown, people, minimum), people, minimum) is None
    for at, table in enumerate(summary.groups):
        for group in table.groups:
            if not group.withheld:
                own = [score for score, person in zip(scores, people, strict=True) if person[at] == group.name]
                assert group.n == len(own)
                assert group.mean == pytest.approx(math.fsum(own) / len(own), abs=1e-12)


# ---- levels and courses, told coarsely -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "of", "band", "share"),
    [
        pytest.param(0, 40, "few", None, id="none-is-few"),
        pytest.param(4, 40, "few", None, id="four-are-few"),
        pytest.param(5, 40, "about", 0.1, id="five-are-told-to-the-nearest-tenth"),
        pytest.param(18, 40, "about", 0.5, id="a-half-goes-up"),
        pytest.param(35, 40, "about", 0.9, id="all-but-five"),
        pytest.param(36, 40, "nearly_all", None, id="all-but-four-are-nearly-all"),
        pytest.param(40, 40, "nearly_all", None, id="all-are-nearly-all"),
    ],
)
def test_a_share_is_told_no_closer_than_protects_the_few(count: int, of: int, band: str, share: float | None) -> None:
    cell = coarse(count, of, 5)
    assert (cell.band, cell.share) == (band, share)


@LAW
@given(st.integers(2, 6), st.integers(0, 80))
def test_what_is_told_of_a_share_stands_for_exactly_the_counts_that_are_told_alike(minimum: int, more: int) -> None:
    of = 2 * minimum + more
    cells = [coarse(count, of, minimum) for count in range(of + 1)]
    for cell in cells:
        alike = [at for at, other in enumerate(cells) if (other.band, other.share) == (cell.band, cell.share)]
        assert (cell.least, cell.most) == (alike[0], alike[-1])
        assert alike == list(range(alike[0], alike[-1] + 1))


def test_a_small_group_tells_nothing_of_its_levels_and_a_large_one_does() -> None:
    columns: Columns = {
        "by.region": sized(a=30, b=9, c=30),
        "score.overall": [0.5] * 69,
        "level": [*sized(low=15, mid=12, high=3), *sized(low=4, mid=5), *sized(low=9, mid=12, high=9)],
    }
    groups = groups_of(summary_of(columns, by=["region"]).groups[0])
    assert [(each.id, each.band, each.share) for each in groups["a"].levels] == [
        ("low", "about", 0.5),
        ("mid", "about", 0.4),
        ("high", "few", None),
        (None, "few", None),
    ]
    assert groups["b"].levels == ()
    assert groups["b"].n == 9


Table = tuple[tuple[int, ...], ...]


def splits(total: int, most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """All ways to share a number out, each part at most so much."""
    if not most:
        if total == 0:
            yield ()
        return
    for first in range(min(total, most[0]) + 1):
        yield from ((first, *rest) for rest in splits(total - first, most[1:]))


def tables(rows: Sequence[int], columns: Sequence[int]) -> Iterator[Table]:
    """All tables of whole numbers with these sums."""
    if not rows:
        if not any(columns):
            yield ()
        return
    for first in splits(rows[0], columns):
        left = [total - n for total, n in zip(columns, first, strict=True)]
        yield from ((first, *rest) for rest in tables(rows[1:], left))


def agrees(table: Table, names: Sequence[str], telling: Mapping[str | None, tuple[Coarse, ...]]) -> bool:
    cells = (
        (count, cell)
        for name, counts in zip(names, table, strict=True)
        for count, cell in zip(counts, telling.get(name, ()), strict=False)
    )
    return all(cell.least <= count <= cell.most for count, cell in cells)


rows_of_levels = st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=3), min_size=2, max_size=3).filter(
    lambda rows: len({len(row) for row in rows}) == 1 and all(map(sum, rows))
)


@LAW
@given(rows_of_levels, st.integers(2, 3), st.booleans())
def test_what_is_told_of_levels_pins_no_count_of_the_few_that_the_whole_alone_does_not_pin(
    rows: list[list[int]], minimum: int, last_is_withheld: bool
) -> None:
    names = [f"g{at}" for at in range(len(rows))]
    shown = names[:-1] if last_is_withheld else names
    groups: dict[str | None, Sequence[int]] = {name: rows[names.index(name)] for name in shown}
    telling = told(groups, rows[-1] if last_is_withheld else None, minimum)
    sums, whole = [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]
    everything = list(tables(sums, whole))
    left = [table for table in everything if agrees(table, names, telling)]
    assert tuple(map(tuple, rows)) in left
    for at, row in enumerate(rows):
        for level, count in enumerate(row):
            pinned = len({table[at][level] for table in left}) == 1
            anyway = len({table[at][level] for table in everything}) == 1
            assert count >= minimum or not pinned or anyway


# ---- the whole -------------------------------------------------------------------------------------------------


def test_of_fewer_responses_than_the_minimum_only_the_rows_are_counted() -> None:
    columns: Columns = {
        "by.region": sized(a=4),
        "score.overall": [0.5] * 4,
        "level": ["low"] * 4,
        "seconds": [60.0] * 4,
    }
    summary = summary_of(columns, {"plan": [0.5] * 4}, by=["region"], invited=8)
    assert summary.withheld
    assert summary.counts.scored == 4
    told_of = Summary(
        program=summary.program,
        language="en",
        questionnaire=summary.questionnaire,
        counts=summary.counts,
        minimum_group=5,
        withheld=True,
        response_rate=summary.response_rate,
    )
    assert summary == told_of


def test_a_score_that_fewer_than_the_minimum_have_is_left_out_of_the_whole_too() -> None:
    summary = summary_of({"score.overall": [0.5] * 9, "score.rules": [0.5] * 4 + [None] * 5})
    scores = {node.id: node.score for node in summary.nodes}
    assert scores["overall"].n == 9
    assert scores["rules"].n is None and scores["rules"].mean is None and scores["rules"].tenths == ()
