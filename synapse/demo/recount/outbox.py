from collections import Counter
from collections.abc import Iterable, Iterator

from synapse.demo.ledger import Entry
from synapse.demo.recount.journal import Row

_OPEN = frozenset({"pending", "claimed"})


def outbox_differences(
    entries: Iterable[Entry], rows: Iterable[Row], bot_id: int, *, settled: bool = True
) -> Iterator[str]:
    """Celebrations that were posted twice, or are marked as posted and were not, or still wait.

    To be asked while the bot posts nothing. Every post of the bot with a nonce must belong to exactly one
    row of the outbox, and every row must be posted or deliberately held back.

    Args:
        entries: The ledger.
        rows: Columns id, event_key, state and message_id of the outbox.
        bot_id: Whose posts count.
        settled: Whether nothing may wait any more. A channel takes only a few celebrations a minute, so
            after a busy time that may take long; False lets rows wait that nothing was posted for.

    Yields:
        A sentence for each difference.
    """
    posts = {
        entry.message_id: entry.facts["nonce"]
        for entry in entries
        if entry.kind == "message" and entry.actor_id == bot_id and entry.facts.get("nonce") is not None
    }
    for nonce, count in Counter(map(str, posts.values())).items():
        if count > 1:
            yield f"The nonce {nonce} was posted {count} times."
    claimed: Counter[int] = Counter()
    for row in rows:
        if row["state"] in _OPEN:
            if settled:
                yield f"Celebration {row['id']} ({row['event_key']}) still is {row['state']}."
        elif row["state"] == "sent":
            claimed[row["message_id"]] += 1
            if row["message_id"] not in posts:
                yield f"Celebration {row['id']} ({row['event_key']}) is marked as sent and was never posted."
    yield from (
        f"Message {message} stands for {count} celebrations." for message, count in claimed.items() if count > 1
    )
    yield from (f"Message {message} belongs to no celebration." for message in posts if message not in claimed)
