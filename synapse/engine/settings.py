"""What a guild's admins can set, with defaults, bounds and help texts.

One frozen, validated value per guild; the database keeps it as JSON and every write goes through
this model. Field descriptions are the help texts that people read beside the inputs.
"""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from synapse.engine import templates

Amount = Annotated[int, Field(ge=0, le=1_000_000)]
Template = Annotated[str, Field(max_length=templates.LONGEST)]
Id = Annotated[int, Field(ge=1, lt=2**63)]
Ids = Annotated[tuple[Id, ...], Field(max_length=200)]
Multiplier = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=3)]


class SettingsGroup(BaseModel):
    """A frozen group of settings that refuses names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Base(SettingsGroup):
    """What one event of a kind pays before any factor."""

    xp: Amount = Field(description="XP before zone and quality are applied.")
    stars: Amount = Field(description="Stars before the zone's star multiplier is applied.")


class Rewards(SettingsGroup):
    """The base rewards by kind of event."""

    message_sent: Base = Field(Base(xp=15, stars=1), description="For each message.")
    reaction_given: Base = Field(Base(xp=2, stars=1), description="For reacting to somebody else's message.")
    reaction_received: Base = Field(Base(xp=3, stars=1), description="For each person who reacts to a message.")
    thread_created: Base = Field(Base(xp=20, stars=2), description="For opening a thread or a post.")
    voice_tick: Base = Field(Base(xp=0, stars=1), description="For each ten minutes in voice with others.")
    quest_completed_stars: Amount = Field(5, description="Stars for a completed quest; its XP is the quest's own.")
    level_up_gold: Amount = Field(50, description="Gold for each level reached.")


class Quality(SettingsGroup):
    """Factors on a message's XP. They multiply each other and never go below the floor."""

    long_characters: Amount = Field(200, description="A message longer than this counts as long.")
    long_factor: Multiplier = Field(Decimal("1.2"), description="Factor for a long message.")
    very_long_characters: Amount = Field(500, description="A message longer than this counts as very long.")
    very_long_factor: Multiplier = Field(Decimal("1.5"), description="Factor for a very long message.")
    code_factor: Multiplier = Field(Decimal("1.4"), description="Factor for a message with a code block.")
    link_factor: Multiplier = Field(Decimal("1.25"), description="Factor for a message with a link.")
    attachment_factor: Multiplier = Field(Decimal("1.1"), description="Factor for a message with an attachment.")
    emoji_limit: Amount = Field(5, description="More emoji than this in one message count as a flood.")
    emoji_factor: Multiplier = Field(Decimal("0.5"), description="Factor for a message with a flood of emoji.")
    floor: Multiplier = Field(Decimal("0.1"), description="The product of all factors is never below this.")


class FairPlay(SettingsGroup):
    """Limits that keep rewards honest. They only ever lower what an event earns."""

    cooldown_seconds: Annotated[int, Field(ge=0, le=86_400)] = Field(
        30, description="A member's message earns nothing this soon after their last earning one in the channel."
    )
    pair_star_cap: Amount = Field(3, description="Stars that one person can give another by reactions in 24 hours.")
    half_rate_after: Amount = Field(
        10, description="After this many people reacted to one message, further reactions pay stars at half rate."
    )
    burst_reactions: Amount = Field(10, description="More reactions than this on one message are a burst.")
    burst_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(5, description="The time in which a burst is counted.")
    burst_xp_cap: Amount = Field(5, description="XP that a message can earn from reactions during a burst.")
    voice_stars_per_hour: Amount = Field(6, description="Stars that voice can earn within an hour.")
    silent_minutes: Amount = Field(
        5, description="Voice earns nothing once a member has been muted and deafened for longer than this."
    )
    daily_xp_cap: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        None, description="XP that a member can earn by activity in one day; empty for no ceiling."
    )
    min_length: Amount = Field(
        0, description="A message of fewer characters earns nothing, unless it has an attachment; 0 for no bound."
    )
    repeat_messages: Annotated[int, Field(ge=0, le=20)] = Field(
        3,
        description="A message that nearly equals one of this many last messages of its author earns nothing; "
        "0 lets repetitions earn. Compared in memory, never stored.",
    )
    reaction_age_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        365, description="Reactions to messages older than this earn nothing."
    )


