"""Announcement texts that a guild writes itself: plain text with placeholders in braces.

A template holds nothing but text and the placeholders of its kind; ``{{`` and ``}}`` stand for braces. Nothing of
Python's formatting reaches further: no attributes, no indexes, no conversions.
"""

from collections.abc import Iterator, Mapping
from string import Formatter

LONGEST = 1000
"""Characters of a template at most; Discord takes 4096 once it is filled in."""

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "level_up": frozenset({"member", "name", "level", "gold", "role"}),
    "achievement": frozenset({"member", "name", "achievement", "description", "rarity", "xp", "gold"}),
    "award": frozenset({"member", "name", "xp", "gold", "giver", "reason"}),
}
"""What a template can name, by what is announced."""


def checked(kind: str, template: str) -> str:
    """The template itself, if it can be filled in.

    Raises:
        ValueError: It is too long, has a brace too many, or names something that there is not.
    """
    if len(template) > LONGEST:
        raise ValueError(f"a text has {LONGEST} characters at most")
    known = PLACEHOLDERS[kind]
    for name in _names(template):
        if name not in known:
            offered = ", ".join(f"{{{each}}}" for each in sorted(known))
            raise ValueError(f"there is no {{{name}}} here; use {offered}, or {{{{ and }}}} for braces")
    return template


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text of a template that was checked; what a value holds is never read as a template."""
    parsed = Formatter().parse(template)
    return "".join(text + (values.get(name, "") if name is not None else "") for text, name, _spec, _how in parsed)


def _names(template: str) -> Iterator[str]:
    try:
        for _text, name, spec, conversion in Formatter().parse(template):
            if name is not None:
                yield name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
    except ValueError:
        raise ValueError("a brace is left open; write {{ and }} where you mean braces") from None
