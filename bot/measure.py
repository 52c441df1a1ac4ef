"""What can be said of a message's text without keeping it: the text is measured and forgotten."""

import re

_PICTURE = "[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
_UNIT = f"(?:{_PICTURE}|\\S(?=\ufe0f))[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(
    "<a?:\\w{2,32}:\\d{15,21}>"  # a server's own emoji
    "|[0-9#*]\ufe0f?\u20e3"  # a keycap
    "|[\U0001f1e6-\U0001f1ff]{1,2}"  # two regional letters make one flag
    f"|{_UNIT}(?:\u200d{_UNIT})*"  # pictures, with skin tone, joined to what a reader sees as one
)
_CODE = re.compile(r"```.+?```", re.DOTALL)
_LINK = re.compile(r"https?://[^\s<>]", re.IGNORECASE)


def emoji_count(text: str) -> int:
    """How many emoji a reader sees: flags, skin tones and joined sequences count as one."""
    if text.isascii() and "<" not in text:
        return 0
    return sum(1 for _ in _EMOJI.finditer(text))


def has_code(text: str) -> bool:
    """Whether the text holds a code block with something in it."""
    return "```" in text and _CODE.search(text) is not None


def has_link(text: str) -> bool:
    """Whether the text holds a web address."""
    return "://" in text and _LINK.search(text) is not None
