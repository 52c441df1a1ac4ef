"""Small files as other programs write them, with the same two people where the program knows people."""

from typing import Any

ADA, GRACE = 80_351_110_224_678_912, 80_351_110_224_678_913
ROLE, CHANNEL = 90_000_000_000_000_001, 90_000_000_000_000_002

MEE6: dict[str, Any] = {
    "players": [
        {
            "id": str(ADA),
            "username": "ada",
            "xp": 1500,
            "level": 6,
            "message_count": 80,
            "detailed_xp": [50, 580, 1500],
        },
        {"id": GRACE, "username": "grace", "xp": 255, "level": 2, "message_count": 12, "guild_id": "1"},
    ],
    "role_rewards": [{"rank": 5, "role": {"id": str(ROLE), "name": "Regular"}}],
    "xp_per_message": [15, 25],
    "xp_rate": 1,
}
LURKR: dict[str, Any] = {
    "levels": [
        {"userId": str(ADA), "xp": 1500, "level": 6, "messageCount": 80},
        {"userId": str(GRACE), "xp": 255, "level": 2, "messageCount": 12},
    ],
    "roleRewards": [{"level": 5, "roles": [{"id": str(ROLE)}, {"id": str(ROLE + 5)}]}],
    "multipliers": [{"multiplier": 1.5, "type": "channel", "targets": [{"id": str(CHANNEL)}]}],
    "xpPerMessageMin": 10,
    "xpPerMessageMax": 20,
    "xpGainInterval": 60_000,
}
AMARI: dict[str, Any] = {
    "data": [
        {"id": str(ADA), "username": "ada", "exp": 1500, "level": 9, "weeklyExp": 3},
        {"id": str(GRACE), "username": "grace", "exp": 255, "level": 4, "weeklyExp": 0},
    ],
    "rewards": [{"roleID": str(ROLE), "level": 5}],
}
POLARIS: dict[str, Any] = {
    "users": {str(ADA): {"xp": 1500, "cooldown": 5}, str(GRACE): {"xp": 255, "cooldown": 0, "hidden": True}},
    "settings": {
        "gain": {"min": 50, "max": 100, "time": 60},
        "curve": {"3": 1, "2": 50, "1": 100},
        "rounding": 100,
        "maxLevel": 1000,
        "multipliers": {
            "roles": [{"id": str(ROLE), "boost": 2}],
            "channels": [{"id": str(CHANNEL), "boost": 0}],
            "rolePriority": "largest",
        },
        "rewards": [{"id": str(ROLE), "level": 5, "keep": True}],
    },
}
POLARIS_PAGES: list[Any] = [
    {"leaderboard": [{"id": str(ADA), "xp": 1500, "rank": 1}], "settings": {"rewards": []}},
    {"leaderboard": [{"id": str(ADA), "xp": 1500, "rank": 1}, {"id": str(GRACE), "xp": 255, "rank": 2}]},
]
LEVEL_UP: dict[str, Any] = {
    "users": {
        str(ADA): {"xp": 1500.7, "voice": 3600, "messages": 80, "level": 3, "stars": 4, "last_active": "2026-01-01"},
        str(GRACE): {"xp": 255, "messages": 12},
    },
    "users_weekly": {},
    "algorithm": {"base": 100, "exp": 2},
    "levelroles": {"5": ROLE},
    "xp": [3, 6],
    "cooldown": 60,
    "rolebonus": {"msg": {str(ROLE): 2}, "voice": {}},
}
EXPERIENCED: list[Any] = [{"id": str(ADA), "xp": 1500}, {"id": str(GRACE), "xp": 255}]
TATSU: dict[str, Any] = {
    "rankings": [{"user_id": str(ADA), "score": 1500, "rank": 1}, {"user_id": str(GRACE), "score": 255, "rank": 2}]
}
UNBELIEVA_BOAT: dict[str, Any] = {
    "users": [{"user_id": str(ADA), "cash": 100, "bank": 50, "rank": 1}, {"user_id": str(GRACE), "cash": -7, "bank": 5}]
}
MEE6_CSV = f"id,username,discriminator,xp,level,messages\n{ADA},ada,0,1500,6,80\n{GRACE},grace,0,255,2,12\n"
CSV = f"user_id,xp,stars,gold,voice_minutes\n{ADA},1500,4,150,60\n{GRACE},255,,,\n"
