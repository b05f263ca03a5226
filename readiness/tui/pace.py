"""Keys and clicks one at a time: the next is looked at once everything that the last one set off has come to rest.

A terminal hands over at once whatever was typed while it, the network or a large report was slow. Textual gives each key
to the screen that is there when the key comes, and the screen takes it later, perhaps when it is there no more: a box was
left twice, and the question under it with it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from textual.app import App

if TYPE_CHECKING:
    from textual.widget import Widget

Result = TypeVar("Result")

ROUNDS = 2
"""A key is handed on from a field to its screen; so is the word that a field then says of its own."""
PATIENCE, GLANCE = 100, 0.01
"""How often somebody who does not answer is looked at before the keys go on without them, and how long: seconds."""


async def come_to_rest(app: App[Result]) -> None:
    """Until whoever has the keys, and all around them up to the screen, have dealt with what they were handed."""
    rested: tuple[Widget, ...] = ()
    while (hands := _hands(app)) != rested:
        for hand in hands * ROUNDS:
            await _emptied(hand)
        rested = hands


def _hands(app: App[Result]) -> tuple[Widget, ...]:
    """From the field that has the keys to the screen, in the order in which a key goes; of no field, the screen."""
    from textual.widget import Widget

    begin = app.focused or app.screen
    return tuple(each for each in begin.ancestors_with_self if isinstance(each, Widget))


async def _emptied(hand: Widget) -> None:
    """Until this one has dealt with all that it has now; a screen that is only coming is there by then."""
    done = asyncio.Event()
    if not hand.call_later(done.set):
        return  # it is going
    for _ in range(PATIENCE):
        try:
            await asyncio.wait_for(done.wait(), GLANCE)
        except TimeoutError:
            if not hand.is_mounted or hand.is_running:
                continue
        return
