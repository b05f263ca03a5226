"""What PyYAML says of text that is not YAML, in our words, where a person would look for it.

libyaml notices an open quotation mark at the end of the file and speaks of "simple keys" and "block mappings".
`FAULTS` names each thing people do wrong, by what libyaml says of it and what stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from readiness.model.problem import Problem

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake. `said` is part of libyaml's words; `before` and `after` match the line around its mark.

    `at_start` points at where the construct began rather than at where it broke. `{char}` in the message is
    the character at the place.
    """

    said: str
    message: str
    repair: str
    before: str = ""
    after: str = ""
    at_start: bool = False


_SAME_COLUMN = "check the indentation: keys of one map, and entries of one list, start in the same column"
_QUOTE_IT = "put quotes around text that starts with “{char}”"

FAULTS = (
    Fault(said="cannot start any token", after=r"\t", message="a tab stands here", repair="indent with spaces"),
    Fault(said="found a tab character", message="a tab stands here", repair="indent with spaces"),
    Fault(said="cannot start any token", message="text cannot start with “{char}”", repair=_QUOTE_IT),
    Fault(
        said="mapping values are not allowed",
        before=r".*:\s.*",
        message="a second colon stands in one line",
        repair="put quotes around text that holds `: `",
    ),
    Fault(
        said="mapping values are not allowed",
        message="a key cannot stand here, since the line above does not lead to one",
        repair="check the colon and the indentation of both lines",
    ),
    Fault(
        said="unexpected end of stream while scanning a quoted scalar",
        message="the quotation mark that opens here is never closed",
        repair="close it",
        at_start=True,
    ),
    Fault(
        said="unexpected document indicator while scanning a quoted scalar",
        message="the quotation mark that opens here is not closed before the document ends",
        repair="close it",
        at_start=True,
    ),
    Fault(
        said="while parsing a flow",
        after=r"[^\s\[\]{},]",
        before=r".*[\[{,].*",
        message="a comma is missing, or a bracket is not closed",
        repair="put a comma between the entries, and quotes around text that holds a bracket, a comma or `: `",
    ),
    Fault(
        said="while parsing a flow",
        after=r"[^\s\[\]{},:]",
        before=r".*\S.*",
        message="a comma is missing, or a bracket is not closed",
        repair="put a comma between the entries; what is not an entry has to go",
    ),
    Fault(
        said="while parsing a flow node",
        after=r"\S",
        message="a value is missing before “{char}”",
        repair="write it, or remove the comma",
    ),
    Fault(said="while parsing a flow node", message="the file ends within brackets", repair="close them"),
    Fault(
        said="while parsing a flow",
        message="the bracket “{char}” that opens here is not closed",
        repair="close it",
        at_start=True,
    ),
    Fault(said="did not find expected node content", message="text cannot start with “{char}”", repair=_QUOTE_IT),
    Fault(said="mapping keys are not allowed", message="text cannot start with “{char}”", repair=_QUOTE_IT),
    Fault(
        said="block sequence entries are not allowed",
        message="a list cannot begin here",
        repair="begin it on the next line, or put quotes around text that starts with `- `",
    ),
    Fault(
        said="did not find expected '-' indicator",
        message="this line belongs neither to the entry above nor to a new one",
        repair=_SAME_COLUMN,
    ),
    Fault(
        said="did not find expected key",
        before=r".*['\"]\s*",
        message="text goes on after the closing quotation mark",
        repair="put all of it in quotes, and write an apostrophe twice within single quotes",
    ),
    Fault(
        said="did not find expected key",
        before=r".*\S.*",
        message="text goes on where the value before it has ended",
        repair="put quotes around all of it, or begin a new line",
    ),
    Fault(
        said="did not find expected key",
        message="this line does not fit under those above it",
        repair=_SAME_COLUMN,
    ),
    Fault(
        said="could not find expected ':'",
        message="is neither `key: value` nor an entry `- value`",
        repair="write a colon and a blank after a key, a dash and a blank before an entry",
        at_start=True,
    ),
    Fault(
        said="found unknown escape character",
        message="the backslash does not go with what follows it",
        repair="write `\\\\` for a backslash within double quotes, or use single quotes",
    ),
    Fault(
        said="hexdecimal number",
        message="the escape is not complete",
        repair="write 2 hexadecimal digits after `\\x`, 4 after `\\u`, 8 after `\\U`",
    ),
    Fault(
        said="invalid Unicode character escape",
        message="the escape does not stand for a character",
        repair="check its digits; half of a surrogate pair cannot stand alone",
    ),
    Fault(said="while scanning an alias", message="`*` does not begin text", repair=_QUOTE_IT, at_start=True),
    Fault(said="while scanning an anchor", message="`&` does not begin text", repair=_QUOTE_IT, at_start=True),
    Fault(said="ing a tag", message="`!` does not begin text", repair=_QUOTE_IT, at_start=True),
    Fault(said="undefined tag handle", message="`!` does not begin text", repair=_QUOTE_IT),
    Fault(
        said="a directive",
        message="a line cannot start with `%`",
        repair="indent it, or put quotes around text that starts with `%`",
        at_start=True,
    ),
    Fault(
        said="did not find expected comment or line break while scanning a block scalar",
        message="text stands on the line of the `|` or `>` that opens it",
        repair="begin the text on the next line, indented, or put quotes around text that starts with `|` or `>`",
    ),
    Fault(
        said="did not find expected <document start>",
        message="the document ends before this line",
        repair="check the indentation and the quotation marks above",
    ),
    Fault(
        said="control characters are not allowed",
        message="an invisible character stands here",
        repair="remove it, or write it as an escape within double quotes",
    ),
)


