"""What is registered with Discord, held against the limits that Discord documents, in every language.

https://discord.com/developers/docs/interactions/application-commands, as of November 2026. The local Discord refuses
what is beyond them too; here they are written down once more, so that an error in one of both shows.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.client import Client
from bot.commands import attach
from bot.core import Core
from bot.texts import CATALOGUES
from synapse.demo.rest import commands_check
from synapse.services.texts import ENGLISH

SUB_COMMAND, GROUP = 1, 2
FREE = {"rank", "profile", "leaderboard", "why", "achievements", "season", "preferences", "privacy", "buy-coffee"}
ADMINS = {
    "levelrole",
    "boost",
    "award",
    "grant-achievement",
    "create-achievement",
    "zone",
    "announcement",
    "setup",
}
_NAME = re.compile(r"[-_'\w]{1,32}")


@pytest.fixture
async def registered() -> list[dict[str, Any]]:
    """Every command as it is sent to Discord."""
    client = Client()
    attach(cast("Core", SimpleNamespace(client=client)))
    return [cast("dict[str, Any]", command.body.to_dict()) for command in client.slash_commands]


def parts(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command and all that is in it: subcommands and options, however deep."""
    yield body
    for option in body.get("options", []):
        yield from parts(option)


def told(part: dict[str, Any], field: str) -> list[str]:
    """A name or a description in every language that Discord is told."""
    return [part[field], *(part.get(f"{field}_localizations") or {}).values()]


def test_there_are_no_more_commands_than_discord_takes_and_none_twice(registered: list[dict[str, Any]]) -> None:
    names = [body["name"] for body in registered]
    assert set(names) >= FREE | ADMINS
    assert len(names) == len(set(names)) <= 100
    for language in CATALOGUES.keys() - {ENGLISH}:
        local = [(body.get("name_localizations") or {})[language] for body in registered]
        assert len(local) == len(set(local))


def test_names_and_descriptions_are_short_and_in_every_language(registered: list[dict[str, Any]]) -> None:
    languages = CATALOGUES.keys() - {ENGLISH}
    for part in (part for body in registered for part in parts(body)):
        for field in ("name", "description"):
            assert set(part.get(f"{field}_localizations") or {}) == languages, (part["name"], field)
        assert all(_NAME.fullmatch(name) and name == name.lower() for name in told(part, "name")), part["name"]
        assert all(1 <= len(text) <= 100 for text in told(part, "description")), part["name"]


def test_options_and_choices_are_as_many_and_as_long_as_discord_takes(registered: list[dict[str, Any]]) -> None:
    for part in (part for body in registered for part in parts(body)):
        options, choices = part.get("options", []), part.get("choices", [])
        assert len(options) <= 25
        needed = [option.get("required", False) for option in options if option["type"] not in (SUB_COMMAND, GROUP)]
        assert needed == sorted(needed, reverse=True), f"{part['name']}: what is required comes first"
        for field in ("name", *(f"name_localizations.{each}" for each in CATALOGUES.keys() - {ENGLISH})):
            names = [_at(option, field) for option in options]
            assert len(names) == len(set(names)), part["name"]
        assert len(choices) <= 25
        assert all(1 <= len(name) <= 100 for choice in choices for name in told(choice, "name"))
        assert all(1 <= len(str(choice["value"])) <= 100 for choice in choices)
        assert not (choices and part.get("autocomplete"))


def _at(option: dict[str, Any], field: str) -> str:
    name, _, language = field.partition(".")
    return str(option[name] if not language else (option.get(name) or {})[language])


def test_a_command_is_no_larger_than_discord_takes(registered: list[dict[str, Any]]) -> None:
    """Names, descriptions and values of one command together have 8,000 characters at most."""
    for body in registered:
        size = 0
        for part in parts(body):
            size += sum(max(map(len, told(part, field))) for field in ("name", "description"))
            for choice in part.get("choices", []):
                size += max(map(len, told(choice, "name"))) + len(str(choice["value"]))
        assert size <= 8000, body["name"]
        assert commands_check.weight(body) == size


def test_what_changes_rules_is_offered_to_whom_discord_lets_manage_the_server(registered: list[dict[str, Any]]) -> None:
    manage_guild = str(1 << 5)
    needed = {body["name"]: body.get("default_member_permissions") for body in registered}
    assert {name: needed[name] for name in ADMINS} == dict.fromkeys(ADMINS, manage_guild)
    assert {name: needed[name] for name in FREE} == dict.fromkeys(FREE)


def test_wherever_a_name_is_asked_for_discord_completes_it(registered: list[dict[str, Any]]) -> None:
    """Members, roles and channels are Discord's own to complete; zones, boosts and achievements are ours."""
    named = {"zone", "achievement", "which"}
    asked = [part for body in registered for part in parts(body) if part["name"] in named and part.get("type") == 3]
    assert len(asked) >= 6
    assert [part["name"] for part in asked if not part.get("autocomplete")] == []


def test_the_local_discord_finds_nothing_wrong_either(registered: list[dict[str, Any]]) -> None:
    commands_check.check_all(registered)


def test_every_command_is_told_of_in_the_docs(registered: list[dict[str, Any]]) -> None:
    page = Path("docs/commands.md").read_text(encoding="utf-8")
    names = []
    for body in registered:
        inner = [part["name"] for part in body.get("options", []) if part["type"] == SUB_COMMAND]
        names += [f"/{body['name']} {each}" for each in inner] or [f"/{body['name']}"]
    assert [name for name in names if not re.search(rf"`{re.escape(name)}[ `]", page)] == []
