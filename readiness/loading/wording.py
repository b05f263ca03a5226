"""Pydantic's errors as problems in our words, each at the place in the file where it arose.

Pydantic puts the names of union members into an error's location and reports every member it tried. A
person wrote neither: `real_location` walks the model beside the location to drop what is not in the file,
and errors that say the same of one place become one.
"""

from __future__ import annotations

import re
import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from readiness.loading.document import Document, Path_, Step
from readiness.loading.suggestions import did_you_mean, nearest
from readiness.model.base import LANGUAGE_PATTERN, Text, kind_of
from readiness.model.problem import Problem
from readiness.model.questionnaire import Question

Found = list[tuple[ErrorDetails, list[type[BaseModel]]]]


def problems_from(error: ValidationError, model: type[BaseModel], document: Document) -> list[Problem]:
    """Every fault that Pydantic found, in our words, sorted by place."""
    by_place: dict[Path_, Found] = defaultdict(list)
    for details in error.errors(include_url=False):
        path, models = real_location(model, details["loc"])
        by_place[_as_written(path, document)].append((details, models))
    kept = {path: found for path, found in by_place.items() if not _echo(path, found, by_place)}
    problems = [_problem(path, found, document) for path, found in kept.items()]
    problems = [problem for problem in problems if not _said_already(problem, document)]
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0, problem.message))


def _as_written(path: Path_, document: Document) -> Path_:
    """An answer that is written bare has no key `value`."""
    is_value = len(path) > 2 and path[0] == "answers" and path[2] == "value"
    return path[:2] + path[3:] if is_value and document.place(path[:3])[0] != path[:3] else path


def _echo(path: Path_, found: Found, all_places: Iterable[Path_]) -> bool:
    """Said because of something else: "not this type" beside a deeper fault in another member of the same
    union, or "too few entries" where entries are there but have faults of their own."""
    if all(details["type"] == "too_short" and _is_long_enough(details) for details, _ in found):
        return True
    types_only = all(details["type"] in _WANTED or details["type"] == "literal_error" for details, _ in found)
    return types_only and any(len(other) > len(path) and other[: len(path)] == path for other in all_places)


def _is_long_enough(details: ErrorDetails) -> bool:
    value = details["input"]
    return isinstance(value, list | tuple) and len(value) >= details["ctx"]["min_length"]


def _said_already(problem: Problem, document: Document) -> bool:
    """Whether the notation itself is at fault here: a value that could not be read, keys left out with `<<`, or a range of
    which one end is no number and something else stands in for it."""
    if any(said.path in (f"{problem.path}[0]", f"{problem.path}[1]") for said in document.problems):
        return True
    places = {(said.line, said.column) for said in document.problems}
    merged = {said.path for said in document.problems if "`<<`" in said.message}
    return (problem.line, problem.column) in places or (problem.path in merged and "is missing" in problem.message)


def _problem(path: Path_, found: Found, document: Document) -> Problem:
    if len(found) > 1 and all(details["type"] in _WANTED or details["type"] == "literal_error" for details, _ in found):
        details = found[0][0]
        message, repair = _one_of(details["input"], [each for each, _ in found])
    else:
        details, models = next(
            (each for each in found if each[0]["type"] not in _WANTED and each[0]["type"] != "literal_error"), found[0]
        )
        if details["type"] == "extra_forbidden":
            message, repair = _unknown_key(path, models, document)
        else:
            message, repair = in_our_words(details)
    path, at_key = _pointed_at(path, details)
    return document.problem(path, message, repair, at_key=at_key)


def _pointed_at(path: Path_, details: ErrorDetails) -> tuple[Path_, bool]:
    """The part to mend, and whether that is the key or its value."""
    match details["type"]:
        case "extra_forbidden":
            return path, True
        case "text_language":
            return (*path, details["ctx"]["code"]), True
        case "text_words":
            return (*path, details["ctx"]["code"]), False
        case "union_tag_invalid":
            return (*path, "type"), False
        case "value_error" if (key := _named_key(details)) is not None:
            return (*path, key), False
        case _:
            return path, details["loc"][-1:] == ("[key]",)


