"""Governance: what is done is written down, so that nobody can change it unnoticed.

    begin, end -> one line each, tied to the line before -> checkpoints, signed, copied elsewhere

Nothing here imports the library for signatures before a checkpoint is due.
"""

from bookrunner.governance.checkpoints import Checkpoint, FileSink, Sink
from bookrunner.governance.entries import Entry, Left
from bookrunner.governance.keys_ed25519 import UnusableKey, can_sign
from bookrunner.governance.log import AuditLog, Receipt, RecordUnwritable
from bookrunner.governance.proofs import Inclusion, NotSigned, inclusion_proof, is_included
from bookrunner.governance.recording import LogRecorder, Recorder, read_in, told
from bookrunner.governance.verifying import Fault, Verdict, verify
from bookrunner.governance.viewing import Action, actions, entries

__all__ = [
    "Action",
    "AuditLog",
    "Checkpoint",
    "Entry",
    "Fault",
    "FileSink",
    "Inclusion",
    "Left",
    "LogRecorder",
    "NotSigned",
    "Receipt",
    "RecordUnwritable",
    "Recorder",
    "Sink",
    "UnusableKey",
    "Verdict",
    "actions",
    "can_sign",
    "entries",
    "inclusion_proof",
    "is_included",
    "read_in",
    "told",
    "verify",
]
