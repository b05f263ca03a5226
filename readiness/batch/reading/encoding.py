"""Which encoding a text file is in, checked over all of it; whatever is not UTF-8 becomes a copy that is.

A sample would not do: one Windows byte in the last row of a gigabyte stops every engine, an hour in. Nothing is dropped
or replaced silently: bytes that cannot be read are a fault with their place.
"""

from __future__ import annotations

import codecs
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from readiness.batch.reading.faults import Fault, Notice, unreadable

BLOCK = 1 << 18
"""Bytes held at a time: as much as stays in a processor's cache."""
_EVIDENCE = 20_000
"""Runs of non-ASCII bytes that are looked at to choose between two encodings."""
UTF8_MARKED = "UTF-8 with BOM"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", UTF8_MARKED),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16 LE"),
    (b"\xfe\xff", "utf-16", "UTF-16 BE"),
)
_NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "mac-roman": "Mac Roman", "iso8859-1": "Latin-1"}
_UTF8 = ("utf-8", "utf-8-sig", "ascii")
_SOUND = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
"""A letter of UTF-8 beyond ASCII; nobody writes such pairs in another encoding but by chance."""
_FOREIGN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file in UTF-8, perhaps with a byte order mark (Polars and DuckDB pass over it). `encoding` names what it was."""

    path: Path
    encoding: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """`wrong` is the place of the first byte that is not UTF-8, counted from 0; None where all of it is."""

    wrong: int | None
    nul: bool
    old_mac_lines: bool


def as_utf8(path: Path, display: str, *, encoding: str | None, workspace: Path) -> Text | Fault:
    """The file, or a copy of it in the workspace, as text in UTF-8. `encoding` wins over what is detected."""
    try:
        if encoding is not None:
            return _as_told(path, display, encoding, workspace)
        return _as_found(path, display, workspace)
    except OSError as error:
        return unreadable(display, error)


def codec_of(encoding: str) -> str | None:
    """What an encoding is called in Python; None where none is called so."""
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)  # `lookup` also knows codecs that are no text encodings
    except (LookupError, ValueError):
        return None
    return codec


def _as_told(path: Path, display: str, encoding: str, workspace: Path) -> Text | Fault:
    codec = codec_of(encoding)
    if codec is None:
        values = {"encoding": encoding}
        return Fault(source=display, problem="bs_no_encoding", repair="bs_no_encoding_repair", values=values)
    if codec in _UTF8:
        return _utf8(path, display, shown(codec), _checked(path), workspace)
    return _copy(path, display, codec, shown(codec), workspace)


def _as_found(path: Path, display: str, workspace: Path) -> Text | Fault:
    with open(path, "rb") as file:
        head = file.read(4096)
    mark = next((each for each in _MARKS if head.startswith(each[0])), None)
    codec, name = (mark[1], mark[2]) if mark else looks_wide(head) or ("utf-8", "UTF-8")
    if codec not in _UTF8:
        return _copy(path, display, codec, name, workspace)
    checked = _checked(path)
    if checked.wrong is not None and mark is None:
        return _legacy(path, display, checked.wrong, workspace)
    return _utf8(path, display, name, checked, workspace)


def _utf8(path: Path, display: str, name: str, checked: _Checked, workspace: Path) -> Text | Fault:
    """UTF-8, as it is or in a copy where engines would stumble; a fault where it is not."""
    if checked.wrong is not None:
        return _wrong_byte(display, _byte_at(path, checked.wrong), checked.wrong, "UTF-8")
    if checked.nul or checked.old_mac_lines:
        return _copy(path, display, "utf-8-sig", name, workspace)
    return Text(path=path, encoding=name)


def _wrong_byte(display: str, byte: int, place: int, encoding: str) -> Fault:
    values = {"byte": f"0x{byte:02X}", "offset": place, "encoding": encoding}
    return Fault(source=display, problem="bs_wrong_byte", repair="bs_wrong_byte_repair", values=values)


def shown(encoding: str) -> str:
    """What an encoding is called in messages."""
    codec = codecs.lookup(encoding).name
    return _NAMES.get(codec, codec.upper())


def looks_wide(head: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every other byte of Western text is NUL."""
    even, odd = head[::2], head[1::2]
    if len(odd) > 3 and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le", "UTF-16 LE"
    if len(odd) > 3 and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be", "UTF-16 BE"
    return None


def _blocks(path: Path) -> Iterator[tuple[int, bytes]]:
    """The file in pieces with their places, none of which ends within a character of UTF-8."""
    place = 0
    with open(path, "rb", buffering=0) as file:
        while block := file.read(BLOCK):
            cut = _begun(block)
            if 0 < cut < len(block) == BLOCK:
                file.seek(cut - len(block), os.SEEK_CUR)  # cheaper than to put pieces together
                block = block[:cut]
            yield place, block
            place += len(block)


def _begun(block: bytes) -> int:
    """How far a block reaches without a last character that is only begun."""
    end = len(block)
    for back in range(1, min(4, end) + 1):
        byte = block[end - back]
        if byte >= 0xC0:  # where a character begins
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return end - back if back < length else end
        if byte < 0x80:
            break
    return end


