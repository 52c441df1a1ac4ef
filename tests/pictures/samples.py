"""Members as cards show them: the easy ones, and those that break cards elsewhere."""

from datetime import UTC, datetime
from typing import cast

from synapse.db.read import Row
from synapse.engine.levels import progress, thresholds
from synapse.engine.rules import RARITY_COLORS, Rarity
from synapse.engine.settings import GeometricCurve, TableCurve
from synapse.services.boards import Entry
from synapse.services.members import NOTHING, Achievement, Earned, Member, Profile

AVATAR = "https://cdn.discordapp.com/avatars/1/a.png"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
STREAK = {"recent_days": 0b1111111, "last_active_on": NOON.date()}


def person(name: str = "Ada Lovelace", xp: int = 12_840, *, highest: bool = False, streak: int = 12) -> Member:
    curve = TableCurve(totals=(100, 200)) if highest else GeometricCurve()
    way = progress(xp, curve)
    return Member(
        guild_id=1,
        key=2,
        user_id=2,
        anonymous=False,
        display_name=name,
        avatar_url=AVATAR,
        joined_at=NOON,
        left_at=None,
        level=way.level,
        xp=xp,
        stars=1204,
        gold=650,
        row=cast("Row", {**NOTHING._asdict(), **STREAK, "streak": streak, "longest_streak": streak}),
        table=thresholds(curve),
        today=NOON.date(),
        grace=1,
    )


def profile(member: Member | None = None, rank: int = 3, badges: tuple[str, ...] = ("🏆", "🚀", "🦊")) -> Profile:
    earned = tuple(Earned(achievement(number, badge), NOON) for number, badge in enumerate(badges))
    return Profile(member or person(), rank, NOTHING, earned)


def achievement(number: int, badge: str) -> Achievement:
    rare = Rarity.RARE
    return Achievement(1, number, f"Achievement {number}", "", rare, RARITY_COLORS[rare], badge, 0, 0)


def podium(*names: str) -> list[Entry]:
    return [Entry(rank, 30_000 // rank, person(name, 30_000 // rank)) for rank, name in enumerate(names, start=1)]
