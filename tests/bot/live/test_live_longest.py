"""The longest names and the longest lists there can be: the local Discord refuses an embed that is too large."""

from collections.abc import AsyncIterator

import pytest

from synapse.demo.interactions import Interaction
from synapse.demo.rest.embeds import MAX_TOTAL
from tests.bot.live.harness import Lab

# Everything that escaping doubles, and everything that a form lets through.
FILL = """
UPDATE achievements SET active = false;
INSERT INTO achievements (guild_id, name, description, trigger, threshold, scope, xp, gold, category, rarity, badge)
SELECT guild_id, repeat('*', 57) || n, repeat('_', 500), 'reactions_received', 2000000000 - n, 'season',
    1000000, 1000000, '', 'legendary', repeat('🏆', 200) FROM guilds, generate_series(100, 480) AS n;
INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at)
SELECT guild_id, :ada, id, now() FROM achievements WHERE id % 2 = 0;
INSERT INTO zones (guild_id, name, description)
SELECT guild_id, repeat('~', 57) || n, repeat('|', 500) FROM guilds, generate_series(100, 190) AS n;
INSERT INTO zone_channels (guild_id, channel_id, zone_id)
SELECT guild_id, 1234567890123456000 + n, max(id) FROM zones, generate_series(1, 500) AS n GROUP BY guild_id, n;
INSERT INTO zone_multipliers (guild_id, zone_id, kind, xp, stars)
SELECT guild_id, id, kind, 99.999, 99.999 FROM zones, generate_series(1, 5) AS kind ON CONFLICT DO NOTHING;
UPDATE seasons SET name = repeat('`', 60);
UPDATE members SET display_name = repeat('*', 32), xp = 999999999, level = 50, gold = 999999999
"""


@pytest.fixture
async def full(lab: Lab) -> AsyncIterator[Lab]:
    async with lab.start() as bot:
        said = [lab.script.says(who, "#general", f"hello from {who}") for who in ("Ada", "Grace", "Linus")]
        await lab.recorded(*(f"m{each.id}" for each in said))
        for statement in FILL.split(";"):
            given = {"ada": lab.script.names.user("Ada").id} if ":ada" in statement else {}
            await lab.execute(statement, **given)
        await bot.core.rulebook.load(lab.script.guild.id)
        yield lab


def fits(answer: Interaction) -> None:
    """Discord took it, and took it whole: what was too large would have become a kind sentence."""
    assert "Reference" not in answer.text
    assert answer.message.embeds
    size = sum(
        len(str(embed.get(field) or "")) for embed in answer.message.embeds for field in ("title", "description")
    )
    assert size <= MAX_TOTAL


@pytest.mark.parametrize("locale", ["en-GB", "de"])
async def test_nothing_grows_beyond_what_discord_takes(full: Lab, locale: str) -> None:
    full.script.names.user("Ada").locale = locale
    further, earned, end = ("Next", "Earned", "End it and begin the next")
    if locale == "de":
        further, earned, end = ("Weiter", "Errungen", "Beenden und die nächste beginnen")
    ahead = await full.script.uses("/achievements", "Ada")
    fits(ahead)
    fits(await full.script.clicks(ahead, further, "Ada"))
    fits(await full.script.clicks(ahead, earned, "Ada"))
    zones = await full.script.uses("/zone show", "Ada")
    fits(zones)
    fits(await full.script.clicks(zones, further, "Ada"))
    fits(await full.script.uses("/zone show", "Ada", {"zone": "~" * 57 + "190"}))
    for command in ("/season show", "/profile", "/leaderboard", "/preferences", "/privacy", "/setup", "/why"):
        fits(await full.script.uses(command, "Ada"))
    offers = await full.script.types("/grant-achievement", "Ada", {"achievement": "*"})
    assert len(offers) == 25
    given = await full.script.uses("/grant-achievement", "Ada", {"achievement": offers[0]["value"], "member": "Linus"})
    fits(given)
    award = {"member": "Linus", "xp": 1_000_000, "gold": 1_000_000, "reason": "_" * 500}
    fits(await full.script.uses("/award", "Ada", award))
    fits(await full.script.uses("/announcement preview", "Ada", {"kind": "Achievement", "level": 1000}))
    asked = await full.script.uses("/season roll", "Ada", {"title": "*" * 60, "days": 730})
    fits(asked)
    fits(await full.script.clicks(asked, end, "Ada"))
    form = await full.script.uses("/create-achievement", "Ada", {"trigger": "Reactions received", "xp": 1_000_000})
    written = {"name": "*" * 60, "threshold": "2,000,000,000", "description": "_" * 500, "badge": "🏆" * 300}
    fits(await full.script.submits(form, written, "Ada"))
