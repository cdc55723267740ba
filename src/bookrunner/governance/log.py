"""The log of what was done: appended, chained, signed from time to time, never changed.

It lies in files beside the records and not among them: whoever restores or edits the database does
not thereby change what is written of it, and it can be written while the database is away.
Processes on one machine share it; the system's lock on a file lets one at a time append.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bookrunner.figures import BookrunnerError
from bookrunner.governance.checkpoints import (
    Checkpoint,
    FileSink,
    NoCheckpoint,
    Sink,
    checkpoint_of,
)
from bookrunner.governance.entries import (
    BEGUN,
    ENTRY_MAX,
    GENESIS,
    Broken,
    Entry,
    EntryTooLong,
    Left,
    digests,
    head,
    line,
    words,
)
from bookrunner.governance.keys_ed25519 import Keys, can_sign, keys
from bookrunner.governance.keys_ed25519 import rotate as rotate_keys
from bookrunner.governance.merkle import Frontier
from bookrunner.storage import alone

KEY_OPERATION = "audit-log.key"
"""The entry that names the key which signs from there on."""
MENDED_OPERATION = "audit-log.mended"
"""The entry that says that a torn tail was taken away."""
_ITSELF = "audit-log"


class RecordUnwritable(BookrunnerError):
    """What was to be done cannot be written down, so it is not done."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the audit log cannot be written, so nothing was done: {why}")


@dataclass(frozen=True)
class Receipt:
    """That an entry is on the disk."""

    seq: int
    hash: str
    entry: Entry


@dataclass
class _Tail:
    """Where the log ends."""

    size: int = 0
    seq: int = 0
    head: str = GENESIS


class _Ticket:
    """Entries of one caller that wait to be written with those of others."""

    def __init__(self, entries: Sequence[tuple[Entry, bytes]]) -> None:
        self.entries = entries
        self.receipts: list[Receipt] = []
        self.problem: Exception | None = None
        self.is_done = False


def _now() -> datetime:
    return datetime.now(UTC)


