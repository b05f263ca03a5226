"""The words of the plan, in English and French."""

from __future__ import annotations

PLAN: dict[str, tuple[str, str]] = {}
