"""The root of subscriptions."""
