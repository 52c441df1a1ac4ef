"""What can be said of a message's text without keeping it: the text is measured and forgotten."""

import re
from collections.abc import Iterable

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


_WORD = re.compile(r"\w+")
_MANY_WORDS = 8
_MOST_TOKENS = 256
_BITS = 64
_ALL = (1 << _BITS) - 1


def fingerprint(text: str) -> int:
    """64 bits that are alike for texts that say nearly the same, whatever their case and punctuation; 0 for no text.

    A simhash (Charikar 2002): each bit is the majority of that bit in the hashes of what the text is made of, which
    are its words, or its runs of three characters where words are few. Python salts its hashes anew in each process,
    so a fingerprint tells nothing outside of it.
    """
    words = _WORD.findall(text.casefold())
    plain = "".join(words) or "".join(text.split())
    if not plain:
        return 0
    tokens: Iterable[str] = words[:_MOST_TOKENS]
    if len(words) < _MANY_WORDS:
        start = plain[:_MOST_TOKENS]
        tokens = [start[place : place + 3] for place in range(max(1, len(start) - 2))]
    return _majority([hash(token) & _ALL for token in tokens]) or 1


def _majority(hashes: list[int]) -> int:
    """The bits that more than half of the hashes have; all columns are counted at once, plane by plane."""
    planes: list[int] = []
    for each in hashes:
        carry = each
        for place, plane in enumerate(planes):
            planes[place], carry = plane ^ carry, plane & carry
            if not carry:
                break
        if carry:
            planes.append(carry)
    most, undecided = 0, _ALL
    half = len(hashes) // 2
    for place in range(max(len(planes), half.bit_length()) - 1, -1, -1):
        plane = planes[place] if place < len(planes) else 0
        if half >> place & 1:
            undecided &= plane
        else:
            most |= undecided & plane
            undecided &= ~plane
    return most