def _named_key(details: ErrorDetails) -> str | None:
    """The first key that a rule about several keys names, of those that are written."""
    written = details["input"]
    if not isinstance(written, Mapping):
        return None
    return next((name for name in re.findall(r"`(\w+)`", details["msg"]) if name in written), None)


def _unknown_key(path: Path_, models: list[type[BaseModel]], document: Document) -> tuple[str, str]:
    known = [key for model in models for key in keys_of(model)]
    written = document.keys(path[:-1])
    message, close = f"unknown key `{path[-1]}`", nearest(path[-1], known)
    if close in written:
        return message, f"remove it, since `{close}` is there too"
    if close is None and models[-1] in QUESTION_MODELS and path[-1] in _QUESTION_KEYS:
        return message, "questions of this `type` do not take it; remove it, or choose another type"
    free = [key for key in known if key not in written]
    return message, did_you_mean(path[-1], free, otherwise="remove it, or check its indentation", listed=6)


def _one_of(value: object, found: list[ErrorDetails]) -> tuple[str, str]:
    """What a union would have taken."""
    wanted: list[str] = []
    words: list[str] = []
    for details in found:
        if details["type"] == "literal_error":
            words += _listed_words(details)
        elif (name := _WANTED[details["type"]]) not in wanted:
            wanted.append(name)
    if "a number" in wanted and "a whole number" in wanted:
        wanted.remove("a whole number")
    every = wanted + [f"`{word}`" for word in dict.fromkeys(words)]
    listed = " or ".join(filter(None, (", ".join(every[:-1]), every[-1])))
    repair = (
        did_you_mean(value, words, otherwise="write one of these", listed=0)
        if isinstance(value, str)
        else "write one of these"
    )
    if isinstance(value, bool) and "text" in wanted:
        repair = f'put quotes around it: "{str(value).lower()}"'
    if isinstance(value, str) and any("number" in each for each in wanted):
        repair = _as_number(value) or repair
    return f"must be {listed}, not {_what(value)}", repair


_WANTED = {
    "bool_type": "true/false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "text_type": "text",
    "dict_type": "a map of keys",
    "model_type": "a map of keys",
    "model_attributes_type": "a map of keys",
    "tuple_type": "a list",
    "list_type": "a list",
}


def in_our_words(details: ErrorDetails) -> tuple[str, str]:
    """What is wrong, and how to mend it, for one of Pydantic's errors."""
    kind = details["type"]
    if kind in _WANTED:
        return _wrong_type(details, _WANTED[kind])
    for words in (_about_keys, _about_numbers, _about_text, _about_length):
        if (said := words(details)) is not None:
            return said
    message, _, repair = str(details.get("ctx", {}).get("error", details["msg"])).partition("; ")
    return message, repair


def _about_keys(details: ErrorDetails) -> tuple[str, str] | None:
    """Keys that are missing, and words that are not among those that may stand here."""
    value, context = details["input"], details.get("ctx", {})
    match details["type"]:
        case "missing" if isinstance(details["loc"][-1], int):
            return "needs two numbers", "write [low, high]"
        case "missing":
            return f"`{details['loc'][-1]}` is missing", "add it"
        case "literal_error" if context.get("expected") == "1":
            return f"must be 1, not {_shown(value)}", "this program reads format 1; write `format: 1`"
        case "literal_error":
            words = _listed_words(details)
            listed = ", ".join(f"`{word}`" for word in words)
            return f"{_shown(value)} is not one of {listed}", did_you_mean(
                value, words, otherwise="write one of them", listed=0
            )
        case "union_tag_invalid":
            tags = [tag.strip().strip("'") for tag in str(context.get("expected_tags", "")).split(",")]
            return f"unknown `type` {_shown(context.get('tag'))}", did_you_mean(context.get("tag"), tags)
        case "union_tag_not_found":
            return "`type` is missing", "add it: scale, choice, choices, yes_no, number, text, date or grid"
        case _:
            return None


