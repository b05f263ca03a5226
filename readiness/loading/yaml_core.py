"""YAML 1.2 core from PyYAML's event stream, with the place of every value and limits against hostile files.

PyYAML's own constructors read YAML 1.1: `no` becomes false, `12:30` becomes 750, and the last of two equal
keys wins in silence. Its parser is sound and fast, so we take its events and build the values ourselves,
without recursion: a file nested a million deep is a problem at a line, not a crash.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from readiness.loading.document import Document, Node, Step
from readiness.loading.yaml_syntax import syntax_problem
from readiness.model.problem import Problem

MAX_DEPTH = 60
"""Maps and lists inside each other, those brought in by aliases included."""
MAX_NODES = 400_000
"""Values in the file, those repeated by aliases counted each time."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_START = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAX_DIGITS = 300
_BREAKS = "\x85\u2028\u2029"
_STAND_INS = "\U0001fffe\U0001ffff\U0002fffe"
"""YAML 1.1 ends a line at each of `_BREAKS`, and libyaml still does; in YAML 1.2, and to every editor, they are
characters like others. While libyaml reads, characters that no text holds stand in for them."""
_HIDE = str.maketrans(_BREAKS, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _BREAKS)


class _StopError(Exception):
    """Reading cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def resolve(plain: str) -> object:
    """The value of an unquoted word by YAML 1.2's core schema: null, true/false, a number, or text.

    Raises ValueError, with the reason, for a number that is not finite or too long to be meant.
    """
    if plain in _WORDS:
        return _WORDS[plain]
    if plain[0] not in _NUMBER_START:
        return plain
    if _INTEGER.fullmatch(plain):
        if len(plain) > _MAX_DIGITS:
            raise ValueError(f"a number of {len(plain)} digits cannot be meant")
        return int(plain)
    if _FLOAT.fullmatch(plain):
        number = float(plain)
        if not math.isfinite(number):
            raise ValueError("the number is too large")
        return number
    if _OTHER_BASE.fullmatch(plain):
        if len(plain) > _MAX_DIGITS:
            raise ValueError(f"a number of {len(plain)} digits cannot be meant")
        return int(plain, 0)
    if _NOT_FINITE.fullmatch(plain):
        raise ValueError(f"`{plain}` is not a number that can be counted with")
    return plain


@dataclass(slots=True)
class _Open:
    """A map or list that is being read."""

    value: dict[str, object] | list[object]
    node: Node
    start: Any
    """The event that opened it."""
    first_node: int
    key: str | None = None
    key_place: tuple[int, int] = (0, 0)
    skip: bool = False
    """Whether the value of the present key is read and then dropped."""
    depth: int = 1
    """How deep it goes, itself counted."""


@dataclass(slots=True)
class _Anchored:
    value: object
    node: Node
    size: int
    depth: int


@dataclass(slots=True)
class _Builder:
    """Puts events together. `nodes` counts values, aliases expanded."""

    source: str
    lines: tuple[str, ...]
    hides_breaks: bool
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    unused: dict[str, Problem] = field(default_factory=dict)
    """Anchors that no alias has used yet, each with what would be said of it."""
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    result: tuple[object, Node] | None = None
    documents: int = 0

    def at(self, event: yaml.Event, message: str, repair: str = "", *, path: str | None = None) -> Problem:
        line, column = _place(event)
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        where = self.path() if path is None else path
        return Problem(
            source=self.source,
            line=line,
            column=column,
            path=where,
            message=message,
            repair=repair,
            excerpt=excerpt,
        )

    def path(self) -> str:
        from readiness.model.problem import dotted

        steps: list[Step] = []
        for frame in self.stack:
            if isinstance(frame.value, list):
                steps.append(len(frame.value))
            elif frame.key is not None:
                steps.append(frame.key)
        return dotted(tuple(steps))

    def count(self, event: yaml.Event, size: int = 1) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise _StopError(
                self.at(
                    event,
                    f"holds more than {MAX_NODES:,} values, aliases counted each time they are used",
                    "split the file, and write out what the aliases stand for",
                    path="",
                )
            )

    def scalar(self, event: Any) -> None:
        self.count(event)
        text: str = event.value.translate(_SHOW) if self.hides_breaks else event.value
        if event.tag is not None or event.anchor is not None:
            self.refuse_tag(event)
            self.note_anchor(event)
        if self.expects_key():
            self.take_key(event, text)
            return
        value: object = text
        if event.tag is None and event.implicit[0]:
            try:
                value = resolve(text)
            except ValueError as error:
                self.problems.append(self.at(event, str(error), "write a finite number, or put quotes around text"))
                value = 0
        node = Node(*_place(event))
        self.anchor(event, value, node, 1, 0)
        self.add(value, node)

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            repair = "remove it, or put quotes around text that starts with `!`"
            self.problems.append(self.at(event, f"the tag `{written}` is not read", repair))

    def anchor(self, event: Any, value: object, node: Node, size: int, depth: int) -> None:
        """Remember a value that has a name, for the aliases that come after it."""
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, node, size, depth)

    def note_anchor(self, event: Any) -> None:
        """An anchor that nothing uses is most likely text that starts with `&`, and has lost a word."""
        if event.anchor is not None:
            repair = "remove it, or put quotes around text that starts with `&`"
            self.unused[event.anchor] = self.at(event, f"the anchor `&{event.anchor}` is never used", repair)

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def take_key(self, event: Any, key: str) -> None:
        frame, place = self.stack[-1], _place(event)
        if event.anchor is not None:
            self.anchor(event, key, Node(*place), 1, 0)
        if key in frame.node.keys:
            first = frame.node.keys[key][0]
            self.problems.append(
                self.at(event, f"the key `{key}` stands twice, first in line {first}", "remove one of them")
            )
            frame.skip = True
        elif key == "<<" and event.implicit[0]:
            self.problems.append(self.at(event, "merge keys (`<<`) are not read", "write the keys out"))
            frame.skip = True
        frame.key, frame.key_place = key, place

    def add(self, value: object, node: Node, depth: int = 0) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.result = (value, node)
            return
        frame = self.stack[-1]
        frame.depth = max(frame.depth, depth + 1)
        if isinstance(frame.value, list):
            frame.node.inside[len(frame.value)] = node
            frame.value.append(value)
            return
        key, skip = frame.key, frame.skip
        assert key is not None
        frame.key, frame.skip = None, False
        if not skip:
            frame.node.keys[key] = frame.key_place
            frame.node.inside[key] = node
            frame.value[key] = value

    def begin(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _StopError(self.at(event, "a second document begins here", "keep one document to a file", path=""))

    def open(self, event: Any, value: dict[str, object] | list[object]) -> None:
        self.count(event)
        if self.expects_key():
            raise _StopError(
                self.at(event, "a key must be a word, not a list or a map", "write a word before the colon")
            )
        self.limit_depth(event, 1)
        self.refuse_tag(event)
        self.note_anchor(event)
        self.stack.append(_Open(value, Node.open(*_place(event)), event, self.nodes))

    def limit_depth(self, event: yaml.Event, more: int) -> None:
        if len(self.stack) + more > MAX_DEPTH:
            raise _StopError(
                self.at(event, f"is nested more than {MAX_DEPTH} deep", "flatten it, or check the brackets", path="")
            )

    def close(self) -> None:
        frame = self.stack.pop()
        self.anchor(frame.start, frame.value, frame.node, self.nodes - frame.first_node + 1, frame.depth)
        self.add(frame.value, frame.node, frame.depth)

    def alias(self, event: Any) -> None:
        if self.expects_key():
            raise _StopError(self.at(event, "a key must be a word, not an alias", "write the word out"))
        found = self.anchors.get(event.anchor)
        if found is None:
            inside = any(frame.start.anchor == event.anchor for frame in self.stack)
            why = "stands inside its own anchor" if inside else "has no anchor before it"
            repair = "write out what it stands for, or put quotes around text that starts with `*`"
            raise _StopError(self.at(event, f"the alias `*{event.anchor}` {why}", repair))
        self.unused.pop(event.anchor, None)
        self.count(event, found.size)
        self.limit_depth(event, found.depth)
        self.add(found.value, found.node, found.depth)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.parse(text, Loader=_PARSER))


def parse(text: str, *, source: str) -> Document:
    """The values of one YAML document, each with its place, and every problem of the notation itself.

    Values are built even where there are problems, so that what follows can be checked in the same pass;
    only a syntax error or a limit ends the reading, and then the document has no root.
    """
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    hides_breaks = any(each in text for each in _BREAKS)
    builder = _Builder(source, lines, hides_breaks)
    try:
        for event in _events(text.translate(_HIDE) if hides_breaks else text):
            _take(builder, event)
    except _StopError as stop:
        return Document(source=source, lines=lines, problems=(*builder.problems, stop.problem))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return Document(source=source, lines=lines, problems=(*builder.problems, syntax_problem(error, source, lines)))
    if builder.result is None or builder.result[0] is None:
        return Document(source=source, lines=lines, problems=(_empty(source),))
    value, root = builder.result
    problems = (*builder.problems, *builder.unused.values())
    return Document(source=source, value=value, root=root, lines=lines, problems=problems)


def _take(builder: _Builder, event: yaml.Event) -> None:
    match event:
        case yaml.ScalarEvent():
            builder.scalar(event)
        case yaml.MappingStartEvent():
            builder.open(event, {})
        case yaml.SequenceStartEvent():
            builder.open(event, [])
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            builder.close()
        case yaml.AliasEvent():
            builder.alias(event)
        case yaml.DocumentStartEvent():
            builder.begin(event)
        case _:
            pass


def _empty(source: str) -> Problem:
    return Problem(source=source, message="is empty", repair="start one with `readiness new` or `readiness sheet`")
