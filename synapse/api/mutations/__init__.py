"""The roots of mutations, by domain."""
