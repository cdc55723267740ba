"""The Model Context Protocol: the table of operations as tools, documents and figures as resources.

Specifications 2026-07-28 and 2025-11-25, over Streamable HTTP and standard input and output.
"""

from bookrunner.faces.mcp.transports import asgi, stdio

__all__ = ["asgi", "stdio"]
