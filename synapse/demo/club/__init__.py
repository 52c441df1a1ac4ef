"""The club that lives in the local Discord: who is in it, where they meet, and what they do all day."""

from synapse.demo.club.found import Club, found
from synapse.demo.club.people import Person
from synapse.demo.club.places import Place

__all__ = ["Club", "Person", "Place", "found"]
