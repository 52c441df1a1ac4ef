from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class User:
    """An account on Discord: a person, a bot or the face of a webhook."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    avatar: str | None = None
    locale: str = "en-US"
    rendered: bytes | None = field(default=None, repr=False)
    """The user object as JSON, kept so that busy authors are not rendered for every message."""

    @property
    def display_name(self) -> str:
        """The name Discord shows where no nickname is set."""
        return self.global_name or self.username
