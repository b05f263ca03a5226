"""A response file's text, kept as a person wrote it: only the entries that changed are written anew.

Comments, blank lines, order and notation of everything else stay. What is new comes after what is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from readiness.loading.document import Document, Node
from readiness.loading.saving import leading_comments, plain_answer, plain_rating, plain_response, to_yaml
from readiness.loading.yaml_core import parse
from readiness.model.response import Answer, OpportunityRating, Response, RiskRating

_CONTAINERS = ("answers", "risks", "opportunities")
_BEFORE_ANSWERS = ("format", "questionnaire", "organization", "respondent", "date", "language")
_COMMENT = re.compile(r"[ \t]+#.*$")

Path_ = tuple[str, ...]
_Entry = Answer | RiskRating | OpportunityRating | str | None


class Drawn(Protocol):
    """Whatever puts a response into the text of its file."""

    def text(self, response: Response) -> str:
        """The whole file."""


@dataclass(slots=True)
class _Slot:
    """One key of the file: the lines it has now, and the value that they say."""

    path: Path_
    lines: str
    said: object


@dataclass(slots=True)
class _End:
    """Where new keys of a map go: `path` is () for the file itself; `indent` is the column of its keys."""

    path: Path_
    indent: int


_Part = str | _Slot | _End


@dataclass(slots=True)
class ResponseText:
    """The file as parts: literal text, keys, and the places where new keys go."""

    parts: list[_Part]
    _fragments: dict[Path_, tuple[object, object, str]] = field(default_factory=dict)
    """Of each key that was written anew: what it was made from, its plain value, and its lines."""

    def text(self, response: Response) -> str:
        """The whole file. What a key's text already says is not touched; a key that is gone is left out."""
        wanted = dict(_wanted(response))
        there = {part.path for part in self.parts if isinstance(part, _Slot)}
        maps = {part.path for part in self.parts if isinstance(part, _End)}
        written: list[str] = []
        for part in self.parts:
            match part:
                case str():
                    written.append(part)
                case _Slot():
                    written.append(self._slot(part, wanted, response))
                case _End():
                    if written and written[-1] and not written[-1].endswith("\n"):
                        written.append("\n")
                    written += self._new(part, wanted, there, maps, response)
        return "".join(written)

    def _slot(self, slot: _Slot, wanted: Mapping[Path_, object], response: Response) -> str:
        if slot.path in _whole_maps(slot.path):
            now = plain_response(response).get(slot.path[0])
            if now == slot.said or not now:
                return slot.lines
            return to_yaml({slot.path[0]: now})
        if slot.path not in wanted:
            return slot.lines if is_empty(slot.said) else ""
        now, fresh = self._fragment(slot.path, wanted[slot.path], _indent(slot.lines))
        if now == slot.said:
            return slot.lines
        comment = _trailing_comment(slot)
        return fresh[:-1] + comment + "\n" if comment and fresh.count("\n") == 1 else fresh

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
            if (key,) not in there and (key,) not in maps and value not in ({}, None)
        }
        if missing:
            yield to_yaml(missing)


def _wanted(response: Response) -> Iterator[tuple[Path_, object]]:
    """Each key that is written on its own, with what it holds."""
    yield ("format",), response.format
    yield ("questionnaire",), response.questionnaire
    for name in ("organization", "respondent", "date", "language"):
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
    written = {key: value for key, value in entry.model_dump(mode="json").items() if value is not None}  # type: ignore[attr-defined]  # a model: questionnaire, respondent or set_aside
    return written or None


def is_empty(plain: object) -> bool:
    """Whether a key says nothing: it stays as it was written, for somebody to fill in."""
    return plain is None or (isinstance(plain, dict) and all(each is None for each in plain.values()))


def _whole_maps(path: Path_) -> tuple[Path_, ...]:
    return (path,) if path and path[0] in (*_CONTAINERS, "set_aside") and len(path) == 1 else ()


def _indent(lines: str) -> int:
    return len(lines) - len(lines.lstrip(" "))


def _shifted(lines: str, indent: int) -> str:
    if not indent:
        return lines
    return "".join(" " * indent + line if line.strip() else line for line in lines.splitlines(keepends=True))


def _trailing_comment(slot: _Slot) -> str:
    """The comment behind a one-line value; "" where there is none, or no telling."""
    if slot.lines.count("\n") > 1 or (found := _COMMENT.search(slot.lines.rstrip("\n"))) is None:
        return ""
    bare = parse(slot.lines[: found.start()].strip() + "\n", source="")
    value = bare.value.get(slot.path[-1]) if isinstance(bare.value, Mapping) else slot
    return found.group() if value == slot.said or (value is None and slot.said is None) else ""


