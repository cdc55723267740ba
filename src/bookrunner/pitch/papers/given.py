"""What a person gives a document that no record holds: a code name, and words of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bookrunner.figures import BadInput
from bookrunner.office import Bullets, Required
from bookrunner.office.paper import Paper, Paragraph

_BYTES_MAX = 1_000_000
_HEADING = re.compile(r"#+\s*(.+?)\s*#*")


class UnusableWords(BadInput):
    """A file of words cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be used: {why}; write UTF-8 text under headings such as `# Description`"
        )


@dataclass(frozen=True)
class Given:
    """Words by the heading that they stand under, in lower case; each text is of paragraphs."""

    project: str = ""
    """The code name of the project; empty where none was given."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def add(self, paper: Paper, title: str, heading: str, how: str) -> Sequence[str]:
        """Appends the section, or says what is required; gives what is lacking.

        A line that starts with a dash is a bullet.
        """
        paper.heading(title)
        told = self.words.get(heading, ())
        if not told:
            paper.add(Required(f"words under `# {heading.capitalize()}`", how))
            return [heading]
        bullets = [(one[1:].strip(),) for one in told if one.startswith("-")]
        for one in told:
            if not one.startswith("-"):
                paper.add(Paragraph((one,)))
        if bullets:
            paper.add(Bullets(bullets))
        return []


def read_words(path: Path) -> Mapping[str, Sequence[str]]:
    """The paragraphs of a file by heading.

    Raises:
        UnusableWords: It is too large, no text, or has words before the first heading.
    """
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise UnusableWords(path, "it is larger than any words of a document")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableWords(path, str(error)) from None
    found: dict[str, list[str]] = {}
    held: list[str] | None = None
    is_open = False
    for line in text.splitlines():
        named = _HEADING.fullmatch(line.strip())
        if named is not None and line.lstrip().startswith("#"):
            held, is_open = found.setdefault(named[1].lower(), []), False
        elif not line.strip():
            is_open = False
        elif held is None:
            raise UnusableWords(path, "it has words before the first heading")
        elif is_open and not line.lstrip().startswith("-"):
            held[-1] += f" {line.strip()}"
        else:
            held.append(line.strip())
            is_open = True
    return found
