"""A row of a table as the response that it stands for, so that it can have a document of its own.

What a row says is asked of the very symbols that score it: its cells are not read a second time, by other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, cast

from readiness.batch.engines.job import ROW, SCORED, STATE, Job
from readiness.batch.readings import Importance, Number, OneOf, Reading, TickColumns, Ticks, Words
from readiness.batch.scoring.answers import answers_of
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.symbols import Algebra, Said, Symbol
from readiness.model.base import LANGUAGE_PATTERN, day_written
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, GridQuestion, Questionnaire
from readiness.model.response import (
    Answer,
    OpportunityRating,
    Plain,
    QuestionnaireRef,
    Rating,
    Respondent,
    Response,
    RiskRating,
    Value,
)

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, object]
_BATCH = 2_000
_UNSAID, _NOT_APPLICABLE, _DONT_KNOW, _OTHER = -1.0, -2.0, -3.0, -4.0
"""What is answered, as a number: from 0 on a value of the reading, by its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a response says of itself. `id` names it, for the name of its document; it is not written into it."""

    id: str | None = None
    organization: str | None = None
    role: str | None = None
    date: str | None = None
    language: str | None = None


def response_of(
    questionnaire: Questionnaire,
    readings: Sequence[Reading],
    importances: Sequence[Importance],
    cells: Mapping[str, str | None],
    about: About = About(),
) -> Response:
    """The response in one row of cells by column. Cells that no reading knows are as unanswered."""
    import polars as pl

    reader = RowReader(Algebra(), questionnaire, readings, importances)
    frame = pl.LazyFrame({name: [cell] for name, cell in cells.items()}, schema=dict.fromkeys(cells, pl.String))
    return reader.response(reader.asked_of(frame, {}, ()).collect().row(0, named=True), about)


def scored_responses(
    job: Job,
    questionnaire: Questionnaire,
    readings: Sequence[Reading],
    importances: Sequence[Importance],
    copied: Mapping[str, str],
) -> Iterator[tuple[int, About, Response]]:
    """Every scored row of a table: its number, what it says of itself, and its response.

    `copied` gives columns by name, of which those are looked at that `About` has fields for. Without a date it is the day on
    which the response was ended or begun.
    """
    import polars as pl

    from readiness.batch.engines.with_polars import opened

    ops = job.state.home
    reader = RowReader(ops, questionnaire, readings, importances)
    copied = {"date": copied.get("ended", copied.get("started", "")), **copied}
    about = {field.name: copied[field.name] for field in fields(About) if copied.get(field.name)}
    said = {f"_about.{name}": ops.make("cell", payload=column) for name, column in about.items()}
    frame = reader.asked_of(opened(job.export), {**said, STATE: job.state}, (ROW,))
    scored = frame.filter(pl.col(STATE) == SCORED)
    for batch in scored.collect_batches(chunk_size=_BATCH, maintain_order=True, engine="streaming"):
        for row in batch.iter_rows(named=True):
            who = About(**{name: row[f"_about.{name}"] for name in about})
            yield row[ROW], who, reader.response(row, who)


class RowReader:
    """Asks rows what they answer, and makes responses of what they say."""

    def __init__(
        self, ops: Algebra, questionnaire: Questionnaire, readings: Sequence[Reading], importances: Sequence[Importance]
    ) -> None:
        self.questionnaire = questionnaire
        self.grids = {each.id for each in questionnaire.every_question() if isinstance(each, GridQuestion)}
        answers = answers_of(ops, readings, importances)
        self.asked = tuple(
            _Asked.of(ops, answers.said(reading.item), reading, at) for at, reading in enumerate(readings)
        )
        self.weights = {f"_weight{at}": each.item for at, each in enumerate(importances)}
        self.symbols: dict[str, Symbol] = {}
        for each in self.asked:
            self.symbols |= each.symbols
        for name, weighed in zip(self.weights, importances, strict=True):
            self.symbols[name] = _weight(ops, answers.said(weighed.item), weighed)

    def asked_of(self, frame: pl.LazyFrame, more: Mapping[str, Symbol], keep: Sequence[str]) -> pl.LazyFrame:
        """The answers of every row, with further outputs."""
        import narwhals as nw

        return with_outputs(nw.from_native(frame), {**self.symbols, **more}, keep).to_native()

    def response(self, row: Row, about: About) -> Response:
        """What a row of `asked_of` says."""
        values = {each.item: each.answer(row) for each in self.asked}
        weights = {item: cast("float | None", row[name]) for name, item in self.weights.items()}
        questionnaire = self.questionnaire
        return Response(
            format=1,
            questionnaire=QuestionnaireRef(id=questionnaire.id, version=questionnaire.version),
            organization=about.organization or None,
            respondent=Respondent(role=_role(about.role, questionnaire)),
            date=_day(about.date),
            language=_language(about.language, questionnaire),
            answers=self._answers(values, weights),
            risks={
                name: RiskRating(likelihood=halves.get("likelihood"), impact=halves.get("impact"))
                for name, halves in _ratings("risk", values).items()
            },
            opportunities={
                name: OpportunityRating(likelihood=halves.get("likelihood"), gain=halves.get("gain"))
                for name, halves in _ratings("opportunity", values).items()
            },
        )

    def _answers(self, values: Mapping[str, Value], weights: Mapping[str, float | None]) -> dict[str, Answer]:
        found: dict[str, Value] = {}
        for item, value in values.items():
            grid, dot, row = item.partition(".")
            if " " in item or value is None:
                continue
            if dot and grid in self.grids:
                rows = found.setdefault(grid, {})
                assert isinstance(rows, dict)
                rows[row] = cast("Plain", value)
            else:
                found[item] = value
        weighed = {item: weight for item, weight in weights.items() if weight is not None}
        names = dict.fromkeys((*found, *weighed))
        return {name: Answer(value=found.get(name), importance=weighed.get(name)) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of a row for one item, by the names of columns, and how to put the answer together."""

    item: str
    name: str
    values: tuple[ChoiceValue, ...]
    symbols: Mapping[str, Symbol]
    many: bool = False

    @classmethod
    def of(cls, ops: Algebra, said: Said, reading: Reading, at: int) -> _Asked:
        name = f"_answer{at}"
        values = tuple(each for each in _values_of(reading) if each not in (NOT_APPLICABLE, DONT_KNOW))
        many = isinstance(reading, Ticks | TickColumns)
        symbols = {name: _place(ops, said, () if many else values)}
        if many:
            symbols |= {f"{name}.{n}": said.one_of((value,)) for n, value in enumerate(values)}
        elif isinstance(reading, Number):
            symbols[f"{name}.amount"] = said.amount()
        elif isinstance(reading, Words):
            symbols[f"{name}.text"] = ops.make("cell", payload=reading.column)
        return cls(item=reading.item, name=name, values=values, symbols=symbols, many=many)

    def answer(self, row: Row) -> Value:
        place = cast("float", row[self.name])
        if place in _WORDS:
            return _WORDS[place]
        if self.many:
            return tuple(value for n, value in enumerate(self.values) if row[f"{self.name}.{n}"])
        if place >= 0:
            return self.values[int(place)]
        if f"{self.name}.amount" in row:
            amount = cast("float", row[f"{self.name}.amount"])
            return int(amount) if amount.is_integer() else amount
        return cast("str | None", row.get(f"{self.name}.text"))


