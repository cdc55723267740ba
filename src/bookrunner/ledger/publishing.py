"""Files appear at their destination complete and all together, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def publish(folder: Path, writer: Callable[[Path], Result]) -> Result:
    """Lets the writer fill a temporary folder, then moves its files into ``folder``.

    When the writer raises, nothing of it remains and what was in ``folder`` is untouched.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the destination, because files move in one step only inside one file system.
    holding = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        result = writer(holding)
        folder.mkdir(exist_ok=True)
        for written in sorted(holding.iterdir()):
            written.replace(folder / written.name)
        return result
    finally:
        shutil.rmtree(holding, ignore_errors=True)
