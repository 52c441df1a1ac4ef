from random import Random

from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.club.past import MINUTE_MS, Pen, hour_of, moment
from synapse.demo.club.people import Person
from synapse.demo.club.places import Place
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated

PICTURES = frozenset({"memes", "pets"})
_GAP_MS = 50_000
_REACTION_MS = 18 * MINUTE_MS
_THREAD_CHANCE = 0.11
_CIRCLE = (1, 2, 2, 3, 3, 4, 5, 6)
# How many people react, by theme: chances of 0, 1, 2, ...
_APPLAUSE = {
    "memes": (42, 20, 14, 10, 6, 4, 2, 1, 1),
    "pets": (38, 24, 16, 10, 6, 3, 2, 1),
    "announcements": (2, 4, 8, 10, 12, 14, 14, 12, 10, 8, 6, 4, 3, 3, 2, 2),
    "introductions": (45, 22, 16, 9, 5, 3),
}
_QUIET_APPLAUSE = (70, 19, 7, 3, 1)
_CODE = {"programming": 0.1, "cybersecurity": 0.06}
_LINK = {"programming": 0.06, "cybersecurity": 0.08, "music": 0.3, "announcements": 0.3}
_PICTURE = {"memes": 0.45, "pets": 0.5, "announcements": 0.2}
_EMOJI_COUNTS = (0, 1, 2, 3, 7, 9)
_FEW_EMOJI, _MANY_EMOJI = (78, 15, 5, 2, 0, 0), (40, 26, 14, 10, 7, 3)
_SHORT, _LONG, _VERY_LONG = (3, 195), (201, 500), (501, 1400)


class PastTalk:
    """Writes conversations of the past: messages, who reacted, and the threads they moved into."""

    def __init__(self, club: Club, crowd: Crowd, random: Random, pen: Pen) -> None:
        self._guild_id = club.guild.id
        self._places = [place for place in club.places if not place.has_voice and place.share]
        self._shares = [place.share for place in self._places]
        self._crowd = crowd
        self._random = random
        self._pen = pen

    def conversation(self, at_ms: int) -> int:
        """Write one that begins at this moment; returns how many messages it had."""
        random = self._random
        place = random.choices(self._places, self._shares)[0]
        circle = self._crowd.circle(hour_of(at_ms), place, 1 if place.crew_only else random.choice(_CIRCLE))
        length = 1 if place.crew_only else 1 + int(random.expovariate(1 / (2 + 2.2 * len(circle))))
        thread_id = None
        for number in range(length):
            author = circle[0] if number == 0 else random.choice(circle)
            self._message(author, place, at_ms, thread_id)
            if number == 0 and length > 1 and random.random() < _THREAD_CHANCE:
                thread_id = self._thread(author, place, at_ms + 1500)
            at_ms += 2500 + int(random.expovariate(1 / _GAP_MS))
        return length

    def _thread(self, owner: Person, place: Place, at_ms: int) -> int:
        thread_id = self._pen.snowflake(at_ms)
        self._pen.write(
            at_ms,
            ThreadCreated(
                guild_id=self._guild_id,
                user_id=owner.id,
                channel_id=thread_id,
                parent_id=place.channel.id,
                occurred_at=moment(at_ms),
            ),
        )
        return thread_id

    def _message(self, author: Person, place: Place, at_ms: int, thread_id: int | None) -> None:
        random, theme = self._random, place.theme
        message = MessageSent(
            guild_id=self._guild_id,
            user_id=author.id,
            channel_id=thread_id or place.channel.id,
            parent_id=place.channel.id if thread_id else None,
            occurred_at=moment(at_ms),
            message_id=self._pen.snowflake(at_ms),
            length=self._length(author),
            has_code=random.random() < _CODE.get(theme, 0.01),
            has_link=random.random() < _LINK.get(theme, 0.02),
            has_attachment=random.random() < _PICTURE.get(theme, 0.02),
            emoji_count=random.choices(_EMOJI_COUNTS, _MANY_EMOJI if theme in PICTURES else _FEW_EMOJI)[0],
        )
        self._pen.write(at_ms, message)
        self._applaud(message, theme, at_ms)

    def _length(self, author: Person) -> int:
        random, wordy = self._random, author.habits.wordy
        chance = random.random()
        if chance < wordy * 0.06:
            return random.randint(*_VERY_LONG)
        if chance < wordy * 0.3:
            return random.randint(*_LONG)
        return min(max(int(random.lognormvariate(3.6, 0.75)), _SHORT[0]), _SHORT[1])

    def _applaud(self, message: MessageSent, theme: str, at_ms: int) -> None:
        random = self._random
        chances = _APPLAUSE.get(theme, _QUIET_APPLAUSE)
        seen = {message.user_id}
        for _ in range(random.choices(range(len(chances)), chances)[0]):
            when = at_ms + 3000 + int(random.expovariate(1 / _REACTION_MS))
            reactor = self._crowd.reactor(hour_of(when))
            if reactor.id not in seen:
                seen.add(reactor.id)
                self._react(message, reactor.id, when)

    def _react(self, message: MessageSent, reactor_id: int, at_ms: int) -> None:
        when = moment(at_ms)
        given = ReactionGiven(
            guild_id=message.guild_id,
            user_id=reactor_id,
            channel_id=message.channel_id,
            parent_id=message.parent_id,
            occurred_at=when,
            message_id=message.message_id,
            author_id=message.user_id,
        )
        received = ReactionReceived(
            guild_id=message.guild_id,
            user_id=message.user_id,
            channel_id=message.channel_id,
            parent_id=message.parent_id,
            occurred_at=when,
            message_id=message.message_id,
            reactor_id=reactor_id,
        )
        self._pen.write(at_ms, given, received)
