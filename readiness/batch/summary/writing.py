"""The summary as JSON and as CSV, unrounded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from readiness.batch.summary.model import GroupSummary, GroupTable, HowMany, NodeSummary, Reliability, Summary
from readiness.model.signs import ACTING
from readiness.reports.safe import harmless

COLUMNS = ("table", "group", "measure", "value")
Row = tuple[str, str, str, object]
WITHHELD = "withheld"


def summary_json(summary: Summary) -> str:
    """One document that obeys `readiness schema summary`. Control characters are escaped."""
    text = json.dumps(summary.model_dump(mode="json"), ensure_ascii=False, indent=2, allow_nan=False)
    return ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def summary_csv(summary: Summary) -> str:
    """One long table, a figure to a line. What there is no figure of is left out; a withheld group has one line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table, group, measure, value in _rows(summary):
        if value is not None:
            shown = harmless(value) if isinstance(value, str) else value
            writer.writerow((table, harmless(group), harmless(measure), shown))
    return out.getvalue()


def _rows(summary: Summary) -> Iterator[Row]:
    yield from _counts(summary)
    for node in summary.nodes:
        yield from _node(node)
    yield from _standing(summary)
    for table in summary.groups:
        yield from _groups(table)
    if summary.reliability is not None:
        yield from _reliability(summary.reliability)


def _counts(summary: Summary) -> Iterator[Row]:
    counts, rate = summary.counts, summary.response_rate
    for measure in ("rows", "scored", "rejected"):
        yield "rows", "", measure, getattr(counts, measure)
    for each in counts.left_out:
        yield "rows", each.reason, "left_out", each.rows
    yield "rows", "", "finished", _told(summary.finished)
    yield "rows", "", "unfinished", _told(summary.unfinished)
    yield "rows", "", "minimum_group", summary.minimum_group
    if rate is not None:
        yield "rows", "", "invited", rate.invited
        yield "rows", "", "response_rate", rate.rate
    for language in summary.languages:
        yield "languages", language.id, "n", _told(language)


def _told(found: HowMany | None) -> int | str | None:
    """The number, or why there is none."""
    return None if found is None else found.n if found.n is not None else found.band


SPREAD = ("n", "mean", "sd", "least", "p5", "p25", "median", "p75", "p95", "most")


def _node(node: NodeSummary) -> Iterator[Row]:
    for measure in SPREAD:
        yield "scores", node.id, measure, getattr(node.score, measure)
    for at, n in enumerate(node.score.tenths):
        yield "scores", node.id, f"tenth_{at + 1}", WITHHELD if n is None else n
    for measure in ("coverage", "judged", "dont_know", "unanswered", "not_applicable"):
        yield "scores", node.id, measure, getattr(node, measure)


def _standing(summary: Summary) -> Iterator[Row]:
    """Levels, courses, exposures, checks and time."""
    if summary.levels is not None:
        for each in summary.levels.held:
            yield "levels", each.id, "n", _told(each)
            yield "levels", each.id, "share", each.share
        yield "levels", "", "without", _told(summary.levels.without)
        yield "levels", "", "uncertain", _told(summary.levels.uncertain)
    if summary.courses is not None:
        for measure, courses in (("now", summary.courses.now), ("best", summary.courses.best)):
            yield from (("courses", each.id, measure, _told(each)) for each in courses)
        yield "courses", "", "now_without", _told(summary.courses.now_without)
        yield "courses", "", "best_without", _told(summary.courses.best_without)
        yield "courses", "", "margin", summary.courses.margin
    for exposure in summary.exposures:
        for measure in ("n", "mean", "p25", "median", "p75", "rated"):
            yield "exposures", exposure.id, measure, getattr(exposure, measure)
    yield from (("checks", check.id, "n", _told(check)) for check in summary.checks)
    if summary.time is not None:
        for measure in ("n", "median", "p25", "p75"):
            yield "seconds", "", measure, getattr(summary.time, measure)
        yield "seconds", "", "speeders", _told(summary.time.speeders)
        yield "seconds", "", "odd", _told(summary.time.odd)


def _groups(table: GroupTable) -> Iterator[Row]:
    name = f"by.{table.column}"
    yield name, "", "title", table.title
    if table.state != "shown":
        yield name, "", "state", table.state
    for group in table.groups:
        label = group.name or ""
        if group.withheld:
            yield name, label, "state", WITHHELD
        else:
            yield from _group(name, label, group)


def _group(table: str, label: str, group: GroupSummary) -> Iterator[Row]:
    for measure in ("n", "mean", "median"):
        yield table, label, measure, getattr(group, measure)
    for section in group.sections:
        yield table, label, f"mean.{section.id}", section.mean
    for kind, cells in (("level", group.levels), ("now", group.now), ("best", group.best)):
        for cell in cells:
            yield table, label, f"{kind}.{cell.id or 'none'}", cell.band if cell.share is None else cell.share


def _reliability(found: Reliability) -> Iterator[Row]:
    for section in found.sections:
        for measure in ("items", "n", "alpha", "why"):
            yield "reliability", section.id, measure, getattr(section, measure)
        for item in section.each:
            yield "reliability", section.id, f"item_rest.{item.id}", item.item_rest
            yield "reliability", section.id, f"alpha_without.{item.id}", item.alpha_without
    for dead in found.dead:
        yield "dead_items", dead.id, "why", " ".join(dead.why)
        yield "dead_items", dead.id, "judged", dead.judged
        yield "dead_items", dead.id, "same", dead.same
