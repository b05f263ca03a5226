"""How many responses must stand behind a figure before it is shown. Apart from the summary, so that asking costs nothing."""

from __future__ import annotations

NO_MINIMUM = 1
"""The minimum group size that shows everything: groups of one, and of whoever is left."""
LEAST_MINIMUM = 3
"""Of two, whoever is one of them knows the other; and "fewer than two" is one."""
DEFAULT_MINIMUM = 5


def minimum_group(asked: int | None, *, show_small_groups: bool) -> int | None:
    """The minimum that was asked for, 5 where none was; None where the two contradict each other, or it protects nobody.

    A minimum of 1 shows everything, so it takes saying so twice: nobody comes to it by a typing error or a habit.
    """
    if show_small_groups:
        return NO_MINIMUM if asked in (None, NO_MINIMUM) else None
    if asked is None:
        return DEFAULT_MINIMUM
    return asked if asked >= LEAST_MINIMUM else None
