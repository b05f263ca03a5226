"""A response file's text, kept as a person wrote it: only the entries that changed are written anew.

Comments, blank lines, order and notation of everything else stay. What is new comes after what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from readiness.loading.document import Document
from readiness.loading.saving import leading_comments, plain_answer, plain_rating, plain_response, to_json, to_yaml
from readiness.model.response import Answer, OpportunityRating, Respondent, Response, RiskRating

_CONTAINERS = ("answers", "risks", "opportunities")
_BEFORE_ANSWERS = ("format", "questionnaire", "organization", "respondent", "date", "language")
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "\ue000\ue000\ue000")
"""What PyYAML takes for the end of a line, and YAML 1.2 and our reader do not."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path_ = tuple[str, ...]


class Drawn(Protocol):
    """Whatever puts a response into the text of its file."""

    def text(self, response: Response) -> str:
        """The whole file."""


@dataclass(slots=True)
class _Slot:
    """One key of the file: the lines it has now, the value that they say, and the comment behind a one-line value.

    `open_ended` is a block at the end of a file without a last line break, which would read otherwise with one.
    """

    path: Path_
    lines: str
    said: object
    comment: str = ""
    open_ended: bool = False


@dataclass(slots=True)
class _Head:
    """The lines from a map's own key to its first: `answers:`, and the comments below it."""

    name: str
    lines: str

    @property
    def without_keys(self) -> str:
        """The same of a map that has no keys any more, which YAML wants to be told."""
        first, line_break, rest = self.lines.partition("\n")
        key, colon, after = first.partition(":")
        return f"{key}{colon} {{}}{after}{line_break}{rest}"


@dataclass(slots=True)
class _End:
    """Where new keys of a map go: `path` is () for the file itself; `indent` is the column of its keys."""

    path: Path_
    indent: int


_Part = str | _Slot | _End | _Head


def same(one: object, other: object) -> bool:
    """Whether two plain values say the same: unlike `==`, 1 is not true."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@dataclass(slots=True)
class ResponseText:
    """The file as parts: literal text, keys, and the places where new keys go."""

    parts: list[_Part]
    _whole: tuple[str, object] | None = None
    """A text that cannot be taken apart, and what it says: it stays while that is all there is to say."""
    _fragments: dict[Path_, tuple[object, object, str]] = field(default_factory=dict)
    """Of each key that was written anew: what it was made from, its plain value, and its lines."""

    def text(self, response: Response) -> str:
        """The whole file. What a key's text already says is not touched; a key that is gone is left out."""
        if self._whole is not None and same(plain_response(response), self._whole[1]):
            return self._whole[0]
        wanted = dict(_wanted(response))
        there = {part.path for part in self.parts if isinstance(part, _Slot)}
        maps = {part.path for part in self.parts if isinstance(part, _End)}
        empty = {name for name in _CONTAINERS if not any(path[:1] == (name,) for path in wanted)}
        written: list[tuple[str, _Slot | None]] = []
        depth: int | None = None  # where something new, or what was further up, comes before a comment
        for part in self.parts:
            match part:
                case str():
                    written.append((part if depth is None else _outdented(part, depth), None))
                case _Head():
                    written.append((part.without_keys if part.name in empty else part.lines, None))
                case _Slot():
                    written.append((self._slot(part, wanted, response), part))
                    depth = None if written[-1][0] else _indent(part.lines)
                case _End():
                    new = [(lines, None) for lines in self._new(part, wanted, there, maps, response)]
                    written += new
                    depth = part.indent if new else depth
        return self._joined([(lines, slot) for lines, slot in written if lines], wanted)

    def _joined(self, written: list[tuple[str, _Slot | None]], wanted: Mapping[Path_, object]) -> str:
        """All lines; one without a line break gets one where something follows it."""
        found: list[str] = []
        for at, (lines, slot) in enumerate(written):
            after = written[at + 1][0] if at + 1 < len(written) else ""
            if slot is not None and slot.path in wanted and lines is not slot.lines and _is_deep(after, lines):
                plain = self._fragment(slot.path, wanted[slot.path], _indent(slot.lines))[0]
                lines = _shifted(to_yaml({slot.path[-1]: plain}, blocks=False), _indent(slot.lines))
            if at + 1 < len(written) and not lines.endswith("\n"):
                if slot is not None and slot.open_ended and slot.path in wanted:
                    lines = self._fragment(slot.path, wanted[slot.path], _indent(slot.lines))[1]
                else:
                    lines += "\n"
            found.append(lines)
        return "".join(found)

    def _slot(self, slot: _Slot, wanted: Mapping[Path_, object], response: Response) -> str:
        if slot.path in _whole_maps(slot.path):
            now = plain_response(response).get(slot.path[0])
            if same(now, slot.said) or (not now and not slot.said):
                return slot.lines
            return to_yaml({slot.path[0]: now}) if now or slot.path[0] == "answers" else ""
        if slot.path not in wanted:
            return slot.lines if is_empty(slot.said) and len(slot.path) == 1 else ""
        now, fresh = self._fragment(slot.path, wanted[slot.path], _indent(slot.lines))
        if same(now, slot.said):
            return slot.lines
        return fresh[:-1] + slot.comment + "\n" if slot.comment and fresh.count("\n") == 1 else fresh

    def _fragment(self, path: Path_, entry: object, indent: int) -> tuple[object, str]:
        """The plain value of a key and its lines, made once for each answer given."""
        known = self._fragments.get(path)
        if known is not None and known[0] is entry:
            return known[1], known[2]
        plain = _plain(entry)
        lines = _shifted(to_yaml({path[-1]: plain}), indent)
        self._fragments[path] = (entry, plain, lines)
        return plain, lines

    def _new(
        self, end: _End, wanted: Mapping[Path_, object], there: set[Path_], maps: set[Path_], response: Response
    ) -> Iterator[str]:
        """Lines for what has no place in the file yet."""
        if end.path:
            for path, entry in wanted.items():
                if path[:1] == end.path and len(path) == 2 and path not in there:
                    yield self._fragment(path, entry, end.indent)[1]
            return
        missing = {
            key: value
            for key, value in plain_response(response).items()
            if (key,) not in there and (key,) not in maps and (value not in ({}, None) or key == "answers")
        }
        if missing:
            yield to_yaml(missing)


