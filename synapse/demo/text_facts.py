"""What can be said of a message's text, counted independently of the bot.

The bot measures messages too; this second count exists so that a recount can disagree with it.
"""

import re

CODE = re.compile(r"```.+?```", re.DOTALL)
LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
CUSTOM_EMOJI = re.compile(r"<a?:\w{2,32}:\d{15,21}>")
_PICTURES = (
    (0x1F300, 0x1FAFF),
    (0x2600, 0x27BF),
    (0x1F1E6, 0x1F1FF),
    (0x2B00, 0x2BFF),
    (0x1F000, 0x1F2FF),
    (0x231A, 0x23FF),
)
_JOINER, _SELECTOR, _KEYCAP = 0x200D, 0xFE0F, 0x20E3
_SKIN = range(0x1F3FB, 0x1F400)
_FLAG = range(0x1F1E6, 0x1F200)


def _is_picture(code: int) -> bool:
    return any(low <= code <= high for low, high in _PICTURES)


def count_unicode_emoji(text: str) -> int:
    """How many emoji a reader sees: joined sequences, flags and skin tones count as one."""
    count = 0
    joined = half_flag = False
    for character in text:
        code = ord(character)
        if code == _KEYCAP:
            count += 1
        if code in _FLAG:
            # Two regional letters make one flag.
            count += not half_flag
            half_flag = not half_flag
            continue
        half_flag = False
        if code == _JOINER:
            joined = True
            continue
        if code not in _SKIN and code != _SELECTOR and _is_picture(code):
            count += not joined
        if code != _SELECTOR:
            joined = False
    return count


def of(text: str, attachments: int) -> dict[str, int | bool]:
    """Length in characters, code block, link, attachment and emoji count of a message."""
    return {
        "length": len(text),
        "has_code": "```" in text and CODE.search(text) is not None,
        "has_link": "http" in text.lower() and LINK.search(text) is not None,
        "attachments": attachments,
        "emoji": 0 if text.isascii() and "<" not in text else _emoji(text),
    }


def _emoji(text: str) -> int:
    return len(CUSTOM_EMOJI.findall(text)) + count_unicode_emoji(CUSTOM_EMOJI.sub("", text))
