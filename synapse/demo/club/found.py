import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from synapse.demo import snowflakes
from synapse.demo.club import people, places
from synapse.demo.club.people import Arrivals, Person
from synapse.demo.club.places import FOUNDED_MS, Place, RoleName, role
from synapse.demo.world import Application, Member, User, World

BOT_NAME = "Synapse"
REDIRECT_URIS = (
    "http://127.0.0.1:3000/auth/callback",
    "http://localhost:3000/auth/callback",
)
_BOT_MS = FOUNDED_MS - 86_400_000


@dataclass(slots=True, eq=False)
class Club(World):
    """The local Discord's world with the club in it, and what moves its members.

    Attributes:
        seed: What the club follows from.
        crowd: Every human member who was there at the founding of this world.
        places: The channels where things happen.
        arrivals: Who comes next.
        other_bot: A music bot: proof that bots earn nothing.
        webhook: The face of the webhook that tells of builds.
    """

    seed: int = 0
    crowd: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    arrivals: Arrivals = field(default_factory=lambda: Arrivals(Random(0), 0, 1))
    other_bot: User = field(default_factory=lambda: User(0, ""))
    webhook: User = field(default_factory=lambda: User(0, ""))

    @property
    def crew(self) -> list[Person]:
        """The admins."""
        return [person for person in self.crowd if person.crew]


def found(seed: int = 7, members: int = 300, *, redirect_uris: Sequence[str] = REDIRECT_URIS) -> Club:
    """Found the club: the same seed and size always give the same club, ids included.

    Args:
        seed: Chooses names, habits, pictures and secrets.
        members: How many people are in it, at least one; bots come on top.
        redirect_uris: Where the application may send people back to after signing in.

    Returns:
        A world to serve, with the application, the guild, roles, channels and members.
    """
    random = Random(f"club:{seed}")
    bot = User(snowflakes.from_ms(_BOT_MS, seed), "synapse", BOT_NAME, bot=True)
    guild, spots = places.build(0, bot.id)
    arrivals = Arrivals(random, guild.id, members)
    crowd = [arrivals.next() for _ in range(max(members, 1))]
    people.give_roles(guild, crowd, random)
    owner = crowd[0].member.user
    guild.owner_id = owner.id
    application = _application(bot, owner, seed, redirect_uris)
    club = Club(application, seed=seed, crowd=crowd, places=spots, arrivals=arrivals)
    club.guilds[guild.id] = guild
    for person in crowd:
        guild.members[person.id] = person.member
        club.add_user(person.member.user)
    _add_machines(club)
    return club


def _application(bot: User, owner: User, seed: int, redirect_uris: Sequence[str]) -> Application:
    return Application(
        bot, BOT_NAME, _secret("token", seed), _secret("client", seed), owner, redirect_uris=list(redirect_uris)
    )


def _secret(purpose: str, seed: int) -> str:
    """Known to whoever knows the seed: it opens nothing but a toy on this machine."""
    return f"local-{purpose}-{hashlib.sha256(f'{purpose}:{seed}'.encode()).hexdigest()[:40]}"


def _add_machines(club: Club) -> None:
    guild, bot = club.guild, club.application.bot
    club.other_bot = User(snowflakes.from_ms(_BOT_MS, 1 << 20), "jukebox", "Jukebox", bot=True)
    club.webhook = User(snowflakes.from_ms(_BOT_MS, 1 << 21), "Build status", bot=True)
    club.add_user(bot)
    club.add_user(club.other_bot)
    club.add_user(club.webhook)
    guild.members[bot.id] = Member(bot, guild.id, FOUNDED_MS, [role(guild, RoleName.BOT).id])
    guild.members[club.other_bot.id] = Member(club.other_bot, guild.id, FOUNDED_MS)
