"""Executing operations: the one door between the transports and the schema."""

import inspect
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationType
from graphql.execution import Executor, create_source_event_stream, map_source_to_response_event

from synapse.api import failures
from synapse.api.context import Context
from synapse.api.documents import Documents, Prepared, Rejected
from synapse.api.execution.executor import Accelerated
from synapse.api.execution.inputs import Inputs
from synapse.api.execution.leaves import JSON
from synapse.api.sharing import Sharing
from synapse.errors import Invalid, SynapseError


@dataclass(frozen=True, slots=True)
class Request:
    """What a caller asks for."""

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Answer:
    """A response in GraphQL's sense.

    Attributes:
        body: Its members; without ``data`` when execution did not begin. Moments may be in it as such: encode it
            by ``encoded``.
    """

    body: dict[str, Any]
    _encoded: bytes | None = None

    @property
    def began(self) -> bool:
        """Whether execution began, so that there is data, be it null."""
        return "data" in self.body

    def encoded(self) -> bytes:
        """As JSON; encoded once, however many readers it goes to."""
        if self._encoded is None:
            self._encoded = orjson.dumps(self.body, option=JSON)
        return self._encoded


class Operations:
    """Executes documents; knows nothing of HTTP."""

    def __init__(self, schema: GraphQLSchema, documents: Documents, context: Callable[[], Context]) -> None:
        self.documents = documents
        self.executor = Accelerated(schema)
        self._context = context
        self._sharing: Sharing[Answer] = Sharing()

    def prepare(self, request: Request) -> Prepared:
        """The document that a request means.

        Raises:
            Rejected: The document is not valid.
            SynapseError: There is no document, or it is refused.
        """
        if request.document_id is not None:
            return self.documents.prepare(self.documents.by_hash(request.document_id))
        if not request.query:
            raise Invalid("The request has no document. Send it as the string `query`, or its hash as `documentId`.")
        return self.documents.prepare(request.query)

    async def answer(self, prepared: Prepared, request: Request) -> Answer:
        """Execute a query or a mutation."""
        try:
            begun = self._begin(prepared, request)
            if isinstance(begun, ExecutionResult):
                return _answer(begun)
            return _answer(await self.executor.execute(prepared.text, prepared.document, *begun))
        except Exception as error:  # noqa: BLE001 - whatever happens becomes an answer with a reference to the log
            return Answer({"errors": [failures.told_of_unexpected(error)]})

    async def stream(self, request: Request) -> AsyncGenerator[Answer, None]:
        """Execute any operation as a stream of answers; refusals are answers too.

        The stream of a subscription ends only when its source does or when it is closed. A reader who is
        slow finds the newest answer and never the ones in between.
        """
        try:
            prepared = self.prepare(request)
            kind = prepared.kind(request.operation_name)
        except (Rejected, SynapseError) as error:
            yield refusal(error)
            return
        if kind is not OperationType.SUBSCRIPTION:
            yield await self.answer(prepared, request)
            return
        variables = orjson.dumps(request.variables, option=orjson.OPT_SORT_KEYS)
        key = (prepared.text, request.operation_name, variables)
        async with aclosing(self._sharing.follow(key, lambda: self._subscribe(prepared, request))) as answers:
            async for answer in answers:
                yield answer

    async def _subscribe(self, prepared: Prepared, request: Request) -> AsyncGenerator[Answer, None]:
        try:
            source = await self._source(prepared, request)
            if isinstance(source, ExecutionResult):
                # The stream could not be begun, so there is no data, not even null.
                yield Answer({"errors": failures.told(source.errors or [])})
                return
            async with aclosing(source) as results:
                async for result in results:
                    yield _answer(result)
        except Exception as error:  # noqa: BLE001 - whatever happens becomes an answer with a reference to the log
            yield Answer({"errors": [failures.told_of_unexpected(error)]})

    async def _source(
        self, prepared: Prepared, request: Request
    ) -> AsyncGenerator[ExecutionResult, None] | ExecutionResult:
        """The results of a subscription, or why it cannot be begun."""
        begun = self._begin(prepared, request)
        if isinstance(begun, ExecutionResult):
            return begun
        executor, inputs = begun
        started = create_source_event_stream(executor)
        events = await started if inspect.isawaitable(started) else started
        if isinstance(events, ExecutionResult):
            return events
        return map_source_to_response_event(
            executor, events, lambda one: self.executor.execute(prepared.text, prepared.document, one, inputs)
        )

    def _begin(self, prepared: Prepared, request: Request) -> tuple[Executor[None], Inputs] | ExecutionResult:
        return self.executor.executor(
            prepared.text, prepared.document, self._context(), request.variables, request.operation_name
        )


def refusal(error: Rejected | SynapseError) -> Answer:
    """The answer to a request whose execution did not begin."""
    if isinstance(error, Rejected):
        return Answer({"errors": failures.told(error.errors)})
    return Answer({"errors": [failures.told_of(error)]})


def _answer(result: ExecutionResult) -> Answer:
    if not result.errors:
        return Answer({"data": result.data})
    errors = failures.told(result.errors)
    if result.data is None and all(error.path is None for error in result.errors):
        return Answer({"errors": errors})
    return Answer({"errors": errors, "data": result.data})
