"""From a file to a model: read, parse, validate, apply the rules, and give every problem at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from readiness.loading import rules
from readiness.loading.document import Document
from readiness.loading.reading import STANDARD_INPUT, decode, display_name, read_bytes
from readiness.loading.yaml_core import parse
from readiness.model.problem import Problem, Severity
from readiness.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from readiness.model.cases import CaseLibrary

M = TypeVar("M", bound=BaseModel)
Kind = Literal["questionnaire", "response", "cases"]

SHEET_SUFFIXES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[M]):
    """A model, or None where an error stands in its way; and every problem, errors and warnings alike."""

    value: M | None
    problems: tuple[Problem, ...]
    document: Document

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the work."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


def read_document(path: Path | str) -> Document:
    """The values of a file: YAML or JSON, or a filled-in sheet (.csv, .tsv, .xlsx)."""
    return document_of(read_bytes(path), path)


def document_of(raw: bytes | Problem, path: Path | str) -> Document:
    """The same, of what was read from a file; its name says what kind of file it is."""
    name = display_name(path)
    if isinstance(raw, Problem):
        return Document(source=name, problems=(raw,))
    if str(path) != STANDARD_INPUT and Path(path).suffix.lower() in SHEET_SUFFIXES:
        from readiness.loading.sheets import read_sheet

        return read_sheet(raw, name)
    text = decode(raw, name)
    if isinstance(text, Problem):
        return Document(source=name, problems=(text,))
    return parse(text, source=name)


def kind_of_document(document: Document) -> Kind | Problem:
    """Whether a file is a questionnaire, a response or a case library, by the keys it has."""
    value = document.value
    if not isinstance(value, Mapping):
        return document.problem((), "is not a map of keys", "a file begins with `format: 1`")
    if "cases" in value:
        return "cases"
    if "sections" in value:
        return "questionnaire"
    if "answers" in value or "questionnaire" in value:
        return "response"
    if "id" in value or "title" in value or "scales" in value:
        return "questionnaire"
    return document.problem(
        (),
        "is neither a questionnaire (no `sections`), nor a response (no `answers`), nor a case library (no `cases`)",
        "add the keys, or check that it is the right file",
    )


_WHAT_TO_DO = {
    ("response", "questionnaire"): "answer it with `readiness assess {source}`",
    ("questionnaire", "response"): "name its questionnaire instead; for this file there is `readiness score`",
}


def another_kind(document: Document, wanted: Kind) -> Problem | None:
    """The one thing to say of a file that is clearly something else; its keys need no listing then."""
    if document.root is None:
        return None
    kind = kind_of_document(document)
    if isinstance(kind, Problem) or kind == wanted:
        return None
    names = {"questionnaire": "a questionnaire", "response": "a response", "cases": "a case library"}
    repair = _WHAT_TO_DO.get((wanted, kind), "check that it is the right file").format(source=document.source)
    return document.problem((), f"is {names[kind]}, not {names[wanted]}", repair)


def validate(document: Document, model: type[M]) -> Loaded[M]:
    """The document as this model: each fault of a single key at its place."""
    if document.root is None:
        return Loaded(value=None, problems=document.problems, document=document)
    if not isinstance(document.value, Mapping):
        problem = document.problem((), "is not a map of keys", "a file begins with `format: 1`")
        return Loaded(value=None, problems=(*document.problems, problem), document=document)
    try:
        value = model.model_validate(document.value)
    except ValidationError as error:
        from readiness.loading.wording import problems_from

        found = (*document.problems, *problems_from(error, model, document))
        return Loaded(value=None, problems=in_order(found), document=document)
    notation_is_sound = not document.problems
    return Loaded(value=value if notation_is_sound else None, problems=document.problems, document=document)


def load_questionnaire(path: Path | str) -> Loaded[Questionnaire]:
    """A questionnaire, checked in full. `value` is None where it has errors."""
    return as_questionnaire(read_document(path))


def as_questionnaire(document: Document) -> Loaded[Questionnaire]:
    """A document as a questionnaire, its rules applied."""
    if other := another_kind(document, "questionnaire"):
        return Loaded(value=None, problems=(*document.problems, other), document=document)
    loaded = validate(document, Questionnaire)
    if loaded.value is None:
        return loaded
    found = [
        document.problem(each.path, each.message, each.repair, severity=each.severity, at_key=each.at_key)
        for each in rules.findings(loaded.value)
    ]
    problems = in_order((*loaded.problems, *found))
    broken = any(each.severity is Severity.ERROR for each in found)
    return Loaded(value=None if broken else loaded.value, problems=problems, document=document)


def load_cases(path: Path | str) -> Loaded[CaseLibrary]:
    """A case library."""
    return as_cases(read_document(path))


def as_cases(document: Document) -> Loaded[CaseLibrary]:
    """A document as a case library; figures must point at sources that are listed."""
    from readiness.model.cases import CaseLibrary

    loaded = validate(document, CaseLibrary)
    if loaded.value is None:
        return Loaded(value=None, problems=loaded.problems, document=document)
    found: list[Problem] = []
    seen: set[str] = set()
    for at, case in enumerate(loaded.value.cases):
        if case.id in seen:
            found.append(
                document.problem(("cases", at, "id"), f"the id `{case.id}` is used twice", "give each its own")
            )
        seen.add(case.id)
        known = {source.id for source in case.sources}
        for place, figure in enumerate(case.figures):
            path = ("cases", at, "figures", place)
            for number in figure.sources:
                if number not in known:
                    found.append(
                        document.problem((*path, "sources"), f"there is no source {number} in this case", "list it")
                    )
            if figure.confidence == "low" and figure.caveat is None:
                found.append(
                    document.problem(path, "a figure of low confidence stands without its caveat", "add `caveat`")
                )
    return Loaded(value=None if found else loaded.value, problems=in_order(found), document=document)


def in_order(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """By place in the file, each said once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.line or 0, each.column or 0)))


def as_warning(problem: Problem) -> Problem:
    """The same, not fatal."""
    return replace(problem, severity=Severity.WARNING)
