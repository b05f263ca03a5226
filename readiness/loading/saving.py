"""Writing files without loss: complete or absent, and a response that reads well and compares well."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copyfileobj
from typing import Any

import yaml

from readiness.loading.yaml_core import resolve
from readiness.model.problem import Problem
from readiness.model.response import (
    Answer,
    Dissent,
    OpportunityRating,
    RatingDissent,
    Response,
    RiskRating,
    SetAside,
    is_long_form,
)
from readiness.model.signs import ACTING

_INVISIBLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that are written as escapes: controls, line breaks other than the plain one, and the byte order mark."""

_SURROGATES = re.compile(r"[\ud800-\udfff]")
"""What a terminal with a broken encoding hands over; no file can hold it, so U+FFFD takes its place."""


def temporary_prefix(name: str) -> str:
    """How the temporary file of a file of this name begins: no other file's does, and it is short enough for a disk."""
    from hashlib import sha256

    return f".{name if len(name.encode()) <= 40 else name[:20] + '~' + sha256(name.encode()).hexdigest()[:12]}."


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, so that at every moment the old file or the new one is there, whole.

    The permissions of the old one stay. Raises OSError where the folder or disk does not allow it; then nothing has changed.
    """
    if _is_special(path):
        path.write_bytes(content)
        return
    with replacing(path) as temporary, open(temporary, "wb") as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file in the same folder, to be written to: flushed to disk at the end and renamed over `path`.

    Whatever is raised meanwhile, the temporary file is removed and `path` is as it was. A link is followed; a device or
    pipe such as `/dev/stdout` is written to at the end, never replaced.
    """
    special = _is_special(path)
    target = Path(os.path.realpath(path))
    folder = Path(tempfile.gettempdir()) if special else target.parent
    handle, name = tempfile.mkstemp(dir=folder, prefix=temporary_prefix(target.name), suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if special:
            _pour(temporary, path)
        else:
            _flush(temporary)
            temporary.chmod(_mode_for(target))
            temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    if not special:
        _flush_folder(target.parent)


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _pour(source: Path, device: Path) -> None:
    with open(source, "rb") as file, open(device, "wb") as into:
        copyfileobj(file, into, 1 << 20)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hindrance(path: Path) -> Problem | None:
    """What can be known beforehand to keep a file from being written."""

    def problem(message: str, repair: str) -> Problem:
        return Problem(source=str(path), message=message, repair=repair)

    try:
        if path.is_dir():
            return problem("is a folder", "name a file in it")
        if not path.parent.is_dir():
            missing = not path.parent.exists()
            return problem(
                "its folder does not exist" if missing else f"`{path.parent}` is not a folder",
                f"make the folder `{path.parent}` first" if missing else "choose another place",
            )
        locked = path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK))
        if locked:
            return problem("is write-protected", "choose another name, or lift the protection")
        if not path.exists() and not os.access(path.parent, os.W_OK):
            return problem(f"the folder `{path.parent}` may not be written to", "choose another place")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        return problem(f"cannot be written: {why or error}", "choose another place")
    return None


