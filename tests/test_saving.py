"""Writing without loss: whole or not at all, and a response that reads back the same."""

from __future__ import annotations

import datetime
import difflib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.loading.saving import leading_comments, response_yaml, to_yaml, write_atomically
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import WIDEST
from readiness.model.response import (
    Answer,
    OpportunityRating,
    QuestionnaireRef,
    Respondent,
    Response,
    RiskRating,
)


class TestWriting:
    def test_a_new_file_is_there_whole(self, tmp_path: Path) -> None:
        write_atomically(tmp_path / "a.yaml", b"a: 1\n")
        assert (tmp_path / "a.yaml").read_bytes() == b"a: 1\n"
        assert names_in(tmp_path) == ["a.yaml"]

    def test_an_old_file_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text("a much longer text than before")
        write_atomically(tmp_path / "a.yaml", b"a")
        assert (tmp_path / "a.yaml").read_bytes() == b"a"
        assert names_in(tmp_path) == ["a.yaml"]

    def test_whoever_has_the_old_file_open_keeps_it_whole(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text("old")
        with open(tmp_path / "a.yaml") as reader:
            write_atomically(tmp_path / "a.yaml", b"new")
            assert reader.read() == "old"

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    def test_permissions_stay(self, tmp_path: Path, mode: int) -> None:
        file = tmp_path / "a.yaml"
        file.touch()
        file.chmod(mode)
        write_atomically(file, b"new")
        assert stat.S_IMODE(file.stat().st_mode) == mode

    def test_a_new_file_has_the_permissions_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "usual").touch()
        write_atomically(tmp_path / "a.yaml", b"new")
        assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "usual").stat().st_mode

    def test_a_link_is_followed(self, tmp_path: Path) -> None:
        real = tmp_path / "real"
        real.mkdir()
        (real / "a.yaml").write_text("old")
        (tmp_path / "link.yaml").symlink_to(real / "a.yaml")
        write_atomically(tmp_path / "link.yaml", b"new")
        assert (tmp_path / "link.yaml").is_symlink()
        assert (real / "a.yaml").read_text() == "new"
        assert names_in(real) == ["a.yaml"]

    def test_a_link_to_nothing_is_filled(self, tmp_path: Path) -> None:
        (tmp_path / "link.yaml").symlink_to("later.yaml")
        write_atomically(tmp_path / "link.yaml", b"new")
        assert (tmp_path / "later.yaml").read_text() == "new"

    def test_a_pipe_is_written_to_and_not_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
            write_atomically(tmp_path / "pipe", b"new")
            assert reader.communicate()[0] == b"new"
        assert (tmp_path / "pipe").is_fifo()

    def test_standard_output_by_its_path_is_written_to(self) -> None:
        child = subprocess.run([sys.executable, "-c", _WRITES, "/dev/stdout"], capture_output=True)
        assert child.stdout == b"new"

    def test_the_longest_name_can_be_written(self, tmp_path: Path) -> None:
        name = "a" * 250 + ".yaml"
        write_atomically(tmp_path / name, b"new")
        assert names_in(tmp_path) == [name]