def _wanted(response: Response) -> Iterator[tuple[Path_, object]]:
    """Each key that is written on its own, with what it holds."""
    yield ("format",), response.format
    yield ("questionnaire",), response.questionnaire
    if response.respondent != Respondent():
        yield ("respondent",), response.respondent
    for name in ("organization", "date", "language"):
        if getattr(response, name) is not None:
            yield (name,), getattr(response, name)
    for name in _CONTAINERS:
        for key, entry in getattr(response, name).items():
            yield (name, key), entry
    if response.set_aside is not None:
        yield ("set_aside",), response.set_aside


def _plain(entry: object) -> object:
    match entry:
        case Answer():
            return plain_answer(entry)
        case RiskRating() | OpportunityRating():
            return plain_rating(entry)
        case None | str() | int():
            return entry
    if hasattr(entry, "isoformat"):
        return str(entry.isoformat())
    written = {key: value for key, value in entry.model_dump(mode="json").items() if value is not None}  # type: ignore[attr-defined]  # a model: questionnaire or respondent
    return written or None


def is_empty(plain: object) -> bool:
    """Whether a key says nothing: it stays as it was written, for somebody to fill in."""
    return plain is None or (isinstance(plain, dict) and all(each is None for each in plain.values()))


def _whole_maps(path: Path_) -> tuple[Path_, ...]:
    return (path,) if path and path[0] in (*_CONTAINERS, "set_aside") and len(path) == 1 else ()


def _indent(lines: str) -> int:
    return len(lines) - len(lines.lstrip(" "))


def _is_deep(after: str, lines: str) -> bool:
    """Whether what follows a key begins with a comment so far in that a block before it would take it for its text."""
    first = next((line for line in after.split("\n") if line.strip()), "")
    return first.lstrip().startswith("#") and _indent(first) > _indent(lines)


def _outdented(between: str, depth: int) -> str:
    """Comments no deeper than the keys about them: a block before them would take them for its text."""
    return "".join(
        " " * min(depth, _indent(line)) + line.lstrip(" ") if line.lstrip(" ").startswith("#") else line
        for line in _LINE.findall(between)
    )


def _shifted(lines: str, indent: int) -> str:
    if not indent:
        return lines
    return "".join(" " * indent + line if line.strip(" \n") else line for line in _LINE.findall(lines))


# ---- taking a file apart ----


def blank(head: str) -> ResponseText:
    """A file that is not there yet, which is to begin with these comment lines."""
    return ResponseText([head, _End((), 0)])


def taken_apart(text: str, document: Document, read: Response) -> ResponseText:
    """The text of a file that was read as `read`, so that it can be kept as it is.

    Where the notation leaves no lines to keep apart (a map on one line, anchors), only the leading comments stay.
    """
    parts = _parts(text, [line for line in _LINE.findall(text) if line], read)
    if parts is not None and (found := ResponseText(parts)).text(read) == text:
        return found
    found = blank(leading_comments(text))
    if not document.problems:
        found._whole = (text, plain_response(read))
    return found


