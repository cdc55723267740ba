"""The desk inside OpenBB Workspace: widgets over operations, and an agent."""

from bookrunner.faces.openbb.application import PATHS, asgi

__all__ = ["PATHS", "asgi"]