class TestWhenWritingFails:
    def test_a_missing_folder_stays_missing(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            write_atomically(tmp_path / "nowhere" / "a.yaml", b"new")
        assert names_in(tmp_path) == []

    def test_a_folder_is_no_file_and_keeps_what_it_holds(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b").touch()
        with pytest.raises(OSError, match="directory"):
            write_atomically(tmp_path / "a", b"new")
        assert names_in(tmp_path) == ["a"]
        assert names_in(tmp_path / "a") == ["b"]

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("old")
        with pytest.raises(NotADirectoryError):
            write_atomically(tmp_path / "a" / "b.yaml", b"new")
        assert (tmp_path / "a").read_text() == "old"

    @pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
    def test_at_any_step_the_old_file_stands_and_nothing_else(self, tmp_path: Path, step: str) -> None:
        """A child process whose `os` fails at this step, so that nothing here is patched."""
        (tmp_path / "a.yaml").write_text("old")
        child = subprocess.run(
            [sys.executable, "-c", _FAILS, step, tmp_path / "a.yaml"], capture_output=True, text=True
        )
        assert "No space left" in child.stderr
        assert (tmp_path / "a.yaml").read_text() == "old"
        assert names_in(tmp_path) == ["a.yaml"]


_WRITES = """
import sys
from pathlib import Path
from readiness.loading.saving import write_atomically
write_atomically(Path(sys.argv[1]), b"new")
"""

_FAILS = """
import errno, os, sys

def fail(*_args, **_options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

from pathlib import Path
from readiness.loading.saving import write_atomically
setattr(os, sys.argv[1], fail)
write_atomically(Path(sys.argv[2]), b"new")
"""


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


strings = st.one_of(
    st.sampled_from(
        ["no", "1e5", "0x1F", "12:30", "2026-03-31", " x ", "a\nb\n", "a: b", "# x", "~", "é", "null", "-"]
    ),
    st.text(min_size=1, max_size=30),
)
ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,20}", fullmatch=True)
numbers = st.floats(allow_nan=False, allow_infinity=False)
plain = st.one_of(st.booleans(), st.integers(-(10**9), 10**9), numbers, strings)
values = st.one_of(
    st.none(),
    plain,
    st.lists(plain, max_size=4).map(tuple),
    st.dictionaries(ids, st.one_of(st.none(), plain), max_size=4),
)
confidence = st.sampled_from([None, "low", "medium", "high"])
answers = st.builds(
    Answer,
    value=values,
    note=st.one_of(st.none(), strings),
    evidence=st.lists(strings, max_size=2).map(tuple),
    confidence=confidence,
    importance=st.one_of(st.none(), st.floats(0.1, 10)),
)
words = st.sampled_from(["dont_know", "not_applicable", None])
steps = st.one_of(words, st.integers(1, 5))
shares = st.floats(0.001, 0.999)
losses = st.floats(0.001, 1e12)


def narrow(pair: tuple[float, float]) -> tuple[float, float]:
    """The same range, no wider than one may be."""
    return pair[0], min(pair[1], pair[0] * WIDEST)


def pair(ends: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(ends, ends).map(lambda two: (min(two), max(two)))


risk_ratings = st.one_of(
    st.builds(RiskRating, likelihood=steps, impact=steps, note=st.one_of(st.none(), strings), confidence=confidence),
    st.builds(
        RiskRating, probability=pair(shares), loss=pair(losses).map(narrow), currency=st.sampled_from([None, "CAD"])
    ),
)
gain_ratings = st.builds(OpportunityRating, likelihood=steps, gain=steps, note=st.one_of(st.none(), strings))
responses = st.builds(
    Response,
    format=st.just(1),
    questionnaire=st.builds(QuestionnaireRef, id=ids, version=st.one_of(st.none(), strings)),
    organization=st.one_of(st.none(), strings),
    respondent=st.builds(Respondent, name=st.one_of(st.none(), strings), role=st.one_of(st.none(), ids)),
    date=st.one_of(st.none(), st.dates()),
    language=st.sampled_from([None, "en", "fr-CA"]),
    answers=st.dictionaries(ids, answers, max_size=4),
    risks=st.dictionaries(ids, st.one_of(words, risk_ratings), max_size=3),
    opportunities=st.dictionaries(ids, st.one_of(words, gain_ratings), max_size=2),
)


def read_back(text: str) -> Response:
    document = parse(text, source="f")
    assert document.problems == ()
    return Response.model_validate(document.value)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses)
def test_a_response_reads_back_the_same(response: Response) -> None:
    assert repr(read_back(response_yaml(response))) == repr(response)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses)
def test_saving_what_was_read_changes_nothing(response: Response) -> None:
    text = response_yaml(response)
    assert response_yaml(read_back(text)) == text


