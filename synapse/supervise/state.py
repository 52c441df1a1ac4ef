"""What a demo remembers between runs, beside its database."""

import os
import secrets
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError


class State(BaseModel):
    """One demo's memory.

    Attributes:
        seed: What the club follows from.
        members: How many people are in it.
        past_is_whole: Whether all of that past was committed.
        jwt_secret: Signs access tokens, so that who signed in stays so.
    """

    seed: int = 7
    members: int = 300
    past_is_whole: bool = False
    jwt_secret: str = Field(default_factory=lambda: secrets.token_hex(32))

    @classmethod
    def read(cls, file: Path) -> "State | None":
        """The memory in a file, None when there is none that can be read."""
        try:
            return cls.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, file: Path) -> None:
        """Keep it, readable only by its owner."""
        new = file.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
            output.write(self.model_dump_json(indent=2))
        new.replace(file)
