"""The summary as an outline: what the terminal, plain lines and Markdown draw, part by part in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readiness.batch.summary.model import (
    CoarseShare,
    Counted,
    GroupSummary,
    GroupTable,
    HowMany,
    NodeSummary,
    SectionReliability,
    Spread,
    Summary,
)
from readiness.reports.numbers import amount, percent, plain_number, tenths
from readiness.reports.outline import (
    Bar,
    Bars,
    Block,
    Cell,
    Entry,
    Facts,
    Heading,
    Listing,
    Outline,
    Paragraph,
    Table,
)
from readiness.words import localized, say

MOST_GROUPS_DRAWN = 30
MOST_NAMES = 12
REASONS = {
    "preview": "m_preview",
    "test": "m_test",
    "spam": "m_spam",
    "repeated header": "m_repeated_header",
    "unfinished": "m_left_unfinished",
    "blank": "m_left_blank",
}
"""Why rows are left out, in the reader's language; another reason is said as it is."""
SECTIONS_A_TABLE = 4
"""How many means stand beside each other in 80 columns."""


def outline_of(summary: Summary) -> Outline:
    """The whole summary."""
    title = say(
        summary.language, "m_title", questionnaire=summary.questionnaire.title, n=_whole(summary, summary.counts.scored)
    )
    blocks = [block for part in PARTS for block in part(summary)]
    return Outline(title=title, language=summary.language, blocks=tuple(blocks))


def rows(summary: Summary) -> Iterator[Block]:
    """What became of every row, and how small a group may be."""
    language, counts = summary.language, summary.counts
    facts = [("m_rows", counts.rows), ("m_scored", counts.scored), ("m_rejected", counts.rejected)]
    lines = [(say(language, key), _whole(summary, n)) for key, n in facts]
    for each in counts.left_out:
        reason = say(language, REASONS[each.reason]) if each.reason in REASONS else each.reason
        lines.append((say(language, "m_left_out", reason=reason), _whole(summary, each.rows)))
    if summary.unfinished is not None:
        lines.append((say(language, "m_unfinished"), _how_many(summary, summary.unfinished)))
    if summary.response_rate is not None:
        lines.append((say(language, "m_rate"), _rate(summary)))
    if summary.languages:
        named = (say(language, "m_n_of", name=each.title, n=_how_many(summary, each)) for each in summary.languages)
        lines.append((say(language, "m_languages"), ", ".join(named)))
    yield Heading(text=say(language, "m_h_rows"))
    yield Facts(rows=tuple(lines))
    if summary.small_groups_shown:
        yield Paragraph(text=say(language, "m_no_minimum"), tone="warning")
    else:
        yield Paragraph(text=say(language, "m_minimum", n=summary.minimum_group), tone="quiet")
    if summary.withheld:
        yield Paragraph(text=say(language, "m_too_few", n=summary.minimum_group), tone="verdict")


def _rate(summary: Summary) -> str:
    found, language = summary.response_rate, summary.language
    assert found is not None
    n, invited = _whole(summary, found.responses), _whole(summary, found.invited)
    if found.rate is None:
        return say(language, "m_rate_odd", n=n, invited=invited)
    return say(language, "m_rate_is", percent=percent(100 * found.rate, language), n=n, invited=invited)


def _how_many(summary: Summary, found: HowMany) -> str:
    """A number, or what may be said instead of it."""
    match found.band:
        case "exact":
            return _whole(summary, found.n or 0)
        case "few":
            return say(summary.language, "m_fewer", n=summary.minimum_group)
        case "nearly_all":
            return say(summary.language, "m_all_but", n=summary.minimum_group)
        case "withheld":
            return say(summary.language, "m_not_told")


def _whole(summary: Summary, n: int) -> str:
    return localized(f"{n:,}", summary.language)


