"""The few kinds of error that Synapse raises on purpose.

Every one carries a sentence for the person who meets it: what is wrong and what to do next.
Faces (API, bot, command line) translate the kind; they never need to look inside the text.
"""


class SynapseError(Exception):
    """Something went wrong that a person can be told about.

    Attributes:
        message: One or two sentences for whoever meets the error.
        code: The stable name of the kind, as the API gives it in ``extensions.code``.
        path: Where the fault lies in the input, outermost first; empty when it is not in one place.
    """

    code = "INTERNAL"

    def __init__(self, message: str, *, path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class NotFound(SynapseError):  # noqa: N818 - the kind's name is what the API and the texts call it
    """The thing asked for does not exist, or not for this caller."""

    code = "NOT_FOUND"


class Unauthenticated(SynapseError):  # noqa: N818 - as above
    """The caller is not known, or what they prove it with is wrong or has ended."""

    code = "UNAUTHENTICATED"


class Forbidden(SynapseError):  # noqa: N818 - as above
    """The caller is known and may not do this."""

    code = "FORBIDDEN"


class Conflict(SynapseError):  # noqa: N818 - as above
    """The change does not fit what is there now, for instance because somebody else changed it."""

    code = "CONFLICT"


class Invalid(SynapseError):  # noqa: N818 - as above
    """The input is wrong in itself; ``path`` says where."""

    code = "BAD_USER_INPUT"


class Unavailable(SynapseError):  # noqa: N818 - as above
    """Something that Synapse needs cannot be reached; trying again later may help."""

    code = "UNAVAILABLE"


class RateLimited(SynapseError):  # noqa: N818 - as above
    """The caller asked too much in too short a time.

    Attributes:
        retry_after: Seconds after which the same may be asked again.
    """

    code = "RATE_LIMITED"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TimedOut(SynapseError):  # noqa: N818 - as above
    """It took longer than anything may take, and was stopped."""

    code = "TIMED_OUT"


class Misconfigured(SynapseError):  # noqa: N818 - as above
    """The process cannot start with the configuration it was given.

    Attributes:
        problems: Every fault that was found, each a sentence with its way out.
    """

    code = "MISCONFIGURED"

    def __init__(self, problems: list[str]) -> None:
        listing = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"Synapse cannot start with this configuration:\n{listing}")
        self.problems = problems
