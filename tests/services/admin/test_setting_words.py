"""The dashboard has words for every setting in each of its languages; without them it shows the API's English."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from synapse.services.setting_fields import groups

_MESSAGES = Path(__file__).resolve().parents[3] / "dashboard" / "messages"


def _wanted() -> Iterator[str]:
    """The keys of the words that the settings need: of groups, settings and choices."""
    for group in groups():
        name = group.key or "general"
        yield from (f"settings_{name}", f"settings_{name}_help")
        for field in group.fields:
            word = f"setting_{field.key.replace('.', '_')}"
            yield from (word, f"{word}_help", *(f"{word}_{choice}" for choice in field.choices))


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_setting_has_a_label_and_a_help(language: str) -> None:
    catalogues = [path for path in _MESSAGES.glob("*.json") if path.name.split(".")[-2] == language]
    assert catalogues
    known = {key for path in catalogues for key in orjson.loads(path.read_bytes())}
    assert [key for key in _wanted() if key not in known] == []
