"""The file of data vendors: whose tools may be asked for which tables, and under which licence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookrunner.figures import Licence, NotFound
from bookrunner.sources.errors import BadVendorFile
from bookrunner.web import LOOPBACK, Key, Table, read_listing

PLACEHOLDERS = ("ticker", "cik", "name", "as_of")
"""What an argument may have filled in, in braces: ``{ticker}``."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SECONDS = 60
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class VendorTable:
    """How one kind of table is had: which tool, asked what, and where its answer holds the rows."""

    kind: str
    """A kind of table as ``import`` has it: ``estimates``."""
    tool: str
    arguments: Mapping[str, object]
    """With ``{ticker}`` and the like where the request fills in."""
    rows: str
    """A JSON pointer to the list of rows in the answer; empty for the answer itself."""
    columns: Mapping[str, str]
    """The answer's fields (a name, or a JSON pointer into a row) and the columns they mean."""
    constants: Mapping[str, str]
    """Columns with one value for all rows; may hold placeholders."""
    as_of: str
    """A JSON pointer to the day for which the answer holds; empty where it does not say."""

    def asks_for(self, placeholder: str) -> bool:
        """Whether its arguments or constants are filled in with it."""
        texts = [*_texts(self.arguments), *self.constants.values()]
        return any(placeholder in _BRACES.findall(text) for text in texts)


@dataclass(frozen=True)
class Vendor:
    """A vendor's server of the Model Context Protocol."""

    name: str
    """As it is called here."""
    title: str
    """Who publishes its numbers, as source notes say it."""
    licence: Licence
    tables: Mapping[str, VendorTable]
    """By kind."""
    url: str = ""
    """Of a server over HTTP; empty for a program."""
    command: tuple[str, ...] = ()
    """Of a program that speaks over its input and output."""
    key: Key = field(default_factory=Key)
    """Sent as a bearer token; a program gets it in the variable ``key_variable``."""
    key_variable: str = ""
    seconds: int = _SECONDS
    """For one request, with the connection."""
    direct: bool = False
    """Asked without the proxy."""
    ca_bundle: str = ""

    @property
    def address(self) -> str:
        """Where it is, for people."""
        return self.url or " ".join(self.command)

    def table(self, kind: str) -> VendorTable:
        """How it is asked for a kind of table.

        Raises:
            NotFound: It was not set up to be asked for that.
        """
        if kind not in self.tables:
            raise NotFound(f"table of {self.name}", kind, near=sorted(self.tables))
        return self.tables[kind]


def vendor_file(path: Path) -> Mapping[str, Vendor]:
    """The vendors of a file, by name.

    Raises:
        BadVendorFile: It cannot be read, or says something that is not understood.
    """
    file = read_listing(path, BadVendorFile)
    named = file.named("vendors")
    if not named:
        file.wrong("it must list vendors as [vendors.NAME]")
    file.require_all_known()
    return {name: _vendor(name, row, path.parent) for name, row in named.items()}


def _vendor(name: str, row: Table, folder: Path) -> Vendor:
    if not _NAME.fullmatch(name):
        row.wrong("its name must be of small letters, digits and hyphens")
    command = row.texts("command")
    url, host = row.url("url") if not command else ("", "")
    ca_bundle = row.text("ca_bundle", "")
    vendor = Vendor(
        name=name,
        title=row.text("title"),
        licence=Licence(row.choice("licence", tuple(Licence))),
        tables={kind: _table(kind, one) for kind, one in row.named("tables").items()},
        url=url,
        command=command,
        key=row.key("key"),
        key_variable=row.text("key_variable", ""),
        seconds=row.whole("seconds", _SECONDS),
        direct=row.yes("direct", default=host in LOOPBACK),
        ca_bundle=str((folder / ca_bundle).absolute()) if ca_bundle else "",
    )
    if command and vendor.key.is_set and not vendor.key_variable:
        row.wrong("`key_variable` must name the variable in which the program wants its key")
    if not vendor.tables:
        row.wrong(f"it must say how it is asked, as [vendors.{name}.tables.KIND]")
    row.require_all_known()
    return vendor


def _table(kind: str, row: Table) -> VendorTable:
    table = VendorTable(
        kind=kind,
        tool=row.text("tool"),
        arguments=row.values("arguments"),
        rows=row.text("rows", ""),
        columns=row.words("columns"),
        constants=row.words("set"),
        as_of=row.text("as_of", ""),
    )
    for pointer in (table.rows, table.as_of):
        if pointer and not pointer.startswith("/"):
            row.wrong("`rows` and `as_of` must be JSON pointers, such as /data/estimates")
    for text in (*_texts(table.arguments), *table.constants.values()):
        for name in _BRACES.findall(text):
            if name not in PLACEHOLDERS:
                said = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                row.wrong(f"what stands in braces must be of {said}")
    row.require_all_known()
    return table


def filled(value: object, given: Mapping[str, str]) -> object:
    """A value with its placeholders filled in, however deep they stand."""
    match value:
        case str():
            return _BRACES.sub(lambda found: given[found[1]], value)
        case dict():
            return {key: filled(one, given) for key, one in value.items()}
        case list():
            return [filled(one, given) for one in value]
        case _:
            return value


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case list():
            return [text for one in value for text in _texts(one)]
        case _:
            return []
