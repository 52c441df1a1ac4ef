"""What members do with commands about themselves, over the real client: what is set here GraphQL reads, and back."""

import gzip
import json

import pytest

from bot.commands import privacy
from synapse.demo.command_data import Unusable
from synapse.services import awards, settings
from synapse.services.changes import Actor
from tests.api.conftest import open_api
from tests.bot.live.harness import Lab, prose
from tests.bot.live.signing import sign_in

PREFERENCES = """{ viewer { guilds { tracked preferences {
    announceLevelUps announceAchievements announceAwards announceDirect visibility } } } }"""
UPDATE = "mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { problems { message } } }"
TRACK = "mutation ($input: SetTrackingInput!) { setTracking(input: $input) { tracked problems { message } } }"


async def award(lab: Lab, name: str, *, xp: int) -> None:
    values = {"user_id": lab.script.names.user(name).id, "xp": xp, "reason": "for trying", "idempotency_key": "one"}
    await awards.give(lab.engine, actor=Actor(1), guild_id=lab.script.guild.id, values=values, now=lab.clock())


async def test_achievements_are_what_is_near_and_what_was_earned(lab: Lab) -> None:
    async with lab.start():
        said = [lab.script.says("Ada", f"#{place}", prose(place)) for place in ("general", "help")]
        await lab.recorded(*(f"m{each.id}" for each in said))
        answer = await lab.script.uses("/achievements", "Ada")
        assert answer.message.flags & 64
        assert "Achievements: 0 of 11" in answer.text
        assert "2 of 100 messages" in answer.text
        assert "Page 1 of 2" in answer.text
        with pytest.raises(Unusable):
            await lab.script.clicks(answer, "Previous", "Ada")
        second = await lab.script.clicks(answer, "Next", "Ada")
        assert second.message.id == answer.message.id
        assert "Page 2 of 2" in second.text
        earned = await lab.script.clicks(second, "Earned", "Ada")
        assert "You have earned nothing yet" in earned.text
        ahead = await lab.script.clicks(earned, "What is next", "Ada")
        assert "First Steps" in ahead.text
        said[0].author.locale = "de"
        german = await lab.script.uses("/achievements", "Ada")
        assert "Erfolge: 0 von 11" in german.text
        assert "2 von 100 Nachrichten" in german.text


async def test_an_earned_achievement_is_told_with_its_day(lab: Lab) -> None:
    async with lab.start():
        await award(lab, "Ada", xp=130)
        answer = await lab.script.uses("/achievements", "Ada")
        assert "Achievements: 1 of 11" in answer.text
        assert "First Steps" not in answer.text
        earned = await lab.script.clicks(answer, "Earned", "Ada")
        assert "First Steps" in earned.text
        assert "Earned on <t:" in earned.text


async def test_the_season_shows_figures_the_top_and_the_asker(lab: Lab) -> None:
    async with lab.start():
        empty = await lab.script.uses("/season show", "Linus")
        assert "You are not on this board yet" in empty.text
        said = [lab.script.says(who, "#general", prose(who)) for who in ("Ada", "Grace", "Linus", "Margaret")]
        await lab.recorded(*(f"m{each.id}" for each in said))
        answer = await lab.script.uses("/season show", "Linus")
        assert answer.message.flags & 64
        fields = {field["name"]: field["value"] for field in answer.message.embeds[0]["fields"]}
        assert "4 members" in fields["All together"]
        assert "4 messages" in fields["All together"]
        assert fields["Top three"].count("\n") == 2
        assert "of 4" in fields["You"]
        assert "No end is planned" in answer.text
        lab.script.names.user("Linus").locale = "de"
        assert "Die ersten drei" in (await lab.script.uses("/season show", "Linus")).text


async def test_preferences_by_press_are_read_through_graphql_and_the_other_way_round(lab: Lab) -> None:
    guild = {"guildId": str(lab.script.guild.id)}
    async with lab.start(), open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Grace")
        answer = await lab.script.uses("/preferences", "Grace")
        assert answer.message.flags & 64
        assert answer.text.count("announced") == 3
        await lab.script.clicks(answer, "Awards and quests", "Grace")
        await lab.script.clicks(answer, "As a direct message", "Grace")
        chosen = await lab.script.chooses(answer, "preferences:visibility", ["ANONYMOUS"], "Grace")
        assert "Without your name" in chosen.text
        [own] = (await api.ask(PREFERENCES))["viewer"]["guilds"]
        assert own["preferences"] == {
            "announceLevelUps": True,
            "announceAchievements": True,
            "announceAwards": False,
            "announceDirect": True,
            "visibility": "ANONYMOUS",
        }
        wanted = {**guild, "announceLevelUps": False, "announceAchievements": False}
        assert (await api.ask(UPDATE, input=wanted))["updatePreferences"]["problems"] == []
        lab.script.names.user("Grace").locale = "de"
        again = await lab.script.uses("/preferences", "Grace")
        assert again.text.count("wird nicht angekündigt") == 3
        assert "Nirgends: Alles ist aus" in again.text


async def test_who_wants_direct_messages_is_congratulated_there(lab: Lab) -> None:
    async with lab.start():
        answer = await lab.script.uses("/preferences", "Ada")
        await lab.script.clicks(answer, "As a direct message", "Ada")
        await award(lab, "Ada", xp=130)
        await lab.until_rows("SELECT DISTINCT state FROM announcements", [("sent",)])
        places = {message.channel_id for message in lab.posts() if "Level" in str(message.embeds)}
        assert places
        assert places.isdisjoint(lab.script.guild.channels)


