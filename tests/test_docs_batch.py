"""docs/batch.md and the README's part on batches cannot go stale: every command and program in them is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.exports_read import EXPORTS, QUESTIONNAIRE
from tests.running import ROOT, run

BATCH = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Many responses at once\n")[1].split("\n## ")[0]
RESPONSE = """
format: 1
questionnaire: {id: data-habits}
organization: Invented
answers: {policy: "yes", owner: "yes", prepared: 4}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples speak of."""
    (tmp_path / "ours.yaml").write_bytes(QUESTIONNAIRE.read_bytes())
    for name in ("members.csv", "partners.csv"):
        (tmp_path / name).write_bytes((EXPORTS / "google" / "download.csv").read_bytes())
    (tmp_path / "responses").mkdir()
    for at in range(6):
        (tmp_path / "responses" / f"{at}.yaml").write_text(RESPONSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(text: str) -> list[list[str]]:
    """What follows `$ readiness`, without comments. Spark has tests of its own."""
    found = [shlex.split(line, comments=True) for line in re.findall(r"^\$ readiness (.+)$", text, re.MULTILINE)]
    return [each for each in found if "spark" not in each]


@pytest.mark.parametrize(("text", "least"), [(BATCH, 16), (README, 6)], ids=["batch.md", "README.md"])
def test_every_command_that_is_shown_goes_through_in_its_order(here: Path, text: str, least: int) -> None:
    shown = commands(text)
    assert len(shown) >= least
    for each in shown:
        ran = run(*each)
        assert ran.code == 0, (each, ran.err)


def test_every_program_that_is_shown_runs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programs = re.findall(r"^```python\n(.*?)^```$", BATCH, re.MULTILINE | re.DOTALL)
    assert programs
    for each in programs:
        exec(compile(each, "batch.md", "exec"), {})
    assert 0 < float(capsys.readouterr().out) < 1


def test_every_output_has_its_line(here: Path) -> None:
    assert run("batch", "members.csv", "-q", "ours.yaml", "-o", "scores.csv", "--quiet").code == 0
    head = (here / "scores.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    told = set(re.findall(r"`(\w+)[.`]", BATCH.split("| Column | Is |")[1].split("\n\n")[0]))
    told |= {f"{each}_{end}" for each in ("exposure",) for end in ("low", "high")}
    assert {name.partition(".")[0] for name in head} - {"row", "id", "ended"} <= told
