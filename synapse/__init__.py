"""Synapse turns what happens in a Discord community into recognition."""

__version__ = "0.1.0"
