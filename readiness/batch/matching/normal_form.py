"""Two texts are the same if a person would call them so: the form in which headers and cells are compared.

Only ever for comparing. What is reported or written is the text as it stood in the file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_UNSEEN = dict.fromkeys(map(ord, "\x00\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"))
_QUOTES = dict.fromkeys("‘’‚‛′ʼʹ`´", "'") | dict.fromkeys("“”„‟″«»‹›〝〞", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_SIGNS = str.maketrans({**_QUOTES, **_DASHES})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INLINE = "a|abbr|b|big|code|del|em|font|i|ins|label|mark|s|small|span|strike|strong|sub|sup|u"
_BLOCK = "br|center|dd|div|dl|dt|h[1-6]|hr|img|li|ol|p|pre|table|tbody|td|th|tr|ul"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IN_GUILLEMETS = re.compile(r"(?<=[«‹])\s+|\s+(?=[»›])")
_SPACE = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r" (?=[?!:;%])")
"""French sets a space there, and half of those who type it do not."""
_NUMBERING = re.compile(
    r"(?:q(?:uestion)? ?)?\d{1,3}[a-z]?(?:\.\d{1,2}){0,3}(?:[.):] ?(?=[^\d\s])| ?- (?=\D))|q\d{1,3}[a-z]? - "
)
"""`3.`, `Q3.`, `3)`, `3 - `, `Question 3:`. A number that belongs to the words (`24 hours`, `3.5`) has no such end."""
_STARRED = re.compile(r"(?<!\w)(\*{1,2})(?=[^\s*])([^*]*[^\s*])\1(?!\w)")
_FINAL = " ?:.*!,;"
_SIMPLE = re.compile(r"[A-Za-z0-9 ,.()'/_+=-]*(?<!\.)")
"""Text in which nothing but case and blanks can differ: most of it, and it is looked at a million times."""
_GARBLED = re.compile("[\u00c2-\u00f4]")
"""The first byte of each sign beyond ASCII in UTF-8, as Latin-1 shows it."""
_ROUNDS = 6
"""One repair may uncover another (an entity that spells a tag); a text that needs more than this is no header."""


def header_form(text: str) -> str:
    """A header, or the words of a question, for comparison: without its numbering and its final marks too."""
    return _settled(text, _header)


def value_form(text: str) -> str:
    """A cell, or a label, for comparison. Leading numbers stay: they may be codes."""
    if _SIMPLE.fullmatch(text):
        return " ".join(text.split()).lower()
    return _settled(text, _value)


_NOTHING = re.compile("[\\s\x00\ufeff\u200b-\u200f\u2060\u00ad]*")


def is_unseen(cell: str) -> bool:
    """Whether there is nothing in a cell that can be seen."""
    return _NOTHING.fullmatch(cell) is not None


def accentless(text: str) -> str:
    """The normal form of a header without accents, for words that are typed with and without."""
    return "".join(sign for sign in unicodedata.normalize("NFD", header_form(text)) if not unicodedata.combining(sign))


@lru_cache(maxsize=65_536)
def _settled(text: str, once: Callable[[str], str]) -> str:
    for _ in range(_ROUNDS):
        formed = once(text)
        if formed == text:
            break
        text = formed
    return text


def _plain(text: str) -> str:
    """Case, white space, quotes, dashes, tags, entities and Unicode made alike."""
    text = _ENTITY.sub(lambda found: html.unescape(found.group()), text.translate(_UNSEEN))
    text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))
    text = _IN_GUILLEMETS.sub("", text).translate(_SIGNS)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    return _BEFORE_SIGN.sub("", text)


def _header(text: str) -> str:
    text = _plain(text)
    shorter = _STARRED.sub(r"\2", text).removeprefix("* ")
    shorter = _NUMBERING.sub("", shorter, count=1) if _NUMBERING.match(shorter) else shorter
    shorter = shorter.rstrip(_FINAL)
    return shorter if any(sign.isalnum() for sign in shorter) else text


def _value(text: str) -> str:
    text = _plain(text)
    return text[:-1] if len(text) > 1 and text.endswith(".") and not text.endswith("..") else text


def repaired(text: str) -> str | None:
    """A text whose UTF-8 was once read as Latin-1 (`donnÃ©es`), as it was meant; None where nothing tells of that.

    For matching only: a text that merely looks so is not changed in any output.
    """
    if not _GARBLED.search(text):
        return None
    meant = text
    for _ in range(2):  # twice over is seen as well
        try:
            again = b"".join(map(_byte, meant)).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
        if again == meant:
            break
        meant = again
    return meant if meant != text else None


def _byte(sign: str) -> bytes:
    """The byte that Windows-1252 shows as this sign; bytes that it leaves open pass through as Latin-1 has them."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


_WHOLE = re.compile(r"([-+]?\d{1,15})(?:[.,]0{1,6}|\.(\d{1,6})|,(\d{1,2}))?")


def code_number(text: str) -> float | None:
    """The number that a cell is, where it can be a code: `3`, `3.0`, `3,0`, `2.5`; None for `1,000` and for words."""
    found = _WHOLE.fullmatch(_plain(text))
    if found is None or re.fullmatch(r"[-+]?\d+,000", found.group()):
        return None
    part = found[2] or found[3]
    return float(f"{found[1]}.{part}" if part else found[1])


def cut_short(text: str) -> str | None:
    """The beginning that is left of a text cut by its platform (`How mature is...`), compared; None if it is whole."""
    found = re.fullmatch(r"(.*?)\s*(?:…|\.{2,})\s*", text.translate(_UNSEEN), re.DOTALL)
    if found is None or not found[1].strip():
        return None
    # The normal form of a whole text drops final marks; what is left of a cut one may end in any.
    return header_form(found[1] + " x").removesuffix(" x").rstrip(_FINAL)