def scores(summary: Summary) -> Iterator[Block]:
    """Where the scores of the whole and of each section lie, and how those of the whole are spread."""
    if not summary.nodes:
        return
    language, whole = summary.language, summary.nodes[0].score
    yield Heading(text=say(language, "m_h_scores"))
    yield Bars(bars=tuple(_box(summary, node) for node in summary.nodes), key=say(language, "m_scores_key"))
    if whole.tenths:
        yield Heading(text=say(language, "m_h_tenths"))
        yield from _tenths(summary, whole)
    yield from _answers(summary)


def _tenths(summary: Summary, whole: Spread) -> Iterator[Block]:
    """A bar for each tenth of which it is told how many lie in it. Shares are of those with a score, where these are told."""
    if not any(whole.tenths):
        yield Paragraph(text=say(summary.language, "m_no_tenths", n=summary.minimum_group), tone="quiet")
        return
    of = whole.n or summary.counts.scored
    labels = (say(summary.language, "m_tenth", low=10 * at, high=10 * at + 10) for at in range(10))
    yield Bars(
        bars=tuple(
            _share_bar(summary, label, f"{at}", HowMany(band="withheld" if n is None else "exact", n=n), n and n / of)
            for at, (label, n) in enumerate(zip(labels, whole.tenths, strict=True))
        )
    )


def _box(summary: Summary, node: NodeSummary) -> Bar:
    """A bar that is full up to the lower quartile, open up to the upper one, and marked at the median."""
    score, language = node.score, summary.language
    note = "" if score.n is None else say(language, "m_n", n=_whole(summary, score.n))
    if score.mean is None:
        none = say(language, "m_fewer", n=summary.minimum_group)
        return Bar(node.title, node.id, None, None, None, none, "", depth=node.depth)
    if score.median is None:
        shown = say(language, "m_mean_alone", percent=_percent(score.mean, language))
        return Bar(node.title, node.id, None, None, None, shown, note, depth=node.depth)
    amid = score.p25 is not None and score.p75 is not None
    return Bar(
        label=node.title,
        id=node.id,
        percent=100 * (score.p25 or 0.0) if amid else 0.0,
        upper=100 * (score.p75 or 0.0) if amid else 0.0,
        target=100 * score.median,
        shown=tenths(100 * score.median, language),
        note=note,
        depth=node.depth,
    )


def _share_bar(summary: Summary, label: str, name: str, found: HowMany, share: float | None) -> Bar:
    """A bar as long as its share; where that is not told, what is said instead."""
    if found.band != "exact":
        return Bar(label, name, None, None, None, _how_many(summary, found), "")
    value = None if share is None else 100 * share
    note = say(summary.language, "m_n", n=_how_many(summary, found))
    return Bar(label, name, value, value, None, percent(value, summary.language), note)


def _answers(summary: Summary) -> Iterator[Block]:
    language = summary.language
    heads = ("m_section", "m_mean", "m_sd", "m_coverage", "m_dont_know", "m_na")
    yield Heading(text=say(language, "m_h_answers"))
    yield Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(node.title),
                _number(_percent(node.score.mean, language)),
                _number(_percent(node.score.sd, language)),
                _number(_percent(node.coverage, language)),
                _number(_per_response(summary, node.dont_know)),
                _number(_per_response(summary, node.not_applicable)),
            )
            for node in summary.nodes
        ),
    )
    yield Paragraph(text=say(language, "m_answers_key"), tone="quiet")


def _number(text: str) -> Cell:
    return Cell(text, number=True)


def _percent(share: float | None, language: str) -> str:
    return tenths(None if share is None else 100 * share, language)


def _per_response(summary: Summary, n: int | None) -> str:
    return "–" if n is None else localized(f"{n / summary.counts.scored:.1f}", summary.language)


