"""The audit log, shown to who may see it, verified, exported and signed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from bookrunner.app import Desk
from bookrunner.figures import NotFound, Unusable
from bookrunner.governance import (
    Action,
    FileSink,
    Verdict,
    actions,
    can_sign,
    entries,
    verify,
)
from bookrunner.operations.audit_log_shapes import (
    AuditAction,
    AuditExported,
    AuditExportRequest,
    AuditFault,
    AuditLeft,
    AuditLogAnswer,
    AuditLogRequest,
    AuditSigned,
    AuditSignRequest,
    AuditVerdict,
)
from bookrunner.storage import write_whole

_KEY_MIN = 16


class NothingSigns(Unusable):
    """The library for signatures is not installed, or there is nothing to sign."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing was signed: {why}")


class BadKey(Unusable):
    """What was given is no public key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"{key!r} is no public key: give its first {_KEY_MIN} hexadecimal signs or more"
        )


def looked_at(desk: Desk, request: AuditLogRequest) -> AuditLogAnswer:
    """What was done and the viewer may see, or a verdict on the whole log.

    Raises:
        NotFound: A copy of the checkpoints that was named is not there.
        BadKey: The key that was given is none.
    """
    if request.what == "verify":
        verdict = _verdict(desk, request)
        return AuditLogAnswer((), verdict, not verdict.faults)
    found = [
        _action(one, shows_place=desk.is_control_room)
        for one in actions(desk.audit_log.path, desk.viewer, sees_all=desk.is_control_room)
        if _is_asked(one, request)
    ]
    return AuditLogAnswer(tuple(found[-request.limit :]), None, sound=True)


def _is_asked(one: Action, request: AuditLogRequest) -> bool:
    return (
        _is_between(one.at, request.since, request.until)
        and request.who in ("", one.who)
        and request.operation in ("", one.operation)
    )


def _is_between(at: str, since: date | None, until: date | None) -> bool:
    day = at[:10]
    return (since is None or day >= since.isoformat()) and (
        until is None or day <= until.isoformat()
    )


def _action(one: Action, *, shows_place: bool) -> AuditAction:
    return AuditAction(
        seq=one.seq if shows_place else None,
        at=one.at,
        ended_at=one.ended_at,
        who=one.who,
        signed_in_by=one.signed_in_by,
        operation=one.operation,
        asked=_json(one.asked),
        read=_json(one.read),
        outcome=one.outcome,
        left=tuple(AuditLeft(left["name"], left["sha256"], left["size"]) for left in one.left),
        walls=one.walls,
    )


def _json(held: dict[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False) if held else ""


def _verdict(desk: Desk, request: AuditLogRequest) -> AuditVerdict:
    key = request.key.lower()
    if key and (len(key) < _KEY_MIN or set(key) - set("0123456789abcdef")):
        raise BadKey(request.key)
    copies = [one for one in (desk.settings.audit_copy, request.copy) if one is not None]
    missing = [one for one in copies if not one.is_file() and one == request.copy]
    if missing:
        raise NotFound("copy of the checkpoints", str(missing[0]))
    found = verify(
        desk.audit_log.folder, [FileSink(one).lines() for one in copies], [key] if key else []
    )
    return AuditVerdict(
        entries=found.entries,
        signed=found.signed,
        outside=found.outside,
        checkpoints=found.checkpoints,
        keys=found.keys,
        first_bad=found.first_bad,
        faults=tuple(AuditFault(one.code, one.seq, one.words) for one in found.faults),
        torn_bytes=found.torn,
        proven=tuple(_proven(found, copies, key)),
    )


def _proven(found: Verdict, copies: list[Path], key: str) -> list[str]:
    """What the verdict shows and what it cannot."""
    if not found.is_sound:
        return ["the log is not as it was written"]
    said = [f"{found.entries} entries follow from one another without a change or a gap"]
    if found.outside:
        said.append(f"the first {found.outside} are those signed and kept outside")
    if not found.signed:
        why = "" if can_sign() else ", because the extra `serve` is missing"
        said.append(f"nothing is signed{why}: a log rewritten as a whole would look the same")
    elif not found.outside:
        where = "the copies outside hold no checkpoint" if copies else "no copy is kept outside"
        said.append(
            f"the first {found.signed} are signed, but {where}: a rollback of log and checkpoints "
            "would look the same"
        )
    if found.signed and not key:
        said.append("the key is the one the log itself names; --key holds it to another record")
    late = found.entries - max(found.signed, found.outside)
    if found.signed and late:
        said.append(f"the last {late} are not signed yet: cut off, they would not be missed")
    if found.torn:
        said.append(f"{found.torn} bytes of an entry that is being written, or was never finished")
    return said


def exported(desk: Desk, request: AuditExportRequest) -> AuditExported:
    """A file with the entries that the viewer may see."""
    path = desk.audit_log.path
    found = [
        one if desk.is_control_room else {name: one[name] for name in one if name not in _PLACES}
        for one in entries(path, desk.viewer, sees_all=desk.is_control_room)
        if _is_between(one["at"], request.since, request.until)
    ]
    lines = (json.dumps(one, separators=(",", ":")) for one in found)
    write_whole(request.out, "".join(f"{one}\n" for one in lines))
    return AuditExported(str(request.out), len(found))


_PLACES = frozenset({"seq", "of", "prev", "hash"})
"""What would tell an outsider how much stands behind walls."""


def signed(desk: Desk, request: AuditSignRequest) -> AuditSigned:
    """A checkpoint over all that is there.

    Raises:
        NothingSigns: There is no entry, or no library to sign with.
        RecordUnwritable: The checkpoint cannot be written.
        UnusableKey: The key cannot be used.
    """
    if not can_sign():
        raise NothingSigns("it needs the extra `serve`")
    made = desk.audit_log.sign(rotate=request.rotate)
    if made is None:
        raise NothingSigns("the audit log is empty")
    copied = "" if desk.settings.audit_copy is None else str(desk.settings.audit_copy)
    return AuditSigned(made.size, made.root, made.key, copied)
