"""JSON Schemas of the file formats, from the models, with what each key means."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """The schema of `questionnaire`, `response`, `assessment`, `cases` or `mapping`, as JSON text."""
    return as_text(schema(kind))


def schema(kind: str) -> dict[str, Any]:
    """The schema as a value. An assessment's describes what is written; the others what may be written."""
    from readiness.model import assessment, cases, column_map, condition, decision, questionnaire, response

    modules = (assessment, cases, column_map, condition, decision, questionnaire, response)
    return schema_of(_model(kind), kind, modules, written=kind == "assessment")


def schema_of(
    model: type[BaseModel], kind: str, modules: Iterable[ModuleType], *, written: bool = True
) -> dict[str, Any]:
    """The schema of any model that is built from those of `modules`: of what is `written`, or of what may be read."""
    found = model.model_json_schema(by_alias=True, mode="serialization" if written else "validation")
    documented = {each.__name__: dict(_docstrings(each)) for each in _models(modules)}
    for name, definition in [*found.get("$defs", {}).items(), (model.__name__, found)]:
        _describe(definition, documented.get(name, {}))
    return {"$schema": DIALECT, **found, "title": f"readiness {kind}"}


def as_text(schema: dict[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _model(kind: str) -> type[BaseModel]:
    from readiness.model.assessment import Assessment
    from readiness.model.cases import CaseLibrary
    from readiness.model.column_map import MappingFile
    from readiness.model.questionnaire import Questionnaire
    from readiness.model.response import Response

    models: dict[str, type[BaseModel]] = {
        "questionnaire": Questionnaire,
        "response": Response,
        "assessment": Assessment,
        "cases": CaseLibrary,
        "mapping": MappingFile,
    }
    return models[kind]


def _models(modules: Iterable[ModuleType]) -> set[type[BaseModel]]:
    """Every model that stands in one of the modules."""
    return {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, BaseModel)
    }


def _docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """The string that follows each field, which is its documentation, inherited ones included.

    Pydantic can gather these itself, but does so when the class is made, which would cost every start of the
    program the reading of its own source.
    """
    for base in reversed(model.__mro__):
        if not (issubclass(base, BaseModel) and base is not BaseModel):
            continue
        for field, words in _written_in(base.__module__).get(base.__name__, ()):
            alias = base.model_fields[field].alias if field in base.model_fields else None
            yield alias or field, words


@cache
def _written_in(module: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each class of a module its fields with the strings that follow them. Every source is read once."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {each.name: tuple(_documented(each.body)) for each in tree.body if isinstance(each, ast.ClassDef)}


def _documented(body: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(field.target, ast.Name):
            yield field.target.id, " ".join(str(ast.literal_eval(text.value)).split())


def _describe(definition: dict[str, Any], documented: dict[str, str]) -> None:
    for name, words in documented.items():
        if name in definition.get("properties", {}):
            definition["properties"][name].setdefault("description", words)
