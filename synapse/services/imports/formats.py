"""One reader for each program's JSON. Each takes the pages of a file and tells what they hold together."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from synapse.services.imports import curves
from synapse.services.imports.found import Found, FoundMultiplier, FoundSettings, Source
from synapse.services.imports.rows import Rows, factor, mappings, part, snowflake, whole

Pages = Sequence[Any]

_MINUTE = 60


def mee6(pages: Pages) -> Found:
    """Pages of MEE6's leaderboard: ``players`` and, on each, the guild's ``role_rewards``."""
    rows = Rows()
    for number, page in enumerate(pages):
        for place, player in enumerate(page["players"]):
            where = f"page {number + 1}, player {place + 1}"
            rows.add(where, player, user_id="id", name="username", xp="xp", level="level", messages="message_count")
    first = pages[0]
    rewards = [
        (whole(reward.get("rank")), snowflake(part(reward, "role").get("id")))
        for reward in mappings(first.get("role_rewards"))
    ]
    settings = FoundSettings(
        curve=curves.MEE6,
        level_roles=_paired(rewards),
        xp_per_message=_span(first.get("xp_per_message")),
    )
    return Found(Source.MEE6, rows.people, settings, rows.odd)


def lurkr(pages: Pages) -> Found:
    """Lurkr's pages or export: ``levels``, ``roleRewards`` (one level may bring several roles), ``multipliers``."""
    rows = Rows()
    for number, page in enumerate(pages):
        for place, entry in enumerate(page["levels"]):
            where = f"page {number + 1}, entry {place + 1}"
            rows.add(where, entry, user_id="userId", xp="xp", level="level", messages="messageCount")
    first = pages[0]
    rewards = [
        (whole(reward.get("level")), snowflake(role.get("id")))
        for reward in mappings(first.get("roleRewards"))
        for role in mappings(reward.get("roles"))
    ]
    multipliers = [
        _multiplier(each.get("type"), target.get("id"), each.get("multiplier"))
        for each in mappings(first.get("multipliers"))
        for target in mappings(each.get("targets"))
    ]
    interval = whole(first.get("xpGainInterval"))
    settings = FoundSettings(
        curve=curves.lurkr(),
        level_roles=_paired(rewards),
        multipliers=tuple(each for each in multipliers if each),
        cooldown_seconds=None if interval is None else interval // 1000,
        xp_per_message=_span([first.get("xpPerMessageMin"), first.get("xpPerMessageMax")]),
    )
    return Found(Source.LURKR, rows.people, settings, rows.odd)


def amari(pages: Pages) -> Found:
    """Amari's pages: ``data`` or ``members``, and ``rewards`` of roles."""
    rows = Rows()
    for number, page in enumerate(pages):
        for place, entry in enumerate(page.get("data") or page.get("members") or []):
            where = f"page {number + 1}, entry {place + 1}"
            rows.add(where, entry, user_id="id", name="username", xp="exp", level="level")
    rewards = [
        (whole(each.get("level")), snowflake(each.get("roleID")))
        for page in pages
        for each in mappings(page.get("rewards"))
    ]
    return Found(Source.AMARI, rows.people, FoundSettings(curve=curves.amari(), level_roles=_paired(rewards)), rows.odd)


def polaris_file(pages: Pages) -> Found:
    """Polaris' export: ``users`` by id, and all its ``settings``."""
    rows = Rows()
    for page in pages:
        for user_id, user in page["users"].items():
            xp = user.get("xp") if isinstance(user, Mapping) else None
            rows.take(f"user {user_id}", {"user_id": user_id, "xp": xp})
    return Found(Source.POLARIS, rows.people, _polaris_settings(part(pages[0], "settings")), rows.odd)


def polaris_pages(pages: Pages) -> Found:
    """Pages of Polaris' leaderboard; page 0 repeats page 1, so people that come again are no fault."""
    rows, seen = Rows(), set[int]()
    for number, page in enumerate(pages):
        for place, entry in enumerate(page["leaderboard"]):
            user_id = snowflake(entry.get("id")) if isinstance(entry, Mapping) else None
            if user_id is None or user_id not in seen:
                rows.add(f"page {number + 1}, entry {place + 1}", entry, user_id="id", xp="xp")
            if user_id is not None:
                seen.add(user_id)
    return Found(Source.POLARIS, rows.people, _polaris_settings(part(pages[0], "settings")), rows.odd)


