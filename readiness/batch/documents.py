"""A document for each response of a batch, with its whole decision: a consultant hands them out, or mails them.

Names of files come from respondents' ids, which are not to be trusted: nothing is ever written outside the folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readiness.batch.engines.job import EngineError, Job, Progress
from readiness.batch.files import is_blank, names_of
from readiness.batch.processes import WorkerLostError, cores, results
from readiness.batch.readings import Importance, Reading
from readiness.batch.rows import scored_responses
from readiness.loading.load import read_document
from readiness.loading.responses import response_to
from readiness.model.assessment import Assessment
from readiness.model.cases import CaseLibrary
from readiness.model.problem import Problem
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.reports.documents import SUFFIXES, WRITERS, Format
from readiness.words import say

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 100
"""Bytes of a name, its suffix apart: any disk takes it, with room for a number."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One response to write about: itself, or its file. `name` is what its document would best be called."""

    name: str
    told: Response | Path


def cases_of_files(files: Sequence[Path]) -> Iterator[Case]:
    """Response files, in their order. Those that do not fit, or say nothing, get no document."""
    for path, name in zip(files, names_of(files), strict=True):
        yield Case(name=str(Path(name).with_suffix("")), told=path)


def cases_of_table(
    job: Job,
    questionnaire: Questionnaire,
    readings: Sequence[Reading],
    importances: Sequence[Importance],
    copied: Mapping[str, str],
    *,
    source: str | None = None,
) -> Iterator[Case]:
    """The scored rows of a table. `copied` gives the columns for the fields of `rows.About`.

    A row without an id goes by its number, after its `source` where there are several.
    """
    for row, about, response in scored_responses(job, questionnaire, readings, importances, copied):
        numbered = f"row-{row}" if source is None else f"{Path(source).stem}-row-{row}"
        yield Case(name=(about.id or "").strip() or numbered, told=response)


def cannot_hold(folder: Path, language: str = "en") -> Problem | None:
    """What can be known beforehand to keep documents from being written there."""
    if folder.exists() and not folder.is_dir():
        message, repair = say(language, "bo_no_folder"), say(language, "bo_no_folder_repair")
        return Problem(source=str(folder), message=message, repair=repair)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsWritten:
    """How many were written, and how many others of that format stood in the folder before, and stay."""

    n: int
    others: int


def write_reports(
    folder: Path,
    cases: Iterable[Case],
    questionnaire: Questionnaire,
    *,
    style: Format,
    language: str | None = None,
    workers: int | None = None,
    progress: Progress = lambda _: None,
) -> DocumentsWritten:
    """Write a document about each case. Each is whole or not there.

    `language` is that of the documents, by default each response's own. The folder is made where there is none. Raises
    OSError and EngineError; documents that stand already stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = _Names(_suffix(style))
    others = {path.name for path in folder.glob(f"*{names.suffix}")}
    tasks = ((folder / names.next(case.name), case.told) for case in cases)
    given = (questionnaire, style, language)
    written = 0
    try:
        with closing(results(_writing, given, tasks, processes=workers or cores(), module=__name__)) as coming:
            for done in coming:
                written += done is not None
                others.discard(done or "")
                progress(1)
    except WorkerLostError as error:
        raise EngineError("a process that was writing documents has ended; there may be too little memory") from error
    return DocumentsWritten(n=written, others=len(others))


def _suffix(style: Format) -> str:
    return next(suffix for suffix, each in SUFFIXES.items() if each is style)


class _Names:
    """File names that are safe everywhere, and each given once."""

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        self._taken: set[str] = set()

    def next(self, wanted: str) -> str:
        safe = safe_name(wanted)
        name, n = safe, 1
        while name.casefold() in self._taken:
            n += 1
            name = f"{safe}-{n}"
        self._taken.add(name.casefold())
        return f"{name}{self.suffix}"


def safe_name(wanted: str) -> str:
    """A name of letters, digits, `-`, `_` and inner points, which leads nowhere and is no device."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", wanted)).strip("-.")
    cut = plain.encode()[:_LONGEST].decode(errors="ignore").strip("-.")
    if not cut:
        return "response"
    return f"response-{cut}" if _RESERVED.fullmatch(cut) else cut


Task = tuple[Path, Response | Path]


def _writing(questionnaire: Questionnaire, style: Format, language: str | None) -> Callable[[Task], str | None]:
    return _Writer(questionnaire, style, language).write


class _Writer:
    """Writes documents about responses to one questionnaire. The cases that may fit are loaded once."""

    def __init__(self, questionnaire: Questionnaire, style: Format, language: str | None) -> None:
        from readiness.loading.load import load_cases
        from readiness.loading.shipped import shipped_cases

        self.questionnaire, self.style, self.language = questionnaire, style, language
        self.decide = style is not Format.CSV  # a table has no place for what takes longest
        library = load_cases(shipped_cases()).value if self.decide else None
        self.library: CaseLibrary | None = library

    def write(self, task: Task) -> str | None:
        """The name of what was written; None where there was nothing to write about."""
        from readiness.loading.saving import write_atomically

        path, told = task
        response, misfits = (told, ()) if isinstance(told, Response) else self._loaded(told)
        if response is None:
            return None
        content = WRITERS[self.style]([self._assessed(response, misfits)])
        write_atomically(path, content.encode("utf-8"))
        return path.name

    def _loaded(self, path: Path) -> tuple[Response | None, tuple[str, ...]]:
        fitted = response_to(read_document(path), self.questionnaire)
        if fitted.response is None or is_blank(fitted.response):
            return None, ()
        return fitted.response, tuple(f"{problem.path}: {problem.message}" for problem in fitted.misfits)

    def _assessed(self, response: Response, misfits: tuple[str, ...]) -> Assessment:
        from readiness.advice.assess import assess
        from readiness.advice.cases import fitting_cases

        found = assess(self.questionnaire, response, language=self.language, misfits=misfits, decide=self.decide)
        if self.library is None or not found.stances:
            return found
        return found.model_copy(update={"cases": fitting_cases(found, self.library)})
