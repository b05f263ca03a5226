"""The groups of a summary as blocks: a table for each column, what is told of levels and courses, and what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readiness.batch.summary.drawing_numbers import number, percent_shown, whole_shown
from readiness.batch.summary.model import CoarseShare, GroupSummary, GroupTable, NodeSummary, Summary
from readiness.reports.numbers import percent
from readiness.reports.outline import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from readiness.words import say

MOST_GROUPS_DRAWN = 30
MOST_NAMES = 12
WIDTH, NAME, BETWEEN = 80, 32, 2
"""Columns of a screen; of them for a group's name, which is broken where it is longer; and between two."""


def groups(summary: Summary) -> Iterator[Block]:
    """A table for each column, what is told of levels and courses, and what is withheld."""
    for table in summary.groups:
        yield Heading(text=say(summary.language, "m_h_group", column=_titled(table, summary.language)))
        match table.state:
            case "too_many":
                yield Paragraph(text=say(summary.language, "m_too_many"))
            case "all_withheld":
                yield Paragraph(text=say(summary.language, "m_all_withheld", n=summary.minimum_group))
            case "shown":
                yield from _group_table(summary, table)
    if sum(table.state == "shown" for table in summary.groups) > 2 and not summary.small_groups_shown:
        yield Paragraph(text=say(summary.language, "m_in_pairs"), tone="warning")


def _group_table(summary: Summary, table: GroupTable) -> Iterator[Block]:
    language = summary.language
    shown = [group for group in table.groups if not group.withheld]
    drawn = shown[:MOST_GROUPS_DRAWN]
    heads = ("m_group", "m_n_head", "m_mean", "m_median")
    yield Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(_name(group, language)),
                number(whole_shown(summary, group.n or 0)),
                number(percent_shown(group.mean, language)),
                number(percent_shown(group.median, language)),
            )
            for group in drawn
        ),
    )
    yield from _section_tables(summary, drawn)
    yield from _told(summary, drawn)
    if len(shown) > len(drawn):
        yield Paragraph(text=say(language, "m_more_groups", n=len(shown) - len(drawn)), tone="quiet")
    hidden = [_name(group, language) for group in table.groups if group.withheld]
    if hidden:
        names = hidden[:MOST_NAMES]
        if len(hidden) > len(names):
            names.append(say(language, "m_more", n=len(hidden) - len(names)))
        yield Paragraph(text=say(language, "m_withheld", n=summary.minimum_group, names=", ".join(names)))


def _name(group: GroupSummary, language: str) -> str:
    return say(language, "m_blank") if group.name is None else group.name


def _section_tables(summary: Summary, drawn: Sequence[GroupSummary]) -> Iterator[Block]:
    """The means of the top sections, as many side by side as fit; the JSON and CSV have all sections."""
    names = [say(summary.language, "m_group"), *(_name(group, summary.language) for group in drawn)]
    room = WIDTH - min(NAME, max(map(len, names)))
    for few in _side_by_side([node for node in summary.nodes[1:] if node.depth == 0], room):
        yield Table(
            heads=(say(summary.language, "m_group"), *(node.title for node in few)),
            rows=tuple(
                (
                    Cell(_name(group, summary.language)),
                    *(number(percent_shown(_mean(group, node.id), summary.language)) for node in few),
                )
                for group in drawn
            ),
        )


def _side_by_side(nodes: Sequence[NodeSummary], room: int) -> Iterator[list[NodeSummary]]:
    """Sections by as many as have room for their titles, at least one."""
    few: list[NodeSummary] = []
    taken = 0
    for node in nodes:
        needed = BETWEEN + max(len(node.title), len("100,0 %"))
        if few and taken + needed > room:
            yield few
            few, taken = [], 0
        few.append(node)
        taken += needed
    if few:
        yield few


def _titled(table: GroupTable, language: str) -> str:
    """The column's title; several words are set off, so that they read as one name."""
    return say(language, "quoted", words=table.title) if " " in table.title else table.title


def _mean(group: GroupSummary, section: str) -> float | None:
    return next((each.mean for each in group.sections if each.id == section), None)


def _told(summary: Summary, drawn: Sequence[GroupSummary]) -> Iterator[Block]:
    """What is told of levels and courses."""
    language = summary.language
    titles = {each.id: each.title for each in (summary.levels.held if summary.levels else ())}
    titles |= {each.id: each.title for each in (summary.courses.now if summary.courses else ())}
    told = False
    for key, cells_of in (("m_levels_of", _levels_of), ("m_now_of", _now_of)):
        entries = tuple(
            Entry(_shares(cells_of(group), titles, language), mark=_name(group, language))
            for group in drawn
            if cells_of(group)
        )
        if entries:
            told = True
            yield Paragraph(text=say(language, key) + say(language, "colon").rstrip())
            yield Listing(entries=entries)
    if told and not summary.small_groups_shown:
        yield Paragraph(text=say(language, "m_coarse_key", n=summary.minimum_group), tone="quiet")


def _levels_of(group: GroupSummary) -> tuple[CoarseShare, ...]:
    return group.levels


def _now_of(group: GroupSummary) -> tuple[CoarseShare, ...]:
    return group.now


def _shares(cells: Sequence[CoarseShare], titles: dict[str, str], language: str) -> str:
    """Those that hold something, and who holds none only where that is more than a few."""
    said = []
    for cell in cells:
        name = titles.get(cell.id, cell.id) if cell.id is not None else say(language, "m_without")
        if cell.id is not None or cell.band != "few":
            shown = percent(None if cell.share is None else 100 * cell.share, language)
            words = {"few": "m_few", "about": "m_about", "nearly_all": "m_nearly_all", "exact": "m_exact"}
            values = {"name": name} if cell.share is None else {"name": name, "percent": shown}
            said.append(say(language, words[cell.band], **values))
    return ", ".join(said)