_WORDS: Mapping[float, str | None] = {_UNSAID: None, _NOT_APPLICABLE: NOT_APPLICABLE, _DONT_KNOW: DONT_KNOW}


def _place(ops: Algebra, said: Said, values: Sequence[ChoiceValue]) -> Symbol:
    """Where an answer stands among the values; below 0 where it is none of them."""
    found = ops.number(_OTHER)
    for at, value in enumerate(values):
        found = ops.where(said.one_of((value,)), ops.number(at), found)
    for word, number in ((NOT_APPLICABLE, _NOT_APPLICABLE), (DONT_KNOW, _DONT_KNOW)):
        found = ops.where(said.word(word), ops.number(number), found)
    return ops.where(said.missing(), ops.number(_UNSAID), found)


def _values_of(reading: Reading) -> tuple[ChoiceValue, ...]:
    """Every value that a reading can give, each once."""
    match reading:
        case OneOf():
            return tuple(dict.fromkeys(reading.values.values()))
        case Ticks():
            other = () if reading.other is None else (reading.other,)
            return tuple(dict.fromkeys((*reading.pieces.values(), *other)))
        case TickColumns():
            return tuple(dict.fromkeys(tick.value for tick in reading.ticks))
        case Number() | Words():
            return ()


def _weight(ops: Algebra, said: Said, reading: Importance) -> Symbol:
    """How much it matters, and null where nothing is said."""
    blank = ops.make("blank", payload=(reading.column, ()))
    return ops.unless_known(ops.negate(blank), said.importance())


def _ratings(kind: str, values: Mapping[str, Value]) -> dict[str, dict[str, Rating]]:
    """The halves of each rating of one kind, those that are rated."""
    found: dict[str, dict[str, Rating]] = {}
    for item, value in values.items():
        if item.startswith(f"{kind} ") and value is not None:
            _, name, half = item.split(" ")
            found.setdefault(name, {})[half] = cast("Rating", int(value) if isinstance(value, float) else value)
    return found


def _role(written: str | None, questionnaire: Questionnaire) -> str | None:
    return written if written in {role.id for role in questionnaire.roles} else None


def _day(written: str | None) -> date | None:
    """A date that a table wrote as one, perhaps with a time behind it."""
    day = day_written((written or "").strip()[:10])
    return day if isinstance(day, date) else None


def _language(written: str | None, questionnaire: Questionnaire) -> str | None:
    """The language of the answers, where it is one of the questionnaire's: `EN` and `en-CA` are English."""
    said = (written or "").strip()
    codes = {code.casefold(): code for code in questionnaire.all_languages}
    base = said.casefold().replace("_", "-").partition("-")[0]
    return codes.get(base) if re.match(LANGUAGE_PATTERN, base) else None
