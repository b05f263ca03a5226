"""A batch on Spark that is told to stop: it says so, leaves with 130, and what stood under the name is as it was."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import run
from tests.sparked import session

pytestmark = pytest.mark.xdist_group("spark")
IDS = EXPORTS / "plain" / "ids.csv"


@contextmanager
def told_to_stop(number: int, folder: Path) -> Iterator[list[str]]:
    """This process is sent a signal as soon as Spark writes something into the folder; what that was comes back."""
    seen: list[str] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            written = [str(each.relative_to(folder)) for each in folder.glob(".*/**/_temporary")]
            if written:
                seen.extend(written)
                os.kill(os.getpid(), number)
                return
            time.sleep(0.001)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_nothing_half_written_stands_under_the_name(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    spark = session()
    head, *lines = IDS.read_text(encoding="utf-8").splitlines(keepends=True)
    source = tmp_path / "a.csv"
    source.write_text(head + "".join(lines) * 2_000, encoding="utf-8")
    output = tmp_path / "scores.parquet"
    output.mkdir()
    (output / "old.parquet").write_text("an earlier run", encoding="utf-8")
    with told_to_stop(getattr(signal, name), tmp_path) as seen:
        ran = run("batch", source, "-q", QUESTIONNAIRE, "-o", output, "--engine", "spark", "--outputs", "scores")
    assert seen, "it was stopped in the middle"
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.splitlines()[-1] == "interrupted: no scores were written"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "scores.parquet"]
    assert [each.name for each in output.iterdir()] == ["old.parquet"]
    assert caplog.records == [], "no call to Java was torn in two"
    assert spark.range(3).count() == 3, "somebody else's session goes on"
