"""Response files, any number of them, to a table of scores: each by the formulas of one person, on every core.

A file that cannot be read or does not fit is a reject with its problems, and the others go on.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from readiness.batch.engines.job import BLANK_ROW, REJECTED, SCORED, TOO_LONG, EngineError, Progress, Tally
from readiness.batch.processes import WorkerLostError, cores, results
from readiness.batch.scoring.cells import GAPS
from readiness.batch.scoring.outputs import Alone, Answered, Wanted, item_scores, kind_of, outputs_of
from readiness.batch.writing.parquet_rows import ColumnType, parquet_rows
from readiness.batch.writing.rejects import Reject
from readiness.loading.document import Document
from readiness.loading.load import read_document
from readiness.loading.responses import response_to
from readiness.model.problem import Problem
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by, ratings_by
from readiness.scoring.tree import Tree, compile_tree

BLANK = TOO_LONG + 1
"""The state of a response in which nothing is answered."""
REASONS = (BLANK_ROW,)
"""The names of the states from `BLANK` on."""
ABOUT: Mapping[str, ColumnType] = {
    "row": "long",
    **dict.fromkeys(("source", "id", "organization", "role", "date", "language"), "text"),
}
"""The columns before the outputs: which file it was, and what it says of itself. Nobody's name is among them."""
FEW = 150
"""So many files are scored before other processes have started."""
CHUNK = 50
MOST_PROBLEMS = 20
"""A file with more problems than this is the wrong file; the rest are counted."""
MOST_WARNINGS = 200
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of the files, in the terms of an engine: how many came to each state, and the names of those from 3 on.

    `warnings` are of files that were scored all the same (the first of them; `warned` counts the files).
    """

    tally: Tally
    reasons: tuple[str, ...]
    rejects: tuple[Reject, ...]
    warnings: tuple[Problem, ...]
    warned: int


def score_files(
    files: Sequence[Path],
    questionnaire: Questionnaire,
    *,
    wanted: Wanted,
    workers: int | None,
    progress: Progress,
    output: Path,
    items: Path | None,
    by: Sequence[str] = (),
) -> Result:
    """Score the files into a Parquet of the columns `ABOUT` and all outputs, in the order of the list.

    `items`, where given, takes the item scores of the same responses. `workers`: how many processes, by default one for each
    core. `by`: columns of `ABOUT` that shall also stand as `by.role`, …, to be grouped by. Raises OSError and EngineError;
    then neither file is left.
    """
    numbered = [(at, each, name) for at, (each, name) in enumerate(zip(files, names_of(files), strict=True), 1)]
    chunks = [numbered[start : start + CHUNK] for start in range(0, len(numbered), CHUNK)]
    outputs, item_columns = _columns_of(questionnaire, wanted)
    totals = _Totals()
    with ExitStack() as stack:
        table = stack.enter_context(
            parquet_rows(output, {**ABOUT, **{f"by.{name}": ABOUT[name] for name in by}, **outputs})
        )
        apart = None if items is None else stack.enter_context(parquet_rows(items, {"row": "long", **item_columns}))
        coming = _scored(chunks, questionnaire, wanted, _processes(workers, len(files)))
        for found in stack.enter_context(closing(coming)):
            if found.columns:
                table.add({**found.columns, **{f"by.{name}": found.columns[name] for name in by}})
                if apart is not None:
                    apart.add(found.items)
            totals.add(found)
            progress(found.n)
    return totals.result()


def with_groups(scored: Path, by: Sequence[str], grouped: Path, questionnaire: Questionnaire, language: str) -> Path:
    """The scores with a column for each that is summed up by, under the name that the summary looks for: roles by their
    titles, all else as it was written, less white space around it."""
    if not by:
        return scored
    import polars as pl

    titles = {role.id: role.title.in_(language) for role in questionnaire.roles}
    columns = []
    for name in by:
        cell = pl.col(name).cast(pl.String).str.strip_chars(GAPS)
        cell = pl.when(cell != "").then(cell.replace(titles) if name == "role" else cell)
        columns.append(cell.alias(f"by.{name}"))
    pl.scan_parquet(scored, glob=False).with_columns(columns).sink_parquet(grouped)
    return grouped


def names_of(files: Sequence[Path]) -> list[str]:
    """How the files are named in the table: from the folder on that they have in common."""
    if not files:
        return []
    try:
        base = os.path.commonpath([Path.cwd() / each.parent for each in files])
    except ValueError:  # on several drives
        return [str(each) for each in files]
    return [Path(os.path.relpath(each, base)).as_posix() for each in files]


def _processes(workers: int | None, n_files: int) -> int:
    return 1 if n_files <= FEW else workers or cores()


def _scored(
    chunks: Sequence[Sequence[Numbered]], questionnaire: Questionnaire, wanted: Wanted, processes: int
) -> Generator[_Found, None, None]:
    """What each chunk came to, in their order."""
    try:
        yield from results(_scoring, (questionnaire, wanted), chunks, processes=processes, module=__name__)
    except WorkerLostError as error:
        raise EngineError("a process that was scoring has ended; there may be too little memory") from error


def _scoring(questionnaire: Questionnaire, wanted: Wanted) -> Callable[[Sequence[Numbered]], _Found]:
    return _Scorer(questionnaire, wanted).chunk


def _columns_of(questionnaire: Questionnaire, wanted: Wanted) -> tuple[dict[str, ColumnType], dict[str, ColumnType]]:
    """The outputs and the item scores, by name, as a response without answers has them."""
    nothing = Response.model_validate({"format": 1, "questionnaire": {"id": questionnaire.id}})
    scored = _Scorer(questionnaire, wanted).scores(nothing)
    return tuple({name: _type_of(name) for name in each} for each in scored)  # type: ignore[return-value]


def _type_of(name: str) -> ColumnType:
    kind = kind_of(name)
    return "text" if kind == "name" else kind or "number"


Numbered = tuple[int, Path, str]
"""A file's number in the list, itself, and its name."""


