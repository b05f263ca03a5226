"""Whether a weighted graph can be cut in two too cheaply: the least cut of each connected part, held against a minimum.

Scanning points in the order of how strongly they hang on those scanned before shows, for each line, a weight that no cut
between its ends can go below (Nagamochi and Ibaraki 1992). Ends held together by at least the minimum need never be
parted and become one point; a part that shrinks to one point has no weak cut. The last point of a scan is cut off by its own
lines alone, which is the least cut between it and the one before: if that is under the minimum, it is found.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

P = TypeVar("P", bound=Hashable)
Graph = dict[P, dict[P, int]]


def weak_side(lines: Mapping[tuple[P, P], int], minimum: int) -> frozenset[P] | None:
    """The points on one side of a cut that weighs less than `minimum`, through a connected part; None if there is none.

    `lines` gives each line's weight, above 0; the same lines in the same order give the same side.
    """
    for part in _parts(_graph(lines)):
        found = _weak_side(part, minimum)
        if found is not None:
            return found
    return None


def _graph(lines: Mapping[tuple[P, P], int]) -> Graph[P]:
    graph: Graph[P] = {}
    for (one, other), weight in lines.items():
        for here, there in ((one, other), (other, one)):
            ends = graph.setdefault(here, {})
            ends[there] = ends.get(there, 0) + weight
    return graph


def _parts(graph: Graph[P]) -> Iterator[Graph[P]]:
    """The connected parts."""
    left = dict.fromkeys(graph)
    while left:
        reached, waiting = {}, [next(iter(left))]
        while waiting:
            point = waiting.pop()
            if point not in reached:
                reached[point] = graph[point]
                waiting.extend(graph[point])
        for point in reached:
            del left[point]
        yield reached


def _weak_side(graph: Graph[P], minimum: int) -> frozenset[P] | None:
    """For one connected part. `inside` holds the points that have become one."""
    inside = {point: frozenset((point,)) for point in graph}
    while len(graph) > 1:
        last, firm = _scan(graph, minimum)
        if sum(graph[last].values()) < minimum:
            return inside[last]
        joined = _joined(graph, firm)
        merged: dict[P, set[P]] = {}
        for point, root in joined.items():
            merged.setdefault(root, set()).update(inside[point])
        inside = {root: frozenset(points) for root, points in merged.items()}
        graph = _contracted(graph, joined)
    return None


def _scan(graph: Graph[P], minimum: int) -> tuple[P, list[tuple[P, P]]]:
    """The point scanned last, and the lines whose ends no cut under `minimum` parts."""
    place = {point: at for at, point in enumerate(graph)}
    points = list(graph)
    hold = dict.fromkeys(graph, 0)
    waiting = [(0, 0)]
    scanned: set[P] = set()
    firm: list[tuple[P, P]] = []
    last = points[0]
    while waiting:
        weight, at = heapq.heappop(waiting)
        point = points[at]
        if point in scanned or -weight != hold[point]:
            continue
        scanned.add(point)
        last = point
        for other, between in graph[point].items():
            if other not in scanned:
                hold[other] += between
                heapq.heappush(waiting, (-hold[other], place[other]))
                if hold[other] >= minimum:
                    firm.append((point, other))
    return last, firm


def _joined(graph: Graph[P], firm: list[tuple[P, P]]) -> dict[P, P]:
    """For each point the one that it becomes."""
    root = {point: point for point in graph}

    def find(point: P) -> P:
        while root[point] != point:
            root[point] = root[root[point]]
            point = root[point]
        return point

    for one, other in firm:
        root[find(other)] = find(one)
    return {point: find(point) for point in graph}


def _contracted(graph: Graph[P], joined: Mapping[P, P]) -> Graph[P]:
    smaller: Graph[P] = {root: {} for root in dict.fromkeys(joined.values())}
    for point, ends in graph.items():
        here = smaller[joined[point]]
        for other, weight in ends.items():
            there = joined[other]
            if there != joined[point]:
                here[there] = here.get(there, 0) + weight
    return smaller
