"""Keeps a started system running until somebody wants it to end."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def until_stopped(work: Coroutine[Any, Any, None], hurry: Callable[[], None]) -> None:
    """Do the work until it ends, or until it is cancelled by Ctrl-C, SIGTERM, or a terminal that closes.

    Args:
        work: Cleans up after itself when it is cancelled.
        hurry: Called when the person presses Ctrl-C again while that cleaning up lasts.
    """
    task = asyncio.ensure_future(work)
    with _handled(task, hurry):
        await asyncio.wait([task])
    if not task.cancelled():
        task.result()


@contextmanager
def _handled(task: "asyncio.Future[None]", hurry: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    asked = False

    def ask(number: int) -> None:
        nonlocal asked
        if not asked:
            asked = True
            task.cancel()
        elif number == signal.SIGINT:  # make passes on a SIGTERM that its whole group got already
            hurry()

    for number in _SIGNALS:
        loop.add_signal_handler(number, ask, number)
    try:
        yield
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
