"""Checking what people send before anything is done with it."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from synapse.errors import Invalid
from synapse.services.texts import ENGLISH, has, say, spoken

_OWN = "value_error"
"""A fault whose sentence a validator of our own made."""

Input = TypeVar("Input", bound="Draft")


class Draft(BaseModel):
    """Values that a person sent; frozen, and without names that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _readable(text: str) -> str:
    if any(not (character.isprintable() or character == "\n") for character in text):
        raise ValueError(say("refused.fault.control"))
    return text


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(_readable)]
"""One line that something is called by."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_readable)]
"""A description or a reason; may be empty."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_readable)]
"""What takes a few sentences to say; may be empty."""


def checked(model: type[Input], values: Mapping[str, Any]) -> Input:
    """The values as a model.

    Raises:
        Invalid: With every fault that was found.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise faults(error) from None


def faults(error: ValidationError) -> Invalid:
    """All faults of a validation as one error, the first with the others behind it."""
    found = [
        Invalid(told(fault), path=tuple(map(str, fault["loc"])))
        for fault in error.errors(include_input=False, include_url=False)
    ]
    return Invalid(found[0].message, path=found[0].path, others=tuple(found[1:]))


def told(fault: ErrorDetails) -> str:
    """One fault as a sentence in the language that is spoken; pydantic's own words are English."""
    name = f"refused.fault.{fault['type']}"
    if fault["type"] == _OWN or (spoken() == ENGLISH and not has(name)):
        return f"{fault['msg'].removeprefix('Value error, ').rstrip('.')}."
    return say(name if has(name) else "refused.fault.other", **fault.get("ctx", {}))