SMALL = Response(
    format=1,
    questionnaire=QuestionnaireRef(id="good", version="2.0"),
    organization="A firm",
    respondent=Respondent(name="Sam", role="leader"),
    date=datetime.date(2026, 3, 31),
    answers={
        "policy": Answer(value="yes"),
        "plan": Answer(value=3, note="Written in May", evidence=("plan.pdf",), confidence="high"),
        "channels": Answer(value=("blog", "video")),
        "steps": Answer(value={"listen": 1, "reply": None}),
        "staff": Answer(value=None),
    },
    risks={"leak": RiskRating(likelihood=2, impact=1), "rumour": "not_applicable"},
    opportunities={"hiring": OpportunityRating(likelihood=1, gain="dont_know")},
)

SMALL_TEXT = """\
format: 1
questionnaire:
  id: good
  version: '2.0'
organization: A firm
respondent:
  name: Sam
  role: leader
date: '2026-03-31'
answers:
  policy: 'yes'
  plan:
    value: 3
    note: Written in May
    confidence: high
    evidence:
      - plan.pdf
  channels:
    - blog
    - video
  steps:
    listen: 1
    reply: null
  staff: null
risks:
  leak:
    likelihood: 2
    impact: 1
  rumour: not_applicable
opportunities:
  hiring:
    likelihood: 1
    gain: dont_know
"""


def test_a_response_as_it_stands_in_its_file() -> None:
    assert response_yaml(SMALL) == SMALL_TEXT


def test_another_answer_changes_one_line() -> None:
    changed = SMALL.model_copy(update={"answers": {**SMALL.answers, "policy": Answer(value="no")}})
    lines = difflib.ndiff(SMALL_TEXT.splitlines(), response_yaml(changed).splitlines())
    assert [line for line in lines if line[0] in "+-"] == ["-   policy: 'yes'", "+   policy: 'no'"]


def test_one_more_answer_adds_lines_and_changes_none() -> None:
    longer = SMALL.model_copy(update={"answers": {**SMALL.answers, "hours": Answer(value=1.5)}})
    lines = difflib.ndiff(SMALL_TEXT.splitlines(), response_yaml(longer).splitlines())
    assert [line for line in lines if line[0] in "+-"] == ["+   hours: 1.5"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_head_comes_first(end: str) -> None:
    text = response_yaml(SMALL, head=f"# Answered on a train{end}")
    assert text == f"# Answered on a train\n{SMALL_TEXT}"


def test_own_ranges_stand_on_one_line() -> None:
    rated = SMALL.model_copy(update={"risks": {"leak": RiskRating(probability=(0.1, 0.2), loss=(1000.0, 5000.0))}})
    assert "    probability: [0.1, 0.2]\n    loss: [1000.0, 5000.0]\n" in response_yaml(rated)


def test_half_a_character_from_a_broken_terminal_does_not_cost_the_file() -> None:
    text = to_yaml({"note": "caf\udce9"})
    assert parse(text, source="f").value == {"note": "caf\ufffd"}
    assert text.encode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("# one\n# two\na: 1\n# three\n", "# one\n# two\n", id="up-to-the-first-key"),
        pytest.param("# one\n\n  # two\n\na: 1\n", "# one\n\n  # two\n", id="with-blank-lines-between"),
        pytest.param("a: 1\n# one\n", "", id="none"),
        pytest.param("\n\na: 1\n", "", id="blank-lines-alone"),
        pytest.param("", "", id="nothing"),
        pytest.param("# one", "# one\n", id="nothing-else"),
        pytest.param("# one\u2028# still one\na: 1\n", "# one\u2028# still one\n", id="odd-line-separators"),
        pytest.param("# one\u2028still one\na: 1\n", "# one\u2028still one\n", id="text-after-an-odd-separator"),
    ],
)
def test_the_comments_a_file_begins_with_are_kept(text: str, kept: str) -> None:
    assert leading_comments(text) == kept


def test_comments_survive_saving_again() -> None:
    head = "# Answered on a train\n"
    text = response_yaml(SMALL, head=head)
    assert response_yaml(read_back(text), head=leading_comments(text)) == text
