"""A response file between two answers: written whole, never over somebody else's work, and held by one interview."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.loading import response_file
from readiness.loading.load import read_document
from readiness.loading.reading import read_bytes
from readiness.loading.response_file import Lock, ResponseFile, problem_of, unsaved
from readiness.loading.saving import plain_response, write_atomically
from readiness.loading.shipped import shipped_examples
from readiness.model.problem import Problem
from readiness.model.response import Answer, QuestionnaireRef, Response, RiskRating
from readiness.model.unsaved import Unsaved
from tests.running import environment
from tests.strategies import LAW

HEAD = "# A first line\n"
BY_HAND = """\
# By hand
format: 1
questionnaire: {id: good, version: "2.0"}
answers:
  # the first
  a: 1   # one
  b: 2
"""
EMPTY = Response(format=1, questionnaire=QuestionnaireRef(id="good", version="2.0"))


def answered(response: Response, **values: object) -> Response:
    given = {name: each if isinstance(each, Answer) else Answer(value=each) for name, each in values.items()}  # type: ignore[arg-type]  # Pydantic checks it
    return response.model_copy(update={"answers": {**response.answers, **given}})


def opened(path: Path) -> tuple[ResponseFile, Response]:
    """A file that is there, as an interview opens it."""
    file = ResponseFile(path, HEAD)
    document = file.read()
    assert document is not None and document.problems == ()
    file.keep(document)
    return file, Response.model_validate(document.value)


def read_back(path: Path) -> Response:
    document = read_document(path)
    assert document.problems == ()
    return Response.model_validate(document.value)


def said(response: Response) -> str:
    return json.dumps(plain_response(response), sort_keys=True)


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A response written by hand, alone in its folder."""
    path = tmp_path / "a.yaml"
    path.write_text(BY_HAND)
    return path