class AuditLog:
    """The log in a folder, for any number of threads and processes."""

    def __init__(
        self,
        folder: Path,
        *,
        key: Path | None = None,
        sinks: Sequence[Sink] = (),
        every: int = 1000,
        seconds: float = 60,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Nothing is opened yet.

        Args:
            key: The file of signing keys; None: one of its own, made when first needed.
            sinks: Where checkpoints are copied to; if one cannot be written, nothing is.
            every: A checkpoint is due after so many entries,
            seconds: or after so long, when an entry is written.
        """
        self.folder = folder
        self.path = folder / "log.jsonl"
        self.checkpoints = FileSink(folder / "checkpoints.jsonl")
        self.key = key or folder / "signing-keys.pem"
        self._makes_key = key is None
        self._sinks = tuple(sinks)
        self._every = every
        self._seconds = seconds
        self._clock = clock
        self._tail: _Tail | None = None
        self._last: Checkpoint | None = None
        self._signs = True
        self._waiting: list[_Ticket] = []
        self._door = threading.Lock()
        self._pen = threading.Lock()

    def begin(self, entry: Entry) -> Receipt:
        """Write down what is about to be done.

        Raises:
            RecordUnwritable: It cannot be written; the action must not be done.
        """
        return self.append([replace(entry, outcome=BEGUN, of=None)])[0]

    def end(
        self, receipt: Receipt, outcome: str, entry: Entry, left: Sequence[Left] = ()
    ) -> Receipt:
        """Write down what came of it.

        Args:
            entry: As begun, with what was read.

        Raises:
            RecordUnwritable: It cannot be written; the answer must not be given.
        """
        done = replace(entry, asked={}, outcome=outcome, left=tuple(left), of=receipt.seq)
        return self.append([done])[0]

    def append(self, entries: Sequence[Entry]) -> list[Receipt]:
        """Write entries; when this returns they are on the disk.

        Threads that come while another writes are written together by the next.

        Raises:
            RecordUnwritable: They cannot be written.
        """
        try:
            ticket = _Ticket([(entry, words(entry)) for entry in entries])
        except (EntryTooLong, ValueError, TypeError) as error:
            raise _told(error) from error
        with self._door:
            self._waiting.append(ticket)
        with self._pen:
            if not ticket.is_done:
                with self._door:
                    batch, self._waiting = self._waiting, []
                self._write_for(batch)
        if ticket.problem is not None:
            raise ticket.problem
        return ticket.receipts

    def sign(self, *, rotate: bool = False) -> Checkpoint | None:
        """Sign all that is there now; None where the log is empty or nothing can sign.

        Args:
            rotate: Whether a new key is taken afterwards, for which the one before vouches.

        Raises:
            RecordUnwritable: The checkpoint cannot be written.
        """
        with self._pen:
            try:
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                with alone(self.folder / "lock"):
                    self._open()
                    self._checkpoint()
                    if rotate and self._signs:
                        rotate_keys(self.key)
                        self._checkpoint()
            except (BookrunnerError, OSError) as error:
                self._tail = None
                raise _told(error) from error
            return self._last

    def _write_for(self, waiting: Sequence[_Ticket]) -> None:
        """One turn at the files for all who wait; whatever goes wrong is told to each of them."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with alone(self.folder / "lock"):
                self._open()
                for batch in _batches(waiting, self._every):
                    self._put(batch)
                    self._checkpoint_when_due()
        except (BookrunnerError, OSError) as error:
            self._tail = None
            for ticket in waiting:
                ticket.problem = ticket.problem or _told(error)
        finally:
            for ticket in waiting:
                ticket.is_done = True

    def _open(self) -> _Tail:
        """Find the end, which other processes may have moved."""
        if self._tail is None:
            tail, torn = self._found()
            self._last = self._newest()
            # A log that was cut is left as it is found, with what remains of an entry.
            self._require_ours(tail)
            if torn:
                self._mend(tail, torn)
            self._tail = tail
            self._copy_out()
        elif self._size() != self._tail.size:
            self._catch_up(self._tail)
        return self._tail

    def _require_ours(self, tail: _Tail) -> None:
        """Refuse to go on with a log that is not the one that was signed."""
        if self._last is None:
            return
        if self._last.size > tail.seq:
            raise RecordUnwritable(
                f"it has {tail.seq} entries, and a checkpoint was signed over "
                f"{self._last.size}; `bookrunner audit-log verify` says more"
            )
        with self.path.open("rb") as file:
            if _head(file.readline())[1] != self._last.origin:
                raise RecordUnwritable("the newest checkpoint is of another log")

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def _found(self) -> tuple[_Tail, bytes]:
        """The end of the whole lines, and what stands after it."""
        size = self._size()
        start = max(0, size - 2 * ENTRY_MAX)
        with self.path.open("ab+") as file:
            file.seek(start)
            *whole, torn = file.read().split(b"\n")
        tail = _Tail()
        if whole:
            seq, hashed = _head(whole[-1] + b"\n")
            tail = _Tail(size - len(torn), seq + 1, hashed)
        elif start:
            raise RecordUnwritable("its end holds no whole entry")
        return tail, torn

    def _mend(self, tail: _Tail, torn: bytes) -> None:
        """What a killed process left half written goes; nobody was told that it was written."""
        try:
            (digest,) = digests([torn + b"\n"], tail.seq, tail.head)
        except Broken:
            os.truncate(self.path, tail.size)
            said = Entry(
                who=_ITSELF,
                signed_in_by="service",
                operation=MENDED_OPERATION,
                asked={"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()},
                outcome="done",
            )
            self._append(tail, [(said, words(said))])
        else:
            # Only the end of the line is missing.
            self._write(tail, b"\n", tail.size + len(torn))
            tail.size += len(torn) + 1
            tail.seq += 1
            tail.head = digest.hex()

    def _catch_up(self, tail: _Tail) -> None:
        """Follow what other processes wrote since."""
        with self.path.open("rb") as file:
            file.seek(tail.size)
            added = file.read()
        if self._size() < tail.size:
            raise RecordUnwritable("it became shorter while it was in use")
        *whole, torn = added.split(b"\n")
        try:
            for digest in digests((one + b"\n" for one in whole), tail.seq, tail.head):
                tail.seq += 1
                tail.head = digest.hex()
        except Broken as broken:
            raise RecordUnwritable(str(broken)) from broken
        tail.size += len(added) - len(torn)
        if torn:
            self._mend(tail, torn)
        newest = self._newest()
        self._last = newest if newest is not None else self._last

    def _newest(self) -> Checkpoint | None:
        try:
            found = [self.checkpoints.last(), *(sink.last() for sink in self._sinks)]
        except NoCheckpoint as error:
            raise RecordUnwritable("the newest of its checkpoints is none") from error
        return max(
            (one for one in found if one is not None), key=lambda one: one.size, default=None
        )

    def _put(self, batch: Sequence[tuple[_Ticket, tuple[Entry, bytes]]]) -> None:
        """Write entries of several with one wait for the disk."""
        assert self._tail is not None, "the log is open"
        receipts = self._append(self._tail, [entry for _, entry in batch])
        for (ticket, _), receipt in zip(batch, receipts, strict=True):
            ticket.receipts.append(receipt)

    def _append(self, tail: _Tail, entries: Sequence[tuple[Entry, bytes]]) -> list[Receipt]:
        at = _moment(self._clock()).encode()
        seq, before = tail.seq, tail.head.encode()
        lines: list[bytes] = []
        receipts: list[Receipt] = []
        for entry, middle in entries:
            whole, before = line(middle, seq, at, before)
            lines.append(whole)
            receipts.append(Receipt(seq, before.decode(), entry))
            seq += 1
        held = b"".join(lines)
        self._write(tail, held, tail.size)
        tail.size += len(held)
        tail.seq, tail.head = seq, before.decode()
        return receipts

    def _write(self, tail: _Tail, held: bytes, expected: int) -> None:
        """Add bytes and wait for the disk; of what does not fit nothing stays."""
        opened = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if os.fstat(opened).st_size != expected:
                raise RecordUnwritable("another program writes to it")
            rest = memoryview(held)
            while rest:
                rest = rest[os.write(opened, rest) :]
            os.fsync(opened)
        except OSError:
            os.ftruncate(opened, tail.size)
            raise
        finally:
            os.close(opened)

    def _checkpoint_when_due(self) -> None:
        assert self._tail is not None, "the log is open"
        last = self._last
        if last is None:
            is_due = True
        else:
            since = self._clock() - datetime.fromisoformat(last.at)
            is_due = (
                self._tail.seq - last.size >= self._every
                or abs(since.total_seconds()) >= self._seconds
            )
        if is_due and self._signs:
            self._checkpoint()

    def _checkpoint(self) -> None:
        """Sign the log as it is."""
        tail = self._tail
        assert tail is not None, "the log is open"
        self._signs = can_sign()
        if not self._signs or not tail.seq:
            return
        held = keys(self.key, make=self._makes_key)
        last = self._last
        if last is not None and last.size == tail.seq and last.key == held.public:
            return
        self._name_key(tail, held)
        grown, origin = self._grown(tail)
        unsigned = Checkpoint(
            origin=origin,
            size=tail.seq,
            at=_moment(self._clock()),
            offset=tail.size,
            head=tail.head,
            root=grown.root.hex(),
            peaks=tuple(peak.hex() for peak in grown.peaks),
            key=held.public,
        )
        signed = replace(unsigned, signature=held.sign(unsigned.signed_words))
        self.checkpoints.put([signed.line])
        self._last = signed
        self._copy_out()

    def _name_key(self, tail: _Tail, held: Keys) -> None:
        """Write down which key signs from here on, and that the one before says so."""
        before = "" if self._last is None else self._last.key
        if before == held.public:
            return
        said = {
            "key": held.public,
            "before": before,
            "signature": held.handed_over(before) if before else "",
        }
        entry = Entry(_ITSELF, "service", KEY_OPERATION, asked=said, outcome="done")
        self._append(tail, [(entry, words(entry))])

    def _grown(self, tail: _Tail) -> tuple[Frontier, str]:
        """The tree over the whole log, grown from the last checkpoint; and the log's origin."""
        last = self._last
        tree, start, before = Frontier(), 0, GENESIS
        if last is not None:
            tree = Frontier(last.size, [bytes.fromhex(peak) for peak in last.peaks])
            start, before = last.offset, last.head
        with self.path.open("rb") as file:
            file.seek(start)
            origin = ""
            try:
                for digest in digests(file, tree.size, before):
                    origin = origin or digest.hex()
                    tree.add(digest)
            except Broken as broken:
                raise RecordUnwritable(str(broken)) from broken
        if tree.size != tail.seq:
            raise RecordUnwritable("what was written since the last checkpoint is not all there")
        return tree, origin if last is None else last.origin

    def _copy_out(self) -> None:
        """Bring every sink up to date."""
        if not self._sinks:
            return
        newest_own = self.checkpoints.last()
        for sink in self._sinks:
            try:
                newest = sink.last()
                known = 0 if newest is None else newest.size
                if newest_own is None or newest_own.size <= known:
                    continue
                whole = [one for one in self.checkpoints.lines() if one[-1:] == b"\n"]
                sink.put([one for one in whole if checkpoint_of(one).size > known])
            except (OSError, NoCheckpoint) as error:
                why = f"checkpoints cannot be copied to {sink.name}: {error}"
                raise RecordUnwritable(why) from error


def _batches(
    waiting: Sequence[_Ticket], most: int
) -> Iterator[Sequence[tuple[_Ticket, tuple[Entry, bytes]]]]:
    """The entries of all who wait, so many at a time."""
    flat = [(ticket, entry) for ticket in waiting for entry in ticket.entries]
    for at in range(0, len(flat), most):
        yield flat[at : at + most]


def _moment(now: datetime) -> str:
    return f"{now:%Y-%m-%dT%H:%M:%S.%fZ}"


def _head(whole: bytes) -> tuple[int, str]:
    try:
        return head(whole)
    except Broken as broken:
        raise RecordUnwritable(str(broken)) from broken


def _told(error: Exception) -> RecordUnwritable:
    if isinstance(error, RecordUnwritable):
        return error
    if isinstance(error, EntryTooLong):
        return RecordUnwritable(f"an entry is longer than {ENTRY_MAX} bytes")
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return RecordUnwritable(f"{error.strerror or type(error).__name__}{where}")
    return RecordUnwritable(str(error))
