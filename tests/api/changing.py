"""The club with something to change, and people who sign in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api import ids
from synapse.services import (
    achievements,
    boosts,
    level_roles,
    quest_claims,
    quests,
    sessions,
    settings,
    shop,
    zones,
)
from synapse.services.changes import Actor
from synapse.services.imports import planning
from synapse.services.sessions import Person
from synapse.services.webhooks import registry
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.registry import Office
from tests.api import club
from tests.api.conftest import Api

ADMIN, MEMBER = 1, 2
BY = Actor(ADMIN)

_CHANNELS = """
INSERT INTO channels (guild_id, id, name, kind, position) VALUES ($1, 11, 'general', 0, 1), ($1, 12, 'memes', 0, 2)
"""
_PURCHASE = """
INSERT INTO shop_purchases (guild_id, offer_id, user_id, gold, event_key, bought_at) VALUES ($1, $2, 3, 1, 's3:one', $3)
RETURNING id
"""
_ROLES = """
INSERT INTO roles (guild_id, id, name, color, position) VALUES ($1, 21, 'Lead', 255, 3), ($1, 22, 'Helper', 0, 2)
"""


@dataclass(frozen=True, slots=True)
class There:
    """What is there to change, by its global id where it has one; numbers beside it."""

    guild_id: int
    zone: str
    zone_version: int
    achievement: str
    achievement_version: int
    season: str
    settings_version: int
    entry: str
    file: str = ""
    boost: str = ""
    boost_version: int = 1
    webhook: str = ""
    delivery: str = ""
    quest: str = ""
    taken: str = ""
    hand_in: str = ""
    offer: str = ""
    purchase: str = ""


async def prepare(api: Api, guild_id: int = club.GUILD) -> There:
    """Give a guild an owner, channels, a role, a zone with #general, an achievement, and a change of the settings."""
    await api.database.execute("UPDATE guilds SET owner_id = $2 WHERE guild_id = $1", guild_id, ADMIN)
    await api.database.execute(_CHANNELS, guild_id)
    await api.database.execute(_ROLES, guild_id)
    await api.service.rulebook.load(guild_id)
    engine = api.service.engine
    zone = await zones.create(engine, actor=BY, guild_id=guild_id, values={"name": "Lab", "channel_ids": [11]})
    office = Office(api.service.operations.access.keys, Allowed(private=True))
    heard = {"url": "http://127.0.0.1:9/hook", "events": ["season.rolled"]}
    webhook = (await registry.create(engine, office, actor=BY, guild_id=guild_id, values=heard)).webhook
    delivery = await registry.send_test(engine, actor=BY, guild_id=guild_id, webhook_id=webhook.id)
    wanted = {"name": "By hand", "trigger": "manual", "xp": 10}
    achievement = await achievements.create(engine, actor=BY, guild_id=guild_id, values=wanted)
    span = {"starts_at": club.NOW, "ends_at": club.NOW + timedelta(days=2)}
    double = {"name": "Double XP", "multipliers": {"message_sent": {"xp": 2}}, **span}
    boost = await boosts.create(engine, actor=BY, guild_id=guild_id, values=double, now=club.NOW)
    quest, taken, handed_in = await _quests(engine, guild_id)
    offer, purchase = await _shop(api, guild_id)
    await level_roles.put(engine, actor=BY, guild_id=guild_id, level=5, role_id=21)
    await settings.update(engine, actor=BY, guild_id=guild_id, version=1, values={"motto": "New"})
    season = await api.database.fetchval("SELECT id FROM seasons WHERE guild_id = $1 AND active", guild_id)
    entry = await api.database.fetchval("SELECT max(id) FROM audit_log WHERE guild_id = $1", guild_id)
    file = await planning.upload(engine, actor=BY, guild_id=guild_id, content=b"user_id,xp\n3,5\n")
    return There(
        guild_id=guild_id,
        zone=ids.encode(ids.Kind.ZONE, guild_id, zone.id),
        zone_version=zone.version,
        achievement=ids.encode(ids.Kind.ACHIEVEMENT, guild_id, achievement.id),
        achievement_version=achievement.version,
        season=ids.encode(ids.Kind.SEASON, guild_id, season),
        settings_version=2,
        entry=ids.pack("AuditEntry", guild_id, entry),
        file=ids.pack("Import", guild_id, file.id),
        boost=ids.pack("Boost", guild_id, boost.id),
        boost_version=boost.version,
        webhook=ids.pack("Webhook", guild_id, webhook.id),
        delivery=ids.pack("WebhookDelivery", guild_id, delivery),
        quest=ids.pack("Quest", guild_id, quest),
        taken=ids.pack("Quest", guild_id, taken),
        hand_in=ids.pack("HandIn", guild_id, handed_in, 3),
        offer=ids.pack("Offer", guild_id, offer),
        purchase=ids.pack("Purchase", guild_id, purchase),
    )


async def _quests(engine: AsyncEngine, guild_id: int) -> tuple[int, int, int]:
    """A quest that nobody took on, one that the member took on, and one that member 3 handed in."""
    posted = [
        await quests.create(engine, actor=BY, guild_id=guild_id, values={"title": title, "xp": 10}, now=club.NOW)
        for title in ("Free", "Taken", "Handed in")
    ]
    free, taken, handed_in = (quest.id for quest in posted)
    whose: dict[str, Any] = {"guild_id": guild_id, "now": club.NOW}
    await quest_claims.claim(engine, user_id=MEMBER, quest_id=taken, **whose)
    await quest_claims.claim(engine, user_id=3, quest_id=handed_in, **whose)
    await quest_claims.hand_in(engine, user_id=3, quest_id=handed_in, proof=None, **whose)
    return free, taken, handed_in


async def _shop(api: Api, guild_id: int) -> tuple[int, int]:
    """A marker that costs little, and its purchase by member 3, who may have no gold in the test's club."""
    values = {"name": "A star", "kind": "marker", "marker": "⭐", "gold": 1}
    offer = await shop.create(api.service.engine, actor=BY, guild_id=guild_id, values=values)
    purchase = await api.database.fetchval(_PURCHASE, guild_id, offer.id, club.NOW)
    return offer.id, purchase


async def sign_in(api: Api, user_id: int | None) -> None:
    """Let the following requests be a person's; nobody's for None."""
    api.http.headers.pop("authorization", None)
    if user_id is not None:
        service = api.service
        person = Person(
            user_id=user_id, username=f"user{user_id}", display_name=f"Member {user_id}", avatar_url="http://x/a.png"
        )
        tokens = await sessions.begin(service.engine, service.operations.access.keys, person, now=club.NOW)
        api.http.headers["authorization"] = f"Bearer {tokens.access_token}"