def levels(summary: Summary) -> Iterator[Block]:
    """A bar for each level."""
    found, language = summary.levels, summary.language
    if found is None:
        return
    yield Heading(text=say(language, "m_h_levels"))
    yield Bars(bars=tuple(_share_bar(summary, each.title, each.id, each, each.share) for each in found.held))
    yield Paragraph(
        text=say(language, "m_without_level", n=_how_many(summary, found.without))
        + " "
        + say(language, "m_uncertain", n=_how_many(summary, found.uncertain))
    )


def courses(summary: Summary) -> Iterator[Block]:
    """Which courses fit, which are best, and what each exposes to; below them the two sides."""
    language = summary.language
    if summary.courses is None and not summary.exposures:
        return
    yield Heading(text=say(language, "m_h_courses"))
    heads = ("m_course", "m_now", "m_best", "m_exposure", "m_middle_half")
    yield Table(heads=tuple(say(language, key) for key in heads), rows=tuple(_course_rows(summary)))
    yield Paragraph(text=say(language, "m_courses_key", unit=summary.questionnaire.unit), tone="quiet")


def _course_rows(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    found, language = summary.courses, summary.language
    exposed = {each.id: each for each in summary.exposures}

    def row(name: str, title: str, now: Counted | None, best: Counted | None) -> tuple[Cell, ...]:
        each = exposed.get(name)
        amid = each is not None and each.p25 is not None and each.p75 is not None
        half = f"{amount(each.p25, language)} – {amount(each.p75, language)}" if each and amid else "–"
        return (
            Cell(title),
            _number(_counted(now, summary)),
            _number(_counted(best, summary)),
            _number(amount(each.median, language) if each else "–"),
            _number(half),
        )

    if found is not None:
        for now, best in zip(found.now, found.best, strict=True):
            yield row(now.id, now.title, now, best)
        none = say(language, "m_neither")
        yield row("", none, *(_without(summary, each) for each in (found.now_without, found.best_without)))
    yield from (row(each.id, each.title, None, None) for each in summary.exposures if each.kind == "side")


def _without(summary: Summary, found: HowMany) -> Counted:
    share = None if found.n is None else found.n / summary.counts.scored
    return Counted(id="", title="", band=found.band, n=found.n, share=share)


def _counted(found: Counted | None, summary: Summary) -> str:
    """A share, or what is said where it is not told."""
    if found is None:
        return "–"
    if found.band != "exact":
        return _how_many(summary, found)
    return percent(None if found.share is None else 100 * found.share, summary.language)


def checks(summary: Summary) -> Iterator[Block]:
    """Which checks fired, the most frequent first, as far as it is told how often they did."""
    fired = sorted((each for each in summary.checks if each.n != 0), key=lambda each: (*_often(each), each.id))
    if fired:
        yield Heading(text=say(summary.language, "m_h_checks"))
        yield Listing(
            entries=tuple(
                Entry(each.title, mark=each.id, aside=", ".join(dict.fromkeys(_aside(summary, each)))) for each in fired
            )
        )


def _often(check: Counted) -> tuple[int, int]:
    """What to order by: nothing of a number that is not told."""
    return ("nearly_all", "exact", "few", "withheld").index(check.band), -(check.n or 0)


def _aside(summary: Summary, check: Counted) -> tuple[str, str]:
    return _how_many(summary, check), _counted(check, summary)


def time(summary: Summary) -> Iterator[Block]:
    """How long responses took."""
    found, language = summary.time, summary.language
    if found is None:
        return
    yield Heading(text=say(language, "m_h_time"))
    lines = []
    if found.median is not None:
        n = "" if found.n is None else f" ({say(language, 'm_n', n=_whole(summary, found.n))})"
        lines.append((say(language, "m_time_median"), f"{_lasting(found.median, language)}{n}"))
    if found.p25 is not None and found.p75 is not None:
        half = f"{_lasting(found.p25, language)} – {_lasting(found.p75, language)}"
        lines.append((say(language, "m_time_half"), half))
    if found.speeders is not None:
        lines.append((say(language, "m_speeders"), _how_many(summary, found.speeders)))
    odd = _how_many(summary, found.odd)
    if found.source == "timestamps" and not found.formats:
        odd += f" ({say(language, 'm_unknown_times')})"
    yield Facts(rows=(*lines, (say(language, "m_odd_times"), odd)))


def _lasting(seconds: float, language: str) -> str:
    if seconds < 120:
        return say(language, "m_seconds", n=plain_number(round(seconds), language))
    return say(language, "m_minutes", n=localized(f"{seconds / 60:,.1f}", language))


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


def _titled(table: GroupTable, language: str) -> str:
    """The column's title; several words are set off, so that they read as one name."""
    return say(language, "quoted", words=table.title) if " " in table.title else table.title


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
                _number(_whole(summary, group.n or 0)),
                _number(_percent(group.mean, language)),
                _number(_percent(group.median, language)),
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
    """The means of the top sections, a few side by side; the JSON and CSV have all sections."""
    top = [node for node in summary.nodes[1:] if node.depth == 0]
    for at in range(0, len(top), SECTIONS_A_TABLE):
        few = top[at : at + SECTIONS_A_TABLE]
        yield Table(
            heads=(say(summary.language, "m_group"), *(node.title for node in few)),
            rows=tuple(
                (
                    Cell(_name(group, summary.language)),
                    *(_number(_percent(_mean(group, node.id), summary.language)) for node in few),
                )
                for group in drawn
            ),
        )


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


def reliability(summary: Summary) -> Iterator[Block]:
    """Alpha of each section, and dead items."""
    found, language = summary.reliability, summary.language
    if found is None:
        return
    yield Heading(text=say(language, "m_h_reliability"))
    heads = ("m_section", "m_items", "m_cases", "m_alpha", "m_loosest")
    yield Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(each.title),
                _number(str(each.items)),
                _number("–" if each.n is None else _whole(summary, each.n)),
                _number(_alpha(each, language)),
                Cell(_loosest(each, language)),
            )
            for each in found.sections
        ),
    )
    yield Paragraph(text=say(language, "m_formative"), tone="quiet")
    if found.dead:
        yield Heading(text=say(language, "m_h_dead"))
        yield Listing(
            entries=tuple(
                Entry(
                    each.text,
                    mark=each.id,
                    aside=", ".join(_why(why, each.judged, each.same, language) for why in each.why),
                )
                for each in found.dead
            )
        )


