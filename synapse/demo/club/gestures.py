from random import Random

from synapse.demo.actions import messages, reactions
from synapse.demo.backend import Backend
from synapse.demo.club.chatter import Chatter
from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.world import Emoji, Message

_FRESH = 14
_OWN_CHANCE = 0.02
_CELEBRATE_CHANCE = 0.12
_MACHINE_THEME = "general"


class Gestures:
    """What people do with messages that are there: react, think better of it, edit, delete."""

    def __init__(self, backend: Backend, club: Club, crowd: Crowd, chatter: Chatter, random: Random) -> None:
        self._backend = backend
        self._club = club
        self._crowd = crowd
        self._chatter = chatter
        self._random = random
        self._given: list[tuple[int, Message, Emoji]] = []

    def react(self, hour: int) -> bool:
        """Let somebody react to a recent message; False if nothing came of it."""
        found = self._celebrated() if self._random.random() < _CELEBRATE_CHANCE else self._recent()
        if found is None:
            return False
        message, theme = found
        own = self._random.random() < _OWN_CHANCE
        user_id = message.author.id if own else self._crowd.reactor(hour).id
        member = self._club.guild.members.get(user_id)
        if member is None or (user_id == message.author.id and not own):
            return False
        emoji = self._emoji(message, theme)
        if not reactions.add(self._backend, member.user, message, emoji):
            return False
        self._given = [*self._given[-_FRESH:], (user_id, message, emoji)]
        return True

    def take_back(self) -> bool:
        """Let somebody take a reaction back, and half the time give it again."""
        if not self._given:
            return False
        user_id, message, emoji = self._given.pop(self._random.randrange(len(self._given)))
        user = self._club.users[user_id]
        taken = reactions.remove(self._backend, user, message, emoji)
        if taken and user_id in self._club.guild.members and self._random.random() < 0.5:  # noqa: PLR2004 - half the time
            reactions.add(self._backend, user, message, emoji)
        return taken

    def edit(self) -> bool:
        """Let somebody mend a message of theirs."""
        found = self._recent()
        channel = self._club.channel(found[0].channel_id) if found else None
        if found is None or channel is None or found[0].author.bot:
            return False
        found[0].content += " (edited: a typo)"
        messages.edited(self._backend, found[0], channel)
        return True

    def delete(self) -> bool:
        """Let somebody take a message back for good."""
        found = self._recent()
        channel = self._club.channel(found[0].channel_id) if found else None
        if found is None or channel is None or found[0].thread_id is not None:
            return False
        messages.delete(self._backend, found[0], channel, found[0].author.id)
        self._given = [each for each in self._given if each[1] is not found[0]]
        self._chatter.forget(found[0])
        return True

    def machine(self) -> None:
        """Let a program say or do something, which nobody is rewarded for."""
        place = self._random.choice([p for p in self._club.places if not p.has_voice and not p.crew_only])
        if self._random.random() < 0.5:  # noqa: PLR2004 - half bot, half webhook
            draft = messages.Draft(self._chatter.phrases.machine("jukebox"))
            sent = messages.send(self._backend, self._club.other_bot, place.channel, draft)
        else:
            draft = messages.Draft(self._chatter.phrases.machine("builds"), webhook_id=self._club.webhook.id)
            sent = messages.send(self._backend, self._club.webhook, place.channel, draft)
        self._chatter.recent.append((sent, _MACHINE_THEME))
        found = self._recent()
        if found is not None:
            reactions.add(self._backend, self._club.other_bot, found[0], Emoji("🎵"))

    def _recent(self) -> tuple[Message, str] | None:
        recent = self._chatter.recent
        if not recent:
            return None
        return recent[max(0, len(recent) - 1 - int(self._random.expovariate(1 / _FRESH)))]

    def _celebrated(self) -> tuple[Message, str] | None:
        """The newest message in some channel, if it is the bot's: people like to congratulate."""
        place = self._random.choice([p for p in self._club.places if not p.has_voice])
        newest = self._club.messages[place.channel.id].before(None, 1)
        if newest and newest[0].author.id == self._club.application.id:
            return newest[0], _MACHINE_THEME
        return self._recent()

    def _emoji(self, message: Message, theme: str) -> Emoji:
        """Mostly what others took."""
        if message.reactions and self._random.random() < 0.6:  # noqa: PLR2004 - most people join in
            return self._random.choice(list(message.reactions.values())).emoji
        return Emoji(self._chatter.phrases.emoji(theme))
