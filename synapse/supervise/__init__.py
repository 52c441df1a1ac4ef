"""Runs the whole system on one machine: starts it in order, watches it, stops it cleanly."""
