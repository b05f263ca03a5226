"""The signs in text that act on a terminal or a reader instead of being read: one list, for all who write."""

from __future__ import annotations

import re

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Control characters but tab and line feed, and those that turn or hide the writing direction."""
