"""From what was named on the command line to what is to be read: files, folders, globs, standard input.

A file is what its first bytes say, and only then what its ending says: many a `.xls` is a text table, and a `.csv` a workbook.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Literal

from readiness.batch.reading.delimited import opening
from readiness.batch.reading.encoding import looks_wide
from readiness.batch.reading.faults import Fault, unreadable
from readiness.loading.reading import STANDARD_INPUT
from readiness.model.problem import Problem
from readiness.words import say

SourceKind = Literal["responses", "text", "json lines", "json", "parquet", "sheet", "zip"]

BY_SUFFIX: dict[str, SourceKind] = {
    **dict.fromkeys((".yaml", ".yml"), "responses"),
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), "text"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json lines"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "sheet"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".zip": "zip",
}
"""`.json` is missing: it may be a response or a table, which its content says."""
_HEAD = 4096
_BINARY = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"$FL2", "SPSS"),
    (b"$FL3", "SPSS"),
    (b"<stata_dta>", "Stata"),
)
_MAGIC = re.compile(r"[*?\[]")
_OWN_OUTPUT = re.compile(r"(^|[.\-_])rejects\.(csv|tsv|parquet|jsonl|xlsx)$|\.map\.ya?ml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One table, or all response files together. `path` is a glob where a table lies in parts, else one file."""

    kind: SourceKind
    display: str
    path: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What lies in a folder and is not read: files that are neither tables nor responses, and folders; by their names."""

    display: str
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is to read, what stands in the way of the rest, and what was passed over."""

    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed: tuple[Passed, ...] = ()


def find_sources(
    names: Sequence[str], *, workspace: Path, without: Collection[Path] = (), language: str = "en"
) -> Found:
    """What the names stand for, in their order; standard input is put into the workspace.

    `without` are files that the run itself writes: in a folder or glob they are passed over, as are hidden files.
    """
    passed_over = {each.resolve() for each in without}
    sources: list[Source] = []
    faults: list[Fault] = []
    passed: list[Passed] = []
    for name in names:
        for each in _named(name, workspace, passed_over, language):
            match each:
                case Source():
                    sources.append(each)
                case Passed():
                    passed.append(each)
                case Fault():
                    faults.append(each)
    tables = [each for each in sources if each.kind != "responses"]
    responses = [each for each in sources if each.kind == "responses"]
    if tables and responses:
        values = {"tables": _first_names(tables), "responses": _first_names(responses)}
        faults.append(Fault(source=", ".join(names), problem="bs_mixed", repair="bs_mixed_repair", values=values))
    if responses:
        files = tuple({file.absolute(): file for each in responses for file in each.files}.values())
        display = responses[0].display if len(responses) == 1 else ", ".join(names)
        responses = [Source(kind="responses", display=display, path=responses[0].path, files=files)]
    return Found(
        sources=tuple(responses + _once(tables)) if not faults else (),
        problems=tuple(fault.told(language) for fault in faults),
        passed=tuple(passed),
    )


def _once(sources: list[Source]) -> list[Source]:
    return list({Path(each.path).absolute(): each for each in sources}.values())


def _first_names(sources: Sequence[Source]) -> str:
    names = [file.name for each in sources for file in each.files]
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def _named(
    name: str, workspace: Path, passed_over: Collection[Path], language: str
) -> Iterator[Source | Fault | Passed]:
    if name == STANDARD_INPUT:
        yield _spooled(sys.stdin.buffer, say(language, "bu_standard_input"), workspace)
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _in_folder(path, passed_over)
        elif path.exists() or not _MAGIC.search(name):
            yield _one(path, name, workspace)
        else:
            yield from _by_glob(name, passed_over)
    except OSError as error:
        yield unreadable(name, error)
    except ValueError:  # a pattern such as `**x`, or a name with a NUL
        yield Fault(source=name, problem="bs_no_match", repair="bs_no_match_repair")


def _spooled(stream: BinaryIO, display: str, workspace: Path) -> Source | Fault:
    with tempfile.NamedTemporaryFile("wb", dir=workspace, prefix="input-", delete=False) as file:
        copyfileobj(stream, file, 1 << 20)
    return _file(Path(file.name), display)


def _one(path: Path, display: str, workspace: Path) -> Source | Fault:
    if path.is_fifo():  # it can be read once only
        with open(path, "rb") as stream:
            return _spooled(stream, display, workspace)
    return _file(path, display)


def _file(path: Path, display: str) -> Source | Fault:
    kind = kind_of(path, display)
    return kind if isinstance(kind, Fault) else Source(kind=kind, display=display, path=str(path), files=(path,))


def _in_folder(folder: Path, passed_over: Collection[Path]) -> Iterator[Source | Fault | Passed]:
    with os.scandir(folder) as entries:  # which knows what is a file without asking the disk for each
        listed = sorted((entry.name, entry.is_dir()) for entry in entries if entry.is_file() or entry.is_dir())
    names = [name for name, is_folder in listed if not is_folder]
    files = [each for name in names if not _is_passed_over(each := folder / name, passed_over)]
    inner = tuple(name for name, is_folder in listed if is_folder and not name.startswith((".", "_")))
    stray = _stray(files)
    yield from _gathered(
        [each for each in files if each not in stray], str(folder), str(folder / "*.parquet"), many=True
    )
    if stray or inner:
        yield Passed(display=str(folder), files=tuple(each.name for each in files if each in stray), folders=inner)


