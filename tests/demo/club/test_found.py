import re
import unicodedata
from itertools import islice

import pytest

from synapse.demo.club import found
from synapse.demo.club.names import Names
from synapse.demo.club.seed import guild_seen
from synapse.demo.world import payloads
from synapse.demo.world.permissions import Permission, in_channel, in_guild
from synapse.services import defaults
from tests.demo.club.conftest import dice


def test_the_same_seed_founds_the_same_club() -> None:
    first, second = found(3, 120), found(3, 120)
    assert payloads.guild(first.guild) == payloads.guild(second.guild)
    assert list(map(payloads.member, first.guild.members.values())) == list(
        map(payloads.member, second.guild.members.values())
    )
    assert [person.habits for person in first.crowd] == [person.habits for person in second.crowd]
    assert first.application.token == second.application.token


def test_another_seed_founds_another_club() -> None:
    first, second = found(3, 120), found(4, 120)
    assert {person.id for person in first.crowd}.isdisjoint(person.id for person in second.crowd)
    assert first.application.token != second.application.token


def test_a_larger_club_begins_with_the_same_cast() -> None:
    names = [person.member.display_name for person in found(5, 300).crowd]
    assert names[:3] == ["Ada", "Bela", "Chidi"]
    assert [person.member.display_name for person in found(9, 3).crowd] == names[:3]


def test_names_fit_discord_and_no_user_name_comes_twice() -> None:
    names = list(islice(Names(dice(1)), 5000))
    assert len({name.username for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9._]{2,32}", name.username), name
        assert 1 <= len(name.display) <= 32, name
        assert name.display == name.display.strip()


def test_names_come_from_all_over_the_world() -> None:
    displays = [person.member.display_name for person in found(7, 300).crowd]
    letters = {unicodedata.bidirectional(character) for name in displays for character in name}
    assert {"R", "AL"} <= letters, "names that are written from right to left"
    assert any(ord(character) > 0x1F000 for name in displays for character in name), "names with emoji"
    assert max(map(len, displays)) >= 30
    assert min(map(len, displays)) <= 2


def test_ids_are_unique_and_older_than_the_membership() -> None:
    club = found(7, 300)
    ids = [*club.users, *club.guild.channels, *club.guild.roles]
    assert len(set(ids)) == len(ids)
    for member in club.guild.members.values():
        assert payloads.created_at(member.id) <= payloads.iso(member.joined_ms)


def test_the_crew_are_admins_and_nobody_else() -> None:
    club = found(7, 60)
    admins = {m.id for m in club.people() if in_guild(club.guild, m) & Permission.MANAGE_GUILD}
    assert admins == {person.id for person in club.crew}
    assert club.guild.owner_id in admins


def test_the_bot_may_write_where_members_may_not() -> None:
    club = found(7, 60)
    closed = [place.channel for place in club.places if place.crew_only]
    assert closed
    bot, somebody = club.guild.members[club.application.id], club.crowd[-1].member
    for channel in closed:
        assert in_channel(club.guild, bot, channel) & Permission.SEND_MESSAGES
        assert not in_channel(club.guild, somebody, channel) & Permission.SEND_MESSAGES
        assert in_channel(club.guild, somebody, channel) & Permission.ADD_REACTIONS


def test_channels_find_their_default_zones() -> None:
    club = found(7, 5)
    zones = defaults.propose(defaults.defaults().zones, guild_seen(club.guild).channels)
    by_name = {club.guild.channels[channel_id].name: zone for channel_id, zone in zones.items()}
    assert by_name["python"] == by_name["help"] == "programming"
    assert by_name["ctf"] == "cybersecurity"
    assert by_name["memes"] == "memes"
    assert by_name["announcements"] == "announcements"
    assert by_name["general"] == "general"


@pytest.mark.parametrize("members", [0, 1])
def test_a_club_has_somebody_in_it(members: int) -> None:
    assert len(found(7, members).crowd) == 1