class TestSaving:
    @pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json", "A.JSON", "a b é.yaml"])
    def test_what_is_saved_is_read_back(self, tmp_path: Path, name: str) -> None:
        file, response = ResponseFile(tmp_path / name, HEAD), answered(EMPTY, a="é", b=(1, 2))
        assert file.read() is None
        assert file.save(response) is None
        assert said(read_back(tmp_path / name)) == said(response)
        assert names_in(tmp_path) == [name]

    def test_a_new_file_begins_with_its_head(self, tmp_path: Path) -> None:
        assert ResponseFile(tmp_path / "a.yaml", HEAD).save(EMPTY) is None
        assert (tmp_path / "a.yaml").read_text().startswith(HEAD + "format: 1\n")

    def test_a_new_file_keeps_what_is_added_to_it(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        assert ResponseFile(path, HEAD).save(answered(EMPTY, a=1)) is None
        path.write_text(path.read_text() + "# mine\n")
        file, response = opened(path)
        assert file.save(answered(response, b=2)) is None
        assert path.read_text().endswith("  a: 1\n  b: 2\n# mine\n")

    def test_an_answer_changes_its_own_line(self, there: Path) -> None:
        file, response = opened(there)
        assert file.save(answered(response, a=3)) is None
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")

    def test_a_file_is_known_by_its_path(self, there: Path) -> None:
        assert ResponseFile(there, "").place == str(there)

    def test_a_link_is_followed(self, there: Path) -> None:
        link = there.with_name("link.yaml")
        link.symlink_to(there)
        file, response = opened(link)
        assert file.save(answered(response, a=3)) is None
        assert link.is_symlink()
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")

    def test_nothing_is_left_beside_it(self, there: Path) -> None:
        lock = Lock(there)
        assert lock.take() is True
        file, response = opened(there)
        for value in range(3):
            assert file.save(answered(response, a=value)) is None
        lock.leave()
        assert names_in(there.parent) == ["a.yaml"]


@pytest.mark.parametrize("name", sorted(shipped_examples()))
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-mark", "byte-order-mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_an_example_that_is_saved_as_it_is_keeps_every_byte(
    tmp_path: Path, name: str, mark: bytes, ending: bytes
) -> None:
    content = mark + shipped_examples()[name].read_bytes().replace(b"\n", ending)
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    file, response = opened(path)
    assert file.save(response) is None
    assert path.read_bytes() == content


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-mark", "byte-order-mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_one_answer_keeps_every_other_byte(there: Path, mark: bytes, ending: bytes) -> None:
    before = mark + BY_HAND.encode().replace(b"\n", ending)
    there.write_bytes(before)
    file, response = opened(there)
    for value in (3, 4):
        assert file.save(answered(response, a=value)) is None
        assert there.read_bytes() == before.replace(b"a: 1", f"a: {value}".encode())


class TestEverySaveIsReadBack:
    """Not only the first, which the program proves by reading it itself."""

    @pytest.mark.parametrize(
        "note",
        [
            pytest.param("x\n\xa0\ny", id="a-line-of-a-no-break-space"),
            pytest.param("x\n\n", id="ends-in-a-blank-line"),
            pytest.param("x\ny\n", id="lines"),
            pytest.param("x\u2028y", id="line-separator"),
        ],
    )
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(BY_HAND, id="by-hand"),
            pytest.param(BY_HAND.replace("  b", "\n\n  b"), id="blank-lines"),
            pytest.param(BY_HAND.replace("  b", "            # deep\n  b"), id="a-deep-comment"),
            pytest.param(BY_HAND.replace("version:", "version: &x").replace("b: 2", "b: *x"), id="anchors"),
            pytest.param(BY_HAND.replace("questionnaire", "organization: 'x\u2028y'\nquestionnaire"), id="separator"),
            pytest.param(
                "format: 1\nquestionnaire: {id: good}\nanswers: {\n   a: 1,\n   b: 2\n}\n", id="a-flow-map-over-lines"
            ),
        ],
    )
    def test_a_note_on_the_second(self, there: Path, text: str, note: str) -> None:
        there.write_text(text, encoding="utf-8")
        file, response = opened(there)
        assert file.save(response) is None
        for name in ("a", "b", "a"):
            response = answered(response, **{name: Answer(value=1, note=note)})
            assert file.save(response) is None
            assert said(read_back(there)) == said(response)

    def test_true_in_place_of_one(self, there: Path) -> None:
        there.write_text(BY_HAND.replace("a: 1", "a: true"))
        file, response = opened(there)
        assert file.save(answered(response, a=1)) is None
        assert said(read_back(there)) == said(answered(response, a=1))

    @pytest.mark.parametrize("name", ["a.yaml", "a.json"])
    @pytest.mark.parametrize(
        "text", ["caf\udce9", "\x7f", "\x80", "\ufeff", "\ufffe", "\x85", "\u2028", "\x00", "\t", "\U0001f600", '"\\']
    )
    def test_any_sign(self, tmp_path: Path, text: str, name: str) -> None:
        """Half a character from a broken terminal becomes U+FFFD; every other sign stays."""
        file = ResponseFile(tmp_path / name, HEAD)
        for _ in range(2):
            assert file.save(answered(EMPTY, a=text)) is None
            assert read_back(tmp_path / name).answers["a"].value == text.replace("\udce9", "\ufffd")

    def test_half_a_character_costs_no_comment(self, there: Path) -> None:
        file, response = opened(there)
        assert file.save(answered(response, b="caf\udce9")) is None
        assert there.read_text(encoding="utf-8") == BY_HAND.replace("b: 2", "b: caf\ufffd")


