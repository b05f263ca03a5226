"""The figures of everybody: what is asked of the rows in the first pass, and what becomes of the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from readiness.batch.summary.figures import PER_AMOUNT, PER_SCORE, Bins, amount_bins, deviation, fixed, score_bins
from readiness.batch.summary.model import Counted, Courses, Exposure, Levels, NodeSummary, Spread
from readiness.batch.summary.passes import Answers, Pass
from readiness.batch.summary.standing import TENTHS, Distribution, alone, ask_standing, how_many
from readiness.model.questionnaire import STANCES, Questionnaire, Section
from readiness.risk.exposure import offered
from readiness.scoring.tree import OVERALL
from readiness.words import say

if TYPE_CHECKING:
    import polars as pl

STATES = ("judged", "dont_know", "unanswered", "not_applicable")
SIDES = ("participating", "not_participating")
MOST_LANGUAGES = 20


def nodes(questionnaire: Questionnaire) -> Iterator[tuple[str, Section | None, int]]:
    """The whole and every section, with how deep it lies."""

    def walk(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[str, Section | None, int]]:
        for section in sections:
            yield section.id, section, depth
            yield from walk(section.sections, depth + 1)

    yield OVERALL, None, 0
    yield from walk(questionnaire.sections, 0)


def ask(asked: Pass, questionnaire: Questionnaire) -> None:
    """Put every question about the whole."""
    import polars as pl

    asked.value("rows", pl.len())
    if asked.has("finished"):
        asked.value("finished", pl.col("finished").sum())
        asked.value("unfinished", (~pl.col("finished")).sum())
    for name, _, _ in nodes(questionnaire):
        _ask_node(asked, name)
    ask_standing(asked)
    if asked.has("level_low", "level_high"):
        asked.value("level_uncertain", (pl.col("level_low") != pl.col("level_high")).sum())
    _ask_courses(asked)
    for check in questionnaire.checks:
        if asked.has(f"check.{check.id}"):
            asked.value(f"check.{check.id}", pl.col(f"check.{check.id}").sum())
    if asked.has("language"):
        spoken = asked.frame.filter(pl.col("language") != "").group_by("language").agg(pl.len().alias("n"))
        ordered = spoken.sort(["n", "language"], descending=[True, False])
        asked.table("languages", ordered.head(MOST_LANGUAGES))  # as many as anybody reads


def _ask_node(asked: Pass, name: str) -> None:
    import polars as pl

    if asked.has(f"score.{name}"):
        asked.table(f"score.{name}", score_bins(asked.frame, f"score.{name}"))
    if asked.has(f"coverage.{name}"):
        asked.value(f"coverage.{name}", fixed(pl.col(f"coverage.{name}")).sum())
        asked.value(f"covered.{name}", pl.col(f"coverage.{name}").count())
    for state in STATES:
        if asked.has(f"{state}.{name}"):
            # Counts come as floats; whole numbers add up to the same whatever the order.
            asked.value(f"{state}.{name}", pl.col(f"{state}.{name}").round().cast(pl.Int64).sum())


def _ask_courses(asked: Pass) -> None:
    import polars as pl

    if asked.has("stance_margin"):
        asked.value("margin", fixed(pl.col("stance_margin")).sum())
        asked.value("margins", pl.col("stance_margin").count())
    for name in (*SIDES, *STANCES):
        if asked.has(f"exposure.{name}"):
            asked.table(f"exposure.{name}", amount_bins(asked.frame, f"exposure.{name}"))
        if asked.has(f"rated.{name}"):
            asked.value(f"rated.{name}", pl.col(f"rated.{name}").cast(pl.Float64).round().cast(pl.Int64).sum())


# ---- answers ---------------------------------------------------------------------------------------------------


def node_summaries(
    found: Answers, questionnaire: Questionnaire, language: str, minimum: int, tenths: Distribution | None
) -> Iterator[NodeSummary]:
    """The whole and the sections. `tenths` is how the overall scores are spread, which is told no closer of a section."""
    rows = found.count("rows")
    overall = _tenths(found.tables.get(f"score.{OVERALL}"), rows)
    for name, section, depth in nodes(questionnaire):
        table = found.tables.get(f"score.{name}")
        own = _tenths(table, rows)
        spreads = tenths if tenths is not None and own == overall else alone(own, minimum)
        covered = found.count(f"covered.{name}")
        counts = [found.count(f"{state}.{name}") if found.has(f"{state}.{name}") else None for state in STATES]
        yield NodeSummary(
            id=name,
            title=section.title.in_(language) if section else say(language, "m_overall"),
            depth=depth,
            score=spread(table, spreads, minimum),
            coverage=min(1.0, found.count(f"coverage.{name}") / (covered * PER_SCORE)) if covered >= minimum else None,
            judged=counts[0],
            dont_know=counts[1],
            unanswered=counts[2],
            not_applicable=counts[3],
        )


def _tenths(table: pl.DataFrame | None, rows: int) -> Mapping[str | None, int]:
    """How many of all rows have a score in each tenth, and how many have none."""
    found: Counter[str | None] = Counter({None: rows})
    for at, n in () if table is None else table.select("bin", "n").rows():
        found[str(min(TENTHS - 1, at // 100))] += n
        found[None] -= n
    return {name: n for name, n in found.items() if n}


def spread(table: pl.DataFrame | None, tenths: Distribution, minimum: int) -> Spread:
    """The distribution of scores that fell into bins; nothing where fewer than `minimum` have one."""
    n = 0 if table is None else int(table["n"].sum())
    if table is None or n < max(1, minimum):
        return Spread()
    bins = Bins.of(table.select("bin", "n", "total").rows(), PER_SCORE)
    p5, p25, median, p75, p95 = bins.told(minimum, 0.05, 0.25, 0.5, 0.75, 0.95)
    ends = table.sort("bin")
    return Spread(
        n=None if tenths.n(None) is None else n,
        mean=bins.mean,
        sd=deviation(n, bins.total, sum(table["squares"].to_list())),
        least=float(ends["least"][0]) if ends["n"][0] >= minimum else None,
        p5=p5,
        p25=p25,
        median=median,
        p75=p75,
        p95=p95,
        most=float(ends["most"][-1]) if ends["n"][-1] >= minimum else None,
        tenths=tenths.tenths,
    )


Distributions = Mapping[str, Distribution]


def levels(
    found: Answers, spread_over: Distributions, questionnaire: Questionnaire, language: str, minimum: int
) -> Levels | None:
    """How many hold each level; None where the questionnaire has none."""
    held, rows = spread_over.get("level"), found.count("rows")
    if held is None:
        return None
    return Levels(
        held=tuple(held.counted(level.id, level.title.in_(language), rows) for level in questionnaire.levels),
        without=held.how_many(None),
        uncertain=how_many(found.count("level_uncertain"), rows, minimum),
    )


def counted(name: str, title: str, n: int, of: int, minimum: int) -> Counted:
    """A count with its share, as far as it may be told."""
    told = how_many(n, of, minimum)
    return Counted(id=name, title=title, band=told.band, n=told.n, share=n / of if told.n is not None and of else None)


def stance_titles(questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """What the courses on offer are called, in order of commitment."""
    own = {stance.id: stance.title.in_(language) for stance in questionnaire.stances or ()}
    return {name: own.get(name) or say(language, name) for name in offered(questionnaire)}


def courses(
    found: Answers, spread_over: Distributions, questionnaire: Questionnaire, language: str, minimum: int
) -> Courses | None:
    """Which courses fit now and which are best; None where the questionnaire has no courses."""
    now, best = spread_over.get("stance_now"), spread_over.get("stance_best")
    if now is None or best is None:
        return None
    rows, titles, margins = found.count("rows"), stance_titles(questionnaire, language), found.count("margins")

    def each(column: Distribution) -> Iterable[Counted]:
        return (column.counted(name, title, rows) for name, title in titles.items())

    return Courses(
        now=tuple(each(now)),
        now_without=now.how_many(None),
        best=tuple(each(best)),
        best_without=best.how_many(None),
        margin=found.count("margin") / (margins * PER_SCORE) if margins >= max(1, minimum) else None,
    )


def exposures(found: Answers, questionnaire: Questionnaire, language: str, minimum: int) -> Iterator[Exposure]:
    """Both sides, then the courses."""
    sides: list[tuple[Literal["side", "course"], str, str]] = [("side", n, say(language, f"h_{n}")) for n in SIDES]
    titles = stance_titles(questionnaire, language)
    for kind, name, title in [*sides, *(("course", name, title) for name, title in titles.items())]:
        table = found.tables.get(f"exposure.{name}")
        if table is None:
            continue
        bins = Bins.of(table.rows(), PER_AMOUNT)
        enough = bins.n >= max(1, minimum)
        p25, median, p75 = bins.told(minimum, 0.25, 0.5, 0.75) if enough else (None, None, None)
        rated = found.count(f"rated.{name}") / found.count("rows") if found.has(f"rated.{name}") else None
        yield Exposure(
            kind=kind,
            id=name,
            title=title,
            n=how_many(bins.n, found.count("rows"), minimum).n if enough else None,
            mean=bins.mean if enough else None,
            p25=p25,
            median=median,
            p75=p75,
            rated=rated,
        )


def checks(found: Answers, questionnaire: Questionnaire, language: str, minimum: int) -> tuple[Counted, ...]:
    """How often each of the questionnaire's checks fired."""
    rows = found.count("rows")
    return tuple(
        counted(check.id, check.text.in_(language), found.count(f"check.{check.id}"), rows, minimum)
        for check in questionnaire.checks
        if found.has(f"check.{check.id}")
    )


def languages(found: Answers, language: str, minimum: int) -> tuple[Counted, ...]:
    """The most frequent languages as exported, and all others with blank cells, which are too many to be few."""
    if "languages" not in found.tables:
        return ()
    rows = found.count("rows")
    each = [(name, name, n) for name, n in found.tables["languages"].rows() if n >= minimum]
    rest = rows - sum(n for _, _, n in each)
    while each and 0 < rest < minimum:
        rest += each.pop()[-1]
    others = [("", say(language, "m_other_languages"), rest)] if rest else []
    return tuple(
        Counted(id=name, title=title, band="exact", n=n, share=n / rows) for name, title, n in (*each, *others)
    )
