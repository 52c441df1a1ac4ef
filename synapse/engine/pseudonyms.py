"""Ids that stand for members who show themselves without a name.

A pseudonym is the same in every answer of a guild, another one in each guild, and cannot be turned back without the
guild's key. All are 2^63 or greater; Discord's ids stay below that until the year 2084.
"""

from hashlib import blake2b

FIRST = 2**63
"""The smallest pseudonym."""

_HALF = 32
_MASK = (1 << _HALF) - 1
_ROUNDS = 8


def is_pseudonym(number: int) -> bool:
    """Whether an id is a pseudonym and none of Discord's."""
    return number >= FIRST


class Pseudonyms:
    """The pseudonyms of one guild: a keyed permutation of all numbers below 2^63, moved above them.

    A Feistel network permutes numbers of 64 bits; what falls outside the range goes through it again, so that the
    range is permuted within itself.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, user_id: int) -> int:
        """The pseudonym of a member."""
        number = self._forward(user_id)
        while number >= FIRST:
            number = self._forward(number)
        return FIRST + number

    def user_id(self, pseudonym: int) -> int:
        """Whose pseudonym it is; some number that is nobody's for one that was made up."""
        number = self._backward(pseudonym - FIRST)
        while number >= FIRST:
            number = self._backward(number)
        return number

    def _forward(self, number: int) -> int:
        left, right = number >> _HALF, number & _MASK
        for step in range(_ROUNDS):
            left, right = right, left ^ self._mixed(step, right)
        return left << _HALF | right

    def _backward(self, number: int) -> int:
        left, right = number >> _HALF, number & _MASK
        for step in reversed(range(_ROUNDS)):
            left, right = right ^ self._mixed(step, left), left
        return left << _HALF | right

    def _mixed(self, step: int, half: int) -> int:
        digest = blake2b(half.to_bytes(4, "big"), digest_size=4, key=self._key, salt=bytes([step])).digest()
        return int.from_bytes(digest, "big")
