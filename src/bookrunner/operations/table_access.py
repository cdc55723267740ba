"""The rows of the table for deals, people, keys and lists."""

from __future__ import annotations

from bookrunner.operations import access_shapes
from bookrunner.operations.operation import (
    ADMINISTRATOR,
    CONTROL_ROOM,
    STAFF,
    Effect,
    Need,
    Operation,
)

_CONTROL = frozenset({CONTROL_ROOM})
_ADMINISTRATOR = frozenset({ADMINISTRATOR})
_KEEPERS = _CONTROL | _ADMINISTRATOR
_BANK = STAFF | _ADMINISTRATOR

ACCESS: tuple[Operation, ...] = (
    Operation(
        "walls",
        "Show deals, their walls and who is inside.",
        Need.RECORDS,
        access_shapes.WallsRequest,
        access_shapes.Walls,
        "bookrunner.operations.walls:walls",
        "The control room sees all, others the walls they are inside of. With a label: "
        "everybody who ever was inside, from when to when, why, and who let them in.",
        items="walls",
    ),
    Operation(
        "open-wall",
        "Open a deal with a wall of its own.",
        Need.RECORDS,
        access_shapes.OpenWallRequest,
        access_shapes.Wall,
        "bookrunner.operations.walls:opened",
        "Nobody is inside before they are brought over, not even who opened it. Filings, "
        "imports and uploads are kept behind it by --walls LABEL.",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "close-wall",
        "End a deal; nobody is inside its wall any more.",
        Need.RECORDS,
        access_shapes.CloseWallRequest,
        access_shapes.Wall,
        "bookrunner.operations.walls:closed",
        "Its records stay as they are and are seen by nobody.",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "bring-over",
        "Bring a person over a wall.",
        Need.RECORDS,
        access_shapes.BringOverRequest,
        access_shapes.Insider,
        "bookrunner.operations.walls:brought_over",
        "Nobody brings themselves over.",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "take-out",
        "Take a person out of a wall, at once.",
        Need.RECORDS,
        access_shapes.TakeOutRequest,
        access_shapes.Insider,
        "bookrunner.operations.walls:taken_out",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "restricted",
        "Show the restricted list, or the watch list.",
        Need.RECORDS,
        access_shapes.ListedRequest,
        access_shapes.Listed,
        "bookrunner.operations.listing:listed",
        "Nothing is written on a restricted company but by the team of the deal that it was "
        "listed for.",
        items="companies",
    ),
    Operation(
        "list-company",
        "Put a company on the restricted or the watch list.",
        Need.RECORDS,
        access_shapes.ListCompanyRequest,
        access_shapes.ListedCompany,
        "bookrunner.operations.listing:put_on",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "unlist-company",
        "Take a company off the restricted or the watch list.",
        Need.RECORDS,
        access_shapes.UnlistCompanyRequest,
        access_shapes.Listed,
        "bookrunner.operations.listing:taken_off",
        effect=Effect.WRITES,
        roles=_CONTROL,
    ),
    Operation(
        "people",
        "Show who is known, with their roles.",
        Need.RECORDS,
        access_shapes.PeopleRequest,
        access_shapes.People,
        "bookrunner.operations.accounts:people",
        "People are known from their first sign-in on; their roles come from the identity "
        "provider.",
        roles=_KEEPERS,
        items="people",
    ),
    Operation(
        "account",
        "Make the account of a program, or shut anybody out.",
        Need.RECORDS,
        access_shapes.AccountRequest,
        access_shapes.Account,
        "bookrunner.operations.accounts:account",
        "Whoever is shut out comes in by no way, with no key.",
        effect=Effect.WRITES,
        roles=_ADMINISTRATOR,
    ),
    Operation(
        "keys",
        "Show keys of programs.",
        Need.RECORDS,
        access_shapes.KeysRequest,
        access_shapes.Keys,
        "bookrunner.operations.accounts:keys",
        roles=_BANK,
        items="keys",
    ),
    Operation(
        "new-key",
        "Make a key for a program, shown once.",
        Need.RECORDS,
        access_shapes.NewKeyRequest,
        access_shapes.KeyMade,
        "bookrunner.operations.accounts:key_made",
        "It can do what its owner may do, less where --roles and --scopes say so, and stands "
        "inside the walls its owner is inside of that day.",
        effect=Effect.WRITES,
        roles=_BANK,
    ),
    Operation(
        "revoke-key",
        "Let a key open nothing any more.",
        Need.RECORDS,
        access_shapes.RevokeKeyRequest,
        access_shapes.KeyLine,
        "bookrunner.operations.accounts:key_revoked",
        effect=Effect.WRITES,
        roles=_BANK,
    ),
)
