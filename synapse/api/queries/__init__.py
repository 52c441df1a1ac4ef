"""The roots of queries."""