words = st.one_of(
    st.sampled_from(["x\n\n", "x\n\xa0\ny", "x\n# y\n", "no", "1e5", "# x"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
)
values = st.one_of(st.none(), st.booleans(), st.integers(0, 2), words, st.lists(words, max_size=2).map(tuple))
sayings = st.builds(Answer, value=values, note=st.one_of(st.none(), words), discuss=st.booleans())
steps = st.one_of(
    st.tuples(st.just("answers"), st.sampled_from("abcd"), sayings),
    st.tuples(st.just("risks"), st.just("leak"), st.builds(RiskRating, likelihood=st.integers(1, 3), note=words)),
    st.tuples(st.just("organization"), st.none(), st.text("xyz", min_size=1)),
)
begun = st.sampled_from(
    [
        None,
        BY_HAND,
        BY_HAND.rstrip("\n"),
        BY_HAND.replace("\n", "\n\n"),
        BY_HAND.replace("  b: 2\n", "        # deep\n"),
    ]
)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of its own for each example."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@settings(LAW, max_examples=60)
@given(begun, st.lists(steps, min_size=1, max_size=6), st.sampled_from([".yaml", ".yaml", ".json"]))
def test_after_every_answer_the_file_says_all_of_them(
    text: str | None, given_: list[tuple[str, str | None, object]], suffix: str
) -> None:
    with folder() as place:
        path = place / f"a{suffix}"
        file, response = ResponseFile(path, HEAD), EMPTY
        if text is not None and suffix == ".yaml":
            path.write_text(text)
            file, response = opened(path)
        for part, name, value in given_:
            new = value if name is None else {**getattr(response, part), name: value}
            response = response.model_copy(update={part: new})
            assert file.save(response) is None
            assert said(read_back(path)) == said(response)
        assert names_in(place) == [path.name]


class TestSomebodyElse:
    """Another program may write to the file at any time. What it wrote is never lost.

    Promised is that a file whose content is not as we left it is not written to: whatever its size and its times say.
    """

    OTHER = BY_HAND.replace("b: 2", "b: 7")
    """As long as what is there."""

    def refused(self, file: ResponseFile, response: Response) -> None:
        """Twice: it is not forgotten."""
        for value in (3, 4):
            found = file.save(answered(response, a=value))
            assert found is not None
            assert (found.kind, found.place) == ("changed", file.place)

    def test_who_wrote_more(self, there: Path) -> None:
        file, response = opened(there)
        there.write_text(BY_HAND + "  c: 9\n")
        self.refused(file, response)
        assert there.read_text() == BY_HAND + "  c: 9\n"

    def test_who_wrote_after_we_did(self, there: Path) -> None:
        file, response = opened(there)
        assert file.save(answered(response, a=3)) is None
        there.write_text(self.OTHER + "# more\n")
        self.refused(file, response)
        assert there.read_text() == self.OTHER + "# more\n"

    def test_who_put_another_file_in_its_place(self, there: Path) -> None:
        """As editors save: another file, here of the same length and with the same time."""
        file, response = opened(there)
        times = there.stat()
        other = there.with_name("other")
        other.write_text(self.OTHER)
        os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
        other.replace(there)
        self.refused(file, response)
        assert there.read_text() == self.OTHER

    def test_who_wrote_as_much_and_later(self, there: Path) -> None:
        file, response = opened(there)
        found = there.stat()
        there.write_text(self.OTHER)
        os.utime(there, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000_000))
        self.refused(file, response)
        assert there.read_text() == self.OTHER

    def test_who_wrote_as_much_within_one_tick_of_the_disk_clock(self, there: Path) -> None:
        """FAT counts in two seconds, some network disks in one; and some programs put the time back."""
        file, response = opened(there)
        found = there.stat()
        there.write_text(self.OTHER)
        os.utime(there, ns=(found.st_atime_ns, found.st_mtime_ns))
        self.refused(file, response)
        assert there.read_text() == self.OTHER

    def test_who_wrote_while_we_were_reading(self, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read_then_changed(path: Path) -> bytes | Problem:
            found = read_bytes(path)
            path.write_text(self.OTHER + "# more\n")
            return found

        with monkeypatch.context() as patch:
            patch.setattr(response_file, "read_bytes", read_then_changed)
            file, response = opened(there)
        self.refused(file, response)
        assert there.read_text() == self.OTHER + "# more\n"

    def test_who_wrote_just_after_we_did(self, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Between our writing and our looking at what we wrote."""

        def write_then_changed(path: Path, content: bytes) -> None:
            write_atomically(path, content)
            path.write_text(self.OTHER + "# more\n")

        file, response = opened(there)
        with monkeypatch.context() as patch:
            patch.setattr(response_file, "write_atomically", write_then_changed)
            assert file.save(answered(response, a=3)) is None
        self.refused(file, response)
        assert there.read_text() == self.OTHER + "# more\n"

    def test_who_came_first(self, tmp_path: Path) -> None:
        """A file that was not there when the interview began."""
        file = ResponseFile(tmp_path / "a.yaml", HEAD)
        assert file.read() is None
        (tmp_path / "a.yaml").write_text(self.OTHER)
        self.refused(file, EMPTY)
        assert (tmp_path / "a.yaml").read_text() == self.OTHER

    def test_who_emptied_it(self, there: Path) -> None:
        file, response = opened(there)
        there.write_bytes(b"")
        self.refused(file, response)
        assert there.read_bytes() == b""

    def test_who_put_a_folder_in_its_place(self, there: Path) -> None:
        file, response = opened(there)
        there.unlink()
        there.mkdir()
        assert file.save(response) is not None
        assert names_in(there.parent) == ["a.yaml"]
        assert there.is_dir()

    def test_who_touched_it(self, there: Path) -> None:
        file, response = opened(there)
        os.utime(there, ns=(1, 1))
        for value in (3, 4):
            assert file.save(answered(response, a=value)) is None
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 4")

    def test_who_copied_it_back(self, there: Path) -> None:
        file, response = opened(there)
        shutil.copy(there, there.with_name("copy"))
        there.with_name("copy").replace(there)
        assert file.save(answered(response, a=3)) is None
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")

    def test_who_put_back_what_was_there(self, there: Path) -> None:
        file, response = opened(there)
        there.write_text(self.OTHER)
        self.refused(file, response)
        there.write_text(BY_HAND)
        assert file.save(answered(response, a=3)) is None

    def test_who_removed_it(self, there: Path) -> None:
        file, response = opened(there)
        there.unlink()
        assert file.save(answered(response, a=3)) is None
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")

    def test_who_turned_its_link_to_another_file(self, there: Path) -> None:
        link, other = there.with_name("link.yaml"), there.with_name("other.yaml")
        link.symlink_to(there)
        other.write_text(self.OTHER)
        file, response = opened(link)
        link.unlink()
        link.symlink_to(other)
        self.refused(file, response)
        assert other.read_text() == self.OTHER


class TestWhatCannotBeSaved:
    @pytest.mark.parametrize(
        ("number", "kind"),
        [
            (errno.ENOSPC, "full"),
            (errno.EDQUOT, "full"),
            (errno.EFBIG, "full"),
            (errno.EACCES, "denied"),
            (errno.EPERM, "denied"),
            (errno.EROFS, "denied"),
            (errno.ENOENT, "gone"),
            (errno.ENOTDIR, "gone"),
            (errno.EIO, "failed"),
            (errno.ENAMETOOLONG, "failed"),
        ],
    )
    def test_what_the_system_says_has_a_meaning(self, number: int, kind: str) -> None:
        found = unsaved(Path("a.yaml"), OSError(number, os.strerror(number)))
        assert found == Unsaved(kind, "a.yaml", os.strerror(number))  # type: ignore[arg-type]  # one of its kinds
        assert problem_of(found).source == "a.yaml"
        assert problem_of(found).repair

    def test_an_error_without_a_number_says_what_it_can(self) -> None:
        assert unsaved(Path("a.yaml"), OSError("no idea")) == Unsaved("failed", "a.yaml", "no idea")

    def test_a_full_disk_leaves_the_old_file_whole_and_the_next_save_its_comments(self, there: Path) -> None:
        """A child process that may write no file longer than what is there."""
        assert in_a_child(FULL, there, len(BY_HAND)) == "full\nNone\n"
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")
        assert names_in(there.parent) == ["a.yaml"]

    @pytest.mark.parametrize(
        ("number", "kind"),
        [(errno.EACCES, "denied"), (errno.EROFS, "denied"), (errno.ENOSPC, "full"), (errno.EIO, "failed")],
    )
    @pytest.mark.parametrize("step", ["open", "fsync", "replace"])
    def test_at_any_step_the_old_file_stands_and_the_next_save_succeeds(
        self, there: Path, step: str, number: int, kind: str
    ) -> None:
        """A child process whose `os` fails at this step, so that nothing here is patched."""
        assert in_a_child(FAILS, there, step, number) == f"{kind}\nTrue\n['a.yaml']\nNone\n"
        assert there.read_text() == BY_HAND.replace("a: 1", "a: 3")

    def test_a_folder_that_is_gone_is_not_made_again(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        path = tmp_path / "in" / "a.yaml"
        path.write_text(BY_HAND)
        file, response = opened(path)
        shutil.rmtree(tmp_path / "in")
        found = file.save(response)
        assert found is not None
        assert (found.kind, found.place) == ("gone", str(path))
        assert names_in(tmp_path) == []

    def test_a_folder_that_became_a_file_is_gone(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        file = ResponseFile(tmp_path / "in" / "a.yaml", HEAD)
        assert file.save(EMPTY) is None
        shutil.rmtree(tmp_path / "in")
        (tmp_path / "in").write_text("mine")
        found = file.save(EMPTY)
        assert found is not None
        assert found.kind == "gone"
        assert (tmp_path / "in").read_text() == "mine"


class TestElsewhere:
    def test_comments_and_order_come_along(self, there: Path) -> None:
        file, response = opened(there)
        other = file.elsewhere(there.with_name("b.yaml"))
        assert other.save(answered(response, a=3)) is None
        assert other.path.read_text() == BY_HAND.replace("a: 1", "a: 3")
        assert there.read_text() == BY_HAND

    def test_line_ends_and_mark_come_along(self, there: Path) -> None:
        before = b"\xef\xbb\xbf" + BY_HAND.encode().replace(b"\n", b"\r\n")
        there.write_bytes(before)
        file, response = opened(there)
        assert file.elsewhere(there.with_name("b.yaml")).save(response) is None
        assert there.with_name("b.yaml").read_bytes() == before

    def test_from_a_file_that_somebody_changed(self, there: Path) -> None:
        file, response = opened(there)
        there.write_text("mine: too\n")
        assert file.save(response) is not None
        assert file.elsewhere(there.with_name("b.yaml")).save(response) is None
        assert there.with_name("b.yaml").read_text() == BY_HAND
        assert there.read_text() == "mine: too\n"

    def test_a_place_that_is_taken_is_left_alone(self, there: Path) -> None:
        file, response = opened(there)
        there.with_name("b.yaml").write_text("mine: too\n")
        found = file.elsewhere(there.with_name("b.yaml")).save(response)
        assert found is not None
        assert found.kind == "changed"
        assert there.with_name("b.yaml").read_text() == "mine: too\n"

    @pytest.mark.parametrize(("one", "other"), [("a.yaml", "b.json"), ("a.json", "b.yaml"), ("a.json", "b.json")])
    def test_in_another_format_it_says_the_same(self, tmp_path: Path, one: str, other: str) -> None:
        file, response = ResponseFile(tmp_path / one, HEAD), answered(EMPTY, a="é", b=None)
        assert file.save(response) is None
        assert file.elsewhere(tmp_path / other).save(answered(response, a=1)) is None
        assert said(read_back(tmp_path / other)) == said(answered(response, a=1))
        assert said(read_back(tmp_path / one)) == said(response)


class TestJson:
    def test_a_file_in_json_stays_json(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text('{"format": 1, "questionnaire": {"id": "good"}, "answers": {"a": "café"}}', encoding="utf-8")
        file, response = opened(path)
        assert file.save(answered(response, b=2)) is None
        assert json.loads(path.read_bytes()) == {
            "format": 1,
            "questionnaire": {"id": "good"},
            "answers": {"a": "café", "b": 2},
        }

    def test_it_is_readable(self, tmp_path: Path) -> None:
        assert ResponseFile(tmp_path / "a.json", HEAD).save(answered(EMPTY, a="café 😀")) is None
        assert '\n    "a": "café 😀"\n' in (tmp_path / "a.json").read_text(encoding="utf-8")


class TestLock:
    def test_a_second_one_is_refused_until_the_first_is_left(self, there: Path) -> None:
        first, second = Lock(there), Lock(there)
        assert first.take() is True
        assert second.take() is False
        assert second.take() is False
        first.leave()
        assert second.take() is True
        second.leave()

    def test_leaving_one_that_was_refused_frees_nothing(self, there: Path) -> None:
        first, second, third = Lock(there), Lock(there), Lock(there)
        assert first.take() is True
        assert second.take() is False
        second.leave()
        assert third.take() is False
        first.leave()
        first.leave()
        assert names_in(there.parent) == ["a.yaml"]

    def test_a_file_that_is_not_there_yet_is_held_and_not_made(self, tmp_path: Path) -> None:
        first, second = Lock(tmp_path / "a.yaml"), Lock(tmp_path / "a.yaml")
        assert first.take() is True
        assert second.take() is False
        assert not (tmp_path / "a.yaml").exists()
        first.leave()
        assert names_in(tmp_path) == []

    def test_files_beside_each_other_do_not_meet(self, tmp_path: Path) -> None:
        locks = [Lock(tmp_path / name) for name in ("a.yaml", "a.json", "b.yaml", ".a.yaml")]
        assert [lock.take() for lock in locks] == [True] * 4
        for lock in locks:
            lock.leave()
        assert names_in(tmp_path) == []

    def test_two_ways_to_one_file_meet(self, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(there.parent)
        (there.parent / "in").symlink_to(there.parent, target_is_directory=True)
        link = there.with_name("link.yaml")
        link.symlink_to(there)
        first = Lock(there)
        assert first.take() is True
        assert [Lock(other).take() for other in (link, Path("a.yaml"), there.parent / "in" / "a.yaml")] == [False] * 3
        first.leave()
        assert names_in(there.parent) == ["a.yaml", "in", "link.yaml"]

    def test_another_process_is_refused(self, there: Path) -> None:
        lock = Lock(there)
        assert lock.take() is True
        assert in_a_child(TAKES, there) == "False\n"
        lock.leave()
        assert in_a_child(TAKES, there) == "True\n"
        assert names_in(there.parent) == ["a.yaml"]

    def test_what_another_process_holds_is_refused(self, there: Path) -> None:
        with holding(there) as other:
            assert Lock(there).take() is False
            other.communicate("")
            lock = Lock(there)
            assert lock.take() is True
            lock.leave()
        assert names_in(there.parent) == ["a.yaml"]

    def test_what_a_killed_process_held_is_taken_over(self, there: Path) -> None:
        with holding(there) as other:
            other.kill()
            other.communicate()
            assert names_in(there.parent) == [".a.yaml.lock", "a.yaml"]
            lock = Lock(there)
            assert lock.take() is True
            assert Lock(there).take() is False
            lock.leave()
        assert names_in(there.parent) == ["a.yaml"]

    @pytest.mark.parametrize("name", ["a.yaml", "a[1]*.yaml", "a.yaml.yaml"])
    def test_what_a_killed_process_was_writing_is_swept_up(self, tmp_path: Path, name: str) -> None:
        assert in_a_child(DIES, tmp_path / name) == ""
        assert len(names_in(tmp_path)) == 1
        lock = Lock(tmp_path / name)
        assert lock.take() is True
        lock.leave()
        assert names_in(tmp_path) == []

    @pytest.mark.parametrize(
        ("name", "other"),
        [
            pytest.param("a.yaml", "b.yaml", id="beside"),
            pytest.param("a.yaml", "a.yaml.yaml", id="a-longer-name"),
            pytest.param("a" * 50 + "1.yaml", "a" * 50 + "2.yaml", id="alike-for-forty-letters"),
        ],
    )
    def test_what_another_interview_is_writing_is_left_alone(self, tmp_path: Path, name: str, other: str) -> None:
        """Its file would be gone between its writing and its renaming."""
        assert in_a_child(DIES, tmp_path / other) == ""
        lock = Lock(tmp_path / name)
        assert lock.take() is True
        lock.leave()
        assert len(names_in(tmp_path)) == 1

    def test_one_who_opened_the_lock_before_it_was_left_does_not_share_it(self, there: Path) -> None:
        """The file that the other has open is gone from the folder, so a third would make a new one."""
        assert in_a_child(BETWEEN, there) == "True\nFalse\n"

    def test_a_folder_that_is_not_there_is_not_made(self, tmp_path: Path) -> None:
        found = Lock(tmp_path / "nowhere" / "a.yaml").take()
        assert isinstance(found, Unsaved)
        assert found.kind == "gone"
        assert names_in(tmp_path) == []

    def test_a_folder_that_may_not_be_written_to_is_said(self, there: Path) -> None:
        assert in_a_child(NO_LOCK, there) == "denied\n"

    def test_the_longest_name_can_be_held(self, tmp_path: Path) -> None:
        """Every name that can be saved, which is every name that a disk takes."""
        name = "a" * 250 + ".yaml"
        assert ResponseFile(tmp_path / name, HEAD).save(EMPTY) is None
        first = Lock(tmp_path / name)
        assert first.take() is True
        assert Lock(tmp_path / name).take() is False
        first.leave()
        assert names_in(tmp_path) == [name]


def in_a_child(code: str, *arguments: object) -> str:
    """What a child process says on standard output."""
    child = subprocess.run(
        [sys.executable, "-c", BEGIN + code, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert child.stderr == ""
    return child.stdout


@contextmanager
def holding(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a file until it is told to end."""
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN + HOLDS, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        yield other


BEGIN = """
import os, sys
from pathlib import Path
import filelock
from readiness.loading.response_file import Lock, ResponseFile
from readiness.model.response import Answer, Response, RiskRating

path = Path(sys.argv[1])

def opened():
    file = ResponseFile(path, "")
    document = file.read()
    file.keep(document)
    response = Response.model_validate(document.value)
    return file, response.model_copy(update={"answers": {**response.answers, "a": Answer(value=3)}})
"""

FULL = """
import resource

limit = int(sys.argv[2])
file, response = opened()
longer = response.model_copy(update={"risks": {"leak": RiskRating(note="long " * 1000)}})
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
print(file.save(longer).kind)
print(file.save(response))
"""

FAILS = """
def fail(*arguments, **options):
    if step != "open" or ".part" in str(arguments[0]):
        raise OSError(number, os.strerror(number))
    return works(*arguments, **options)

step, number = sys.argv[2], int(sys.argv[3])
file, response = opened()
before, works = path.read_bytes(), getattr(os, step)
setattr(os, step, fail)
if step == "open":
    import tempfile
    tempfile._os.open = fail
print(file.save(response).kind)
setattr(os, step, works)
print(path.read_bytes() == before)
print(sorted(os.listdir(path.parent)))
print(file.save(response))
"""

TAKES = """
lock = Lock(path)
print(lock.take())
lock.leave()
"""

HOLDS = """
lock = Lock(path)
print(lock.take(), flush=True)
sys.stdin.read()
lock.leave()
"""

BETWEEN = """
import fcntl

def leaving(handle, how):
    fcntl.flock = works
    first.leave()
    return works(handle, how)

first, second, third = Lock(path), Lock(path), Lock(path)
print(first.take())
works, fcntl.flock = fcntl.flock, leaving
held = [second.take(), third.take()]
print(held == [True, True])
"""

DIES = """
from readiness.loading.saving import write_atomically

os.replace = lambda *arguments: os._exit(0)
write_atomically(path, b"new")
"""

NO_LOCK = """
import errno

def fail(*arguments, **options):
    raise OSError(errno.EACCES, os.strerror(errno.EACCES))

lock, os.open = Lock(path), fail
print(lock.take().kind)
"""