def _listed_words(details: ErrorDetails) -> list[str]:
    """The words of a Literal, out of Pydantic's `'a', 'b' or 'c'`."""
    return re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))


def _about_numbers(details: ErrorDetails) -> tuple[str, str] | None:
    value, context = details["input"], details.get("ctx", {})
    match details["type"]:
        case "greater_than":
            return f"must be above {context['gt']:g}, not {_shown(value)}", "write a larger number"
        case "greater_than_equal":
            return f"must be at least {context['ge']:g}, not {_shown(value)}", "write a larger number"
        case "less_than_equal" if context["le"] <= 1 < value <= 100 * context["le"]:
            return f"must be at most {context['le']:g}, not {_shown(value)}", f"write {value / 100:g} for {value:g} %"
        case "less_than_equal":
            return f"must be at most {context['le']:g}, not {_shown(value)}", "write a smaller number"
        case "finite_number":
            return "must be a finite number", "write one"
        case _:
            return None


def _about_text(details: ErrorDetails) -> tuple[str, str] | None:
    value, pattern = details["input"], str(details.get("ctx", {}).get("pattern"))
    match details["type"]:
        case "string_pattern_mismatch" | "string_too_short" | "text_empty" if not value.strip():
            return "is empty", "write something, or leave the key out"
        case "string_pattern_mismatch" if "://" in pattern:
            return f"{_shown(value)} is not a web address", "start it with https://"
        case "string_pattern_mismatch" if pattern == LANGUAGE_PATTERN:
            return f"{_shown(value)} is not a language code", "write one such as `en`, `fr` or `en-CA`"
        case "string_pattern_mismatch":
            return f"{_shown(value)} cannot serve as an id", _ID_RULE
        case "date_form":
            message, _, repair = details["msg"].partition("; ")
            return f"{_shown(value)} {message}", repair
        case _:
            return None


_ID_RULE = "start with a letter, then letters, digits, `-` and `_` only"


def _about_length(details: ErrorDetails) -> tuple[str, str] | None:
    context = details.get("ctx", {})
    pair = _is_range(details)
    match details["type"]:
        case "string_too_long":
            return f"is longer than {context['max_length']} characters", "shorten it"
        case "too_long" if pair:
            return f"needs two numbers, not {context['actual_length']}", "write [low, high], with points for decimals"
        case "too_long":
            return f"holds {context['actual_length']}, and may have at most {context['max_length']}", "remove some"
        case "too_short":
            return f"holds {context['actual_length']}, and needs at least {context['min_length']}", "add some"
        case _:
            return None


def _is_range(details: ErrorDetails) -> bool:
    """Whether the key takes a low and a high number."""
    return details["loc"][-1] in ("probability", "severity", "loss")


def _wrong_type(details: ErrorDetails, wanted: str) -> tuple[str, str]:
    value = details["input"]
    if value is None:
        return "is empty", "write something, or leave the key out"
    if value == {} and wanted == "text":
        return "is empty", "write the words, or a map from language to text"
    if wanted == "a list" and _is_range(details):
        return f"must be two numbers, not {_what(value)}", "write [low, high]"
    if "number" in wanted and isinstance(value, str) and (repair := _as_number(value)):
        return f"{_shown(value)} is text, not a number", repair
    shown = _what(value) if wanted in ("a number", "a whole number", "true/false") else kind_of(value)
    return f"must be {wanted}, not {shown}", _how_to_write(wanted, details)


def _how_to_write(wanted: str, details: ErrorDetails) -> str:
    value = details["input"]
    match wanted:
        case "text" if isinstance(value, bool | int | float) and details["loc"][-1] == "id":
            return _ID_RULE
        case "text" if isinstance(value, bool | int | float):
            return f'put quotes around it: "{str(value).lower() if isinstance(value, bool) else value}"'
        case "text":
            return "write words, or a map from language to text" if details["type"] == "text_type" else "write words"
        case "a list" if isinstance(value, str) and value.startswith("-"):
            return "put a blank after each dash"
        case "a list" if isinstance(value, str) and re.fullmatch(r"[\w .-]{1,40}", value):
            return f"write [{value}]"
        case "a list":
            return "begin each entry with `- `"
        case "a map of keys":
            return "write `key: value` lines, indented below it"
        case "true/false":
            return "write true or false"
        case "a whole number":
            return "write digits only, without a point"
        case _:
            return "write digits only"


