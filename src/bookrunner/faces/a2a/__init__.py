"""The A2A agent: the table of operations for other agents, by skills, over JSON-RPC and HTTP+JSON.

Protocol 1.0. It translates messages into requests of the service and answers into artifacts.
"""

from bookrunner.faces.a2a.application import A2A, PATHS, asgi

__all__ = ["A2A", "PATHS", "asgi"]
