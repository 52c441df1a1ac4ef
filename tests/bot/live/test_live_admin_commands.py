"""What admins do with commands, over the real client: what is set here GraphQL reads, and the other way round."""

from typing import Any

import pytest

from bot.app import Bot
from synapse.demo.command_data import Unusable
from synapse.demo.script import Script
from synapse.services import settings, zones
from synapse.services.changes import Actor
from tests.api.conftest import Api, open_api
from tests.bot.live.harness import Lab
from tests.bot.live.signing import sign_in

TIMES = "\N{MULTIPLICATION SIGN}"
ZONES = (
    "query ($id: Snowflake!) { guild(id: $id) { zones { id version name channelIds multipliers { kind xp stars } } } }"
)
UPDATE_ZONE = "mutation ($input: UpdateZoneInput!) { updateZone(input: $input) { problems { message } } }"
EARNED = """query ($id: Snowflake!, $member: Snowflake!) { guild(id: $id) { member(id: $member) {
    xp gold achievements { achievement { name } } }
    achievements { id name threshold trigger rarity xp }
    auditLog(first: 3) { nodes { action subject } } } }"""
AWARD = "mutation ($input: AwardMemberInput!) { awardMember(input: $input) { problems { message } } }"
CREATE = "mutation ($input: CreateAchievementInput!) { createAchievement(input: $input) { problems { message } } }"
SEASON = "query ($id: Snowflake!) { guild(id: $id) { season { id name } seasons { name } } }"


async def zone_named(api: Api, lab: Lab, name: str) -> dict[str, Any]:
    found = (await api.ask(ZONES, id=str(lab.script.guild.id)))["guild"]["zones"]
    zone: dict[str, Any] = next(each for each in found if each["name"] == name)
    return zone


def everybody_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a server's own settings let everybody use a command: the service still refuses."""

    def any_command(script: Script, name: str, kind: int, _member: object) -> dict[str, Any]:
        command = script.backend.commands.find(name, kind, script.guild.id)
        assert command is not None
        return command

    monkeypatch.setattr("synapse.demo.script.Script._command", any_command)


async def test_zones_by_command_are_read_through_graphql_and_the_other_way_round(lab: Lab) -> None:
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        general, help_ = (str(lab.script.names.channel(name).id) for name in ("#general", "#help"))
        made = await lab.script.uses("/zone create", "Ada", {"title": "Arts", "channel": "#help"})
        assert made.message.flags & 64
        assert f"<#{help_}>" in made.text
        await lab.script.uses("/zone remove", "Ada", {"channel": "#help"})
        moved = await lab.script.uses("/zone add", "Ada", {"zone": "memes", "channel": "#help"})
        assert f"<#{help_}>" in moved.text
        [choice] = await lab.script.types("/zone multiplier", "Ada", {"zone": "art"})
        factors = {"zone": choice["value"], "kind": "Message", "xp": 1.5}
        saved = await lab.script.uses("/zone multiplier", "Ada", factors)
        assert f"Message: {TIMES}1.5 XP, {TIMES}1 ⭐" in saved.text
        arts = await zone_named(api, lab, "Arts")
        assert arts["multipliers"] == [{"kind": "MESSAGE_SENT", "xp": "1.5", "stars": "1"}]
        assert (await zone_named(api, lab, "memes"))["channelIds"] == [help_]

        wanted = {"id": arts["id"], "version": arts["version"], "name": "Fine arts", "channelIds": []}
        assert (await api.ask(UPDATE_ZONE, input=wanted))["updateZone"]["problems"] == []
        shown = await lab.script.uses("/zone show", "Grace", {"zone": "fine arts"})
        assert "Fine arts" in shown.text
        assert "none yet" in shown.text
        assert general not in shown.text
        assert "**Fine arts** · channels: 0" in (await lab.script.uses("/zone show", "Grace")).text


