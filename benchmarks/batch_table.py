"""The table that `benchmarks/batch.py` measures on: a questionnaire of 40 columns, and as many responses as are wanted.

Fifteen questions on a scale with labels and "don't know", eight on five steps, four yes or no, two numbers and three of
several choices in one cell, in eight sections; two risks a side, rated on the default scales, make the other eight columns.
Everything is invented, and the same on every machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

LABELS = ("Not started", "Talked about", "Partly in place", "In place", "In use")
SCALE, STEPS, YES_NO, NUMBERS, TICKED = 15, 8, 4, 2, 3
QUESTIONS = SCALE + STEPS + YES_NO + NUMBERS + TICKED
PER_SECTION = 4
RISKS = ("leak", "backlash", "silence", "impostor")
HALVES = ("likelihood", "impact")
_BLOCK = 500_000


def kind_of(at: int) -> str:
    """What sort of question the one at this place is."""
    for kind, n in (("scale", SCALE), ("steps", STEPS), ("yes_no", YES_NO), ("number", NUMBERS), ("choices", TICKED)):
        if at < n:
            return kind
        at -= n
    raise IndexError(at)


def _question(at: int) -> dict[str, Any]:
    written: dict[str, Any] = {"id": f"q{at}", "text": f"What is true of matter {at}?"}
    match kind_of(at):
        case "scale":
            return {**written, "type": "scale", "scale": "practice", "allow": ["dont_know"]}
        case "steps":
            return {**written, "type": "scale", "scale": "five"}
        case "yes_no":
            return {**written, "type": "yes_no"}
        case "number":
            return {**written, "type": "number", "min": 0, "max": 100, "linear": {"worst": 0, "best": 100}}
        case _:
            choices = [{"value": value, "label": value, "points": 1} for value in ("web", "mail", "desk")]
            return {**written, "type": "choices", "choices": choices}


def write_questionnaire(path: Path) -> None:
    """The questionnaire as a file."""
    questions = [_question(at) for at in range(QUESTIONS)]
    sections = [
        {"id": f"s{at}", "title": f"Section {at}", "questions": questions[at * PER_SECTION : (at + 1) * PER_SECTION]}
        for at in range(QUESTIONS // PER_SECTION)
    ]
    levels = [
        {"id": name, "title": name, "from": start, "meaning": name}
        for name, start in (("low", 0), ("mid", 40), ("high", 70))
    ]
    risks = [
        {
            "id": name,
            "side": "participating" if at < 2 else "not_participating",
            "text": f"What may happen: {name}.",
            "controls": [{"question": f"q{at}", "reduces": "likelihood", "by": 0.5}],
        }
        for at, name in enumerate(RISKS)
    ]
    practice = [{"value": at, "label": label} for at, label in enumerate(LABELS)]
    five = [{"value": at, "label": f"Step {at}"} for at in range(1, 6)]
    odd = {"all": [{"question": "q0", "at_least": 4}, {"question": "q1", "below": 1}]}
    written = {
        "format": 1,
        "id": "measured",
        "version": "1",
        "title": "Measured",
        "scales": {"practice": practice, "five": five},
        "sections": sections,
        "levels": levels,
        "gates": [{"id": "closed", "when": {"question": "q23", "is": "no"}, "cap": "mid", "reason": "No."}],
        "risks": risks,
        "checks": [{"id": "odd", "when": odd, "text": "Odd.", "advice": "Ask."}],
    }
    path.write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")


_CELLS: dict[str, tuple[str, ...]] = {
    "scale": (*LABELS, "Don't know", ""),
    "steps": ("1", "2", "3", "4", "5", ""),
    "yes_no": ("Yes", "No", ""),
    "number": (*map(str, range(0, 101, 5)), ""),
    "choices": ("web", "mail", "desk", "web;mail", "web;desk", "mail;desk", "web;mail;desk", ""),
}


def write_table(path: Path, rows: int) -> None:
    """So many responses as CSV, a block at a time; the same for the same number."""
    chance = np.random.default_rng(1)
    with path.open("wb") as file:
        for start in range(0, rows, _BLOCK):
            n = min(_BLOCK, rows - start)
            cells = {"id": pl.Series(range(start, start + n)).cast(pl.String)}
            cells |= {f"q{at}": _drawn(chance, _CELLS[kind_of(at)], n) for at in range(QUESTIONS)}
            steps = _CELLS["steps"]
            cells |= {f"{risk}.{half}": _drawn(chance, steps, n) for risk in RISKS for half in HALVES}
            pl.DataFrame(cells).write_csv(file, include_header=start == 0, quote_style="necessary")


def _drawn(chance: np.random.Generator, cells: tuple[str, ...], n: int) -> pl.Series:
    return pl.Series(cells).gather(chance.integers(0, len(cells), n)).replace("", None)
