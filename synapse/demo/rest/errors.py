from typing import Any


class ApiError(Exception):
    """An error as Discord answers it: HTTP status, JSON error code, message and errors by field."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The JSON body."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


_UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Interaction": 10062,
    "Application Command": 10063,
}


def unknown(what: str) -> ApiError:
    """404 with the code of the kind of thing that does not exist."""
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> ApiError:
    """403 for something the caller may not even see."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """403 for something the caller sees but may not do."""
    return ApiError(403, 50013, "Missing Permissions")


def unauthorized() -> ApiError:
    """401."""
    return ApiError(401, 0, "401: Unauthorized")


class Invalid:
    """Collects what is wrong with a request body and raises it as one error with code 50035."""

    def __init__(self) -> None:
        self._errors: dict[str, Any] = {}

    def add(self, path: str, code: str, message: str) -> None:
        """Say what is wrong with one field; `path` is dotted, list indices included."""
        node = self._errors
        for part in path.split("."):
            node = node.setdefault(part, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def require(self, path: str) -> None:
        """Say that a field is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def length(self, path: str, text: object, low: int, high: int) -> bool:
        """Check that a text is between two lengths; says so and returns False if not."""
        if not isinstance(text, str):
            self.add(path, "STRING_TYPE_CONVERT", "Only strings are accepted.")
            return False
        if low <= len(text) <= high:
            return True
        if low == 0 or (len(text) > high and low <= 1):
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        else:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        return False

    def error(self) -> ApiError:
        """What was collected as 400 with code 50035."""
        return ApiError(400, 50035, "Invalid Form Body", self._errors)

    def raise_if_any(self) -> None:
        """Raise what was collected.

        Raises:
            ApiError: 400 with code 50035, if anything was wrong.
        """
        if self._errors:
            raise self.error()


def invalid(path: str, code: str, message: str) -> ApiError:
    """400 for one wrong field."""
    problems = Invalid()
    problems.add(path, code, message)
    return problems.error()