async def test_a_channel_moves_when_that_is_confirmed_and_leaves_when_removed(lab: Lab) -> None:
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        general, help_ = (str(lab.script.names.channel(name).id) for name in ("#general", "#help"))
        made = await lab.script.uses("/zone create", "Ada", {"title": "Arts", "channel": "#general"})
        assert "is in **general**" in made.text
        await lab.script.clicks(made, "Move it", "Ada")
        # A category stands for all that is in it.
        asked = await lab.script.uses("/zone add", "Ada", {"zone": "memes", "channel": "Text"})
        assert "is in **Arts**" in asked.text
        assert (await zone_named(api, lab, "memes"))["channelIds"] == []
        await lab.script.clicks(asked, "Move it", "Ada")
        assert sorted((await zone_named(api, lab, "memes"))["channelIds"]) == [general, help_]
        assert (await zone_named(api, lab, "Arts"))["channelIds"] == []
        await lab.script.uses("/zone remove", "Ada", {"channel": "#help"})
        assert (await zone_named(api, lab, "memes"))["channelIds"] == [general]
        again = await lab.script.uses("/zone remove", "Ada", {"channel": "#help"})
        assert "is in no zone" in again.text
        lab.script.names.user("Ada").locale = "de"
        taken = await lab.script.uses("/zone create", "Ada", {"title": "arts"})
        assert "Eine Zone namens arts gibt es schon." in taken.text
        assert "Diese Zone gibt es nicht" in (await lab.script.uses("/zone show", "Ada", {"zone": "nowhere"})).text
        nothing = await lab.script.uses("/zone multiplier", "Ada", {"zone": "Arts", "kind": "Message"})
        assert "Gib einen Faktor auf XP" in nothing.text


async def test_awards_and_grants_are_read_through_graphql_and_the_other_way_round(lab: Lab) -> None:
    guild_id, linus = str(lab.script.guild.id), lab.script.names.user("Linus")
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        options = {"member": "Linus", "xp": 40, "gold": 5, "reason": "for the workshop"}
        given = await lab.script.uses("/award", "Ada", options)
        assert given.message.flags & 64
        assert "An award for Linus" in given.text
        assert "for the workshop" in given.text
        [choice] = await lab.script.types("/grant-achievement", "Ada", {"achievement": "night"})
        await lab.script.uses("/grant-achievement", "Ada", {"achievement": choice["value"], "member": "Linus"})
        read = (await api.ask(EARNED, id=guild_id, member=str(linus.id)))["guild"]
        assert (read["member"]["xp"], read["member"]["gold"]) == (115, 5)
        assert {each["achievement"]["name"] for each in read["member"]["achievements"]} == {"Night Owl", "First Steps"}
        assert [each["action"] for each in read["auditLog"]["nodes"]][:2] == ["grant", "give"]

        wanted = {"guildId": guild_id, "userId": str(linus.id), "gold": 50, "reason": "x", "idempotencyKey": "a"}
        assert (await api.ask(AWARD, input=wanted))["awardMember"]["problems"] == []
        assert "you have 5 gold left" in (await lab.script.uses("/buy-coffee", "Linus")).text

        lab.script.names.user("Grace").locale = "de"
        twice = await lab.script.uses("/grant-achievement", "Grace", {"achievement": "Night Owl", "member": "Linus"})
        assert "Das Mitglied hat diesen Erfolg schon." in twice.text
        nothing = await lab.script.uses("/award", "Grace", {"member": "Linus", "reason": "nichts"})
        assert "Eine Auszeichnung bringt XP, Gold oder beides." in nothing.text
        unknown = await lab.script.uses("/grant-achievement", "Grace", {"achievement": "no", "member": "Linus"})
        assert "Diesen Erfolg gibt es nicht" in unknown.text
        of_bot = await lab.script.uses("/award", "Grace", {"member": "synapse", "reason": "gut", "xp": 1})
        assert "Bots verdienen nichts" in of_bot.text


