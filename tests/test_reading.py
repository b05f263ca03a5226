"""From bytes to text: what is read, and what everything else is called."""

from __future__ import annotations

import io
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from readiness.loading.reading import MAX_BYTES, decode, display_name, read_bytes, read_text
from readiness.model.problem import Problem


def words(found: object) -> str:
    assert isinstance(found, Problem)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestAFileThatCannotBeRead:
    def test_is_missing_and_a_like_one_is_named(self, folder: Path) -> None:
        (folder / "response.yaml").touch()
        assert words(read_text("reponse.yaml")) == "reponse.yaml: no such file; did you mean `response.yaml`?"

    def test_is_missing_and_the_like_one_is_named_with_its_folder(self, folder: Path) -> None:
        (folder / "in").mkdir()
        (folder / "in" / "response.yaml").touch()
        assert words(read_text("in/responce.yaml")) == (
            "in/responce.yaml: no such file; did you mean `in/response.yaml`?"
        )

    def test_is_missing_and_has_another_suffix(self, folder: Path) -> None:
        (folder / "response.yaml").touch()
        (folder / "response.txt").touch()
        assert words(read_text("response.yml")).endswith("did you mean `response.yaml`?")
        assert words(read_text("respons.yaml")).endswith("did you mean `response.yaml`?")

    def test_is_missing_and_a_file_with_the_same_suffix_alone_is_not_like_it(self, folder: Path) -> None:
        (folder / "b.yaml").touch()
        assert words(read_text("a.yaml")) == "a.yaml: no such file; check the path"

    @pytest.mark.parametrize("name", ["a.yaml", "nowhere/a.yaml"])
    def test_is_missing_and_nothing_is_like_it(self, folder: Path, name: str) -> None:
        assert words(read_text(name)) == f"{name}: no such file; check the path"

    @pytest.mark.usefixtures("folder")
    def test_is_a_folder(self) -> None:
        assert words(read_text(".")) == ".: is a folder, not a file; name a file inside it"

    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
    def test_is_a_device(self, device: str) -> None:
        assert words(read_text(device)) == f"{device}: is a device, not a file; name a file"

    def test_lies_below_a_file(self, folder: Path) -> None:
        (folder / "a").touch()
        assert words(read_text("a/b.yaml")) == "a/b.yaml: cannot be read: Not a directory; check the path and the disk"

    def test_has_an_impossible_name(self) -> None:
        assert words(read_text("a\0b")).endswith("embedded null byte; check the path and the disk")
        assert "File name too long" in words(read_text("a" * 5000))

    def test_is_a_link_to_itself(self, folder: Path) -> None:
        (folder / "loop.yaml").symlink_to("loop.yaml")
        assert "Too many levels of symbolic links" in words(read_text("loop.yaml"))

    def test_belongs_to_somebody_else(self, folder: Path) -> None:
        secret = folder / "secret.yaml"
        secret.write_text("a: 1")
        secret.chmod(0)
        expected: str | Problem = Problem(
            source="secret.yaml", message="may not be read", repair="check who may read the file"
        )
        if os.access(secret, os.R_OK):  # root may read anything
            expected = "a: 1"
        assert read_text("secret.yaml") == expected

    def test_is_larger_than_the_limit(self, folder: Path) -> None:
        with open(folder / "big.yaml", "wb") as file:
            file.truncate(MAX_BYTES + 1)
        assert words(read_text("big.yaml")) == (
            "big.yaml: is larger than 16 MiB, the most that is read; split it, or check that it is the right file"
        )


def test_a_file_of_just_the_limit_is_read(folder: Path) -> None:
    (folder / "full.yaml").write_bytes(b" " * MAX_BYTES)
    assert read_bytes("full.yaml") == b" " * MAX_BYTES


def test_a_pipe_is_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    writer = threading.Thread(target=(folder / "pipe").write_bytes, args=(b"a: 1",))
    writer.start()
    assert read_text("pipe") == "a: 1"
    writer.join()


def test_an_empty_file_is_empty_text(folder: Path) -> None:
    (folder / "empty.yaml").touch()
    assert read_text("empty.yaml") == ""


def test_reading_changes_nothing(folder: Path) -> None:
    file = folder / "a.yaml"
    file.write_text("a: 1\r\n", newline="")
    before = file.stat()
    read_text(file)
    after = file.stat()
    assert (after.st_mtime_ns, after.st_size, stat.S_IMODE(after.st_mode)) == (
        before.st_mtime_ns,
        before.st_size,
        stat.S_IMODE(before.st_mode),
    )


