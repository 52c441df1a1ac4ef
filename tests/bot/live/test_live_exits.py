"""What stops the bot says so in one message, without a traceback."""

import asyncio
import signal

from tests.bot.live.harness import PATIENCE, Lab
from tests.demo import worlds


async def _ends_with(process: asyncio.subprocess.Process) -> str:
    async with asyncio.timeout(PATIENCE):
        _out, errors = await process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in errors
    return errors.decode()


async def test_a_wrong_token(lab: Lab) -> None:
    said = await _ends_with(await lab.launch(token="not.the.token"))
    assert "DISCORD_TOKEN" in said
    assert "not.the.token" not in said


async def test_intents_that_were_not_granted(lab: Lab) -> None:
    lab.local.backend.world.application.privileged_intents = 0
    said = await _ends_with(await lab.launch())
    assert "Server Members Intent" in said
    assert "Message Content Intent" in said


async def test_a_guild_that_the_bot_is_not_in(lab: Lab) -> None:
    said = await _ends_with(await lab.launch(guild_id=42))
    assert "guild_id: 42" in said


async def test_a_database_that_is_not_there(lab: Lab) -> None:
    lab.url = lab.url.set(port=1)
    said = await _ends_with(await lab.launch())
    assert "database" in said.lower()


async def test_a_key_with_a_typo(lab: Lab) -> None:
    said = await _ends_with(await lab.launch(log_levle="INFO"))
    assert "log_level" in said


async def test_a_term_signal_flushes_and_nothing_that_was_written_is_in_the_log(lab: Lab) -> None:
    process = await lab.launch(log_level="DEBUG")
    await lab.script.connected(seconds=PATIENCE)
    await lab.until_rows("SELECT count(*) FROM gateway_sessions", [(1,)])
    message = lab.script.says("Ada", "#general", "a very private sentence")
    await lab.recorded(f"m{message.id}")
    process.send_signal(signal.SIGTERM)
    _out, errors = await process.communicate()
    assert process.returncode == 0
    assert b"bot.stopped" in errors
    assert b"private sentence" not in errors
    assert worlds.TOKEN.encode() not in errors
