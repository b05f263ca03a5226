"""The summary as an outline: what the terminal, plain lines and Markdown draw, part by part in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.batch.summary.drawing_groups import groups
from readiness.batch.summary.drawing_numbers import how_many_shown, number, percent_shown, whole_shown
from readiness.batch.summary.model import (
    Counted,
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

REASONS = {
    "preview": "m_preview",
    "test": "m_test",
    "spam": "m_spam",
    "repeated header": "m_repeated_header",
    "unfinished": "m_left_unfinished",
    "blank": "m_left_blank",
}
"""Why rows are left out, in the reader's language; another reason is said as it is."""


def outline_of(summary: Summary) -> Outline:
    """The whole summary."""
    title = say(
        summary.language,
        "m_title",
        questionnaire=summary.questionnaire.title,
        n=whole_shown(summary, summary.counts.scored),
    )
    blocks = [block for part in PARTS for block in part(summary)]
    return Outline(title=title, language=summary.language, blocks=tuple(blocks))


def rows(summary: Summary) -> Iterator[Block]:
    """What became of every row, and how small a group may be."""
    language, counts = summary.language, summary.counts
    facts = [("m_rows", counts.rows), ("m_scored", counts.scored), ("m_rejected", counts.rejected)]
    lines = [(say(language, key), whole_shown(summary, n)) for key, n in facts]
    for each in counts.left_out:
        reason = say(language, REASONS[each.reason]) if each.reason in REASONS else each.reason
        lines.append((say(language, "m_left_out", reason=reason), whole_shown(summary, each.rows)))
    if summary.unfinished is not None:
        lines.append((say(language, "m_unfinished"), how_many_shown(summary, summary.unfinished)))
    if summary.response_rate is not None:
        lines.append((say(language, "m_rate"), _rate(summary)))
    if summary.languages:
        named = (
            say(language, "m_n_of", name=each.title, n=how_many_shown(summary, each)) for each in summary.languages
        )
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
    n, invited = whole_shown(summary, found.responses), whole_shown(summary, found.invited)
    if found.rate is None:
        return say(language, "m_rate_odd", n=n, invited=invited)
    return say(language, "m_rate_is", percent=percent(100 * found.rate, language), n=n, invited=invited)


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
    note = "" if score.n is None else say(language, "m_n", n=whole_shown(summary, score.n))
    if score.mean is None:
        none = say(language, "m_fewer", n=summary.minimum_group)
        return Bar(node.title, node.id, None, None, None, none, "", depth=node.depth)
    if score.median is None:
        shown = say(language, "m_mean_alone", percent=percent_shown(score.mean, language))
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
        return Bar(label, name, None, None, None, how_many_shown(summary, found), "")
    value = None if share is None else 100 * share
    note = say(summary.language, "m_n", n=how_many_shown(summary, found))
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
                number(percent_shown(node.score.mean, language)),
                number(percent_shown(node.score.sd, language)),
                number(percent_shown(node.coverage, language)),
                number(_per_response(summary, node.dont_know)),
                number(_per_response(summary, node.not_applicable)),
            )
            for node in summary.nodes
        ),
    )
    yield Paragraph(text=say(language, "m_answers_key"), tone="quiet")


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
        text=say(language, "m_without_level", n=how_many_shown(summary, found.without))
        + " "
        + say(language, "m_uncertain", n=how_many_shown(summary, found.uncertain))
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
            number(_counted(now, summary)),
            number(_counted(best, summary)),
            number(amount(each.median, language) if each else "–"),
            number(half),
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
        return how_many_shown(summary, found)
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
    return how_many_shown(summary, check), _counted(check, summary)


def time(summary: Summary) -> Iterator[Block]:
    """How long responses took."""
    found, language = summary.time, summary.language
    if found is None:
        return
    yield Heading(text=say(language, "m_h_time"))
    lines = []
    if found.median is not None:
        n = "" if found.n is None else f" ({say(language, 'm_n', n=whole_shown(summary, found.n))})"
        lines.append((say(language, "m_time_median"), f"{_lasting(found.median, language)}{n}"))
    if found.p25 is not None and found.p75 is not None:
        half = f"{_lasting(found.p25, language)} – {_lasting(found.p75, language)}"
        lines.append((say(language, "m_time_half"), half))
    if found.speeders is not None:
        lines.append((say(language, "m_speeders"), how_many_shown(summary, found.speeders)))
    odd = how_many_shown(summary, found.odd)
    if found.source == "timestamps" and not found.formats:
        odd += f" ({say(language, 'm_unknown_times')})"
    yield Facts(rows=(*lines, (say(language, "m_odd_times"), odd)))


def _lasting(seconds: float, language: str) -> str:
    if seconds < 120:
        return say(language, "m_seconds", n=plain_number(round(seconds), language))
    return say(language, "m_minutes", n=localized(f"{seconds / 60:,.1f}", language))


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
                number(str(each.items)),
                number("–" if each.n is None else whole_shown(summary, each.n)),
                number(_alpha(each, language)),
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
            return say(language, key, percent=percent_shown(same, language))
        case _:
            return say(language, "m_dead_no_variance")


PARTS = (rows, scores, levels, courses, checks, time, groups, reliability)
"""The parts in reading order; of too few responses only the first says anything."""
