"""docs/questionnaires.md cannot go stale: its examples load, its problems are what is said, its tables name every key.

A fragment is laid into the document's own whole questionnaire or response, by the rule that the document states:
in a list, what has the same id takes its place, and the rest is added.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from readiness.loading.document import Document
from readiness.loading.load import as_cases, as_questionnaire, validate
from readiness.loading.reading import MAX_BYTES
from readiness.loading.responses import fit
from readiness.loading.yaml_core import MAX_DEPTH, MAX_NODES, parse
from readiness.model import cases, condition, questionnaire, response
from readiness.model.base import Strictly
from readiness.model.problem import Problem
from readiness.model.questionnaire import QUESTION_TYPES
from readiness.model.response import Response

DOCS = Path(__file__).parent.parent / "docs"
TEXT = (DOCS / "questionnaires.md").read_text(encoding="utf-8")
MODULES: tuple[ModuleType, ...] = (questionnaire, condition, response, cases)

FRAGMENT = "part of a questionnaire"
QUESTIONS = "part of a questionnaire: questions"
CONDITIONS = "part of a questionnaire: conditions"
RESPONSE_FRAGMENT = "part of a response"
PROBLEMS = "questionnaire with problems: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of the document. `head` is its first line's comment; `line` where it stands."""

    language: str
    head: str
    text: str
    line: int

    @property
    def document(self) -> Document:
        """The block as the loaders read it, its lines counted below the comment that says what it is."""
        return parse(self.text, source=f"questionnaires.md:{self.line}")


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block."""
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        first = found[2].split("\n", 1)[0]
        head = first[2:] if first.startswith("# ") else ""
        yield Block(language=found[1], head=head, text=found[2], line=text[: found.start()].count("\n") + 2)


BLOCKS = tuple(blocks(TEXT))
YAML = tuple(block for block in BLOCKS if block.language == "yaml")
MODELINE = "yaml-language-server: "


def named(*heads: str) -> list[Block]:
    """The YAML blocks whose first line says one of these."""
    return [block for block in YAML if block.head in heads]


def whole(head: str) -> Document:
    """The first whole file of its kind."""
    return named(head)[0].document


def laid_into(frame: Mapping[str, object], fragment: Mapping[str, object]) -> dict[str, object]:
    """The frame with the fragment's keys: a list's entries by their id, a map's by their key, the rest replaced."""
    merged = dict(frame)
    for key, value in fragment.items():
        there = merged.get(key)
        if isinstance(there, list) and isinstance(value, list):
            merged[key] = _by_id(there, value)
        elif isinstance(there, dict) and isinstance(value, dict) and key == "scales":
            merged[key] = there | value
        else:
            merged[key] = value
    return merged


def _by_id(there: list[dict[str, object]], new: list[dict[str, object]]) -> list[dict[str, object]]:
    entries = {entry["id"]: entry for entry in there} | {entry["id"]: entry for entry in new}
    return list(entries.values())


def in_frame(block: Block) -> Document:
    """A fragment of a questionnaire as a whole questionnaire."""
    frame, value = whole("questionnaire"), block.document.value
    assert isinstance(frame.value, dict)
    if block.head == QUESTIONS:
        value = {"sections": [{"id": "shown-here", "title": "Shown here", "questions": value}]}
    elif block.head == CONDITIONS:
        assert isinstance(value, list)
        words = {"text": "It holds.", "advice": "Look again."}
        value = {"checks": [{"id": f"shown-{at}", "when": each, **words} for at, each in enumerate(value)]}
    assert isinstance(value, dict)
    return replace(frame, source=block.document.source, value=laid_into(frame.value, value))


def problems_of_response(document: Document) -> tuple[Problem, ...]:
    """Every problem of a response to the document's own questionnaire."""
    asked = as_questionnaire(whole("questionnaire")).value
    loaded = validate(document, Response)
    if loaded.value is None or asked is None:
        return loaded.problems
    return (*loaded.problems, *fit(loaded.value, asked, document).problems)


def ids_of(found: list[Block]) -> list[str]:
    return [f"line-{block.line}" for block in found]


def test_every_yaml_block_says_what_it_is() -> None:
    known = ("questionnaire", "response", "cases", FRAGMENT, QUESTIONS, CONDITIONS, RESPONSE_FRAGMENT)
    unknown = [
        block.line for block in YAML if block.head not in known and not block.head.startswith((PROBLEMS, MODELINE))
    ]
    assert unknown == []


WHOLE = named("questionnaire")
FRAGMENTS = named(FRAGMENT, QUESTIONS, CONDITIONS)
RESPONSES = named("response", RESPONSE_FRAGMENT)


@pytest.mark.parametrize("block", WHOLE, ids=ids_of(WHOLE))
def test_a_whole_questionnaire_has_no_problem(block: Block) -> None:
    assert as_questionnaire(block.document).problems == ()