async def test_who_opted_out_prefers_nothing_and_is_told_in_german(lab: Lab) -> None:
    async with lab.start():
        lab.script.names.user("Linus").locale = "de"
        shown = await lab.script.uses("/privacy", "Linus")
        before = await lab.script.uses("/preferences", "Linus")
        out = await lab.script.clicks(shown, "Erfassung beenden", "Linus")
        assert "Du hast widersprochen" in out.text
        assert "Du hast widersprochen" in (await lab.script.uses("/preferences", "Linus")).text
        # What was shown before is of no use any more: the service refuses, in German too.
        late = await lab.script.clicks(before, "Erfolge", "Linus")
        assert "Dieses Mitglied hat widersprochen" in str(
            [each.content for each in late.followups.values()] or late.text
        )


async def test_privacy_shows_gives_stops_and_forgets(lab: Lab) -> None:
    guild = {"guildId": str(lab.script.guild.id)}
    async with lab.start() as bot, open_api(lab.url, clock=lab.clock) as api:
        await sign_in(api, lab, "Grace")
        message = lab.script.says("Grace", "#general", "nobody keeps these words")
        await lab.recorded(f"m{message.id}")
        shown = await lab.script.uses("/privacy", "Grace")
        assert shown.message.flags & 64
        assert "Events that earned or counted: when, where, how long; no words: 1" in shown.text
        file = await lab.script.clicks(shown, "Download everything", "Grace")
        assert file.message.flags & 64
        [attachment] = file.message.attachments
        held = json.loads(attachment.data)
        assert held["events"][0]["event_key"] == f"m{message.id}"
        assert "nobody keeps" not in attachment.data.decode()

        out = await lab.script.clicks(shown, "Stop recording", "Grace")
        assert "You opted out" in out.text
        assert (await api.ask(PREFERENCES))["viewer"]["guilds"][0]["tracked"] is False
        assert (await api.ask(TRACK, input={**guild, "tracked": True}))["setTracking"]["tracked"] is True
        again = await lab.script.uses("/privacy", "Grace")
        assert "is recorded and earns" in again.text

        form = await lab.script.clicks(again, "Forget me here", "Grace")
        kept = await lab.script.submits(form, {"word": "no"}, "Grace")
        assert "Nothing was removed" in kept.text
        assert len(await lab.rows("SELECT 1 FROM events WHERE user_id = :id", id=message.author.id)) == 1
        form = await lab.script.clicks(again, "Forget me here", "Grace")
        gone = await lab.script.submits(form, {"word": "forget "}, "Grace")
        assert "Everything that named you is gone" in gone.text
        assert await lab.rows("SELECT 1 FROM events WHERE user_id = :id", id=message.author.id) == []
        assert bot.core.rulebook.get(lab.script.guild.id)


def test_a_large_file_is_packed_and_a_huge_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "_LARGEST", 100)
    packed = privacy._file("a.json", b"x" * 5000)  # noqa: SLF001 - what the command sends
    assert packed.filename == "a.json.gz"
    assert gzip.decompress(packed.fp.read()) == b"x" * 5000
    with pytest.raises(Exception, match="more than Discord takes"):
        privacy._file("a.json", bytes(i * 7919 % 251 for i in range(5000)))  # noqa: SLF001 - as above


async def test_a_coffee_costs_gold_once_and_needs_enough_of_it(lab: Lab) -> None:
    async with lab.start():
        ada = lab.script.names.user("Ada")
        poor = await lab.script.uses("/buy-coffee", "Ada")
        assert poor.message.flags & 64
        assert "This costs 50 gold and you have 0." in poor.text
        ada.locale = "de"
        assert "Das kostet 50 Gold, und du hast 0." in (await lab.script.uses("/buy-coffee", "Ada")).text
        await lab.execute("UPDATE members SET gold = 80 WHERE user_id = :id", id=ada.id)
        bought = await lab.script.uses("/buy-coffee", "Ada")
        assert "Er hat 50 Gold gekostet; du hast noch 30 Gold." in bought.text
        assert await lab.rows("SELECT gold FROM members WHERE user_id = :id", id=ada.id) == [(30,)]
        assert await lab.rows("SELECT event_key FROM events WHERE gold = -50") == [
            (f"s{ada.id}:interaction.{bought.id}",)
        ]


async def test_a_github_account_is_shown_or_none(lab: Lab) -> None:
    async with lab.start():
        linked = await lab.script.uses("/link-github", "Ada", {"account": "ada-l"})
        assert "shows **ada-l** now" in linked.text
        assert await lab.rows("SELECT github_login FROM members WHERE github_login IS NOT NULL") == [("ada-l",)]
        wrong = await lab.script.uses("/link-github", "Ada", {"account": "no such name"})
        assert "account" in wrong.text
        assert "not written the right way" in wrong.text
        lab.script.names.user("Ada").locale = "de"
        assert "So wird das nicht geschrieben" in (await lab.script.uses("/link-github", "Ada", {"account": "-"})).text
        assert "kein GitHub-Konto mehr" in (await lab.script.uses("/link-github", "Ada")).text
        assert await lab.rows("SELECT github_login FROM members WHERE github_login IS NOT NULL") == []


async def test_a_dearer_coffee_costs_what_the_guild_says(lab: Lab) -> None:
    async with lab.start():
        ada, guild_id = lab.script.names.user("Ada"), lab.script.guild.id
        await settings.update(lab.engine, actor=Actor(1), guild_id=guild_id, version=1, values={"shop.coffee_gold": 75})
        await lab.execute("UPDATE members SET gold = 80 WHERE user_id = :id", id=ada.id)
        assert "It cost 75 gold; you have 5 gold left." in (await lab.script.uses("/buy-coffee", "Ada")).text
