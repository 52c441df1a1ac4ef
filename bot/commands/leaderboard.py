"""``/leaderboard``: who is at the top, page by page, and where the asker stands.

The buttons carry all that a page needs, so they work on messages from before a restart too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import rules_of
from bot.core import Core
from bot.texts import described, named, number, say
from synapse.services import boards, shop_purchases
from synapse.services.boards import Board, Centre, Entry, Page, Place, Question, Span, Window
from synapse.services.privacy import Reader
from synapse.services.texts import escaped

_SIZE = 10
_COLOR = 0x5865F2
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
_MARK = "board"
_BOARDS = [disnake.OptionChoice(described(f"board.{board.value}"), board.value) for board in Board]
_SPANS = [disnake.OptionChoice(described(f"span.{span.value}"), span.value) for span in Span]


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of which board: the top, ``after`` or ``before`` a place, or around the asker (``me``)."""

    question: Question
    to: str = "top"
    place: Place | None = None

    def custom_id(self) -> str:
        """The turn as a button carries it; at most 100 characters."""
        place = "" if self.place is None else f"{self.place[0]}.{self.place[1]}"
        return f"{_MARK}:{self.question.board.value}:{self.question.span.value}:{self.to}:{place}"

    @classmethod
    def parse(cls, custom_id: str) -> "Turn | None":
        """Read a button's turn; None when the button is another one's, or none that was ever made here."""
        parts = custom_id.split(":")
        if len(parts) != 5 or parts[0] != _MARK or parts[3] not in ("top", "me", "after", "before"):  # noqa: PLR2004 - as written above
            return None
        try:
            question = Question(Board(parts[1]), Span(parts[2]))
            value, _, user_id = parts[4].partition(".")
            place = (int(value), int(user_id)) if parts[4] else None
        except ValueError:
            return None
        return None if (place is None) == (parts[3] in ("after", "before")) else cls(question, parts[3], place)


def attach(core: Core) -> None:
    """Offer the command and hear its buttons."""

    @core.client.slash_command(
        name=named("leaderboard", "leaderboard.name"), description=described("leaderboard.description")
    )
    async def leaderboard(
        interaction: GuildCommandInteraction[disnake.Client],
        board: str = commands.Param(
            default="xp",
            name=named("board", "option.board"),
            choices=_BOARDS,
            description=described("leaderboard.board"),
        ),
        span: str = commands.Param(
            default="season",
            name=named("span", "option.span"),
            choices=_SPANS,
            description=described("leaderboard.span"),
        ),
    ) -> None:
        turn = Turn(Question(Board(board), Span(span)))
        making = _answer(core, interaction.guild_id, interaction.author.id, turn)
        await give(interaction, making, for_asker=False)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        turn = Turn.parse(interaction.component.custom_id or "")
        if turn is None or interaction.guild_id is None:
            return
        # Only the asker wants to know where they are: everybody else's page stays as it is.
        alone = turn.to == "me"
        making = _answer(core, interaction.guild_id, interaction.author.id, turn, in_place=not alone)
        await give(interaction, making, for_asker=alone, in_place=not alone)


async def _answer(core: Core, guild_id: int, user_id: int, turn: Turn, *, in_place: bool = False) -> Answer:
    rules = rules_of(core, guild_id)
    now = core.clock()
    if turn.to == "me":
        # Only the asker sees the answer, so they find themself even where nobody else does.
        centre, reader = Centre(user_id, _SIZE), Reader(user_id, member=True)
        page = await boards.around(core.engine, rules, turn.question, centre, now=now, reader=reader)
        if not page.entries:
            raise Hint(say("leaderboard.not_on_it"))
    else:
        reader = Reader(member=True)
        page = await boards.page(core.engine, rules, turn.question, _window(turn), now=now, reader=reader)
    named_ = [entry.member.key for entry in page.entries if not entry.member.anonymous]
    markers = await shop_purchases.markers(core.engine, guild_id, named_) if named_ else {}
    embed = _embed(turn.question, page, markers, user_id if turn.to == "me" else None)
    return Answer(embed=embed, buttons=_buttons(turn.question, page), for_asker=turn.to == "me", in_place=in_place)


def _window(turn: Turn) -> Window:
    if turn.to == "after":
        return Window(size=_SIZE, after=turn.place)
    if turn.to == "before":
        return Window(size=_SIZE, before=turn.place, backward=True)
    return Window(size=_SIZE)


def _embed(
    question: Question, page: Page, markers: Mapping[int, Sequence[str]], highlighted: int | None
) -> disnake.Embed:
    title = say(
        "leaderboard.title", board=say(f"board.{question.board.value}"), span=say(f"span.{question.span.value}")
    )
    lines = [
        " ".join((_line(question, entry, entry.member.user_id == highlighted), *markers.get(entry.member.key, ())))
        for entry in page.entries
    ]
    made = disnake.Embed(title=f"🏆 {title}", description="\n".join(lines) or say("leaderboard.empty"), color=_COLOR)
    if page.entries:
        first, last = page.entries[0].rank, page.entries[-1].rank
        made.set_footer(
            text=say("leaderboard.footer", first=number(first), last=number(last), total=number(page.total))
        )
    return made


def _line(question: Question, entry: Entry, highlighted: bool) -> str:  # noqa: FBT001 - one fact about the entry
    level = say("leaderboard.level", level=entry.member.level) if question.board is Board.XP else ""
    name = escaped(entry.member.display_name, limit=40)
    line = say(
        "leaderboard.line",
        place=_MEDALS.get(entry.rank, f"`#{number(entry.rank)}`"),
        name=f"__{name}__" if highlighted else name,
        value=number(entry.value),
        level=level,
    )
    return f"➤ {line}" if highlighted else line


def _buttons(question: Question, page: Page) -> list[disnake.ui.Button[None]]:
    first = _place(page.entries[0]) if page.entries else None
    last = _place(page.entries[-1]) if page.entries else None
    before = Turn(question, "before", first) if page.has_previous and first else None
    after = Turn(question, "after", last) if page.has_next and last else None
    return [
        _button("first", Turn(question) if page.has_previous else None, "⏮️"),
        _button("previous", before, "◀️"),
        _button("next", after, "▶️"),
        _button("me", Turn(question, "me"), "🔎"),
    ]


def _button(name: str, turn: Turn | None, emoji: str) -> disnake.ui.Button[None]:
    return disnake.ui.Button(
        label=say(f"leaderboard.{name}"),
        emoji=emoji,
        style=disnake.ButtonStyle.secondary,
        custom_id=turn.custom_id() if turn else f"{_MARK}:off:{name}",
        disabled=turn is None,
    )


def _place(entry: Entry) -> Place:
    return entry.value, entry.member.user_id
