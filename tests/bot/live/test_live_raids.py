"""A raid over the real client: it is told in the log and the figures, and a member's own message earns as ever."""

from datetime import timedelta

from structlog.testing import capture_logs

from bot.figures import figures
from tests.bot.live.harness import Lab, prose

RAIDERS, MESSAGES = 15, 6


async def test_a_raid_is_noticed_and_over(lab: Lab) -> None:
    with capture_logs() as logs:
        async with lab.start() as bot:
            raiders = [lab.script.joins(f"Raider {number:02}") for number in range(RAIDERS)]
            said = [
                lab.script.says(raider, "#general", "free gifts, click here")
                for _ in range(MESSAGES)
                for raider in raiders
            ]
            said.append(lab.script.says("Ada", "#general", prose("ada")))
            await lab.recorded(*(f"m{message.id}" for message in said))
            await lab.until_rows("SELECT count(*) FROM members WHERE display_name LIKE 'Raider %'", [(RAIDERS,)])
            await bot.raid_watch.step()
            await bot.raid_watch.step()
            earned = await lab.rows("SELECT DISTINCT xp FROM members WHERE display_name LIKE 'Raider %'")
            assert earned == [(15,)]
            assert await lab.rows("SELECT xp > 15 FROM members WHERE display_name = 'Ada'") == [(True,)]
            registry = figures(bot.core, bot._listener)  # noqa: SLF001 - what the health port tells
            assert registry.get_sample_value("synapse_raid_accounts") == RAIDERS
            lab.clock.ahead += timedelta(minutes=15)
            await bot.raid_watch.step()
            assert registry.get_sample_value("synapse_raid_accounts") == 0
    told = [(each["event"], each.get("accounts")) for each in logs if each["event"].startswith("raid.")]
    assert told == [("raid.noticed", RAIDERS), ("raid.over", RAIDERS)]
