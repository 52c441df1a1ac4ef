"""``python -m synapse`` is the command line."""

from synapse.cli import main

main()
