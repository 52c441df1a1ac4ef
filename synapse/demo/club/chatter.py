from collections import deque
from dataclasses import dataclass
from random import Random

from synapse.demo.actions import messages, threads
from synapse.demo.backend import Backend
from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.club.people import Person
from synapse.demo.club.phrases import Phrases, Saying
from synapse.demo.club.places import Place
from synapse.demo.world import Attachment, Channel, Message, Thread

AT_ONCE = 9
_CIRCLE = (2, 3, 3, 4, 4, 5, 6)
_RECENT = 150
_REPLY_CHANCE = 0.3
_MENTION_CHANCE = 0.06
_OPEN_THREADS = 25
_PICTURE_BYTES = 48_213


@dataclass(slots=True, eq=False)
class _Conversation:
    """A few people talking in one place; `left` is how many messages it still has."""

    place: Place
    circle: list[Person]
    left: int
    thread: Thread | None = None
    last: Message | None = None

    @property
    def channel(self) -> Channel | Thread:
        """Where the next message goes."""
        return self.thread or self.place.channel


class Chatter:
    """The conversations that go on; one call, one message."""

    def __init__(self, backend: Backend, club: Club, crowd: Crowd, random: Random) -> None:
        self._backend = backend
        self._club = club
        self._crowd = crowd
        self._random = random
        self._places = [place for place in club.places if not place.has_voice and place.share]
        self._shares = [place.share for place in self._places]
        self._going: list[_Conversation] = []
        self._threads: deque[Thread] = deque()
        self.phrases = Phrases(random)
        self.recent: deque[tuple[Message, str]] = deque(maxlen=_RECENT)
        """The newest messages, each with the theme of its place."""

    def say(self, hour: int) -> Message | None:
        """Let somebody say something, in a conversation that goes on or a new one."""
        random = self._random
        if len(self._going) < AT_ONCE and random.random() < 1 - len(self._going) / (AT_ONCE + 1):
            return self._begin(hour)
        talk = random.choice(self._going)
        talk.circle = self._present(talk.circle)
        if talk.left <= 0 or not talk.circle:
            self._going.remove(talk)
            return self._begin(hour)
        talk.left -= 1
        author = self._next_speaker(talk)
        return self._write(talk, author, self.phrases.answer(talk.place, author))

    def open_thread(self) -> Thread | None:
        """Let a conversation move into a thread on its latest message."""
        fitting = [talk for talk in self._going if self._may_branch(talk)]
        if not fitting:
            return None
        talk = self._random.choice(fitting)
        owner = self._random.choice(self._present(talk.circle)).member.user
        new = threads.NewThread(self.phrases.thread_name(), talk.last)
        talk.thread = threads.open_thread(self._backend, owner, talk.place.channel, new)
        talk.left += self._random.randint(2, 6)
        self._keep_open(talk.thread)
        return talk.thread

    def forget(self, message: Message) -> None:
        """A message is gone: nobody answers or reacts to it any more."""
        self.recent = deque((entry for entry in self.recent if entry[0] is not message), maxlen=_RECENT)
        for talk in self._going:
            if talk.last is message:
                talk.last = None

    def _begin(self, hour: int) -> Message | None:
        random = self._random
        place = random.choices(self._places, self._shares)[0]
        circle = self._crowd.circle(hour, place, 1 if place.crew_only else random.choice(_CIRCLE))
        circle = self._present(circle)
        if not circle:
            return None
        left = 0 if place.crew_only else int(random.expovariate(1 / (3 + 2 * len(circle))))
        talk = _Conversation(place, circle, left)
        self._going.append(talk)
        return self._write(talk, circle[0], self.phrases.opening(place, circle[0]))

    def _present(self, circle: list[Person]) -> list[Person]:
        return [person for person in circle if person.id in self._club.guild.members]

    def _may_branch(self, talk: _Conversation) -> bool:
        free = talk.thread is None and talk.last is not None and talk.last.thread_id is None
        return free and not talk.place.crew_only and bool(self._present(talk.circle))

    def _next_speaker(self, talk: _Conversation) -> Person:
        last = talk.last.author.id if talk.last else None
        others = [person for person in talk.circle if person.id != last]
        return self._random.choice(others or talk.circle)

    def _write(self, talk: _Conversation, author: Person, saying: Saying) -> Message:
        random, text = self._random, saying.text
        draft = messages.Draft(text, attachments=self._attachments(saying))
        if talk.last and talk.last.channel_id == talk.channel.id and talk.last.author.id != author.id:
            if random.random() < _REPLY_CHANCE:
                draft.reply_to = talk.last.id
            elif random.random() < _MENTION_CHANCE:
                draft.content = f"<@{talk.last.author.id}> {text}"
        talk.last = messages.send(self._backend, author.member.user, talk.channel, draft)
        self.recent.append((talk.last, talk.place.theme))
        return talk.last

    def _attachments(self, saying: Saying) -> list[Attachment]:
        if saying.file is None:
            return []
        kind = saying.file.rpartition(".")[2].replace("jpg", "jpeg")
        return [Attachment(self._backend.snowflakes.next(), saying.file, _PICTURE_BYTES, f"image/{kind}")]

    def _keep_open(self, thread: Thread) -> None:
        self._threads.append(thread)
        if len(self._threads) > _OPEN_THREADS:
            threads.archive(self._backend, self._threads.popleft())
