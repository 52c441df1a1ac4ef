"""Executing operations: the one door between the transports and the schema."""

import asyncio
import inspect
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing, nullcontext
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationType
from graphql.execution import Executor, create_source_event_stream, map_source_to_response_event

from synapse.api import failures, limits
from synapse.api.access import Access
from synapse.api.context import Context
from synapse.api.documents import Documents, Prepared, Rejected
from synapse.api.execution.executor import Accelerated
from synapse.api.execution.inputs import Inputs
from synapse.api.execution.leaves import JSON
from synapse.api.limiting.points import Charge, Points
from synapse.api.sharing import Sharing
from synapse.api.watch import Watch
from synapse.db.replica import Replica
from synapse.errors import Invalid, SynapseError, TimedOut
from synapse.services import changes
from synapse.services.credentials import Caller

_TOO_SLOW = "This took longer than {seconds:g} seconds and was stopped. Ask for less at once."
_CONSTANTS = 100


@dataclass(frozen=True, slots=True)
class Request:
    """What a caller asks for.

    Attributes:
        query: The document's text.
        document_id: The document's hash, instead of its text.
        operation_name: Which of the document's operations.
        variables: Values for the operation's variables.
        payer: Whose points it takes.
        caller: Who asks, None when nobody has signed in.
        address: The network address that they ask from.
    """

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    payer: str = "unknown"
    caller: Caller | None = None
    address: str | None = None

    def by(self, caller: Caller | None, payer: str, address: str | None) -> "Request":
        """The same, asked by somebody."""
        return Request(self.query, self.document_id, self.operation_name, self.variables, payer, caller, address)


@dataclass(slots=True)
class Answer:
    """A response in GraphQL's sense.

    Attributes:
        body: Its members; without ``data`` when execution did not begin. Moments may be in it as such: encode it
            by ``encoded``.
        charge: What it cost, when it cost anything.
    """

    body: dict[str, Any]
    charge: Charge | None = None
    _encoded: bytes | None = None

    @property
    def began(self) -> bool:
        """Whether execution began, so that there is data, be it null."""
        return "data" in self.body

    @property
    def whole(self) -> bool:
        """Whether there are data and no errors."""
        return self.began and "errors" not in self.body

    def encoded(self) -> bytes:
        """As JSON; encoded once, however many readers it goes to."""
        if self._encoded is None:
            self._encoded = orjson.dumps(self.body, option=JSON)
        return self._encoded

    def encoded_with_cost(self) -> bytes:
        """As JSON, with the cost among its extensions."""
        if self.charge is None:
            return self.encoded()
        return self.encoded()[:-1] + b',"extensions":{"cost":' + orjson.dumps(self.charge.told()) + b"}}"


