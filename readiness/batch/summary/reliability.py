"""How far the items of a section go together: Cronbach's alpha, item-rest correlations, and items that tell nothing.

Alpha is k / (k − 1) × (1 − Σ item variances / variance of their sum), over complete cases: responses in which all k items
of the section, at any depth, are judged (Cronbach 1951). It needs sums only: of each item, its square, and its product with
the sum of all; these are whole numbers (see `figures`), so nothing is lost to cancellation.

Readiness is made up of its items and not reflected by them, so they need not go together: a low alpha is no defect of a
section, and no reason to drop an item. What a high one says is that the items mostly tell the same story.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readiness.batch.summary.figures import BINS, PER_SCORE, SLACK, fixed
from readiness.batch.summary.model import DeadItem, ItemReliability, Reliability, SectionReliability
from readiness.batch.summary.passes import Answers, Pass
from readiness.batch.summary.standing import how_many
from readiness.model.questionnaire import GridQuestion, Questionnaire
from readiness.scoring.tree import Group, Item, compile_tree

if TYPE_CHECKING:
    import polars as pl

FEWEST_CASES = 10
"""Complete cases below which an alpha is noise."""
WIDER = 64
"""How much more coarsely products with the sum of all items are added: they may be as many times larger as a score."""
SAME = 0.95
"""The share of one score from which an item tells responses hardly apart."""
UNANSWERED = 0.5
"""The share of responses in which an item must be judged."""


def ask_items(asked: Pass, questionnaire: Questionnaire) -> None:
    """Put the questions: sums over the complete cases of each section, and how each item is spread."""
    import polars as pl

    for section, items in _sections(asked.columns, questionnaire):
        if len(items) > 1:
            asked.table(f"cases.{section.id}", case_sums(asked.frame, items))
    asked.value("rows", pl.len())
    for item in _items(asked.columns, questionnaire):
        asked.table(f"item.{item}", _spread(asked.frame, pl.col(column_of(item))))


def _spread(frame: pl.LazyFrame, score: pl.Expr) -> pl.LazyFrame:
    """In how many responses an item is judged, how often with the most frequent score, and its least and most."""
    import polars as pl

    at = (score * BINS + SLACK * BINS).floor().cast(pl.Int32).alias("bin")
    bins = (
        frame.filter(score.is_not_null())
        .group_by(at)
        .agg(pl.len().alias("n"), score.min().alias("least"), score.max().alias("most"))
    )
    return bins.select(
        pl.col("n").sum().alias("judged"), pl.col("n").max().alias("same"), pl.col("least").min(), pl.col("most").max()
    )


def column_of(item: str) -> str:
    """The column of an item's scores."""
    return f"item.{item}"


def _items(columns: frozenset[str], questionnaire: Questionnaire) -> tuple[str, ...]:
    scored = (item.id for item in compile_tree(questionnaire).items() if item.method != "unscored")
    return tuple(item for item in scored if column_of(item) in columns)


def _sections(columns: frozenset[str], questionnaire: Questionnaire) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """Every section with the items below it that there are scores of."""
    there = frozenset(_items(columns, questionnaire))
    for group in compile_tree(questionnaire).groups():
        if group.kind == "section":
            yield group, tuple(item.id for item in _below(group) if item.id in there)


def _below(group: Group) -> Iterator[Item]:
    for child in group.children:
        if isinstance(child, Item):
            yield child
        else:
            yield from _below(child)