def _stray(files: Sequence[Path]) -> frozenset[Path]:
    """Those that are no table and no response by their ending. A `.txt` may be a table; beside other files, it is one only
    if its cells are divided by something, and beside responses it is somebody's note."""
    meant = [file for file in files if file.suffix.casefold() in (*BY_SUFFIX, ".json")]
    texts = [file for file in meant if file.suffix.casefold() == ".txt"]
    stray = frozenset(files).difference(meant)
    if len(texts) == len(meant):
        return stray
    responses = any(_expected(file) == "responses" for file in meant if file not in texts)
    return stray.union(file for file in texts if responses or isinstance(opening(file, "", delimiter=None), Fault))


def _by_glob(pattern: str, passed_over: Collection[Path]) -> Iterator[Source | Fault]:
    whole = Path(pattern)
    base = Path(whole.anchor)
    found = sorted(base.glob(str(whole.relative_to(base))))
    files = [each for each in found if each.is_file() and not _is_passed_over(each, passed_over)]
    if not files:
        yield Fault(source=pattern, problem="bs_no_match", repair="bs_no_match_repair")
        return
    yield from _gathered(files, pattern, pattern, many=False)


def _is_passed_over(path: Path, passed_over: Collection[Path]) -> bool:
    """Hidden files, a spreadsheet program's lock files, markers that Spark leaves, and what runs of this program write."""
    if path.name.startswith((".", "~$", "_")) or _OWN_OUTPUT.search(path.name):
        return True
    return bool(passed_over) and path.resolve() in passed_over


def _gathered(files: list[Path], display: str, parts: str, *, many: bool) -> Iterator[Source | Fault]:
    """The files of a folder or glob: parts of one Parquet table together, the rest each for itself.

    With `many`, response files are known by their names.
    """
    kinds = {file: _expected(file) if many else kind_of(file, str(file)) for file in files}
    parquet = tuple(file for file, kind in kinds.items() if kind == "parquet")
    if parquet:
        path = str(parquet[0]) if len(parquet) == 1 else parts
        yield Source(kind="parquet", display=display, path=path, files=parquet)
    for file, kind in kinds.items():
        if isinstance(kind, Fault):
            yield kind
        elif kind != "parquet":
            yield Source(kind=kind, display=str(file), path=str(file), files=(file,))
    if not kinds:
        yield Fault(source=display, problem="bs_empty_folder", repair="bs_empty_folder_repair")


def _expected(path: Path) -> SourceKind | Fault:
    """What a file in a folder is. Response files are not opened: there may be 10,000."""
    if BY_SUFFIX.get(path.suffix.casefold()) == "responses":
        return "responses"
    return kind_of(path, str(path))


def kind_of(path: Path, display: str) -> SourceKind | Fault:
    """By content where that is beyond doubt, else by ending, else by what the text looks like."""
    try:
        if not path.is_file():
            path.stat()
            return Fault(source=display, problem="bs_no_file", repair="bs_no_file_repair")
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return unreadable(display, error)
    if not head:
        suffix = BY_SUFFIX.get(path.suffix.casefold())
        return suffix if suffix == "responses" else Fault(source=display, problem="bs_empty", repair="bs_empty_repair")
    return _by_signature(path, display, head) or _by_text(path, head)


def _by_signature(path: Path, display: str, head: bytes) -> SourceKind | Fault | None:
    suffix = BY_SUFFIX.get(path.suffix.casefold())
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "sheet" if suffix == "sheet" or _is_workbook(path) else "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "sheet"
    for signature, what in _BINARY:
        if head.startswith(signature):
            return Fault(source=display, problem="bs_binary", repair="bs_binary_repair", values={"what": what})
    if re.match(rb"\s*(<!doctype html|<html|<\?xml|<table)", head, re.IGNORECASE):
        return Fault(source=display, problem="bs_web_page", repair="bs_web_page_repair")
    if suffix in ("parquet", "zip"):
        return Fault(source=display, problem="bs_damaged", repair="bs_damaged_repair", values={"what": path.suffix})
    if _is_binary(head):
        return Fault(source=display, problem="bs_binary", repair="bs_binary_repair", values={"what": "?"})
    return None


def _is_workbook(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            return any(each.startswith("xl/") for each in names) or "content.xml" in names
    except (zipfile.BadZipFile, OSError):
        return False


def _is_binary(head: bytes) -> bool:
    """More control characters than text has; UTF-16 apart, which is full of NULs."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_wide(head):
        return False
    return sum(byte < 9 or 13 < byte < 32 for byte in head) > 0.02 * len(head) + 1


def _by_text(path: Path, head: bytes) -> SourceKind:
    suffix = path.suffix.casefold()
    known = BY_SUFFIX.get(suffix)
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if known not in (None, "sheet"):
        return known
    if text.startswith("["):
        return "json"
    if text.startswith("{"):
        return "json lines" if re.match(r"\{[^\n]*\}\s*\n\s*\{", text) or suffix != ".json" else "responses"
    return "responses" if suffix != ".json" and re.match(r"(---\s*\n|#[^\n]*\n)*format:", text) else "text"
