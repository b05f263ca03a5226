"""The words of the decision (how sure, what would change it), in English and French."""

from __future__ import annotations

DECISION: dict[str, tuple[str, str]] = {}
