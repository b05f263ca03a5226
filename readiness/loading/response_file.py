"""One response file while it is being answered: locked, written whole at each answer, never over somebody else's work."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from pathlib import Path

from readiness.loading.document import Document
from readiness.loading.load import document_of
from readiness.loading.reading import decode, read_bytes
from readiness.loading.response_text import Drawn, JsonText, blank, is_empty, same, taken_apart
from readiness.loading.saving import leading_comments, plain_response, storable, temporary_prefix, write_atomically
from readiness.loading.yaml_core import parse
from readiness.model.problem import Problem
from readiness.model.response import Response
from readiness.model.unsaved import Unsaved

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}


LARGE = 16_384
"""Above so many characters a save is read back only at first and where a key of the file's own is new: a key press waits."""


class Lock:
    """Keeps a second interview off a file. It goes with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        real = Path(os.path.realpath(path))
        self._target = real
        self._path = real.parent / f".{_short(real.name)}.lock"
        self._lock = FileLock(self._path, timeout=0)

    def take(self) -> bool | Unsaved:
        """Whether it is ours now. Unsaved where the folder allows no lock, and so no answers either."""
        from filelock import Timeout

        if not self._path.parent.is_dir():  # it would be made
            return Unsaved("gone", str(self._target))
        try:
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            return unsaved(self._target, error)
        self._sweep()
        return True

    def _sweep(self) -> None:
        """Remove what an interview that was killed while writing has left: nobody else writes to this file now."""
        prefix = temporary_prefix(self._target.name)
        for left in self._target.parent.glob(f"{glob.escape(prefix)}*.part"):
            if "." not in left.name.removeprefix(prefix).removesuffix(".part"):
                with contextlib.suppress(OSError):
                    left.unlink()

    def leave(self) -> None:
        """Give it back, and leave nothing behind. Removing it while it is held is safe: who waits looks again."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):  # else an empty hidden file stays; the next interview takes it over
                self._path.unlink(missing_ok=True)
            self._lock.release()


def _short(name: str) -> str:
    """A name that leaves room for what is put around it."""
    from hashlib import sha256

    return name if len(name.encode()) <= 200 else f"{name[:40]}.{sha256(name.encode()).hexdigest()[:16]}"


class ResponseFile:
    """Where the answers of one respondent go. `save` answers None once they are on disk, else why they are not."""

    def __init__(self, path: Path, head: str) -> None:
        """A response at `path`; where there is none yet, `head` (comment lines) begins it. See `read`."""
        self.path = path
        self._drawn: Drawn = JsonText() if path.suffix.lower() == ".json" else blank(head)
        self._seen: bytes | None = None
        self._crlf = False
        self._mark = b""
        self._keys: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Its path, for people."""
        return str(self.path)

    def read(self) -> Document | None:
        """What is there; None where nothing is. Whatever happens to the file from now on is noticed."""
        if not self.path.exists():
            return None
        raw = read_bytes(self.path)
        document = document_of(raw, self.path)
        if isinstance(raw, bytes):
            self._seen = raw
            self._crlf = b"\r\n" in raw
            self._mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        return document

    def keep(self, document: Document) -> None:
        """Keep the text of a sound response as it is: comments, order and notation."""
        content = self._seen
        text = decode(content, str(self.path)) if content is not None else None
        if isinstance(text, str) and not isinstance(self._drawn, JsonText):
            self._drawn = taken_apart(text, document, Response.model_validate(document.value))

    def save(self, response: Response) -> Unsaved | None:
        """Put the whole response on disk, flushed, unless somebody else has changed the file since."""
        try:
            if self._is_changed():
                return Unsaved("changed", str(self.path))
            drawn = self._drawn
            text = self._text(response)
            content = self._mark + (text.replace("\n", "\r\n") if self._crlf else text).encode("utf-8")
            try:
                write_atomically(self.path, content)
            except OSError:
                self._drawn, self._keys = drawn, ()  # what is on disk is still as it was
                raise
            self._seen = content
        except OSError as error:
            return unsaved(self.path, error)
        return None

    def _text(self, response: Response) -> str:
        """The file's text, proved by reading it back: nothing reaches the disk that says anything else."""
        text = self._drawn.text(response)
        if len(text) > LARGE and self._keys == tuple(plain_keys(response)):
            return text
        document = parse(text, source=str(self.path))
        if isinstance(self._drawn, JsonText):
            return text
        if not _says(document, response):
            self._drawn, self._keys = blank(leading_comments(text)), ()
            text = self._drawn.text(response)
            document = parse(text, source=str(self.path))
        keys = tuple(plain_keys(response))
        if keys != self._keys:
            self._drawn, self._keys = taken_apart(text, document, response), keys
        return text

    def _is_changed(self) -> bool:
        """Whether the file does not hold what we left in it. One that is gone can be written again without loss."""
        return self.path.exists() and read_bytes(self.path) != self._seen

    def elsewhere(self, path: Path) -> ResponseFile:
        """The same answers at another place, which must be free; comments and order come along."""
        other = ResponseFile(path, "")
        if not isinstance(other._drawn, JsonText) and not isinstance(self._drawn, JsonText):
            other._drawn, other._crlf, other._mark = self._drawn, self._crlf, self._mark
        return other


def plain_keys(response: Response) -> list[str]:
    """The keys that the file has at its top."""
    return [key for key in ("organization", "respondent", "date", "language") if getattr(response, key)] + [
        key for key in ("answers", "risks", "opportunities", "set_aside") if getattr(response, key)
    ]


def _says(document: Document, response: Response) -> bool:
    """Whether a text, read back, says what it is meant to say."""
    if document.root is None or document.problems:
        return False
    try:
        read = Response.model_validate(document.value)
    except ValueError:
        return False
    return same(_filled_in(read), _filled_in(response))


def _filled_in(response: Response) -> dict[str, object]:
    """What a response says, without the keys that are there to be filled in."""
    found = {
        key: {name: each for name, each in part.items() if not is_empty(each)} if isinstance(part, dict) else part
        for key, part in plain_response(response).items()
    }
    return {key: _storable(part) for key, part in found.items() if not is_empty(part)}


def _storable(value: object) -> object:
    """A value as it comes back from a file."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list | tuple) else value


def unsaved(path: Path, error: OSError) -> Unsaved:
    """What a failure to write means for the person who answers."""
    detail = error.strerror or str(error)
    if error.errno in _FULL:
        return Unsaved("full", str(path), detail)
    if error.errno in _DENIED:
        return Unsaved("denied", str(path), detail)
    if error.errno in _GONE:
        return Unsaved("gone", str(path), detail)
    return Unsaved("failed", str(path), detail)


def problem_of(why: Unsaved) -> Problem:
    """The same for a command that has no screen to say it on."""
    messages = {
        "changed": "was changed by somebody else meanwhile",
        "there": "is already there",
        "full": "cannot be written: the disk is full",
        "denied": "may not be written to",
        "gone": "its folder is not there",
        "failed": f"cannot be written: {why.detail}",
    }
    return Problem(source=why.place, message=messages[why.kind], repair="choose another place with -o")
