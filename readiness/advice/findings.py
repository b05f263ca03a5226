"""What a target takes by what is found out, where no steps reach it whatever the unknown may be.

A plan may not count on what nobody knows, but neither may it call out of reach what hangs on something that anyone can
find out. So every way in which unknown facts may turn out is planned for by itself; and where none of them leads to the
target, everything unknown is taken as it would suit best, before it is said that nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readiness.advice.cheapest import Cheapest
from readiness.advice.encoding import Choices
from readiness.advice.facts import Case, cases_of, hoped_for, not_applying
from readiness.advice.search import Search
from readiness.advice.variations import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which the unknown may turn out, and the least that reaches the target then."""

    case: Case
    search: Search
    least: Cheapest
    extremes: bool

    @property
    def is_reached(self) -> bool:
        """Whether anything does."""
        return self.least.changed is not None

    def is_enough(self, changed: Mapping[str, Value]) -> bool:
        """Whether these steps, as far as they apply, reach the target here."""
        outcome = self.search.base.outcome({**changed})
        return self.search.is_sure(outcome) or (not self.least.changed and self.search.is_certain(outcome))


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Every way looked at, those that lead to the target among them."""

    ways: tuple[Way, ...]
    proved: bool
    """That there is nothing cheaper; where no way leads to the target, that there is none."""
    hoped: Mapping[str, Value]
    """What is unknown, and no plan can answer, at its best for the target."""
    complete: bool = False
    """Whether the ways are all there are."""

    @property
    def planned(self) -> Way | None:
        """The way to plan for: of those that lead to the target the one that takes most."""
        reached = [way for way in self.ways if way.is_reached]
        return max(reached, key=lambda way: way.least.price, default=None)


def findings(search: Search) -> Findings:
    """Where `search` has found nothing: what it takes by what is found out."""
    ways = tuple(_way(search, case) for case in cases_of(search.base, search.choices))
    if any(way.is_reached for way in ways):
        return Findings(
            ways=_telling(search, ways), proved=all(way.least.proved for way in ways), hoped={}, complete=True
        )
    return _hoped(search)


def _hoped(search: Search) -> Findings:
    """Everything unknown as it suits best: what it must turn out to be; or the proof that nothing leads there."""
    left_out, proved = not_applying(search.base, search.choices)
    for found in left_out:
        there = Search(search.base.with_answers(found), search.aim) if found else search
        hoped = hoped_for(there.base, there.choices)
        least = there.least(hoped)
        proved = proved and least.proved
        if least.changed is None:
            continue
        changed = least.changed.items()
        case = {**found, **{name: value for name, value in changed if not _is_step(there.choices, name, value)}}
        way = _way(search, Case(case, {name: (value,) for name, value in case.items()}))
        if case and way.is_reached:
            return Findings(ways=(way,), proved=way.least.proved, hoped={})
        proved = False
    return Findings(ways=(), proved=proved, hoped=_best(search))


def in_reach(search: Search) -> bool:
    """Whether some steps lead to the target, at least with one of the answers that unknown facts may have."""
    if search.is_in_reach():
        return True
    cases = cases_of(search.base, search.choices)
    return any(Search(search.base.with_answers(case.found), search.aim).is_in_reach() for case in cases)


def _way(search: Search, case: Case) -> Way:
    there = Search(search.base.with_answers(case.found), search.aim)
    if there.is_certain(there.base.now):
        return Way(case=case, search=there, least=Cheapest(changed={}, outcome=there.base.now), extremes=False)
    least, extremes = there.least_and_extremes()
    return Way(case=case, search=there, least=least, extremes=extremes)


def _is_step(choices: Mapping[str, Choices], name: str, value: Value) -> bool:
    """Whether an answer is one that work leads to."""
    return name in choices and any(option is not None and option.value == value for option in choices[name].options)


def _best(search: Search) -> dict[str, Value]:
    """What no plan can answer, at the answer that scores most."""
    found: dict[str, Value] = {}
    for name, each in hoped_for(search.base, search.choices).items():
        options = [option for option in each.options if option is not None]
        if name not in search.choices and search.base.items[name].method != "unscored" and options:
            found[name] = max(options, key=lambda option: option.score).value
    return found


# ---- what tells a difference ----


def _telling(search: Search, ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """The same without what makes no difference to what is to be done, and needs not be found out."""
    for name in list(ways[0].case.found):
        if len(ways[0].case.found) > 1:
            left = [_without_it(search, group, name) for group in _without(ways, name)]
            ways = tuple(way for way in left if way is not None) if all(left) else ways
    return tuple(_joined(ways))


def _without_it(search: Search, group: Sequence[Way], name: str) -> Way | None:
    """Ways that differ in this alone as one in which it stays unknown; None where that is another matter."""
    first = group[0]
    if not all(_comes_to_the_same([first, way]) for way in group):
        return None
    case = _left(first.case, name)
    there = Search(search.base.with_answers(case.found), search.aim)
    way = replace(first, case=case, search=there)
    return way if first.least.changed is None or way.is_enough(first.least.changed) else None


def _without(ways: Sequence[Way], name: str) -> Iterator[list[Way]]:
    """Groups of ways that differ in this alone."""
    groups: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        groups.setdefault(tuple(value for each, value in way.case.found.items() if each != name), []).append(way)
    yield from groups.values()


def _comes_to_the_same(group: Sequence[Way]) -> bool:
    return all(way.least.changed == group[0].least.changed for way in group)


def _left(case: Case, name: str) -> Case:
    return Case(*({each: value for each, value in part.items() if each != name} for part in case))  # type: ignore[arg-type]


def _joined(ways: Sequence[Way]) -> Iterator[Way]:
    """Of one thing to be found out, answers that come to the same make one way."""
    if len(ways[0].case.found) != 1:
        yield from ways
        return
    groups: list[list[Way]] = []
    for way in ways:
        same = next((group for group in groups if _comes_to_the_same([group[0], way])), None)
        if same is None:
            groups.append([way])
        else:
            same.append(way)
    if len(groups) == 1:  # nothing tells a difference, so that nothing is to be joined
        yield from ways
        return
    for group in groups:
        (name,) = group[0].case.found
        alike = tuple(value for way in group for value in way.case.alike[name])
        yield replace(group[0], case=Case(group[0].case.found, {name: alike}))