def syntax_problem(error: yaml.YAMLError | UnicodeEncodeError, source: str, lines: Lines) -> Problem:
    """The complaint in our words, at the place to mend."""
    start, mark = _marks(error, lines)
    said = _said(error)
    before, after = _around(mark, lines)
    for fault in FAULTS:
        if fault.said in said and _fits(fault.before, before) and re.match(fault.after, after):
            place = start if fault.at_start and start is not None else mark
            char = _around(place, lines)[1][:1]
            return _at(place, source, lines, fault.message.format(char=char), fault.repair.format(char=char))
    return _at(
        mark, source, lines, f"is not well-formed YAML: {said}", "check the quotes, brackets and indentation here"
    )


def _fits(pattern: str, before: str) -> bool:
    return not pattern or re.fullmatch(pattern, before) is not None


def _said(error: yaml.YAMLError | UnicodeEncodeError) -> str:
    """What libyaml says, and what it says it was doing."""
    if isinstance(error, yaml.reader.ReaderError | UnicodeEncodeError):
        return "control characters are not allowed"
    said = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context", None)
    return f"{said} {context}" if context else said


Place = tuple[int, int]


def _marks(error: Exception, lines: Lines) -> tuple[Place | None, Place | None]:
    """Where the construct began and where it broke, counted from 1."""
    if isinstance(error, yaml.reader.ReaderError | UnicodeEncodeError):
        return None, _first_control(lines)
    start, mark = (_place(getattr(error, name, None), lines) for name in ("context_mark", "problem_mark"))
    return start, mark or start


def _place(mark: Any, lines: Lines) -> Place | None:
    """The mark's place, counted from 1. libyaml puts the end of a file into a line that does not exist."""
    if mark is None:
        return None
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


def _around(place: Place | None, lines: Lines) -> tuple[str, str]:
    """The line before and after a place."""
    if place is None:
        return "", ""
    line = lines[place[0] - 1]
    return line[: place[1] - 1], line[place[1] - 1 :]


def _at(place: Place | None, source: str, lines: Lines, message: str, repair: str) -> Problem:
    line, column = place or (None, None)
    excerpt = lines[line - 1] if line is not None else None
    return Problem(source=source, line=line, column=column, message=message, repair=repair, excerpt=excerpt)


def _first_control(lines: Lines) -> Place | None:
    for number, line in enumerate(lines, 1):
        found = re.search(r"[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", line)
        if found:
            return number, found.start() + 1
    return None
