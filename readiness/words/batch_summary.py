"""The words of the summary of a batch, in English and French."""

from __future__ import annotations

BATCH_SUMMARY: dict[str, tuple[str, str]] = {
    "m_overall": ("Overall", "Ensemble"),
}
