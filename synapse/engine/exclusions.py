"""Channels, roles and members that earn nothing."""

from collections.abc import Sequence

from synapse.engine.events import Recorded
from synapse.engine.reward import Cut
from synapse.engine.settings import Exclusions as ExclusionSettings


class Excluded:
    """What a guild's admins exclude, ready to be asked about each event."""

    __slots__ = ("_any", "_channels", "_members", "role_ids")

    def __init__(self, settings: ExclusionSettings) -> None:
        self.role_ids = frozenset(settings.role_ids)
        self._channels = frozenset(settings.channel_ids)
        self._members = frozenset(settings.member_ids)
        self._any = bool(self.role_ids or self._channels or self._members)

    def __bool__(self) -> bool:
        return self._any

    def cuts(self, event: Recorded, role_ids: Sequence[int]) -> tuple[Cut, ...]:
        """Why an event earns nothing, whatever it is; a thread is excluded with its channel."""
        place = event.channel_id in self._channels or event.parent_id in self._channels
        checks = (
            (Cut.EXCLUDED_CHANNEL, place),
            (Cut.EXCLUDED_ROLE, not self.role_ids.isdisjoint(role_ids)),
            (Cut.EXCLUDED_MEMBER, event.user_id in self._members),
        )
        return tuple([cut for cut, applies in checks if applies])
