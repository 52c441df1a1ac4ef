"""What services say, by topic."""

from collections.abc import Mapping

from synapse.services.texts.en import posts, quests, refusals, shop

TOPICS: tuple[Mapping[str, str], ...] = (posts.TEXTS, quests.TEXTS, refusals.TEXTS, shop.TEXTS)
