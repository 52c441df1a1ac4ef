"""The trial of the whole chain: local Discord, bot and database under faults, then an independent recount.

``stage`` holds the parts, ``mischief`` what is done to them, ``judge`` compares the ledger with the database.
The short trial runs in the tests, the long one is ``python -m bench faults``.
"""
