"""The words of the cases that fit, in English and French."""

from __future__ import annotations

CASES: dict[str, tuple[str, str]] = {}
