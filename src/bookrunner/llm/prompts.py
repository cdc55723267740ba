"""Prompts are files beside their users, each version one file, with named slots."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SLOT = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
_FILE = re.compile(r"(?P<name>[a-z][a-z0-9_-]*)\.v(?P<version>[1-9][0-9]*)\.txt")


@dataclass(frozen=True)
class Prompt:
    """One version of a prompt. Versions that were used are not changed; a new one is added."""

    name: str
    version: int
    template: str
    """With slots written ``{{name}}``."""

    @property
    def slots(self) -> frozenset[str]:
        """The names of what is to be filled in."""
        return frozenset(_SLOT.findall(self.template))

    @property
    def digest(self) -> str:
        """SHA-256 of the template: two runs with the same digest were asked in the same words."""
        return hashlib.sha256(self.template.encode("utf-8")).hexdigest()

    def filled(self, **values: str) -> str:
        """The words to send. Slots inside values are left as they are: values may be hostile."""
        assert values.keys() == self.slots, f"{self.name} v{self.version}: {sorted(self.slots)}"
        return _SLOT.sub(lambda found: values[found[1]], self.template)


@cache
def prompt(package: str, name: str, version: int | None = None) -> Prompt:
    """A prompt of ``prompts/<name>.v<version>.txt`` in a package; without version the newest.

    Raises:
        FileNotFoundError: The package has no such prompt, which is a mistake of the program.
    """
    found: dict[int, str] = {}
    for file in files(package).joinpath("prompts").iterdir():
        named = _FILE.fullmatch(file.name)
        if named is not None and named["name"] == name:
            found[int(named["version"])] = file.name
    wanted = max(found, default=0) if version is None else version
    if wanted not in found:
        raise FileNotFoundError(f"{package}: prompts/{name}.v{wanted}.txt")
    text = files(package).joinpath("prompts", found[wanted]).read_text(encoding="utf-8")
    return Prompt(name, wanted, text)
