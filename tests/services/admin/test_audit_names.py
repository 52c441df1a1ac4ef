"""Which things an entry of the audit log names by number."""

from datetime import UTC, datetime
from typing import Any

import pytest

from synapse.services.audit import Entry
from synapse.services.audit_names import NameKind, Ref, refs_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def refs(subject: str, after: dict[str, Any], before: dict[str, Any] | None = None) -> set[tuple[str, int]]:
    entry = Entry(1, 7, None, "update", subject, before, after, None, None, NOW, None, None)
    found = refs_of(entry)
    assert all(isinstance(ref, Ref) and ref.guild_id == 1 for ref in found)
    return {(ref.kind.value, ref.number) for ref in found}


@pytest.mark.parametrize(
    ("subject", "after", "expected"),
    [
        ("zone:3", {"name": "Lab"}, {("zone", 3)}),
        ("zone:3", {"channels.12": 3, "channels.13": None}, {("zone", 3), ("channel", 12), ("channel", 13)}),
        ("grant:4", {"user_id": "9", "achievement": "X"}, {("achievement", 4), ("member", 9)}),
        ("settings", {"announcements.channel_id": "12", "motto": "12"}, {("channel", 12)}),
        ("settings", {"exclusions.role_ids": ["5", "6"], "exclusions.member_ids": []}, {("role", 5), ("role", 6)}),
        ("season:2", {"season": 2, "name": "2"}, {("season", 2)}),
        ("award:a1b2", {"user_id": None, "xp": 3}, set()),
        ("guild", {"zone_id": str(2**63), "announce_channel": "8"}, {("channel", 8)}),
    ],
)
def test_what_an_entry_names(subject: str, after: dict[str, Any], expected: set[tuple[str, int]]) -> None:
    assert refs(subject, after) == expected
    assert refs(subject, {}, after) == expected


def test_kinds_are_those_of_the_documentation() -> None:
    assert {kind.value for kind in NameKind} == {"achievement", "channel", "member", "quest", "role", "season", "zone"}