def _what(value: object) -> str:
    """A short text itself, and the kind of anything else."""
    return _shown(value) if isinstance(value, str) else kind_of(value)


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


def _as_number(text: str) -> str | None:
    """How to mend a number that reached us as text; None where it is not one."""
    text = text.strip()
    if re.fullmatch(r"[-+]?\d+,\d{3}", text):
        return f"write {text.replace(',', '')}, or {text.replace(',', '.')} with a point"
    if re.fullmatch(r"[-+]?\d+,\d+", text):
        return f"write {text.replace(',', '.')} with a point"
    if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text):
        return "remove the quotes"
    if text.endswith("%"):
        return "write the number alone, without `%`"
    return None


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys a person may write, for a model."""
    return [info.alias or name for name, info in model.model_fields.items()]


QUESTION_MODELS: tuple[type[BaseModel], ...] = get_args(get_args(Question)[0])
_QUESTION_KEYS = frozenset(key for model in QUESTION_MODELS for key in keys_of(model))


def real_location(model: type[BaseModel], location: tuple[Step, ...]) -> tuple[Path_, list[type[BaseModel]]]:
    """The part of an error's location that stands in the file, and the models that its end may be.

    For an unknown key the models are those that might have held it.
    """
    path: list[Step] = []
    kinds: list[Any] = [model]
    holders: list[type[BaseModel]] = [model]
    steps = list(location)
    while steps:
        if len(kinds) > 1:  # a union: this step names its member
            tag = str(steps.pop(0))
            kinds = [_bare(each) for each in kinds if _is_member(each, tag)] or [_bare(each) for each in kinds][:1]
            kinds = [member for each in kinds for member in _members(each)]
            continue
        step = steps.pop(0)
        kind = kinds[0] if kinds else None
        if step == "[key]":
            break
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            holders = [kind]
        path.append(step)
        kinds = _inside(kind, step)
    return tuple(path), holders


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _members(kind: Any) -> list[Any]:
    """A union's members with None left out; anything else alone. Keeps `Tag`s, which name members."""
    bare = _bare(kind)
    if get_origin(bare) in (Union, types.UnionType):
        members = [member for member in get_args(bare) if member is not type(None)]
        return _members(members[0]) if len(members) == 1 else members
    return [kind if get_origin(kind) is Annotated and _tag(kind) else bare]


def _tag(kind: Any) -> str | None:
    extras = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((extra.tag for extra in extras if isinstance(extra, Tag)), None)


def _is_member(kind: Any, tag: str) -> bool:
    """Whether Pydantic's name for a union's member, such as `tuple[constrained-str, ...]`, means this one."""
    if (named := _tag(kind)) is not None:
        return named == tag
    bare = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        type_field = bare.model_fields.get("type")
        if type_field is not None and get_origin(type_field.annotation) is Literal:
            return tag in get_args(type_field.annotation)
        return re.search(rf"\b{bare.__name__}\b", tag) is not None
    if bare is Text:
        return tag.startswith("function-plain")
    head = re.match(r"(?:constrained-)?(\w*)", tag)
    name = getattr(get_origin(bare) or bare, "__name__", str(bare))
    return head is not None and head[1] == name.lower()


def _inside(kind: Any, step: Step) -> list[Any]:
    """What may stand at `step` inside a value of this kind."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            if step in (name, info.alias):
                hints = typing.get_type_hints(kind, include_extras=True)
                return _members(hints[name])
        return []
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _members(arguments[1])
    if origin in (tuple, list) and arguments:
        return _members(arguments[0])
    return []