def _checked(path: Path) -> _Checked:
    """All of the file, read once."""
    wrong: int | None = None
    nul = line_feed = carriage_return = False
    for place, block in _blocks(path):
        nul = nul or b"\0" in block
        line_feed = line_feed or b"\n" in block
        carriage_return = carriage_return or (not line_feed and b"\r" in block)
        if not block.isascii() and not _is_utf8(block):
            wrong = place + _first_wrong(block)
            break
    return _Checked(wrong=wrong, nul=nul, old_mac_lines=carriage_return and not line_feed)


def _is_utf8(block: bytes) -> bool:
    import polars as pl

    try:
        pl.Series([block]).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def _first_wrong(block: bytes) -> int:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _legacy(path: Path, display: str, wrong: int, workspace: Path) -> Text | Fault:
    """Not UTF-8 and without a mark: Windows, or a Mac, or damage."""
    evidence = _evidence(path)
    sound = sum(len(_SOUND.findall(run)) for _, run, _ in evidence)
    unsound = sum(len(_SOUND.sub(b"", run)) for _, run, _ in evidence)
    if sound > 3 * unsound:
        return _wrong_byte(display, _byte_at(path, wrong), wrong, "UTF-8")
    scores = {codec: sum(_plausibility(*each, codec) for each in evidence) for codec in ("cp1252", "mac-roman")}
    best = "mac-roman" if scores["mac-roman"] > scores["cp1252"] else "cp1252"
    if scores[best] < 0:
        values = {"byte": f"0x{_byte_at(path, wrong):02X}", "offset": wrong}
        return Fault(source=display, problem="bs_strange_text", repair="bs_strange_text_repair", values=values)
    return _copy(path, display, best, shown(best), workspace)


def _byte_at(path: Path, place: int) -> int:
    with open(path, "rb") as file:
        file.seek(place)
        return file.read(1)[0]


def _evidence(path: Path) -> list[tuple[bytes, bytes, bytes]]:
    """Runs of bytes outside ASCII, each with the byte before and after it."""
    found: list[tuple[bytes, bytes, bytes]] = []
    for _, block in _blocks(path):
        if block.isascii():
            continue
        for run in _FOREIGN.finditer(block):
            found.append((block[max(run.start() - 1, 0) : run.start()], run[0], block[run.end() : run.end() + 1]))
            if len(found) == _EVIDENCE:
                return found
    return found


def _plausibility(before: bytes, run: bytes, after: bytes, codec: str) -> float:
    """How much a run of bytes looks like writing in this encoding; below 0 for what nobody writes."""
    try:
        text = (before + run + after).decode(codec)
    except UnicodeDecodeError:
        return -5.0
    letters = [letter for letter in text if letter.isalpha() and ord(letter) > 127]
    if len(letters) > 2 and len(letters) == sum(ord(letter) > 127 for letter in text):
        return -2.0 * len(letters)  # no Western word has three accents in a row: this is another alphabet
    padded = f" {text} "
    around = zip(padded, padded[1:], padded[2:], strict=False)
    return sum(_likely(*each) for each in around if ord(each[1]) > 127)


def _likely(before: str, letter: str, after: str) -> float:
    """Accents belong into words, capitals to their beginning, quotation marks to their edges."""
    if letter in "\u00a0…•«»":
        return -1.0 if (letter == "»" and after.isalpha()) or (letter == "«" and before.isalpha()) else 2.0
    if letter in "‘’":
        return 2.2
    if letter in "“”–—":
        return -1.0 if before.isalpha() and after.isalpha() else 2.0
    if letter in "ıﬁﬂƒΩπµ" or unicodedata.category(letter) in ("Lm", "Lo", "Sk"):
        return -2.0
    if letter.isupper():
        begins = not before.isalpha() or (before.isupper() and before.isascii())
        return 1.0 if begins else -3.0
    if letter.isalpha():
        return 2.0 if before.isalpha() else 1.0
    return 0.5 if letter in "€£¥§©®°²³·¿¡½¼¾×÷™" else -2.0


def _copy(path: Path, display: str, codec: str, name: str, workspace: Path) -> Text | Fault:
    """The file in UTF-8, block by block. NUL characters, which nobody typed, are left out, and that is said."""
    decoder = codecs.getincrementaldecoder(codec)()
    old_mac_lines = _has_old_mac_lines(path)
    nuls = place = 0
    with (
        open(path, "rb") as source,
        tempfile.NamedTemporaryFile("wb", dir=workspace, suffix=".txt", delete=False) as target,
    ):
        while True:
            block = source.read(BLOCK)
            pending = decoder.getstate()[0]
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                at = place - len(pending) + error.start
                return _wrong_byte(display, error.object[error.start], at, name)
            place += len(block)
            if "\0" in text:
                nuls += text.count("\0")
                text = text.replace("\0", "")
            target.write((text.replace("\r", "\n") if old_mac_lines else text).encode("utf-8", "surrogatepass"))
            if not block:
                break
    notices = (Notice(words="bs_nuls", values={"n": nuls}),) if nuls else ()
    return Text(path=Path(target.name), encoding=name, notices=notices)


def _has_old_mac_lines(path: Path) -> bool:
    """Lines that end in a carriage return alone, as old programs on a Mac wrote them."""
    returns = False
    for _, block in _blocks(path):
        if b"\n" in block:
            return False
        returns = returns or b"\r" in block
    return returns