class Exclusions(SettingsGroup):
    """Where and for whom nothing is earned."""

    channel_ids: Ids = Field((), description="Channels in which nothing is earned, their threads included.")
    role_ids: Ids = Field((), description="Roles whose members earn nothing.")
    member_ids: Ids = Field((), description="Members who earn nothing.")


class GeometricCurve(SettingsGroup):
    """Level L to L+1 takes floor(base * factor ** L) XP."""

    kind: Literal["geometric"] = "geometric"
    base: Annotated[int, Field(ge=1, le=1_000_000)] = Field(100, description="The curve's scale in XP.")
    factor: Annotated[Decimal, Field(ge=1, le=10, max_digits=6, decimal_places=4)] = Field(
        Decimal("1.25"), description="How much steeper each level is than the one before."
    )


class Mee6Curve(SettingsGroup):
    """Level L to L+1 takes 5 L^2 + 50 L + 100 XP, starting from level 0 as MEE6 does."""

    kind: Literal["mee6"] = "mee6"


class LinearCurve(SettingsGroup):
    """Every level takes the same XP."""

    kind: Literal["linear"] = "linear"
    step: Annotated[int, Field(ge=1, le=1_000_000)] = Field(500, description="XP for each level.")


class TableCurve(SettingsGroup):
    """The XP in all that each level from 2 on takes; the last entry is the highest level."""

    kind: Literal["table"] = "table"
    totals: Annotated[tuple[Annotated[int, Field(ge=1, le=10**15)], ...], Field(min_length=1, max_length=500)] = Field(
        description="XP in all for level 2, 3, ...; strictly rising."
    )

    @field_validator("totals")
    @classmethod
    def _rising(cls, totals: tuple[int, ...]) -> tuple[int, ...]:
        if any(later <= earlier for earlier, later in pairwise(totals)):
            raise ValueError("each level must take more XP than the one before")
        return totals


Curve = Annotated[GeometricCurve | Mee6Curve | LinearCurve | TableCurve, Field(discriminator="kind")]


class Announcements(SettingsGroup):
    """What is announced, and where."""

    channel_id: int | None = Field(None, description="Where to announce; empty for the place where it happened.")
    level_ups: bool = Field(default=True, description="Announce level-ups.")
    achievements: bool = Field(default=True, description="Announce achievements.")
    awards: bool = Field(default=True, description="Announce awards and completed quests.")
    language: Literal["en", "de"] = Field(
        "en", description="The language in which announcements are written; commands answer in each member's own."
    )
    per_minute: Annotated[int, Field(ge=1, le=60)] = Field(
        3, description="How many announcements one channel takes within 60 seconds; the rest wait their turn."
    )
    level_ups_direct: bool = Field(default=False, description="Send level-ups to the member as a direct message.")
    achievements_direct: bool = Field(
        default=False, description="Send achievements without a channel of their own as a direct message."
    )
    awards_direct: bool = Field(
        default=False, description="Send awards and completed quests to the member as a direct message."
    )
    level_up_text: Template = Field(
        "", description="Your own text for level-ups, with {member}, {name}, {level}, {gold} and {role}."
    )
    achievement_text: Template = Field(
        "",
        description="Your own text for achievements, with {member}, {name}, {achievement}, {description}, {rarity}, "
        "{xp} and {gold}.",
    )
    award_text: Template = Field(
        "", description="Your own text for awards, with {member}, {name}, {xp}, {gold}, {giver} and {reason}."
    )
    level_texts: Annotated[dict[Annotated[int, Field(ge=1, le=1000)], Template], Field(max_length=100)] = Field(
        default_factory=dict, description="Texts of their own for single levels, by level, as for all level-ups."
    )

    @field_validator("level_up_text", "achievement_text", "award_text")
    @classmethod
    def _fillable(cls, template: str, info: ValidationInfo) -> str:
        return templates.checked(str(info.field_name).removesuffix("_text"), template)

    @field_validator("level_texts")
    @classmethod
    def _each_fillable(cls, texts: dict[int, str]) -> dict[int, str]:
        # In order, so that the same texts are the same setting however they were written.
        return {level: templates.checked("level_up", texts[level]) for level in sorted(texts) if texts[level]}