def _alpha(section: SectionReliability, language: str) -> str:
    return "–" if section.alpha is None else _hundredths(section.alpha, language)


def _hundredths(value: float, language: str) -> str:
    return localized(f"{round(value, 2) + 0.0:.2f}", language)  # never −0.00


def _loosest(section: SectionReliability, language: str) -> str:
    """The item that goes least with the rest; where there is no alpha, why."""
    match section.why:
        case "few_items":
            return say(language, "m_few_items")
        case "few_cases":
            return say(language, "m_few_cases")
        case "no_variance":
            return say(language, "m_no_variance")
        case None:
            related = [(each.item_rest, each.id) for each in section.each if each.item_rest is not None]
            lowest = min(related, default=None)
            return "" if lowest is None else f"{lowest[1]} {_hundredths(lowest[0], language)}"


def _why(why: str, judged: float | None, same: float | None, language: str) -> str:
    match why:
        case "unanswered":
            key = "m_dead_hardly_answered" if judged is None else "m_dead_unanswered"
            return say(language, key, percent=percent(100 * (judged or 0.0), language))
        case "same_answer":
            key = "m_dead_nearly_same" if same is None else "m_dead_same_answer"
            return say(language, key, percent=_percent(same, language))
        case _:
            return say(language, "m_dead_no_variance")


PARTS = (rows, scores, levels, courses, checks, time, groups, reliability)
"""The parts in reading order; of too few responses only the first says anything."""