@pytest.mark.parametrize("block", FRAGMENTS, ids=ids_of(FRAGMENTS))
def test_a_part_of_a_questionnaire_has_no_problem(block: Block) -> None:
    assert block.document.problems == ()
    assert as_questionnaire(in_frame(block)).problems == ()


@pytest.mark.parametrize("block", RESPONSES, ids=ids_of(RESPONSES))
def test_a_response_fits_the_questionnaire(block: Block) -> None:
    document, frame = block.document, whole("response")
    assert document.problems == ()
    assert isinstance(document.value, dict)
    assert isinstance(frame.value, dict)
    if block.head == RESPONSE_FRAGMENT:
        document = replace(frame, value=frame.value | document.value)
    assert [each for each in problems_of_response(document) if not each.path.startswith("set_aside.")] == []


def test_the_case_library_has_no_problem() -> None:
    assert as_cases(whole("cases")).problems == ()


def test_problems_are_reported_in_the_words_shown() -> None:
    at, wrong = next((at, block) for at, block in enumerate(BLOCKS) if block.head.startswith(PROBLEMS))
    found = as_questionnaire(parse(wrong.text, source=wrong.head.removeprefix(PROBLEMS))).problems
    assert "\n".join(map(str, found)) == BLOCKS[at + 1].text.strip()


# ---- tables ----------------------------------------------------------------------------------------------------


def models() -> dict[str, type[Strictly]]:
    """Every class of the four modules that has keys of its own to write, by its name."""
    return {
        name: found
        for module in MODULES
        for name, found in vars(module).items()
        if inspect.isclass(found) and issubclass(found, Strictly) and found.__module__ == module.__name__
    }


def own_keys(model: type[BaseModel]) -> dict[str, str]:
    """The keys that this class adds to those it inherits, each with its default as the document writes it."""
    own = inspect.get_annotations(model)
    fields = {name: info for name, info in model.model_fields.items() if name in own}
    return {
        info.alias or name: "required" if info.is_required() else as_written(info.default)
        for name, info in fields.items()
    }


def as_written(default: object) -> str:
    match default:
        case bool():
            return f"`{str(default).lower()}`"
        case int() | float():
            return f"`{default:g}`"
        case str():
            return f"`{default}`"
        case _:
            return "–"


def table_after(marker: str) -> dict[str, str]:
    """First and second cell of each row of the table that stands below a marker."""
    assert marker in TEXT, f"questionnaires.md lacks {marker}"
    rows: dict[str, str] = {}
    for line in TEXT.split(marker)[1].strip().split("\n")[2:]:
        if not line.startswith("|"):
            break
        key, default = (cell.strip() for cell in line.split("|")[1:3])
        rows[key.strip("`")] = default
    return rows


MODELS = models()


@pytest.mark.parametrize("name", MODELS)
def test_every_key_stands_in_its_table_with_its_default(name: str) -> None:
    assert table_after(f"<!-- keys: {name} -->\n") == own_keys(MODELS[name])


def test_every_table_is_of_a_class() -> None:
    assert set(re.findall(r"<!-- keys: (\w+) -->", TEXT)) == set(MODELS)


def keys_used(value: object) -> Iterator[str]:
    """Every key written anywhere in a value."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield str(key)
            yield from keys_used(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from keys_used(inside)


def test_every_key_has_an_example() -> None:
    shown = {key for block in YAML for key in keys_used(block.document.value)}
    assert {key for model in MODELS.values() for key in own_keys(model)} - shown == set()


def test_every_question_type_has_an_example() -> None:
    shown = set(re.findall(r"type: (\w+)", "\n".join(block.text for block in YAML)))
    assert shown == set(QUESTION_TYPES)


# ---- notation and limits ---------------------------------------------------------------------------------------


def notation() -> Iterator[tuple[str, str]]:
    """What is written, and what the document says it is read as."""
    section = TEXT.split("\n## Notation\n")[1].split("\n## ")[0]
    for written, meaning in re.findall(r"^\| (`.*) \| (.+) \|$", section, re.MULTILINE):
        for each in re.findall(r"`([^`]+)`", written):
            yield each, meaning


def in_words(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value:g}"
        case _:
            return "text"


@pytest.mark.parametrize(("written", "meaning"), tuple(notation()))
def test_a_word_is_read_as_the_table_says(written: str, meaning: str) -> None:
    value = parse(f"word: {written}", source="word").value
    assert isinstance(value, dict)
    assert in_words(value["word"]) == meaning


@pytest.mark.parametrize(
    "limit", [f"{MAX_BYTES // 1024**2} MiB", f"{MAX_DEPTH} deep", f"{MAX_NODES:,}", "64 characters"]
)
def test_every_limit_is_stated(limit: str) -> None:
    assert f"| {limit} |" in TEXT


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((#[^)]+|method\.md#[^)]+)\)", TEXT))))
def test_every_link_leads_to_a_heading(target: str) -> None:
    path, _, anchor = target.partition("#")
    text = (DOCS / path).read_text(encoding="utf-8") if path else TEXT
    assert anchor in {as_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def as_anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