@dataclass(frozen=True, slots=True)
class _Key:
    """One key of a block map: its name, the lines it and its value take (from 0, the last one excluded), its column."""

    name: str
    begins: int
    ends: int
    column: int
    comment: str
    value: yaml.Node


def _parts(text: str, lines: list[str], read: Response) -> list[_Part] | None:
    keys = _top_keys(text, lines)
    if keys is None:
        return None
    said = {path: _plain(entry) for path, entry in _wanted(read)}
    whole = plain_response(read)
    parts: list[_Part] = ["".join(lines[: keys[0].begins])]
    for at, key in enumerate(keys):
        until = keys[at + 1].begins if at + 1 < len(keys) else len(lines)
        if key.name not in (*_BEFORE_ANSWERS, *_CONTAINERS, "set_aside"):
            return None
        inside = _keys_of(key.value, lines) if key.name in _CONTAINERS else None
        if inside:
            parts += _container(key, inside, until, lines, said)
        else:
            value = whole.get(key.name) if key.name in (*_CONTAINERS, "set_aside") else said.get((key.name,))
            parts += [_slot_of((key.name,), key, lines, value), "".join(lines[key.ends : until])]
    return [*parts, _End((), 0)]


def _slot_of(path: Path_, key: _Key, lines: list[str], said: object) -> _Slot:
    own = "".join(lines[key.begins : key.ends])
    last = _last(key.value)
    is_block = isinstance(last, yaml.ScalarNode) and last.style in ("|", ">")
    return _Slot(path, own, said, key.comment, open_ended=is_block and not own.endswith("\n"))


def _container(
    key: _Key, inside: list[_Key], until: int, lines: list[str], said: Mapping[Path_, object]
) -> Iterator[_Part]:
    """`answers:` with its keys. New ones come right after the last, before any comment that follows it."""
    yield _Head(key.name, "".join(lines[key.begins : inside[0].begins]))
    for at, each in enumerate(inside):
        last = at + 1 == len(inside)
        path = (key.name, each.name)
        yield _slot_of(path, each, lines, said.get(path))
        if last:
            yield _End((key.name,), each.column)
        yield "".join(lines[each.ends : until if last else inside[at + 1].begins])


def _top_keys(text: str, lines: list[str]) -> list[_Key] | None:
    """The keys of the file; None where it is not one plain map in block style: anchors, several documents, one line."""
    text = text.translate(_NO_BREAKS)
    try:
        tokens = {type(token) for token in yaml.scan(text, Loader=_LOADER)}
        if tokens & {yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DocumentEndToken, yaml.DirectiveToken}:
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError):
        return None
    found = _keys_of(root, lines)
    return found if found and found[0].column == 0 else None


def _keys_of(node: yaml.Node | None, lines: list[str]) -> list[_Key] | None:
    """The keys of a map in block style, each on a line of its own; None where it is not one."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return None
    found: list[_Key] = []
    for key, value in node.value:
        begins, column = key.start_mark.line, key.start_mark.column
        if begins >= len(lines):
            return None
        if not isinstance(key, yaml.ScalarNode) or lines[begins][:column].strip(" "):
            return None
        ends, comment = _end_of(key, value, lines)
        found.append(_Key(key.value, begins, ends, column, comment, value))
    if len({key.column for key in found}) > 1 or len({key.begins for key in found}) != len(found):
        return None
    if len({key.name for key in found}) != len(found):
        return None
    return found


def _end_of(key: yaml.Node, value: yaml.Node, lines: list[str]) -> tuple[int, str]:
    """The line after the last one of a value, and the comment behind a value that ends on its key's line.

    Blank lines belong to a block that keeps them (`|+`), and to nothing else.
    """
    last = _last(value)
    mark = last.end_mark
    if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
        ends = mark.line if mark.column == 0 else mark.line + 1
        header = lines[last.start_mark.line][last.start_mark.column :].split("#")[0]
        while "+" not in header and ends - 1 > last.start_mark.line and not lines[ends - 1].strip(" \n"):
            ends -= 1
        return ends, ""
    rest = lines[mark.line][mark.column :].rstrip("\n") if mark.line < len(lines) else ""
    if isinstance(last, yaml.ScalarNode) and last.value == "" and last.style is None:
        rest = rest.removeprefix(":")  # nothing is written, and the mark may stand before the colon
    on_one_line = mark.line == key.start_mark.line
    comment = rest if on_one_line and re.fullmatch(r"[ \t]+#.*", rest) else ""
    return mark.line + 1, comment


def _last(node: yaml.Node) -> yaml.Node:
    """The part of a value that stands last."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


class JsonText:
    """A response in JSON, which has no comments to keep."""

    def text(self, response: Response) -> str:
        """The whole file."""
        return to_json(plain_response(response))
