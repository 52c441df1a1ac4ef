import pytest

from bot import texts
from synapse.services import boards, members
from synapse.services.boards import Board, Question, Span, Window
from tests.bot.live.harness import Lab


async def test_profile_shows_the_figures_of_the_services(lab: Lab) -> None:
    async with lab.start() as bot:
        message = lab.script.says("Ada", "#general", "hello, world")
        await lab.recorded(f"m{message.id}")
        answer = await lab.script.uses("/profile", "Ada")
        rules = bot.core.rulebook.get(lab.script.guild.id)
        assert rules
        profile = await members.profile(lab.engine, rules, message.author.id, now=lab.clock())
        assert profile
        assert answer.message.flags & 64
        fields = {field["name"]: field["value"] for field in answer.message.embeds[0]["fields"]}
        assert fields["Rank"] == f"#{profile.rank}"
        assert fields["XP"] == texts.number(profile.member.xp) == "15"
        assert fields["Stars"] == "1"
        assert f"{profile.member.progress.earned} of {profile.member.progress.needed} XP" in answer.text


async def test_profile_of_somebody_else_and_of_a_bot(lab: Lab) -> None:
    async with lab.start():
        message = lab.script.says("Ada", "#general", "hello, world")
        await lab.recorded(f"m{message.id}")
        grace_asks = await lab.script.uses("/profile", "Grace", {"member": "Ada"})
        assert grace_asks.message.embeds[0]["author"]["name"] == "Ada"
        of_bot = await lab.script.uses("/profile", "Grace", {"member": "synapse"})
        assert "Bots earn nothing" in of_bot.text


async def test_leaderboard_turns_pages_and_finds_the_asker(lab: Lab) -> None:
    for number in range(12):
        lab.script.joins(f"Newcomer {number:02}")
    async with lab.start() as bot:
        people = [*(f"Newcomer {number:02}" for number in range(12)), "Ada"]
        said = [lab.script.says(person, "#general", f"hello from {person}") for person in people]
        await lab.recorded(*(f"m{message.id}" for message in said))
        first = await lab.script.uses("/leaderboard", "Ada")
        assert "Places 1 to 1 of 13" in first.text
        second = await lab.script.clicks(first, "Next", "Ada")
        assert second.message.id == first.message.id
        rules = bot.core.rulebook.get(lab.script.guild.id)
        assert rules
        page = await boards.page(lab.engine, rules, Question(Board.XP, Span.SEASON), Window(size=13), now=lab.clock())
        names = [entry.member.display_name for entry in page.entries]
        assert all(name in second.text for name in names[10:])
        back = await lab.script.clicks(second, "Previous", "Ada")
        assert all(name in back.text for name in names[:10])
        mine = await lab.script.clicks(back, "Where am I?", "Ada")
        assert mine.message.flags & 64
        assert "__Ada__" in mine.text
        nobody = await lab.script.clicks(back, "Where am I?", "Linus")
        assert "not on this board yet" in nobody.text


@pytest.mark.parametrize(("options", "title"), [({"board": "gold"}, "Gold"), ({"span": "week"}, "Last 7 days")])
async def test_leaderboard_knows_other_boards_and_spans(lab: Lab, options: dict[str, object], title: str) -> None:
    async with lab.start():
        answer = await lab.script.uses("/leaderboard", "Ada", options)
        assert title in answer.text
        assert "Nobody is on this board yet" in answer.text


async def test_a_failure_is_one_kind_sentence_with_a_reference(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("the secret detail")

    monkeypatch.setattr(members, "profile", broken)
    async with lab.start():
        answer = await lab.script.uses("/profile", "Ada")
        assert answer.message.flags & 64
        assert "Reference: `" in answer.text
        assert "secret" not in answer.text


async def test_rank_is_a_picture_that_can_also_be_read(lab: Lab) -> None:
    async with lab.start():
        message = lab.script.says("Ada", "#general", "hello, world")
        await lab.recorded(f"m{message.id}")
        shown = await lab.script.uses("/rank", "Grace", {"member": "Ada"})
        [card] = shown.message.attachments
        assert card.filename == "card.png"
        assert card.data.startswith(b"\x89PNG")
        assert "Ada: level 1, rank 1 of 1, 15 XP" in (card.description or "")
        read = await lab.script.clicks(shown, "As text", "Grace")
        assert read.message.flags & 64
        assert read.message.embeds[0]["author"]["name"] == "Ada"
        assert "Bots earn nothing" in (await lab.script.uses("/rank", "Grace", {"member": "synapse"})).text


async def test_the_answer_is_in_the_language_of_the_asker(lab: Lab) -> None:
    async with lab.start():
        message = lab.script.says("Ada", "#general", "hello, world")
        await lab.recorded(f"m{message.id}")
        message.author.locale = "de"
        profile = await lab.script.uses("/profile", "Ada")
        assert {"Rang", "Sterne", "Diese Saison"} <= {field["name"] for field in profile.message.embeds[0]["fields"]}
        board = await lab.script.uses("/leaderboard", "Ada")
        assert "Plätze 1 bis 1 von 1" in board.text
        shown = await lab.script.uses("/rank", "Ada")
        assert "Rang 1 von 1" in (shown.message.attachments[0].description or "")
        theirs = await lab.script.uses("/profile", "Grace", {"member": "Ada"})
        assert "Rank" in {field["name"] for field in theirs.message.embeds[0]["fields"]}