def _mode_for(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable. Windows and some network disks cannot; the file is whole all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_BLANK_END = re.compile(r"\n\s*\n\Z|\n[^\S\n]+\Z")


class _Dumper(yaml.SafeDumper):
    """Block style, insertion order, lists indented, no aliases, and strings quoted only where they must be."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    whole = storable(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", whole, style=_style(whole))


def _style(text: str) -> str | None:
    """A block for several lines; quotes for what YAML 1.2 would take for something else, such as `1e5`."""
    if _INVISIBLE.search(text) or ACTING.search(text):
        return '"'
    if _BLANK_END.search(text):
        return '"'  # a block that ends in blank lines would take in those that follow it
    if "\n" in text and text[0] not in "\n\t ":
        return "|"
    try:
        return None if isinstance(resolve(text), str) else "'"
    except ValueError:
        return "'"


def _pair(dumper: yaml.SafeDumper, pair: tuple[object, ...]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", list(pair), flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, _pair)


class _QuotingDumper(_Dumper):
    """The same, with text of several lines in quotes rather than in a block."""


_QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", storable(text), style=_quoted(text))
)


def _quoted(text: str) -> str | None:
    return '"' if "\n" in text else _style(text)


def storable(text: str) -> str:
    """Text that a file can hold: half a character, as a broken terminal hands over, becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def to_yaml(value: object, *, blocks: bool = True) -> str:
    """Plain values as YAML that our reader takes back unchanged: tuples on one line, the rest in blocks.

    Without `blocks`, text of several lines stands in quotes.

    PyYAML quotes by YAML 1.1, where `yes` and `12:30` are not text; that is more quotes than YAML 1.2
    needs and harms nobody. Signs that act on a terminal are written as escapes.
    """
    dumper = _Dumper if blocks else _QuotingDumper
    text = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False)
    return ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def response_yaml(response: Response, *, head: str = "") -> str:
    """A response file: `head` (comment lines) first, then one key a line in the order they were answered."""
    if head and not head.endswith("\n"):
        head += "\n"
    return head + to_yaml(plain_response(response))


def plain_response(response: Response) -> dict[str, object]:
    """A response as the plain values that stand in its file, in the order they stand there; no empty keys."""
    written: dict[str, object] = {"format": 1, "questionnaire": _filled(response.questionnaire.model_dump())}
    if response.organization is not None:
        written["organization"] = response.organization
    if respondent := _filled(response.respondent.model_dump()):
        written["respondent"] = respondent
    if response.date is not None:
        written["date"] = response.date.isoformat()
    if response.language is not None:
        written["language"] = response.language
    written["answers"] = {key: plain_answer(answer) for key, answer in response.answers.items()}
    written |= _ratings(response)
    if response.set_aside is not None:
        aside: dict[str, object] = {
            "answers": {key: plain_answer(answer) for key, answer in response.set_aside.answers.items()}
        }
        aside |= {**_ratings(response.set_aside), "role": response.set_aside.role}
        written["set_aside"] = {key: part for key, part in aside.items() if part}
    return written


def _ratings(response: Response | SetAside) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, ratings in (("risks", response.risks), ("opportunities", response.opportunities)):
        if ratings:
            found[name] = {key: plain_rating(rating) for key, rating in ratings.items()}
    return found


def plain_answer(answer: Answer) -> object:
    """The bare value where there is nothing else to say."""
    value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    said = _filled(answer.model_dump(exclude={"value", "evidence", "discuss", "dissent"}))
    if answer.evidence:
        said["evidence"] = list(answer.evidence)
    said |= _marks(answer)
    return {"value": value, **said} if said or is_long_form(value) else value


def plain_rating(rating: RiskRating | OpportunityRating | str | None) -> object:
    """What is rated and said, without empty keys; the word alone where the whole risk is not applicable."""
    if rating is None or isinstance(rating, str):
        return rating
    return _filled(rating.model_dump(exclude={"discuss", "dissent"})) | _marks(rating)


def _marks(said: Answer | RiskRating | OpportunityRating) -> dict[str, object]:
    """The flag, and who thought otherwise."""
    found: dict[str, object] = {"discuss": True} if said.discuss else {}
    if said.dissent:
        found["dissent"] = [_dissent(each) for each in said.dissent]
    return found


def _dissent(dissent: Dissent | RatingDissent) -> dict[str, object]:
    written = _filled(dissent.model_dump())
    if isinstance(written.get("value"), tuple):
        written["value"] = list(dissent.model_dump()["value"])
    return written


def _filled(written: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in written.items() if value is not None}


def to_json(value: object) -> str:
    """Plain values as JSON that our reader takes back: signs that act on a terminal are written as escapes."""
    import json

    text = storable(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
    return _INVISIBLE.sub(_escaped, ACTING.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    """A character as JSON and YAML both write it, above U+FFFF in two halves."""
    units = found.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def leading_comments(text: str) -> str:
    """The comment and blank lines a file begins with, so that saving keeps them."""
    kept: list[str] = []
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        kept.append(line)
    comments = "\n".join(kept).rstrip()
    return f"{comments}\n" if comments else ""
