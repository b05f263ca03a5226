"""Scores in long form: a row for each output of each response, for tools that group and plot by column values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from readiness.batch.scoring.outputs import kind_of

if TYPE_CHECKING:
    import polars as pl


VALUE = "value"


def outputs_among(names: Iterable[str]) -> list[str]:
    """The columns that are outputs; the others say whose row it is."""
    return [name for name in names if kind_of(name) is not None]


def long_form(batch: pl.DataFrame, *, written: bool = False) -> pl.DataFrame:
    """What says whose row it is (`row`, `id`, …), then `kind`, `of`, `value` and `text`, response by response.

    `score.policy` is of kind `score`, of `policy`; `level` is of nothing. Numbers and counts stand under `value`; names, and
    truths as `true` and `false`, under `text`. `written`: numbers as text, so that a count has no decimals.
    """
    import polars as pl

    outputs = outputs_among(batch.columns)
    value = pl.String() if written else pl.Float64()
    about = [name for name in batch.columns if name not in outputs]
    kept = batch.select(about).select(pl.all().repeat_by(len(outputs)).list.explode(empty_as_null=False))
    named = [name.partition(".") for name in outputs]
    return kept.with_columns(
        pl.Series("kind", [kind for kind, _, _ in named] * batch.height, dtype=pl.String),
        pl.Series("of", [of or None for _, _, of in named] * batch.height, dtype=pl.String),
        _folded(batch, outputs, VALUE, ("number", "count"), value),
        _folded(batch, outputs, "text", ("name", "truth"), pl.String()),
    )


def _folded(
    batch: pl.DataFrame, outputs: Sequence[str], name: str, kinds: Collection[str], dtype: pl.DataType
) -> pl.Series:
    """The outputs of some kinds, row by row, null for the others."""
    import polars as pl

    cells = [(pl.col(each) if kind_of(each) in kinds else pl.lit(None)).cast(dtype).alias(each) for each in outputs]
    if not outputs:
        return pl.Series(name, [], dtype=dtype)
    return batch.with_columns(pl.concat_list(cells).alias(name))[name].list.explode(empty_as_null=False)
