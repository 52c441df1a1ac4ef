"""The roles of levels, won weeks and the shop: gives and takes what is due, no faster than Discord likes it.

Role changes of a guild share one bucket of Discord's, which disnake waits for; the pace here keeps them from using up
the limit that all requests of a bot share, so that announcements and commands go on meanwhile. What is in the way (a
permission, the order of the roles) is found out before anything is tried, and noted for the admins.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

import disnake
import structlog

from bot.client import OUTAGES
from bot.core import Core
from bot.errands import is_outage
from bot.translate import snowflake
from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.services import level_role_work as work
from synapse.services import shop_purchases
from synapse.services.level_role_work import Task
from synapse.services.level_roles import RoleProblem

log = structlog.get_logger(__name__)

PER_SECOND = 20.0
"""Role changes a second over all guilds at most; Discord allows a bot 50 requests of all kinds."""

_AT_ONCE = 25
_IDLE_SECONDS = 60.0
_TROUBLE_SECONDS = 5.0
_UNKNOWN_MEMBER, _UNKNOWN_ROLE = 10007, 10011
_REASON = "Level role"
_CLIENT_ERRORS = range(400, 500)
_TOO_MANY = 429


class _Away(Exception):  # noqa: N818 - what happened, not a fault of the task
    """Discord does not answer at the moment."""


class LevelRoles:
    """Keeps members' roles those of their levels in the guilds of this process."""

    def __init__(self, core: Core, listener: Listener, *, per_second: float = PER_SECOND) -> None:
        self._core = core
        self._listener = listener
        self._gap = 1 / per_second
        self._next = 0.0
        self._wake = asyncio.Event()
        self._undo: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._begun: set[int] = set()
        self._refused: set[tuple[int, int]] = set()

    def attach(self) -> None:
        """Hear of what may put a problem out of the way, or bring one."""
        state = self._core.client.state
        for name in ("GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"):
            state.hear(name, lambda _data: self._try_again())
        state.hear("GUILD_MEMBER_UPDATE", self._member_changed)
        state.hear("GUILD_MEMBERS_CHUNK", lambda _data: self._wake.set())

    def start(self) -> None:
        """Begin to work."""
        self._undo = [self._listener.on_notice(self._hear), self._listener.on_reconnect(self._wake.set)]
        # Not the notice of a change alone: what is in the way is looked for by the rules, which come a moment later.
        self._core.rulebook.on_replaced.append(self._rules_changed)
        self._task = asyncio.create_task(self._run(), name="level roles")

    async def stop(self) -> None:
        """Stop; what is not done yet is done after the next start."""
        for undo in self._undo:
            undo()
        if self._rules_changed in self._core.rulebook.on_replaced:
            self._core.rulebook.on_replaced.remove(self._rules_changed)
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def step(self) -> bool:
        """Do some of what is to be done in each guild; False when nothing is left.

        Raises:
            _Away: Discord does not answer.
        """
        guilds = [guild for guild in self._core.client.guilds if self._ready(guild)]
        pending = set(await work.pending(self._core.engine, [guild.id for guild in guilds]))
        for guild in guilds:
            if guild.id in pending:
                await self._some(guild)
        return bool(pending)

    async def prepare(self) -> None:
        """Begin with guilds that are new here, and note what is in the way in any of them."""
        for guild in self._core.client.guilds:
            if not self._ready(guild):
                continue
            if guild.id not in self._begun:
                # Members may have come and gone, or have lost roles, while nobody looked. The list of them, which
                # was heard a moment ago, is written before.
                self._begun.add(guild.id)
                self._core.errands.add("level roles", partial(self._begin, guild.id))
            await self._look_for_trouble(guild)

    async def _begin(self, guild_id: int) -> None:
        await work.begin_walk(self._core.engine, guild_id)
        self._wake.set()

    def _ready(self, guild: disnake.Guild) -> bool:
        """Whether it is known who is there: roles are compared with what members have now."""
        core = self._core
        listed = core.intake.guild(guild.id).people.complete
        return core.serves(guild.id) and core.rulebook.get(guild.id) is not None and listed

    def _hear(self, notice: Notice) -> None:
        config = notice.topic is Topic.CONFIG and notice.parts & {Part.LEVEL_ROLES, Part.SETTINGS, Part.SHOP}
        if config or Part.ROLES_DUE in notice.parts:
            self._wake.set()

    def _rules_changed(self, _guild_id: int) -> None:
        self._wake.set()

    def _member_changed(self, data: dict[str, Any]) -> None:
        if snowflake(data["user"]["id"]) == self._core.client.user.id:
            self._try_again()

    def _try_again(self) -> None:
        """What Discord refused it may allow now."""
        self._refused.clear()
        self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            pause = _IDLE_SECONDS
            try:
                await self.prepare()
                while await self.step():
                    pass
            except _Away:
                pause = _TROUBLE_SECONDS
            except Exception as error:
                pause = _TROUBLE_SECONDS
                log.warning("level_roles.failed", error=type(error).__name__, exc_info=not is_outage(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _some(self, guild: disnake.Guild) -> None:
        engine = self._core.engine
        while await work.walk(engine, guild.id):
            pass
        tasks = await work.tasks(engine, guild.id, limit=_AT_ONCE)
        skipped = {role: problem for role in _roles_of(tasks) if (problem := problem_of(guild, role)) is not None}
        finished: list[Task] = []
        try:
            for task in tasks:
                await self._carry_out(guild, task, skipped)
                finished.append(task)
        finally:
            await work.done(engine, guild.id, finished, skipped)
            await work.report(engine, guild.id, skipped, fine=())
            # Whoever bought what cannot be given has their gold again.
            missed = [(task.user_id, role) for task in finished for role in task.steps.give if role in skipped]
            await shop_purchases.refund_ungiven(engine, guild.id, missed, skipped, self._core.clock())

    async def _carry_out(self, guild: disnake.Guild, task: Task, skipped: dict[int, RoleProblem]) -> None:
        http = self._core.client.http
        for role in sorted(task.steps.take - skipped.keys()):
            request = partial(http.remove_role, guild.id, task.user_id, role, reason=_REASON)
            await self._ask(request, (guild.id, role), skipped)
        for role in sorted(task.steps.give - skipped.keys()):
            request = partial(http.add_role, guild.id, task.user_id, role, reason=_REASON)
            await self._ask(request, (guild.id, role), skipped)

    async def _ask(
        self, request: Callable[[], Awaitable[object]], where: tuple[int, int], skipped: dict[int, RoleProblem]
    ) -> None:
        """Make one request in its turn; a refusal is noted, for the role and not for the member alone."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._next - loop.time()))
        self._next = max(self._next, loop.time()) + self._gap
        try:
            await request()
        except disnake.HTTPException as error:
            if error.code == _UNKNOWN_MEMBER:
                return
            if error.status not in _CLIENT_ERRORS or error.status == _TOO_MANY:
                log.warning("level_roles.waiting", status=error.status)
                raise _Away from error
            skipped[where[1]] = RoleProblem.GONE if error.code == _UNKNOWN_ROLE else RoleProblem.REFUSED
            self._refused.add(where)
            log.warning("level_roles.refused", role_id=where[1], status=error.status, code=error.code)
        except OUTAGES as error:
            log.warning("level_roles.waiting", error=type(error).__name__)
            raise _Away from error

    async def _look_for_trouble(self, guild: disnake.Guild) -> None:
        """Note what is in the way of the roles that this guild has us give, and what is not any more."""
        rules = self._core.rulebook.get(guild.id)
        known = await work.troubled(self._core.engine, guild.id)
        own = (*rules.level_roles.values(), *rules.settings.weekly.role_ids) if rules else ()
        sold = await shop_purchases.sold_roles(self._core.engine, guild.id)
        roles = {*own, *sold, *known}
        found = {role: problem for role in roles if (problem := problem_of(guild, role)) is not None}
        fine = [role for role in known if role not in found and (guild.id, role) not in self._refused]
        if found or fine:
            await work.report(self._core.engine, guild.id, found, fine)


def problem_of(guild: disnake.Guild, role_id: int) -> RoleProblem | None:
    """What keeps the bot from giving or taking a role in a guild; None when nothing is seen to."""
    role, me = guild.get_role(role_id), guild.me
    if role is None:
        return RoleProblem.GONE
    if role.managed or role.is_default():
        return RoleProblem.MANAGED
    if not me.guild_permissions.manage_roles:
        return RoleProblem.MISSING_PERMISSION
    return RoleProblem.TOO_HIGH if role >= me.top_role else None


def _roles_of(tasks: Iterable[Task]) -> set[int]:
    return {role for task in tasks for role in task.steps.give | task.steps.take}