class LevelRoles(SettingsGroup):
    """How members' roles follow their levels; which level brings which role is set beside."""

    replace: bool = Field(
        default=False, description="A new level's role takes the place of the one before; else members keep them all."
    )
    restore: bool = Field(
        default=True,
        description="Who comes back gets the roles of their levels again; else only those of levels still to reach.",
    )


class Streaks(SettingsGroup):
    """How days in a row are counted."""

    grace_days: Annotated[int, Field(ge=0, le=3)] = Field(
        1, description="Missed days that a streak survives within any seven days in a row; 0 for none."
    )


class Weekly(SettingsGroup):
    """What happens with each week, which goes from Monday to Sunday in the guild's time zone."""

    winners: Annotated[int, Field(ge=0, le=10)] = Field(
        0, description="How many members with the most XP win a week; 0 for no winners."
    )
    role_ids: Annotated[tuple[Id, ...], Field(max_length=5)] = Field(
        (), description="Roles that the winners carry until the next week has its own."
    )
    bonus_xp: Amount = Field(0, description="XP for each winner.")
    bonus_gold: Amount = Field(100, description="Gold for each winner.")
    channel_id: int | None = Field(
        None, description="Where winners and recap are posted; empty for the channel of announcements."
    )
    recap: bool = Field(default=False, description="Post a recap of the week that is over.")
    recap_day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        "monday", description="On which day the recap is posted."
    )
    recap_hour: Annotated[int, Field(ge=0, le=23)] = Field(
        9, description="From which hour of that day on, in the guild's time zone."
    )


class Shop(SettingsGroup):
    """What things cost that members buy with gold."""

    coffee_gold: Annotated[int, Field(ge=1, le=1_000_000)] = Field(50, description="Gold for a coffee.")


Color = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as #RRGGBB."""


class Cards(SettingsGroup):
    """How members' cards and the pictures of shared links look."""

    theme: Literal["dark", "light"] = Field("dark", description="Dark roast or warm paper.")
    background: Literal["threads", "dots", "glow", "plain"] = Field(
        "threads", description="What a card stands on: threads, dots, a glow from one corner, or nothing."
    )
    accent_color: Color | None = Field(
        None,
        description="The colour of ring, bar and rank; empty for the theme's own. Members may choose one for theirs.",
    )


class Privacy(SettingsGroup):
    """Who sees the members: their names, what they earn, and where they stand."""

    boards: Literal["everyone", "members"] = Field(
        "everyone", description="Who sees members, boards and feed: everyone, or the guild's members only."
    )
    leavers: Literal["shown", "anonymised", "hidden"] = Field(
        "shown", description="How those who left are seen where they are still to be seen; boards rank who is here."
    )


class Admins(SettingsGroup):
    """Who may change all of this, beside those whom Discord lets manage the server."""

    role_ids: Ids = Field((), description="Roles whose members are admins here, as if they might manage the server.")


class GuildSettings(SettingsGroup):
    """All settings of one guild."""

    motto: Annotated[str, Field(max_length=200)] = Field("", description="A line under the community's name.")
    time_zone: str = Field("UTC", description="The guild's time zone: days, streaks and charts follow it.")
    rewards: Rewards = Field(default_factory=Rewards)
    quality: Quality = Field(default_factory=Quality)
    fair_play: FairPlay = Field(default_factory=FairPlay)
    exclusions: Exclusions = Field(default_factory=Exclusions)
    levels: Curve = Field(default_factory=GeometricCurve, description="How much XP each level takes.")
    announcements: Announcements = Field(default_factory=Announcements)
    level_roles: LevelRoles = Field(default_factory=LevelRoles)
    streaks: Streaks = Field(default_factory=Streaks)
    weekly: Weekly = Field(default_factory=Weekly)
    shop: Shop = Field(default_factory=Shop)
    cards: Cards = Field(default_factory=Cards)
    privacy: Privacy = Field(default_factory=Privacy)
    admins: Admins = Field(default_factory=Admins)

    @field_validator("time_zone")
    @classmethod
    def _known(cls, time_zone: str) -> str:
        try:
            ZoneInfo(time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("not a known time zone; write it like Europe/Berlin or UTC") from None
        return time_zone