async def test_what_discord_sends_twice_is_given_and_paid_once(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synapse.demo.faults.EXEMPT", frozenset({"READY", "RESUMED", "GUILD_CREATE"}))
    linus, backend = lab.script.names.user("Linus").id, lab.local.backend

    async def answered(times: int) -> None:
        async def so() -> bool:
            return len(backend.requests.matching("POST", "/callback$")) >= times

        await lab.until(so)

    async with lab.start():
        backend.faults.duplicate_next = 1
        await lab.script.uses("/award", "Ada", {"member": "Linus", "xp": 40, "gold": 120, "reason": "once"})
        await answered(2)
        assert await lab.rows("SELECT xp, gold FROM members WHERE user_id = :id", id=linus) == [(40, 120)]
        backend.faults.duplicate_next = 1
        await lab.script.uses("/buy-coffee", "Linus")
        await answered(4)
        assert await lab.rows("SELECT gold FROM members WHERE user_id = :id", id=linus) == [(70,)]
        assert backend.faults.injected["duplicate"] == 2


async def test_an_achievement_is_made_in_a_form_and_a_slip_costs_no_text(lab: Lab) -> None:
    guild_id, ada = str(lab.script.guild.id), str(lab.script.names.user("Ada").id)
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Ada")
        options = {"trigger": "Messages", "rarity": "Epic", "xp": 20}
        form = await lab.script.uses("/create-achievement", "Ada", options)
        written = {"name": "Poet", "threshold": "many", "description": "Words.", "badge": "🖋️"}
        wrong = await lab.script.submits(form, written, "Ada")
        assert "“many” is no whole number" in wrong.text
        again = await lab.script.clicks(wrong, "Correct it", "Ada")
        made = await lab.script.submits(again, {"threshold": "1,000"}, "Ada")
        assert "🖋️ Poet" in made.text
        assert "Words." in made.text
        read = (await api.ask(EARNED, id=guild_id, member=ada))["guild"]
        [poet] = [each for each in read["achievements"] if each["name"] == "Poet"]
        assert (poet["threshold"], poet["trigger"], poet["rarity"], poet["xp"]) == (1000, "MESSAGES", "EPIC", 20)

        wanted = {"guildId": guild_id, "name": "Helper", "trigger": "MANUAL", "threshold": 0}
        assert (await api.ask(CREATE, input=wanted))["createAchievement"]["problems"] == []
        assert "Helper" in {
            each["name"] for each in await lab.script.types("/grant-achievement", "Ada", {"achievement": "h"})
        }

        lab.script.names.user("Ada").locale = "de"
        form = await lab.script.uses("/create-achievement", "Ada", {"trigger": "Nothing: given by hand"})
        assert form.modal is not None
        assert "Ein neuer Erfolg" in form.modal["title"]
        taken = await lab.script.submits(form, {"name": "poet"}, "Ada")
        assert "Einen Erfolg namens poet gibt es schon." in taken.text
        zoneless = await lab.script.uses("/create-achievement", "Ada", {"trigger": "Events in a zone"})
        assert "Wähle aus der Liste die Zone" in zoneless.text
        # A draft is kept for a while only: who presses later is told.
        taken.message.components[0]["components"][0]["custom_id"] = "again:nothing"
        late = await lab.script.clicks(taken, "Verbessern", "Ada")
        assert "ist nicht mehr da" in late.text


async def test_an_achievement_of_a_zone_names_it(lab: Lab) -> None:
    async with lab.start():
        options = {"trigger": "Events in a zone", "zone": "memes", "scope": "The running season", "channel": "#help"}
        form = await lab.script.uses("/create-achievement", "Ada", options)
        await lab.script.submits(form, {"name": "Joker", "threshold": "10"}, "Ada")
        [(zone, scope, channel)] = await lab.rows(
            "SELECT z.name, a.scope, a.channel_id FROM achievements a JOIN zones z ON z.guild_id = a.guild_id "
            "AND z.id = a.zone_id WHERE a.name = 'Joker'"
        )
        assert (zone, scope, channel) == ("memes", "season", lab.script.names.channel("#help").id)
        shown = await lab.script.uses("/achievements", "Grace")
        pages = [shown.text, (await lab.script.clicks(shown, "Next", "Grace")).text]
        assert "0 of 10 events in memes this season" in "".join(pages)


async def test_a_season_is_rolled_after_a_look_and_once(lab: Lab) -> None:
    guild_id = str(lab.script.guild.id)
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        before = (await api.ask(SEASON, id=guild_id))["guild"]["season"]["name"]
        asked = await lab.script.uses("/season roll", "Ada", {"title": "Spring: a start", "days": 90})
        assert asked.message.flags & 64
        assert before in asked.text
        assert (await api.ask(SEASON, id=guild_id))["guild"]["season"]["name"] == before
        # Another admin still has the question before them.
        shown = asked.message.components
        rolled = await lab.script.clicks(asked, "End it and begin the next", "Ada")
        assert "**Spring: a start** has begun" in rolled.text
        read = (await api.ask(SEASON, id=guild_id))["guild"]
        assert [each["name"] for each in read["seasons"]] == ["Spring: a start", before]
        lab.script.names.user("Grace").locale = "de"
        asked.message.components = shown
        late = await lab.script.clicks(asked, "End it and begin the next", "Grace")
        assert "Diese Saison läuft nicht mehr" in late.text
        assert len((await api.ask(SEASON, id=guild_id))["guild"]["seasons"]) == 2


async def until_announced(lab: Lab, bot: Bot, language: str) -> None:
    async def so() -> bool:
        rules = bot.core.rulebook.get(lab.script.guild.id)
        return rules is not None and rules.settings.announcements.language == language

    await lab.until(so)


async def test_announcements_are_previewed_in_the_guilds_own_words(lab: Lab) -> None:
    async with lab.start() as bot:
        plain = await lab.script.uses("/announcement preview", "Ada", {"kind": "Level-up", "level": 7})
        assert "reached **level 7**" in plain.text
        assert "Early Bird" in (await lab.script.uses("/announcement preview", "Ada", {"kind": "Achievement"})).text
        quest = await lab.script.uses("/announcement preview", "Ada", {"kind": "Completed quest"})
        assert "Welcome somebody new" in quest.text
        lab.script.names.user("Ada").locale = "de"
        german = await lab.script.uses("/announcement preview", "Ada", {"kind": "Award"})
        assert "So sieht es aus" in german.text
        # What is posted is for everybody, so it is in the guild's language whoever looks at it before.
        assert "An award for Ada" in german.text
        assert "For helping everybody who asked." in german.text
        own = {"announcements.language": "de", "announcements.award_text": "Applaus für {name}!"}
        await settings.update(lab.engine, actor=Actor(1), guild_id=lab.script.guild.id, version=1, values=own)
        await until_announced(lab, bot, "de")
        again = await lab.script.uses("/announcement preview", "Grace", {"kind": "Award"})
        assert "Applaus für Ada!" not in again.text
        assert "Applaus für Grace!" in again.text
        assert "Eine Auszeichnung für Grace" in again.text
        assert await lab.rows("SELECT count(*) FROM announcements") == [(0,)]


async def test_who_is_no_admin_neither_sees_nor_does_any_of_it(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lab.start():
        for command in ("/award", "/grant-achievement", "/create-achievement", "/zone show", "/announcement preview"):
            with pytest.raises(Unusable):
                lab.script.starts(command, "Linus")
        everybody_may(monkeypatch)
        lab.script.names.user("Linus").locale = "de"
        for command, options in (
            ("/award", {"member": "Grace", "xp": 5, "reason": "x"}),
            ("/grant-achievement", {"member": "Grace", "achievement": "Night Owl"}),
            ("/create-achievement", {"trigger": "Messages"}),
            ("/zone show", {}),
            ("/zone create", {"title": "Mine"}),
            ("/zone add", {"zone": "memes", "channel": "#help"}),
            ("/zone remove", {"channel": "#help"}),
            ("/zone multiplier", {"zone": "memes", "kind": "Message", "xp": 9}),
            ("/announcement preview", {"kind": "Award"}),
            ("/season roll", {"title": "Mine"}),
        ):
            answer = await lab.script.uses(command, "Linus", options)
            assert "Server verwalten" in answer.text, command
            assert answer.message.flags & 64
        assert await lab.rows("SELECT count(*) FROM audit_log WHERE actor_id IS NOT NULL") == [(0,)]


async def test_two_admins_at_one_zone_overwrite_nothing(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lab.start():
        whole = zones.zones

        async def stale(*arguments: Any, **options: Any) -> list[zones.Zone]:  # noqa: ANN401 - handed through
            found = await whole(*arguments, **options)
            memes = next(each for each in found if each.name == "memes")
            await lab.execute("UPDATE zones SET version = version + 1 WHERE id = :id", id=memes.id)
            return found

        monkeypatch.setattr(zones, "zones", stale)
        lab.script.names.user("Ada").locale = "de"
        late = await lab.script.uses("/zone add", "Ada", {"zone": "memes", "channel": "#help"})
        assert "Jemand anderes hat diese Zone inzwischen geändert." in late.text
