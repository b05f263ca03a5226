"""Encodings of tables: detected over the whole file, named, and never guessed at the cost of a byte."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.batch.reading.encoding import BLOCK, Text, as_utf8
from readiness.batch.reading.faults import Fault

LINES = "id;équipe;réponse\n1;à côté;“C’est déjà prêt…” – Noël\n2;gâteau;naïve\n"


def settled(path: Path, workspace: Path, encoding: str | None = None) -> Text:
    text = as_utf8(path, path.name, encoding=encoding, workspace=workspace)
    assert isinstance(text, Text), text
    return text


def refused(path: Path, workspace: Path, encoding: str | None = None) -> str:
    fault = as_utf8(path, path.name, encoding=encoding, workspace=workspace)
    assert isinstance(fault, Fault)
    return str(fault.told("en"))


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def content(text: Text) -> str:
    return text.path.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param(LINES.encode(), "UTF-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + LINES.encode(), "UTF-8 with BOM", id="utf-8-with-a-mark"),
        pytest.param(codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"), "UTF-16 LE", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"), "UTF-16 BE", id="utf-16-be"),
        pytest.param(LINES.encode("utf-16-le"), "UTF-16 LE", id="utf-16-le-without-a-mark"),
        pytest.param(LINES.encode("utf-16-be"), "UTF-16 BE", id="utf-16-be-without-a-mark"),
        pytest.param(codecs.BOM_UTF32_LE + LINES.encode("utf-32-le"), "UTF-32", id="utf-32"),
        pytest.param(LINES.encode("cp1252"), "Windows-1252", id="windows"),
        pytest.param(LINES.encode("mac-roman"), "Mac Roman", id="mac"),
        pytest.param(b"a,b\n1,2\n", "UTF-8", id="ascii"),
    ],
)
def test_an_encoding_is_found_and_named(raw: bytes, name: str, tmp_path: Path) -> None:
    text = settled(written(tmp_path / "table.csv", raw), tmp_path)
    assert text.encoding == name
    assert content(text) == (LINES if raw != b"a,b\n1,2\n" else "a,b\n1,2\n")


@pytest.mark.parametrize("raw", [LINES.encode(), codecs.BOM_UTF8 + LINES.encode()], ids=["plain", "mark"])
def test_utf8_needs_no_copy(raw: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "table.csv", raw)
    assert settled(path, tmp_path).path == path


def test_one_windows_byte_at_the_end_of_a_long_file_is_seen(tmp_path: Path) -> None:
    raw = b"id,policy\n" + b"1,yes\n" * (BLOCK // 2) + b"2,caf\xe9\n"
    text = settled(written(tmp_path / "table.csv", raw), tmp_path)
    assert text.encoding == "Windows-1252"
    assert content(text).endswith("2,café\n")


@pytest.mark.parametrize("shift", range(5))
@pytest.mark.parametrize("letter", ["é", "’", "𝄞"])
def test_a_letter_on_the_edge_of_two_blocks_is_whole(letter: str, shift: int, tmp_path: Path) -> None:
    raw = b"x" * (BLOCK - shift) + letter.encode() * 3 + b"\n"
    assert settled(written(tmp_path / "table.csv", raw), tmp_path).encoding == "UTF-8"


@pytest.mark.parametrize("place", [0, 100, BLOCK - 1, BLOCK, BLOCK + 1])
def test_a_damaged_byte_among_sound_utf8_is_told_with_its_place(place: int, tmp_path: Path) -> None:
    sound = "é".encode() * BLOCK
    raw = sound[: place // 2 * 2] + b"\xff" + sound[place // 2 * 2 :]
    said = refused(written(tmp_path / "table.csv", raw), tmp_path)
    assert f"the byte 0xFF at place {place // 2 * 2} (counted from 0) is not UTF-8" in said
    assert "--encoding" in said


def test_a_file_cut_within_a_letter_is_damaged_and_not_of_another_encoding(tmp_path: Path) -> None:
    raw = ("é" * 50).encode()[:-1]
    assert "the byte 0xC3 at place 98" in refused(written(tmp_path / "table.csv", raw), tmp_path)


def test_no_byte_is_replaced_where_a_mark_says_utf8(tmp_path: Path) -> None:
    raw = codecs.BOM_UTF8 + b"id,policy\n1,caf\xe9\n"
    said = refused(written(tmp_path / "table.csv", raw), tmp_path)
    assert f"the byte 0xE9 at place {raw.index(0xE9)}" in said


def test_what_neither_windows_nor_mac_writes_is_not_guessed(tmp_path: Path) -> None:
    raw = "Имя;Ответ\nИван;Да\n".encode("cp1251")
    assert "not recognized" in refused(written(tmp_path / "table.csv", raw), tmp_path)
    text = settled(written(tmp_path / "table.csv", raw), tmp_path, encoding="cp1251")
    assert (content(text), text.encoding) == ("Имя;Ответ\nИван;Да\n", "CP1251")


def test_the_encoding_that_is_told_wins(tmp_path: Path) -> None:
    path = written(tmp_path / "table.csv", b"id;policy\n1;\xca\n")
    assert content(settled(path, tmp_path, encoding="cp1252")) == "id;policy\n1;Ê\n"
    assert content(settled(path, tmp_path, encoding="mac_roman")) == "id;policy\n1;\xa0\n"
    assert "the byte 0xCA at place 12 (counted from 0) is not UTF-8" in refused(path, tmp_path, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["klingon", "base64", ""])
def test_a_word_that_is_no_encoding_is_told(encoding: str, tmp_path: Path) -> None:
    said = refused(written(tmp_path / "table.csv", b"a,b\n"), tmp_path, encoding=encoding)
    assert f"`{encoding}` is not an encoding of text" in said


def test_characters_without_meaning_are_left_out_and_counted(tmp_path: Path) -> None:
    text = settled(written(tmp_path / "table.csv", b"id,policy\n1,\0\n2,\0yes\n"), tmp_path)
    assert content(text) == "id,policy\n1,\n2,yes\n"
    assert [notice.told("en") for notice in text.notices] == ["2 characters without a meaning (NUL) were left out"]


@pytest.mark.parametrize("encoding", ["utf-8", "mac-roman"])
def test_lines_of_an_old_mac_become_lines(encoding: str, tmp_path: Path) -> None:
    raw = "id;équipe\r1;à côté\r".encode(encoding)
    assert content(settled(written(tmp_path / "table.csv", raw), tmp_path)) == "id;équipe\n1;à côté\n"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.csv", tmp_path)


ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "latin-1")


@settings(max_examples=60, deadline=None)
@given(words=st.text(alphabet='abc ;,\n"éàçêôüñÉÀ’“”…\xa0', max_size=400), encoding=st.sampled_from(ENCODINGS))
def test_text_comes_through_any_encoding_that_is_told(
    words: str, encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("work")
    raw = words.encode(encoding, errors="ignore")
    text = settled(written(folder / "table.csv", raw), folder, encoding=encoding)
    assert content(text) == raw.decode(encoding)


PHRASES = st.sampled_from(
    (
        *(
            "L’équipe est prête, «\xa0déjà\xa0»…",
            "C’est à côté – très près",
            "Où êtes-vous ?\xa0Là-bas",
            "Être ou naître",
        ),
        *("That’s “fine” — really…", "señor, mañana", "Grüße aus Köln", "naïve façade", "Élan, À propos, Ça va"),
    )
)


@settings(max_examples=60, deadline=None)
@given(phrases=st.lists(PHRASES, min_size=2, max_size=12, unique=True), mac=st.booleans())
def test_windows_and_mac_are_told_apart_by_how_people_write(
    phrases: list[str], mac: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("work")
    words = "\n".join(f"{n};{phrase}" for n, phrase in enumerate(phrases))
    path = written(folder / "table.csv", words.encode("mac-roman" if mac else "cp1252"))
    assert content(settled(path, folder)) == words