def level_up(pages: Pages) -> Found:
    """A backup of the LevelUp cog for one guild; keys that are at their default are left out of it."""
    rows, page = Rows(), pages[0]
    for user_id, user in page["users"].items():
        values = user if isinstance(user, Mapping) else {}
        seconds = whole(values.get("voice"))
        rows.take(
            f"user {user_id}",
            {
                "user_id": user_id,
                "xp": values.get("xp", 0),
                "level": values.get("level", 0),
                "messages": values.get("messages", 0),
                "stars": values.get("stars", 0),
                "voice_minutes": None if seconds is None else seconds // _MINUTE,
            },
        )
    algorithm = part(page, "algorithm")
    base, exponent = _decimal(algorithm.get("base"), "100"), _decimal(algorithm.get("exp"), "2")
    roles = [(whole(level), snowflake(role)) for level, role in part(page, "levelroles").items()]
    bonus = [
        _multiplier(kind, target, each)
        for kind, name in (("role", "rolebonus"), ("channel", "channelbonus"))
        for target, each in part(part(page, name), "msg").items()
    ]
    settings = FoundSettings(
        curve=curves.level_up(base, exponent),
        level_roles=_paired(roles),
        multipliers=tuple(each for each in bonus if each),
        cooldown_seconds=whole(page.get("cooldown")),
        xp_per_message=_span(page.get("xp")),
    )
    return Found(Source.LEVEL_UP, rows.people, settings, rows.odd)


def experienced(pages: Pages) -> Found:
    """Experienced: a list of ids and XP."""
    rows = Rows()
    for place, entry in enumerate(pages):
        rows.add(f"entry {place + 1}", entry, user_id="id", xp="xp")
    return Found(Source.EXPERIENCED, rows.people, odd=rows.odd)


def tatsu(pages: Pages) -> Found:
    """Pages of Tatsu's rankings; its score is taken as XP."""
    rows = Rows()
    for number, page in enumerate(pages):
        for place, entry in enumerate(page["rankings"]):
            rows.add(f"page {number + 1}, entry {place + 1}", entry, user_id="user_id", xp="score")
    return Found(Source.TATSU, rows.people, odd=rows.odd)


def unbelieva_boat(pages: Pages) -> Found:
    """UnbelievaBoat's balances; cash and bank together are gold."""
    rows = Rows()
    for number, page in enumerate(pages):
        for place, user in enumerate(page["users"]):
            values = user if isinstance(user, Mapping) else {}
            gold = (whole(values.get("cash")) or 0) + (whole(values.get("bank")) or 0)
            rows.take(f"page {number + 1}, user {place + 1}", {"user_id": values.get("user_id"), "gold": gold})
    return Found(Source.UNBELIEVA_BOAT, rows.people, odd=rows.odd)


def _polaris_settings(settings: Mapping[str, Any]) -> FoundSettings:
    gain, multipliers = part(settings, "gain"), part(settings, "multipliers")
    found = [
        _multiplier(kind, each.get("id"), each.get("boost"))
        for kind, name in (("role", "roles"), ("channel", "channels"))
        for each in mappings(multipliers.get(name))
    ]
    kept = tuple(each for each in found if each)
    rewards = [(whole(each.get("level")), snowflake(each.get("id"))) for each in mappings(settings.get("rewards"))]
    return FoundSettings(
        curve=_polaris_curve(settings),
        level_roles=_paired(rewards),
        multipliers=tuple(each for each in kept if each.factor or each.kind == "role"),
        cooldown_seconds=whole(gain.get("time")),
        xp_per_message=_span([gain.get("min"), gain.get("max")]),
        # A channel that multiplies by nothing is one where nothing is earned.
        ignored_channels=tuple(each.target_id for each in kept if each.kind == "channel" and not each.factor),
    )


def _polaris_curve(settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a curve or None
    curve = part(settings, "curve")
    if not curve:
        return None
    cubic, square, linear = (_decimal(curve.get(power), "0") for power in ("3", "2", "1"))
    rounding, highest = whole(settings.get("rounding")) or 1, whole(settings.get("maxLevel")) or curves.LEVELS
    return curves.polaris(cubic, square, linear, rounding, highest)


def _multiplier(kind: object, target: object, value: object) -> FoundMultiplier | None:
    target_id, by = snowflake(target), factor(value)
    if target_id is None or by is None:
        return None
    if kind == "role":
        return FoundMultiplier("role", target_id, by)
    return FoundMultiplier("channel", target_id, by) if kind == "channel" else None


def _paired(pairs: Sequence[tuple[int | None, int | None]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(level, role) for level, role in pairs if level and role}))


def _span(value: object) -> tuple[int, int] | None:
    ends = [whole(each) for each in value] if isinstance(value, list) else []
    if len(ends) != 2 or ends[0] is None or ends[1] is None:  # noqa: PLR2004 - the least and the most
        return None
    return min(ends[0], ends[1]), max(ends[0], ends[1])


def _decimal(value: object, default: str) -> Decimal:
    given = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if given else Decimal(default)