# ---- taking a file apart ----


def blank(head: str) -> ResponseText:
    """A file that is not there yet, which is to begin with these comment lines."""
    return ResponseText([head, _End((), 0)])


def taken_apart(text: str, document: Document, read: Response) -> ResponseText:
    """The text of a file that was read as `read`, so that it can be kept as it is.

    Where the notation leaves no lines to keep apart (a map on one line, anchors), only the leading comments stay.
    """
    parts = _parts(text, document, read)
    if parts is not None:
        found = ResponseText(parts)
        if found.text(read) == text:
            return found
    return blank(leading_comments(text))


def _parts(text: str, document: Document, read: Response) -> list[_Part] | None:
    root = document.root
    if root is None or not _is_plain_block(text):
        return None
    lines = text.splitlines(keepends=True)
    starts = sorted((place[0], key) for key, place in root.keys.items())
    if any(root.keys[key][1] != 1 for _, key in starts) or len({line for line, _ in starts}) != len(starts):
        return None
    said = {path: _plain(entry) for path, entry in _wanted(read)}
    whole = plain_response(read)
    parts: list[_Part] = ["".join(lines[: starts[0][0] - 1])]
    for at, (line, key) in enumerate(starts):
        end = starts[at + 1][0] - 1 if at + 1 < len(starts) else len(lines)
        inside = _block_keys(root.inside[key], line, lines) if key in _CONTAINERS else None
        if key not in (*_BEFORE_ANSWERS, *_CONTAINERS, "set_aside"):
            return None
        if inside:
            parts += _container(key, line, end, inside, lines, said)
        else:
            own = _own_end(lines, line, end)
            value = whole.get(key) if key in (*_CONTAINERS, "set_aside") else said.get((key,))
            parts += [_Slot((key,), "".join(lines[line - 1 : own]), value), "".join(lines[own:end])]
    parts.append(_End((), 0))
    return parts


def _container(
    key: str, line: int, end: int, inside: list[tuple[int, int, str]], lines: list[str], said: Mapping[Path_, object]
) -> Iterator[_Part]:
    """`answers:` with its keys. New ones come right after the last, before any comment that follows it."""
    yield "".join(lines[line - 1 : inside[0][0] - 1])
    for at, (begins, column, name) in enumerate(inside):
        last = at + 1 == len(inside)
        until = end if last else inside[at + 1][0] - 1
        own = _own_end(lines, begins, until)
        yield _Slot((key, name), "".join(lines[begins - 1 : own]), said.get((key, name)))
        if last:
            yield _End((key,), column - 1)
        yield "".join(lines[own:until])


def _block_keys(node: Node, line: int, lines: list[str]) -> list[tuple[int, int, str]] | None:
    """Line, column and name of each key of a map in block style; None where it is not, or has none."""
    found = sorted((place[0], place[1], name) for name, place in node.keys.items())
    if not found or found[0][0] <= line or len({begins for begins, _, _ in found}) != len(found):
        return None
    if len({column for _, column, _ in found}) != 1:
        return None
    indent = " " * (found[0][1] - 1)
    return found if all(lines[begins - 1].startswith(indent) for begins, _, _ in found) else None


def _own_end(lines: list[str], begins: int, until: int) -> int:
    """The last line of a key that begins at line `begins` and lies before line `until` + 1: comments after it are not its own."""
    last = until
    while last > begins and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _is_plain_block(text: str) -> bool:
    """No anchors, no aliases, one document, a map in block style, spaces as written: lines can be kept apart."""
    try:
        tokens = list(yaml.scan(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return False
    kinds = [type(token) for token in tokens]
    if any(kind in (yaml.AnchorToken, yaml.AliasToken, yaml.DocumentEndToken) for kind in kinds):
        return False
    first = [kind for kind in kinds if kind not in (yaml.StreamStartToken, yaml.DocumentStartToken)]
    return bool(first) and first[0] is yaml.BlockMappingStartToken and kinds.count(yaml.DocumentStartToken) <= 1


class JsonText:
    """A response in JSON, which has no comments to keep."""

    def text(self, response: Response) -> str:
        """The whole file."""
        return json.dumps(plain_response(response), ensure_ascii=False, indent=2) + "\n"
