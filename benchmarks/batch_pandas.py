"""Section scores, overall and level of the measured table, as one would write them with pandas. Run by `batch.py`."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from batch_table import LABELS, PER_SECTION, QUESTIONS, kind_of

source, _, target = sys.argv[1:]
cells = pd.read_csv(source, dtype=str, keep_default_na=False)
practice = {label: at / 4 for at, label in enumerate(LABELS)}
steps = {str(at): (at - 1) / 4 for at in range(1, 6)}
scores = pd.DataFrame(index=cells.index)
for at in range(QUESTIONS):
    answers = cells[f"q{at}"]
    match kind_of(at):
        case "scale":
            scores[f"q{at}"] = answers.map(practice)
        case "steps":
            scores[f"q{at}"] = answers.map(steps)
        case "yes_no":
            scores[f"q{at}"] = answers.map({"Yes": 1.0, "No": 0.0})
        case "number":
            scores[f"q{at}"] = (pd.to_numeric(answers, errors="coerce") / 100).clip(0, 1)
        case _:
            ticked = answers.str.get_dummies(";").sum(axis=1)
            scores[f"q{at}"] = (ticked / 3).where(answers != "")

found = pd.DataFrame(index=cells.index)
coverage, sums = pd.DataFrame(index=cells.index), pd.DataFrame(index=cells.index)
for at in range(QUESTIONS // PER_SECTION):
    items = scores[[f"q{each}" for each in range(at * PER_SECTION, (at + 1) * PER_SECTION)]]
    coverage[at], sums[at] = items.notna().mean(axis=1), items.mean(axis=1)
    found[f"score.s{at}"] = sums[at].where(coverage[at] >= 0.5)
whole = sums.mean(axis=1).where(coverage.mean(axis=1) >= 0.5)
found.insert(0, "score.overall", whole)
level = pd.cut(whole, [-np.inf, 0.4 - 1e-9, 0.7 - 1e-9, np.inf], labels=["low", "mid", "high"]).astype(object)
closed = (cells["q23"] == "No") & (level == "high")
found["level"] = level.mask(closed, "mid")
found.to_parquet(target)
