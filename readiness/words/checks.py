"""The words of the checks on the answers, in English and French."""

from __future__ import annotations

CHECKS: dict[str, tuple[str, str]] = {}