class TestStandardInput:
    @pytest.mark.parametrize(
        ("given", "found"),
        [
            pytest.param(b"a: 1", "a: 1", id="text"),
            pytest.param(b"", "", id="nothing"),
            pytest.param(
                b"a: \xe9",
                "standard input:1:4: is not UTF-8: byte 0xE9 (in Windows-1252 that would be “é”)",
                id="latin",
            ),
            pytest.param(b" " * (MAX_BYTES + 1), "standard input: is larger than 16 MiB", id="too-large"),
        ],
    )
    def test_is_read_by_the_same_rules(self, monkeypatch: pytest.MonkeyPatch, given: bytes, found: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        text = read_text("-")
        assert text == found or str(text).startswith(found) != (found == "")

    def test_has_a_name(self) -> None:
        assert display_name("-") == "standard input"
        assert display_name(Path("a/b.yaml")) == str(Path("a/b.yaml"))


class TestUtf8:
    @pytest.mark.parametrize(
        ("raw", "text"),
        [
            pytest.param("é: 1".encode(), "é: 1", id="plain"),
            pytest.param(b"\xef\xbb\xbfa: 1", "a: 1", id="byte-order-mark"),
            pytest.param(b"", "", id="nothing"),
            pytest.param(b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n", id="windows-line-ends"),
            pytest.param(b"a: 1\rb: 2\r", "a: 1\nb: 2\n", id="old-mac-line-ends"),
            pytest.param("😀".encode(), "😀", id="beyond-the-first-plane"),
        ],
    )
    def test_is_text(self, raw: bytes, text: str) -> None:
        assert decode(raw, "f") == text

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
    def test_other_widths_are_named(self, encoding: str) -> None:
        mark = {"utf-16-be": b"\xfe\xff", "utf-32-be": b"\x00\x00\xfe\xff", "utf-16-le": b"\xff\xfe"}
        raw = mark.get(encoding, b"\xff\xfe\x00\x00" if encoding == "utf-32-le" else b"") + "a: é".encode(encoding)
        name = encoding.upper()[:6]
        assert words(decode(raw, "f")) == f"f: is {name} text, not UTF-8; save it again with the encoding UTF-8"

    @pytest.mark.parametrize(
        ("raw", "place", "byte", "seen"),
        [
            pytest.param("a: é".encode("cp1252"), "1:4", "0xE9", "é", id="first-line"),
            pytest.param("a: 1\nb: “x”".encode("cp1252"), "2:4", "0x93", "“", id="second-line"),
            pytest.param(b"a: 1\r\nb: \xe9", "2:4", "0xE9", "é", id="windows-line-ends"),
            pytest.param("é: ".encode() + b"\xe9", "1:4", "0xE9", "é", id="columns-count-characters"),
            pytest.param(b"\xef\xbb\xbfa: \xe9", "1:4", "0xE9", "é", id="after-a-byte-order-mark"),
            pytest.param(b"a: 1\rb: \xe9", "2:4", "0xE9", "é", id="old-mac-line-ends"),
            pytest.param(b"a: \xe2\x82", "1:4", "0xE2", "â", id="cut-off"),
            pytest.param(b"a: \xed\xa0\x80", "1:4", "0xED", "í", id="half-a-surrogate-pair"),
        ],
    )
    def test_another_encoding_is_named_at_its_first_byte(self, raw: bytes, place: str, byte: str, seen: str) -> None:
        assert words(decode(raw, "f")) == (
            f"f:{place}: is not UTF-8: byte {byte} (in Windows-1252 that would be “{seen}”); "
            "save it again with the encoding UTF-8"
        )

    def test_a_byte_that_windows_does_not_know_either_is_named_alone(self) -> None:
        assert words(decode(b"a: \x81", "f")) == "f:1:4: is not UTF-8: byte 0x81; save it again with the encoding UTF-8"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04rest", "a zip archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\x7fELF\x02", "a program"),
        (b"PAR1\x15", "a Parquet table"),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(raw: bytes, what: str) -> None:
    assert words(decode(raw, "f")) == f"f: is {what}, not text; give the YAML file"


def test_a_zero_byte_means_a_binary_file() -> None:
    assert words(decode(b"a: \x00", "f")) == (
        "f: is a binary file, not text; give the YAML file, saved with the encoding UTF-8"
    )
