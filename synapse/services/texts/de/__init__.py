"""What services say, in German, by topic."""

from collections.abc import Mapping

from synapse.services.texts.de import posts, quests, refusals, shop

TOPICS: tuple[Mapping[str, str], ...] = (posts.TEXTS, quests.TEXTS, refusals.TEXTS, shop.TEXTS)
