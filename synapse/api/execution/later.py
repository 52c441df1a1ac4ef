"""Resolvers: how they are called, and waiting for those that take time, siblings together."""

import asyncio
import dataclasses
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import GraphQLResolveInfo
from graphql.execution import Executor, get_argument_values
from graphql.pyutils import Path
from strawberry.types.arguments import convert_arguments
from strawberry.types.info import Info

from synapse.api.execution.access import Many, Own
from synapse.api.execution.inputs import constant
from synapse.api.execution.leaves import Irregular
from synapse.api.execution.plan import Field

Answer: TypeAlias = dict[str, Any]


class Run:
    """One execution of a plan: an executor's values, and what all objects of a selection share."""

    __slots__ = ("_arguments", "_infos", "_known", "_shared", "executor")

    def __init__(self, executor: Executor[None], shared: dict[Field, Mapping[str, Any]]) -> None:
        """Begin an execution; ``shared`` are arguments that executions with the same variables have in common."""
        self.executor = executor
        self._shared = shared
        self._arguments: dict[Field, Mapping[str, Any]] = {}
        self._infos: dict[Field, GraphQLResolveInfo[Any]] = {}
        self._known: dict[object, dict[int, tuple[Any, Answer]]] = {}

    def known(self, site: object) -> dict[int, tuple[Any, Answer]]:
        """The objects that one place of a plan has completed, by their id, each with its answer."""
        return self._known.setdefault(site, {})

    def info(self, field: Field, path: Path) -> GraphQLResolveInfo[Any]:
        """What a resolver is told about where it is called."""
        return self.executor.build_resolve_info(field.definition, field.nodes, field.parent, path)

    def kind_info(self, field: Field) -> GraphQLResolveInfo[Any]:
        """What the type of a value is decided with; one for all values of the field, so its path has no indices."""
        if (info := self._infos.get(field)) is None:
            info = self._infos[field] = self.info(field, Path(None, field.key, field.parent.name))
        return info

    def resolve(self, field: Field, source: Any, path: Path) -> Any:  # noqa: ANN401 - what a resolver takes and gives
        """Call a field's resolver."""
        info, own = self.info(field, path), field.access.own
        if own is not None and (strawberry := getattr(self.executor.schema, "_strawberry_schema", None)):
            return self._resolve_own(
                field, own, source, strawberry.config.info_class(_raw_info=info, _field=own.declared)
            )
        arguments = self._arguments.get(field)
        if arguments is None:
            arguments = self._arguments[field] = self._read(field)
        resolver = field.definition.resolve or self.executor.field_resolver
        return resolver(source, info, **arguments)

    def _resolve_own(self, field: Field, own: Own, source: Any, info: Info[Any, Any]) -> Any:  # noqa: ANN401
        """Call a resolver as Strawberry's wrapping does, with arguments that were converted once."""
        arguments = self._shared.get(field)
        if arguments is None:
            converter = self.executor.schema._strawberry_schema.schema_converter  # type: ignore[attr-defined] # noqa: SLF001 - set by Strawberry
            arguments = convert_arguments(
                self._read(field),
                own.declared.arguments,
                scalar_registry=converter.scalar_registry,
                config=converter.config,
                info=info,
            )
            if constant(arguments):
                self._shared[field] = arguments
        given = dict(arguments)
        if own.parent:
            given[own.parent] = source
        if own.info:
            given[own.info] = info
        return own.call(**given)

    def _read(self, field: Field) -> dict[str, Any]:
        executor = self.executor
        return get_argument_values(
            field.definition, field.details[0].node, executor.variable_values, None, executor.hide_suggestions
        )


@dataclass(eq=False, slots=True)
class Later:
    """A field whose resolver may take time.

    Attributes:
        field: The field.
        many: Resolves the field of many parents at once, None when there is no such resolver.
        complete: Completes what the resolver gave; notes what is to be resolved after that in its last argument.
    """

    field: Field
    many: Many | None
    complete: "Callable[[Run, Any, Path | None, list[Pending]], Any]" = dataclasses.field(init=False)

    async def one(self, run: Run, pending: "Pending") -> None:
        """Resolve the field of one parent, and all that hangs under it."""
        if self.many is not None:
            await self.all(run, self.many, [pending])
            return
        _, source, parent, target = pending
        path = Path(parent, self.field.key, self.field.parent.name)
        value = run.resolve(self.field, source, path)
        if hasattr(value, "__await__"):
            value = await value
        nested: list[Pending] = []
        target[self.field.key] = self.complete(run, value, path, nested)
        if nested:
            await settle(run, nested)

    async def all(self, run: Run, many: Many, pending: "Sequence[Pending]") -> None:
        """Resolve the field of many parents at once, and all that hangs under them."""
        values = await many(run.executor.context_value, [item[1] for item in pending])
        nested: list[Pending] = []
        key, name, complete = self.field.key, self.field.parent.name, self.complete
        if self.field.wants_path:
            for (_, _, parent, target), value in zip(pending, values, strict=True):
                target[key] = complete(run, value, Path(parent, key, name), nested)
        else:
            for (_, _, _, target), value in zip(pending, values, strict=True):
                target[key] = complete(run, value, None, nested)
        if nested:
            await settle(run, nested)


Pending: TypeAlias = tuple[Later, Any, Path | None, Answer]
"""A field that is yet to be resolved: the parent's value, the parent's path, and the answer it goes into."""


async def settle(run: Run, pending: Sequence[Pending]) -> None:
    """Resolve these fields at the same time."""
    if len(pending) == 1:
        await pending[0][0].one(run, pending[0])
        return
    await together(_jobs(run, pending))


def _jobs(run: Run, pending: Sequence[Pending]) -> list[Coroutine[Any, Any, None]]:
    by_field: dict[Later, list[Pending]] = {}
    for item in pending:
        by_field.setdefault(item[0], []).append(item)
    jobs: list[Coroutine[Any, Any, None]] = []
    for later, items in by_field.items():
        if later.many is not None:
            jobs.append(later.all(run, later.many, items))
        else:
            jobs.extend(later.one(run, item) for item in items)
    return jobs


async def together(jobs: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Run jobs at the same time; when one fails the others are ended before that is told."""
    if len(jobs) == 1:
        await jobs[0]
        return
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


def plain(value: object, known: set[type]) -> None:
    """Note the class of an object as one whose objects are neither errors nor awaitable.

    Raises:
        Irregular: It is not such a class.
    """
    if value is None or isinstance(value, Exception) or hasattr(value, "__await__"):
        raise Irregular
    known.add(value.__class__)
