"""Executing operations: the one door between the transports and the schema."""

import inspect
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationType, execute, subscribe

from synapse.api import failures
from synapse.api.access import Access
from synapse.api.context import Context
from synapse.api.documents import Documents, Prepared, Rejected
from synapse.api.sharing import Sharing
from synapse.errors import Invalid, SynapseError
from synapse.services.credentials import Caller


@dataclass(frozen=True, slots=True)
class Request:
    """What a caller asks for; ``caller`` is None when nobody has signed in."""

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    caller: Caller | None = None


@dataclass(slots=True)
class Answer:
    """A response in GraphQL's sense.

    Attributes:
        body: Its members; without ``data`` when execution did not begin.
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
            self._encoded = orjson.dumps(self.body)
        return self._encoded


class Operations:
    """Executes documents; knows nothing of HTTP."""

    def __init__(
        self,
        schema: GraphQLSchema,
        documents: Documents,
        context: Callable[[Caller | None], Context],
        access: Access,
    ) -> None:
        self.documents = documents
        self.access = access
        self._schema = schema
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
            result = execute(
                self._schema,
                prepared.document,
                context_value=self._context(request.caller),
                variable_values=request.variables,
                operation_name=request.operation_name,
                hide_suggestions=True,
            )
            return _answer(await result if inspect.isawaitable(result) else result)
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
        key = (prepared.text, request.operation_name, variables, request.caller)
        async with aclosing(self._sharing.follow(key, lambda: self._subscribe(prepared, request))) as answers:
            async for answer in answers:
                yield answer

    async def _subscribe(self, prepared: Prepared, request: Request) -> AsyncGenerator[Answer, None]:
        try:
            started = subscribe(
                self._schema,
                prepared.document,
                context_value=self._context(request.caller),
                variable_values=request.variables,
                operation_name=request.operation_name,
                hide_suggestions=True,
            )
            source = await started if inspect.isawaitable(started) else started
            if isinstance(source, ExecutionResult):
                # The stream could not be begun, so there is no data, not even null.
                yield Answer({"errors": failures.told(source.errors or [])})
                return
            async with aclosing(cast("AsyncGenerator[ExecutionResult, None]", source)) as results:
                async for result in results:
                    if request.caller is not None:
                        # What they came in with may have ended while they followed.
                        await self.access.confirm(request.caller)
                    yield _answer(result)
        except SynapseError as error:
            yield refusal(error)
        except Exception as error:  # noqa: BLE001 - whatever happens becomes an answer with a reference to the log
            yield Answer({"errors": [failures.told_of_unexpected(error)]})


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