def case_sums(frame: pl.LazyFrame, items: Sequence[str]) -> pl.LazyFrame:
    """Over complete cases: n, and for each item the sums of x, x² and x × the sum of all; x is the score less ½."""
    import polars as pl

    names = [column_of(item) for item in items]
    sums = (
        fixed(each, per).sum().alias(f"{sort}.{item}")
        for item, x in zip(items, map(pl.col, names), strict=True)
        for sort, each, per in (
            ("x", x, PER_SCORE),
            ("xx", x * x, PER_SCORE),
            ("xt", x * pl.col("whole"), PER_SCORE // WIDER),
        )
    )
    complete = frame.select(names).drop_nulls().select(pl.col(names) - 0.5)
    return complete.with_columns(pl.sum_horizontal(names).alias("whole")).select(pl.len().alias("n"), *sums)


# ---- answers ---------------------------------------------------------------------------------------------------


def reliability(
    found: Answers, columns: frozenset[str], questionnaire: Questionnaire, language: str, minimum: int
) -> Reliability:
    """What the answers say. Fewer than `minimum` responses say nothing."""
    titles = {section.id: section.title.in_(language) for section in questionnaire.every_section()}
    items = _items(columns, questionnaire)
    texts = dict(_texts(questionnaire, language))
    return Reliability(
        sections=tuple(
            _section(found, section.id, titles[section.id], below, minimum)
            for section, below in _sections(columns, questionnaire)
            if below
        ),
        dead=tuple(_dead(found, items, texts, minimum)),
        items=len(items),
    )


def _texts(questionnaire: Questionnaire, language: str) -> Iterator[tuple[str, str]]:
    for question in questionnaire.every_question():
        yield question.id, question.text.in_(language)
        if isinstance(question, GridQuestion):
            yield from ((f"{question.id}.{row.id}", row.text.in_(language)) for row in question.rows)


def _section(found: Answers, name: str, title: str, items: tuple[str, ...], minimum: int) -> SectionReliability:
    table = found.tables.get(f"cases.{name}")
    sums = None if table is None else Sums.of(table.row(0, named=True), items)
    enough = sums is not None and sums.n >= max(FEWEST_CASES, minimum)
    alpha = sums.alpha() if sums is not None and enough else None
    why: Literal["few_items", "few_cases", "no_variance"] | None = None
    if alpha is None:
        why = "few_items" if sums is None else "no_variance" if enough else "few_cases"
    return SectionReliability(
        id=name,
        title=title,
        items=len(items),
        n=how_many(sums.n, found.count("rows"), minimum).n if sums is not None and sums.n >= minimum else None,
        alpha=alpha,
        why=why,
        each=() if sums is None or alpha is None else sums.each(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What alpha is made of: n cases, each item's variance, and its covariance with the sum of all.

    Variances are whole numbers, each n (n − 1) × `PER_SCORE`² times what it stands for.
    """

    n: int
    variances: Mapping[str, int]
    covariances: Mapping[str, int]

    @classmethod
    def of(cls, row: Mapping[str, int], items: Sequence[str]) -> Sums:
        """From the sums over complete cases."""
        n = row["n"]
        whole = sum(row[f"x.{item}"] for item in items)
        return cls(
            n=n,
            variances={i: n * row[f"xx.{i}"] * PER_SCORE - row[f"x.{i}"] ** 2 for i in items},
            covariances={i: n * row[f"xt.{i}"] * WIDER * PER_SCORE - row[f"x.{i}"] * whole for i in items},
        )

    @property
    def of_the_sum(self) -> int:
        """The variance of the sum of all items."""
        return sum(self.covariances.values())

    def alpha(self) -> float | None:
        """None where the sum does not vary."""
        return self._alpha(len(self.variances), sum(self.variances.values()), self.of_the_sum)

    def each(self) -> tuple[ItemReliability, ...]:
        """Every item against the others."""
        return tuple(
            ItemReliability(id=item, item_rest=self._item_rest(item), alpha_without=self._alpha_without(item))
            for item in self.variances
        )

    def _rest(self, item: str) -> int:
        """The variance of the sum of the others."""
        return self.of_the_sum - 2 * self.covariances[item] + self.variances[item]

    def _item_rest(self, item: str) -> float | None:
        own, rest = self.variances[item], self._rest(item)
        if not (self._varies(own) and self._varies(rest)):
            return None
        found = (self.covariances[item] - own) / math.sqrt(own * rest)
        return max(-1.0, min(1.0, found))

    def _alpha_without(self, item: str) -> float | None:
        others = sum(self.variances.values()) - self.variances[item]
        return self._alpha(len(self.variances) - 1, others, self._rest(item))

    def _alpha(self, items: int, apart: int, together: int) -> float | None:
        if items < 2 or not self._varies(together):
            return None
        return min(1.0, items / (items - 1) * (1 - apart / together))

    def _varies(self, variance: int) -> bool:
        """Beyond what rounding squares may feign: a standard deviation of a millionth."""
        return variance * 10**12 > self.n * self.n * PER_SCORE * PER_SCORE


Why = Literal["unanswered", "no_variance", "same_answer"]


def _dead(found: Answers, items: Sequence[str], texts: Mapping[str, str], minimum: int) -> Iterator[DeadItem]:
    rows = found.count("rows")
    for item in items:
        judged, frequent, least, most = found.tables[f"item.{item}"].row(0)
        frequent = frequent or 0
        why: list[Why] = ["unanswered"] if judged < UNANSWERED * rows else []
        if judged >= max(1, minimum) and least == most:
            why.append("no_variance")
        elif judged >= max(1, minimum) and frequent >= SAME * judged:
            why.append("same_answer")
        if why:
            yield DeadItem(
                id=item,
                text=texts[item],
                why=tuple(why),
                judged=judged / rows if how_many(judged, rows, minimum).n is not None and rows else None,
                same=frequent / judged if judged >= max(1, minimum) and not 0 < judged - frequent < minimum else None,
            )