@dataclass(slots=True)
class _Found:
    """What a chunk of files came to."""

    n: int = 0
    columns: dict[str, list[object]] = field(default_factory=dict)
    items: dict[str, list[object]] = field(default_factory=dict)
    states: Counter[int] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    warned: int = 0


@dataclass(slots=True)
class _Totals:
    states: Counter[int] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    warned: int = 0

    def add(self, found: _Found) -> None:
        self.states += found.states
        self.rejects += found.rejects
        self.warnings += found.warnings[: MOST_WARNINGS - len(self.warnings)]
        self.warned += found.warned

    def result(self) -> Result:
        return Result(
            tally=dict(self.states),
            reasons=REASONS,
            rejects=tuple(self.rejects),
            warnings=tuple(self.warnings),
            warned=self.warned,
        )


class _Scorer:
    """Scores files to one questionnaire, which is compiled once."""

    def __init__(self, questionnaire: Questionnaire, wanted: Wanted) -> None:
        self.questionnaire, self.wanted = questionnaire, wanted
        self.tree: Tree = compile_tree(questionnaire)
        self.ops = Alone()

    def chunk(self, files: Sequence[Numbered]) -> _Found:
        found = _Found()
        for each in files:
            found.states[self.file(each, found)] += 1
            found.n += 1
        return found

    def file(self, numbered: Numbered, found: _Found) -> int:
        """Score one file into `found`, and give its state."""
        at, path, name = numbered
        document = read_document(path)
        fitted = response_to(document, self.questionnaire)
        if fitted.response is None:
            found.rejects.extend(_rejects(numbered, document, fitted.errors))
            return REJECTED
        if is_blank(fitted.response):
            return BLANK
        if fitted.problems:
            found.warned += 1
            found.warnings.extend(fitted.problems)
        outputs, items = self.scores(fitted.response)
        _append(found.columns, {**about(fitted.response, row=at, source=name), **outputs})
        _append(found.items, {"row": at, **items})
        return SCORED

    def scores(self, response: Response) -> tuple[dict[str, object], dict[str, object]]:
        """The outputs and the item scores of a response."""
        given = Answered(
            said=given_by(response),
            rating=rating_of(self.questionnaire, response),
            steps=lambda evaluation: ratings_by(self.questionnaire, response, evaluation),
        )
        scored = outputs_of(self.ops, self.questionnaire, given, self.wanted, tree=self.tree)
        return dict(scored.columns), item_scores(self.ops, scored.evaluation)


def _append(columns: dict[str, list[object]], row: Mapping[str, object]) -> None:
    for name, value in row.items():
        columns.setdefault(name, []).append(value)


def about(response: Response, *, row: int, source: str) -> dict[str, object]:
    """The columns `ABOUT` of a response."""
    return {
        "row": row,
        "source": source,
        "id": Path(source).stem,
        "organization": response.organization,
        "role": response.respondent.role,
        "date": response.date.isoformat() if response.date else None,
        "language": response.language,
    }


def is_blank(response: Response) -> bool:
    """Whether nothing at all is answered or rated."""
    answers = (answer.value for answer in response.answers.values())
    said = any(
        any(each is not None for each in value.values()) if isinstance(value, dict) else value is not None
        for value in answers
    )
    ratings = (*response.risks.values(), *response.opportunities.values())
    return not said and not any(_is_rated(rating) for rating in ratings)


def _is_rated(rating: object) -> bool:
    if rating is None or isinstance(rating, str):
        return rating is not None
    halves = ("likelihood", "impact", "gain", "probability", "loss")
    return any(getattr(rating, half, None) is not None for half in halves)


def _rejects(numbered: Numbered, document: Document, problems: Sequence[Problem]) -> Iterator[Reject]:
    at, _, name = numbered
    for problem in problems[:MOST_PROBLEMS]:
        yield Reject(
            source=name,
            row=at,
            id=Path(name).stem,
            column=problem.path or None,
            item=_item_of(problem.path),
            value=_value_at(document, problem.path),
            reason=_reason(problem),
        )
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        yield Reject(source=name, row=at, id=Path(name).stem, reason=f"and {more} more problems")


def _reason(problem: Problem) -> str:
    """The message with its place in the file and its repair."""
    line, column = problem.line, problem.column
    place = "" if line is None else f"line {line}: " if column is None else f"line {line}, column {column}: "
    return f"{place}{problem.message}" + (f"; {problem.repair}" if problem.repair else "")


def _item_of(path: str) -> str | None:
    """The question, risk or opportunity that a key path is about."""
    part, _, rest = path.partition(".")
    return rest.partition(".")[0].partition("[")[0] or None if part in ("answers", "risks", "opportunities") else None


def _value_at(document: Document, path: str) -> str | None:
    """What stands at a key path, where it is one plain value."""
    value = document.value
    for index, key in _STEP.findall(path):
        if isinstance(value, list) and index and int(index) < len(value):
            value = value[int(index)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None
