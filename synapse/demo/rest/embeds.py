"""Embeds: checked against Discord's limits, and completed as Discord returns them."""

from typing import Any

from synapse.demo.rest.errors import Invalid

MAX_EMBEDS = 10
MAX_TOTAL = 6000
MAX_FIELDS = 25
_LIMITS = {"title": 256, "description": 4096, "footer.text": 2048, "author.name": 256}
_PICTURES = ("image", "thumbnail")


def check(embeds: object, problems: Invalid) -> None:
    """Check a message's embeds; what is wrong goes into `problems`."""
    if not isinstance(embeds, list) or not all(isinstance(embed, dict) for embed in embeds):
        problems.add("embeds", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    if len(embeds) > MAX_EMBEDS:
        problems.add("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_EMBEDS} or fewer in length.")
    for index, embed in enumerate(embeds):
        _check_one(embed, f"embeds.{index}", problems)
    if sum(_weight(embed) for embed in embeds) > MAX_TOTAL:
        message = f"Embed size exceeds maximum size of {MAX_TOTAL}"
        problems.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", message)


def _part(embed: dict[str, Any], path: str) -> object:
    value: object = embed
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _check_one(embed: dict[str, Any], at: str, problems: Invalid) -> None:
    for path, limit in _LIMITS.items():
        text = _part(embed, path)
        if text is not None:
            problems.length(f"{at}.{path}", text, 0, limit)
    color = embed.get("color")
    if color is not None and not (isinstance(color, int) and 0 <= color <= 0xFFFFFF):  # noqa: PLR2004 - 24 bits
        problems.add(f"{at}.color", "NUMBER_TYPE_RANGE", "int value should be between 0 and 16777215.")
    for name in _PICTURES:
        url = _part(embed, f"{name}.url")
        if url is not None and not str(url).startswith(("http://", "https://", "attachment://")):
            message = f'Scheme "{str(url).split(":", 1)[0][:20]}" is not supported.'
            problems.add(f"{at}.{name}.url", "URL_TYPE_INVALID_SCHEME", message)
    _check_fields(embed.get("fields") or [], at, problems)


def _check_fields(fields: list[dict[str, Any]], at: str, problems: Invalid) -> None:
    if len(fields) > MAX_FIELDS:
        problems.add(f"{at}.fields", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FIELDS} or fewer in length.")
    for index, item in enumerate(fields):
        for key, limit in (("name", 256), ("value", 1024)):
            if not item.get(key):
                problems.require(f"{at}.fields.{index}.{key}")
            else:
                problems.length(f"{at}.fields.{index}.{key}", item[key], 1, limit)


def _weight(embed: dict[str, Any]) -> int:
    texts = [_part(embed, path) for path in _LIMITS]
    for item in embed.get("fields") or []:
        texts += [item.get("name"), item.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))


def complete(embed: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    """An embed as Discord returns it; `files` are the message's attachments, name -> address."""
    done = {key: value for key, value in embed.items() if value is not None}
    done["type"] = "rich"
    for item in done.get("fields", []):
        item.setdefault("inline", False)
    for name in _PICTURES:
        url = _part(done, f"{name}.url")
        if isinstance(url, str):
            if url.startswith("attachment://"):
                url = files.get(url.removeprefix("attachment://"), url)
            done[name] = {"url": url, "proxy_url": url, "width": 0, "height": 0}
    return done