class Operations:
    """Executes documents; knows nothing of HTTP."""

    def __init__(
        self,
        schema: GraphQLSchema,
        documents: Documents,
        context: Callable[["Request", Charge], Context],
        points: Points,
        access: Access,
        watch: Watch,
        replica: Replica | None = None,
        *,
        seconds: float = limits.SECONDS,
    ) -> None:
        self.documents = documents
        self.executor = Accelerated(schema)
        self.access = access
        self._context = context
        self._points = points
        self._watch = watch
        self._replica = replica
        self._seconds = seconds
        self._constants: dict[tuple[str, str | None], Answer] = {}
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

    def charge(self, prepared: Prepared, request: Request) -> Charge:
        """Take what an operation may cost from its caller.

        Raises:
            RateLimited: The caller has not enough.
            Invalid: The operation costs more than any may, or its variables hold too much.
        """
        limits.check_variables(request.variables)
        cost = prepared.cost(request.operation_name).estimate(request.variables)
        if cost > limits.COST:
            raise Invalid(f"This costs {cost} points, and {limits.COST} are the most. Ask for fewer entries at once.")
        return self._points.charge(request.payer, cost)

    async def answer(self, prepared: Prepared, request: Request, charge: Charge | None = None) -> Answer:
        """Execute a query or a mutation, and give back what it did not use of its charge.

        Raises:
            SynapseError: It was not charged yet, and ``charge`` refuses it.
        """
        charge = charge or self.charge(prepared, request)
        kind = prepared.kind(request.operation_name)
        with self._watch.operation(_name(prepared, request), kind) as ended, self._source(kind, request):
            answer = await self._answer(prepared, request, charge)
            ended(answer.body, answer.charge.requested if answer.charge else 0)
        return answer

    def _source(self, kind: OperationType, request: Request) -> AbstractContextManager[None]:
        """Where an operation reads: who has signed in sees what they changed, so only strangers read the replica."""
        if self._replica is None or request.caller is not None or kind is not OperationType.QUERY:
            return nullcontext()
        return self._replica.reads()

    async def _answer(self, prepared: Prepared, request: Request, charge: Charge) -> Answer:
        cost = prepared.cost(request.operation_name)
        if not cost.constant or request.variables:
            answer = await self._execute(prepared, request, charge)
            if charge.requested:
                settled = self._points.settle(request.payer, charge, cost.count(answer.body.get("data")))
                answer.charge = settled if answer.began else None
            return answer
        # Introspection costs nothing, so it is executed once.
        key = (prepared.text, request.operation_name)
        if key not in self._constants:
            if len(self._constants) >= _CONSTANTS:
                self._constants.clear()
            self._constants[key] = await self._execute(prepared, request, charge)
        return self._constants[key]

    async def _execute(self, prepared: Prepared, request: Request, charge: Charge) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                context = self._context(request, charge)
                begun = self._begin(prepared, request, context)
                if isinstance(begun, ExecutionResult):
                    return _answer(begun)
                with changes.gathering() as changed:
                    answer = _answer(await self.executor.execute(prepared.text, prepared.document, *begun))
                # Whoever changed something and asks at once finds it changed.
                await context.rulebook.keep_up(changed)
                return answer
        except TimeoutError:
            return Answer({"errors": [failures.told_of(TimedOut(_TOO_SLOW.format(seconds=self._seconds)))]})
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
            charge = self.charge(prepared, request)
        except (Rejected, SynapseError) as error:
            yield refusal(error)
            return
        if kind is not OperationType.SUBSCRIPTION:
            yield await self.answer(prepared, request, charge)
            return
        variables = orjson.dumps(request.variables, option=orjson.OPT_SORT_KEYS)
        key = (prepared.text, request.operation_name, variables, request.caller)
        async with aclosing(self._sharing.follow(key, lambda: self._subscribe(prepared, request, charge))) as answers:
            async for answer in answers:
                yield answer

    async def _subscribe(self, prepared: Prepared, request: Request, charge: Charge) -> AsyncGenerator[Answer, None]:
        try:
            source = await self._events(prepared, request, charge)
            if isinstance(source, ExecutionResult):
                # The stream could not be begun, so there is no data, not even null.
                yield Answer({"errors": failures.told(source.errors or [])})
                return
            async with aclosing(source) as results:
                async for result in results:
                    if request.caller is not None:
                        # What they came in with may have ended while they followed.
                        await self.access.confirm(request.caller)
                    yield _answer(result)
        except SynapseError as error:
            yield refusal(error)
        except Exception as error:  # noqa: BLE001 - whatever happens becomes an answer with a reference to the log
            yield Answer({"errors": [failures.told_of_unexpected(error)]})

    async def _events(
        self, prepared: Prepared, request: Request, charge: Charge
    ) -> AsyncGenerator[ExecutionResult, None] | ExecutionResult:
        """The results of a subscription, or why it cannot be begun."""
        begun = self._begin(prepared, request, self._context(request, charge))
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

    def _begin(
        self, prepared: Prepared, request: Request, context: Context
    ) -> tuple[Executor[None], Inputs] | ExecutionResult:
        return self.executor.executor(
            prepared.text, prepared.document, context, request.variables, request.operation_name
        )


def refusal(error: Rejected | SynapseError) -> Answer:
    """The answer to a request whose execution did not begin."""
    if isinstance(error, Rejected):
        return Answer({"errors": failures.told(error.errors)})
    return Answer({"errors": [failures.told_of(error)]})


def _name(prepared: Prepared, request: Request) -> str | None:
    """What an operation of the dashboard is called; None for everybody else's."""
    if request.document_id is None:
        return None
    name = prepared.operation(request.operation_name).name
    return name.value if name else None


def _answer(result: ExecutionResult) -> Answer:
    if not result.errors:
        return Answer({"data": result.data})
    errors = failures.told(result.errors)
    if result.data is None and all(error.path is None for error in result.errors):
        return Answer({"errors": errors})
    return Answer({"errors": errors, "data": result.data})
