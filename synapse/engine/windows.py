"""What fair play remembers of one guild's last day."""

from datetime import datetime

from synapse.engine.timelines import Amounts, Change, Crowds, Moments, Quarters, Texts

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR

# A local day has up to 25 hours, and its first quarter of an hour counts until the day is over.
_LOCAL_DAY = 26 * HOUR


def microseconds(moment: datetime) -> int:
    """A moment as whole microseconds since 1970: exact, and quick to compare."""
    return round(moment.timestamp() * SECOND)


class Windows:
    """The recent past of one guild, as far as fair play asks for it.

    Changed by deciding and by remembering, in memory only. Every change can be taken back until it is
    forgotten, newest first: an event that the journal already held must leave no trace here.

    Attributes:
        cooldowns: When a member's message in a channel earned something, by (member, channel).
        pairs: Stars that one person's reactions gave another, by (reactor, receiver).
        bursts: Reactions to a message with the XP they gave, by message.
        crowds: How many people reacted to a message.
        voice: Stars that voice gave, by member.
        days: XP by activity, by member.
        texts: Fingerprints of a member's last messages; the journal has none, so a restart forgets them.
    """

    __slots__ = ("_changes", "_forgotten", "bursts", "cooldowns", "crowds", "days", "pairs", "texts", "voice")

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._forgotten = 0
        self.cooldowns: Moments[tuple[int, int]] = Moments(DAY, self._changes)
        self.pairs: Amounts[tuple[int, int]] = Amounts(DAY, self._changes)
        self.bursts: Amounts[int] = Amounts(DAY, self._changes)
        self.crowds = Crowds(DAY, self._changes)
        self.voice: Amounts[int] = Amounts(HOUR, self._changes)
        self.days = Quarters(_LOCAL_DAY, self._changes)
        self.texts = Texts(DAY, self._changes)

    def mark(self) -> int:
        """The present position among the changes, for ``undo`` or ``forget``."""
        return self._forgotten + len(self._changes)

    def undo(self, mark: int) -> None:
        """Take back every change made since ``mark``, the newest first.

        Raises:
            ValueError: Changes since the mark were already forgotten.
        """
        kept = mark - self._forgotten
        if kept < 0:
            raise ValueError("These changes are final: they were forgotten, so they cannot be taken back.")
        while len(self._changes) > kept:
            take_back, key, what = self._changes.pop()
            take_back(key, what)

    def forget(self, mark: int) -> None:
        """Changes made before ``mark`` are final."""
        final = max(0, min(mark - self._forgotten, len(self._changes)))
        del self._changes[:final]
        self._forgotten += final

    def prune(self, now: datetime) -> None:
        """Drop what no window reaches any more; costs about as much as there is to drop."""
        moment = microseconds(now)
        for table in (self.cooldowns, self.pairs, self.bursts, self.crowds, self.voice, self.days, self.texts):
            table.prune(moment)
