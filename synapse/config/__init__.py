"""Settings: the environment for secrets, ``config.yaml`` for the rest; read once, frozen.

Every fault is collected and told at once, each with its way out, so that whoever sets Synapse up
mends their file one time and not once per line.
"""

from synapse.config.settings import Settings, load
from synapse.config.shards import Shards
from synapse.config.soft import Ingest, Ports, Soft, Spool
from synapse.config.variables import VARIABLES, Process, Variable

__all__ = ["VARIABLES", "Ingest", "Ports", "Process", "Settings", "Shards", "Soft", "Spool", "Variable", "load"]
