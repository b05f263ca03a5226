"""A long run that is told to stop: by Ctrl-C, by `kill`, or because its terminal was closed; all end in the same way."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

_STOPS = ("SIGTERM", "SIGHUP")


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Within it, being told to stop is a KeyboardInterrupt, as Ctrl-C is, even in the middle of an engine's work.

    Python's own handlers wait until the main thread is back from the engine. Engines watch for Ctrl-C themselves, so a thread
    that hears of the other signals at once passes them on as that. What the caller chose to ignore (`nohup`) stays ignored.
    """
    numbers = {getattr(signal, name) for name in _STOPS if hasattr(signal, name)}
    heard = {number for number in numbers if signal.getsignal(number) is signal.SIG_DFL}
    if not heard or threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    stopped = threading.Event()
    before = {number: signal.signal(number, lambda number, frame: None) for number in heard}
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job; it can be killed all the same
        before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda _, frame: _stop_if(stopped, frame))
    wakeup = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=_pass_on, args=(reading, frozenset(heard), stopped), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writing)  # which ends the thread


def undisturbed(work: Callable[[], None]) -> None:
    """Do some work to its end. Being told to stop meanwhile is heard afterwards, as a KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        work()
        return
    told: list[int] = []
    while True:
        try:
            before = signal.signal(signal.SIGINT, lambda number, _: told.append(number))
            break
        except KeyboardInterrupt:  # it was on its way already
            told.append(signal.SIGINT)
    try:
        work()
    finally:
        signal.signal(signal.SIGINT, before)
    if told:
        raise KeyboardInterrupt


def _pass_on(reading: int, heard: frozenset[int], stopped: threading.Event) -> None:
    """Every signal writes its number into the pipe as soon as it comes."""
    with open(reading, "rb", buffering=0) as pipe:
        while numbers := pipe.read(64):
            if heard & set(numbers):
                stopped.set()
                os.kill(os.getpid(), signal.SIGINT)


def _stop_if(stopped: threading.Event, frame: FrameType | None) -> None:
    if stopped.is_set():
        signal.default_int_handler(signal.SIGINT, frame)
