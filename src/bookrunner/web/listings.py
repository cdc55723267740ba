"""Files that list whom may be asked, read strictly: what they do not know is an error."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from bookrunner.figures import BookrunnerError
from bookrunner.web.keys import Key

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Refuse = Callable[[str, str], BookrunnerError]
"""The error for a place in a file and what is wrong there."""


def read_listing(path: Path, refuse: Refuse) -> Table:
    """The whole file, in TOML or (``.json``) JSON.

    Raises:
        BookrunnerError: It cannot be read; what ``refuse`` makes of it.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".json":
            said = json.loads(text, parse_float=Decimal)
        else:
            said = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise refuse(str(path), error.strerror or type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        # The message of a parser may repeat a line, and the line may be a key set by mistake.
        where = re.search(r"line \d+", str(error))
        at = f" ({where[0]})" if where else ""
        raise refuse(str(path), f"it is neither TOML nor, as .json, JSON{at}") from None
    if not isinstance(said, dict):
        raise refuse(str(path), "it is no table")
    return Table(said, str(path), refuse)


class Table:
    """One table; each entry that is asked for counts as known.

    Every method refuses an entry that is not as it should be. Values are not repeated in messages,
    since one of them may be a key that stands where it should not.
    """

    def __init__(self, said: Mapping[str, object], place: str, refuse: Refuse) -> None:
        self._said = said
        self._place = place
        self._refuse = refuse
        self._known: set[str] = set()

    def wrong(self, what: str) -> NoReturn:
        """Refuse the file."""
        raise self._refuse(self._place, what)

    def require_all_known(self) -> None:
        """Refuse entries that nothing asked for: a misspelt one must not pass unnoticed."""
        for name in self._said:
            if name not in self._known:
                near = difflib.get_close_matches(name, self._known, n=1)
                self.wrong(f"{name!r} means nothing" + (f"; {near[0]!r} does" if near else ""))

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty; required without a default."""
        value = self._get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"`{name}` must be a text")
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        value = self._get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(f"`{name}` must be a list of texts")
        found = tuple(one.strip() for one in value if isinstance(one, str) and one.strip())
        if len(found) < len(value):
            self.wrong(f"`{name}` must be a list of texts")
        return found

    def choice(self, name: str, choices: Sequence[str], default: str | None = None) -> str:
        """One of a few texts."""
        value = self.text(name, default)
        if value not in choices:
            self.wrong(f"`{name}` must be one of {', '.join(choices)}")
        return value

    def yes(self, name: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self._get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(f"`{name}` must be true or false")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number of at least 1."""
        value = self._get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.wrong(f"`{name}` must be a whole number of at least 1")
        return value

    def amount(self, name: str, default: Decimal | None) -> Decimal | None:
        """An amount of money of at least 0, as a number or a text."""
        value = self._get(name)
        return default if value is None else self._decimal(name, value)

    def price(self, name: str) -> Decimal:
        """An amount that must be said: a model that costs nothing says 0."""
        value = self._get(name)
        if value is None:
            self.wrong(f"`{name}` must be the price of a million tokens; 0 where they are free")
        return self._decimal(name, value)

    def table(self, name: str) -> Table:
        """A table inside; an empty one when it is not there."""
        value = self._get(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(f"`{name}` must be a table")
        return self._inside(value if isinstance(value, dict) else {}, name)

    def tables(self, name: str) -> tuple[Table, ...]:
        """A list of tables; empty when it is not there."""
        value = self._get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.wrong(f"`{name}` must be a list of tables")
        return tuple(self._inside(row, f"{name} {number}") for number, row in enumerate(value, 1))

    def named(self, name: str) -> Mapping[str, Table]:
        """A table of tables, by their names."""
        value = self._get(name)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
            self.wrong(f"`{name}` must be a table of tables")
        return {key: self._inside(one, f"{name}.{key}") for key, one in value.items()}

    def words(self, name: str) -> Mapping[str, str]:
        """A table of texts; empty when it is not there."""
        value = self._get(name)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            self.wrong(f"`{name}` must be a table of texts")
        return dict(value)

    def values(self, name: str) -> Mapping[str, object]:
        """A table of anything; empty when it is not there."""
        value = self._get(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(f"`{name}` must be a table")
        return dict(value) if isinstance(value, dict) else {}

    def url(self, name: str, default: str | None = None) -> tuple[str, str]:
        """An address that may be asked, and its host: https, or http where that was allowed."""
        url = self.text(name, default).rstrip("/")
        plain_http = self.yes("plain_http", default=False)
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
            self.wrong(f"`{name}` must be https://HOST/PATH")
        if parts.username or parts.password:
            self.wrong(f"`{name}` must hold no password; name the key with `key_env` or `key_file`")
        if parts.scheme == "http" and host not in LOOPBACK and not plain_http:
            self.wrong(f"`{name}` is not encrypted; use https, or say `plain_http = true`")
        return url, host

    def key(self, name: str) -> Key:
        """Where a secret is, under ``<name>_env`` or ``<name>_file``."""
        variable, file = self.text(f"{name}_env", ""), self.text(f"{name}_file", "")
        if name in self._said:
            self.wrong(f"a secret does not stand in this file; use `{name}_env` or `{name}_file`")
        if variable.startswith("BOOKRUNNER_"):
            self.wrong(
                f"`{name}_env` must not begin with BOOKRUNNER_, whose variables are settings"
            )
        if variable and file:
            self.wrong(f"`{name}_env` and `{name}_file` exclude each other")
        return Key(variable, file)

    def _inside(self, said: Mapping[str, object], name: str) -> Table:
        return Table(said, f"{self._place}, {name}", self._refuse)

    def _get(self, name: str) -> object:
        self._known.add(name)
        return self._said.get(name)

    def _decimal(self, name: str, value: object) -> Decimal:
        try:
            amount = Decimal(str(value))
        except ArithmeticError:
            amount = Decimal(-1)
        if isinstance(value, bool) or not amount.is_finite() or amount < 0:
            self.wrong(f"`{name}` must be an amount of at least 0")
        return amount
