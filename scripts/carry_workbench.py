"""A step of building a release: the wheel and the source archive carry the built workbench.

Where the workbench was not built, what is built works without it and says so at ``/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryWorkbench(BuildHookInterface[Any]):
    """Puts ``web/dist/browser`` where the server looks for it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the built folder to the builder; an editable installation serves the checkout's."""
        built = Path(self.root) / "web" / "dist" / "browser"
        if version == "editable" or not (built / "index.html").is_file():
            return
        is_wheel = self.target_name == "wheel"
        place = "bookrunner/workbench" if is_wheel else "web/dist/browser"
        build_data["force_include"][str(built)] = place
