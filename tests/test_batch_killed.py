"""A batch that is stopped in the middle: what was there before is untouched, nothing half-written stays, and it is rerun cleanly."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from readiness.batch.writing import scores as writing
from readiness.loading.shipped import shipped_examples
from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import Ran, environment, run

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="nothing is stopped like this here")

ROWS = 400_000
"""So many take a second or two."""
PATIENCE = 60.0
"""Seconds after which a run that does nothing has failed; no test waits so long unless it fails."""
IDS = EXPORTS / "plain" / "ids.csv"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    head, *rows = IDS.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path_factory.mktemp("large") / "large.csv"
    answers = [row.partition(",")[2] for row in rows]
    path.write_text(head + "".join(f"r{at},{answers[at % len(rows)]}" for at in range(ROWS)), encoding="utf-8")
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """What an earlier run left."""
    path = tmp_path / "scores.parquet"
    path.write_text("an earlier run", encoding="utf-8")
    return path


def begun(source: object, output: Path, *options: object, ignoring: Iterable[int] = ()) -> subprocess.Popen[str]:
    """A run that has begun to score."""

    def ignore() -> None:  # and nothing else, whatever these tests were started with
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN if number in ignoring else signal.SIG_DFL)

    arguments = ("batch", source, "-q", QUESTIONNAIRE, "-o", output, *options)
    process = subprocess.Popen(
        [sys.executable, "-m", "readiness", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        preexec_fn=ignore,
    )
    until = time.monotonic() + PATIENCE
    while not any(each.name != "lock" for each in output.parent.glob(".scores.parquet.*.batch/*")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.002)
    return process


def ended(process: subprocess.Popen[str]) -> Ran:
    out, err = process.communicate(timeout=PATIENCE)
    return Ran(code=process.returncode, out=out, err=err)


def stopped(process: subprocess.Popen[str], number: int) -> Ran:
    process.send_signal(number)
    return ended(process)


def there(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def assert_as_before(output: Path) -> None:
    assert output.read_text(encoding="utf-8") == "an earlier run"
    assert there(output.parent) == [output.name]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_run_that_is_told_to_stop_says_so_and_leaves_everything_as_it_was(
    large: Path, output: Path, engine: str, name: str
) -> None:
    ran = stopped(begun(large, output, "--engine", engine), getattr(signal, name))
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.splitlines()[-1] == "interrupted: no scores were written"
    assert_as_before(output)


def test_at_a_terminal_the_bar_is_gone_before_the_last_word(large: Path, output: Path) -> None:
    import pty  # where there are no such signals, there is none

    watching, terminal = pty.openpty()
    arguments = ("batch", large, "-q", QUESTIONNAIRE, "-o", output)
    process = subprocess.Popen(
        [sys.executable, "-m", "readiness", *map(str, arguments)],
        stdin=terminal,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        env={**environment(), "TERM": "xterm-256color", "COLUMNS": "100"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    )
    os.close(terminal)
    seen = ""
    while "/s" not in seen:  # the bar has moved
        seen += os.read(watching, 4096).decode(errors="replace")
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while read := os.read(watching, 4096):
            seen += read.decode(errors="replace")
    assert process.wait(PATIENCE) == 130
    before, _, after = seen.partition("interrupted: no scores were written")
    assert before.rstrip("\r").endswith("\x1b[2K")  # the line of the bar is wiped
    assert after.strip() == ""


def test_a_run_in_the_background_of_a_script_can_be_stopped_too(large: Path, output: Path) -> None:
    ran = stopped(begun(large, output, ignoring=[signal.SIGINT]), signal.SIGTERM)  # a shell has it ignore Ctrl-C
    assert ran.code == 130
    assert_as_before(output)


def test_a_run_that_shall_outlive_its_terminal_does(large: Path, output: Path) -> None:
    ran = stopped(begun(large, output, "--quiet", ignoring=[signal.SIGHUP]), signal.SIGHUP)
    assert (ran.code, ran.err) == (0, "")
    assert pl.scan_parquet(output).select(pl.len()).collect().item() == ROWS


def test_what_a_killed_run_left_is_gone_after_the_next_of_the_same_output(large: Path, output: Path) -> None:
    ran = stopped(begun(large, output), signal.SIGKILL)
    assert ran.code == -signal.SIGKILL
    assert output.read_text(encoding="utf-8") == "an earlier run"
    assert len(there(output.parent)) == 2
    again = run("batch", large, "-q", QUESTIONNAIRE, "-o", output, "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert there(output.parent) == [output.name]
    assert pl.scan_parquet(output).select(pl.len()).collect().item() == ROWS


def test_what_a_run_at_work_has_there_is_left_alone(large: Path, output: Path) -> None:
    first = begun(large, output, "--quiet")
    first.send_signal(signal.SIGSTOP)
    run("batch", IDS, "-q", QUESTIONNAIRE, "-o", output, "--quiet")
    first.send_signal(signal.SIGCONT)
    assert ended(first).code == 0
    assert pl.scan_parquet(output).select(pl.len()).collect().item() == ROWS


def test_a_run_over_response_files_that_is_told_to_stop_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder, own = tmp_path / "responses", tmp_path / "own"
    folder.mkdir()
    own.mkdir()
    text = shipped_examples()["quick-bakery"].read_bytes()
    for at in range(1_500):
        (folder / f"r{at}.yaml").write_bytes(text)
    output = own / "scores.parquet"
    output.write_text("an earlier run", encoding="utf-8")
    ran = stopped(begun(folder, output, "-q", "quick-check"), signal.SIGTERM)
    assert ran.code == 130
    assert ran.err.splitlines()[-1] == "interrupted: no scores were written"
    assert_as_before(output)


def test_a_stop_while_files_are_put_in_place_says_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "write_scored", interrupted)
    ran = run("batch", IDS, "-q", QUESTIONNAIRE, "-o", tmp_path / "scores.csv")
    assert ran.code == 130
    assert ran.err.splitlines()[-1].startswith("interrupted while files were put in place: each is whole, or as it was")
    assert there(tmp_path) == []
