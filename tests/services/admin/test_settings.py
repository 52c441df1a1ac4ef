import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.engine.settings import GuildSettings
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import settings
from synapse.services.setting_fields import SettingKind, fields, groups
from tests.services.admin.conftest import ADMIN, Log, rules_now
from tests.services.conftest import GUILD, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]


async def update(engine: AsyncEngine, version: int = 1, **values: object) -> settings.Settings:
    named = {name.replace("__", "."): value for name, value in values.items()}
    return await settings.update(engine, actor=ADMIN, guild_id=GUILD, version=version, values=named)


def test_every_setting_has_a_help_text_and_its_default() -> None:
    own = [key for key in GuildSettings.model_fields if "." in next(name for name in fields() if name.startswith(key))]
    assert [group.key for group in groups()] == ["", *own]
    assert all(field.help for field in fields().values())
    cooldown = fields()["fair_play.cooldown_seconds"]
    assert (cooldown.kind, cooldown.default, cooldown.minimum, cooldown.maximum) == (SettingKind.INTEGER, 30, 0, 86_400)
    assert fields()["fair_play.daily_xp_cap"].optional
    assert fields()["quality.code_factor"].default == "1.4"
    assert fields()["announcements.channel_id"].kind is SettingKind.CHANNEL
    assert fields()["announcements.awards"].kind is SettingKind.BOOLEAN
    assert fields()["exclusions.member_ids"].kind is SettingKind.MEMBERS
    assert fields()["levels"].kind is SettingKind.CURVE
    assert (fields()["cards.accent_color"].kind, fields()["cards.accent_color"].optional) == (SettingKind.COLOR, True)
    assert fields()["cards.theme"].choices == ("dark", "light")
    assert fields()["motto"].maximum == 200
    assert settings.patched(GuildSettings(), {key: field.default for key, field in fields().items()}) == GuildSettings()


async def test_a_change_is_in_the_rules_and_in_the_log(live_engine: AsyncEngine, log: Log) -> None:
    saved = await update(
        live_engine,
        fair_play__cooldown_seconds=10,
        quality__code_factor="2.50",
        levels={"kind": "linear", "step": 100},
        announcements__channel_id="11",
    )
    assert saved.version == 2
    rules = await rules_now(live_engine)
    assert rules.settings.fair_play.cooldown_seconds == 10
    assert rules.settings.announcements.channel_id == 11
    [entry] = await log()
    assert (entry.subject, entry.action) == ("settings", "update")
    assert entry.before is not None
    assert entry.before["fair_play.cooldown_seconds"] == 30
    assert entry.after == {
        "fair_play.cooldown_seconds": 10,
        "quality.code_factor": "2.5",
        "levels": {"kind": "linear", "step": 100},
        "announcements.channel_id": "11",
    }
    shown = {each.field.key: each.value for group in saved.groups for each in group.settings}
    assert shown["announcements.channel_id"] == "11"


async def test_a_default_is_stored_as_not_set(live_engine: AsyncEngine, look: Look) -> None:
    await update(live_engine, motto="Hi", rewards__message_sent__xp=20)
    assert (await rules_now(live_engine)).settings.rewards.message_sent.xp == 20
    await update(live_engine, 2, rewards__message_sent__xp=15)
    stored = "SELECT settings -> 'rewards' -> 'message_sent', settings ->> 'motto' FROM guilds"
    assert await look(stored) == [(None, "Hi")]


async def test_what_a_newer_version_stored_stays(live_engine: AsyncEngine, look: Look) -> None:
    await look("UPDATE guilds SET settings = '{\"novelty\": 1}'")
    await update(live_engine, motto="Hi")
    assert await look("SELECT settings ->> 'novelty' FROM guilds") == [("1",)]


async def test_saving_the_same_changes_nothing(live_engine: AsyncEngine, log: Log) -> None:
    assert (await update(live_engine, fair_play__cooldown_seconds=30)).version == 1
    assert await log() == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fair_play.cooldown_seconds", -1),
        ("fair_play.cooldown_seconds", "soon"),
        ("fair_play.cooldown_seconds", None),
        ("time_zone", "Mars/Olympus"),
        ("levels", {"kind": "linear", "step": 0}),
        ("levels", {"kind": "table", "totals": [5, 5]}),
        ("levels", {"kind": "spiral"}),
        ("levels.base", 3),
        ("fair_play", {}),
        ("__class__", 1),
        ("announcements.channel_id", "x"),
    ],
)
async def test_wrong_values_change_nothing(live_engine: AsyncEngine, log: Log, key: str, value: object) -> None:
    with pytest.raises(Invalid) as caught:
        await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=1, values={"motto": "Hi", key: value})
    assert caught.value.path == (key,)
    assert await log() == ()


async def test_every_fault_is_told(live_engine: AsyncEngine) -> None:
    with pytest.raises(Invalid) as caught:
        await update(live_engine, motto="x" * 201, time_zone="Nowhere")
    assert {caught.value.path, *(each.path for each in caught.value.others)} == {("motto",), ("time_zone",)}


async def test_a_channel_has_to_be_there(live_engine: AsyncEngine) -> None:
    with pytest.raises(Conflict, match="no channel 99"):
        await update(live_engine, announcements__channel_id="99")


async def test_nobody_overwrites_what_somebody_else_changed(live_engine: AsyncEngine, log: Log) -> None:
    with pytest.raises(Conflict, match="Somebody else"):
        await update(live_engine, 3, motto="Hi")
    with pytest.raises(NotFound):
        await settings.update(live_engine, actor=ADMIN, guild_id=5, version=1, values={"motto": "Hi"})
    assert await log() == ()


async def test_a_guild_that_is_not_there_has_the_defaults(live_engine: AsyncEngine) -> None:
    found = await settings.settings(live_engine, 5)
    assert found.version == 0
    assert all(each.value == each.field.default for group in found.groups for each in group.settings)
