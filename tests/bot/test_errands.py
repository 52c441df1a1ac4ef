import asyncio

import pytest

from bot import errands
from bot.errands import Errands


async def test_errands_are_done_in_order_and_outages_are_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "_RETRY_SECONDS", (0.0,))
    done: list[str] = []
    failures = [ConnectionRefusedError(), TimeoutError()]

    async def shaky() -> None:
        if failures:
            raise failures.pop()
        done.append("shaky")

    async def broken() -> None:
        raise ValueError("a fault of ours")

    async def sound() -> None:
        done.append("sound")

    queue = Errands()
    for name, errand in (("shaky", shaky), ("broken", broken), ("sound", sound)):
        queue.add(name, errand)
    queue.start()
    async with asyncio.timeout(10):
        await queue.done()
    await queue.stop()
    assert done == ["shaky", "sound"]
