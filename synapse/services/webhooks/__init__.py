"""Webhooks: what is told to other people's programs, from the outbox to their door."""
