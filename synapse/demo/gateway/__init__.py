"""Gateway v10: connections, sessions that can be resumed, and who is told what."""

from synapse.demo.gateway.hub import Hub

__all__ = ["Hub"]
