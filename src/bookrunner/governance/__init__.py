"""Governance: who may do what, and what was done.

    register   deals and who is inside, people, keys, lists -> a Caller with the walls of today
    decide     a Caller, an Act, a Thing -> a Decision; the same on every path
    log        begin, end -> a line each, tied to the line before -> checkpoints, signed, copied

Nothing here imports the library for signatures before a checkpoint is due.
"""

from bookrunner.governance.access_keys import PREFIX as KEY_PREFIX
from bookrunner.governance.access_keys import AccessKey, MoreThanOwn, NewKey, new_key
from bookrunner.governance.checkpoints import Checkpoint, FileSink, Sink
from bookrunner.governance.deciding import Act, Decision, Thing, decide
from bookrunner.governance.entries import Entry, Left
from bookrunner.governance.keys_ed25519 import UnusableKey, can_sign
from bookrunner.governance.listing import Listing, ListKind, Restricted, bars
from bookrunner.governance.log import AuditLog, Receipt, RecordUnwritable
from bookrunner.governance.membership import Deal, Membership
from bookrunner.governance.people import Person
from bookrunner.governance.proofs import Inclusion, NotSigned, inclusion_proof, is_included
from bookrunner.governance.recording import LogRecorder, Recorder, Telling, read_in, told
from bookrunner.governance.register_sql import SqlRegister
from bookrunner.governance.verifying import Fault, Verdict, verify
from bookrunner.governance.viewing import Action, actions, entries

__all__ = [
    "KEY_PREFIX",
    "AccessKey",
    "Act",
    "Action",
    "AuditLog",
    "Checkpoint",
    "Deal",
    "Decision",
    "Entry",
    "Fault",
    "FileSink",
    "Inclusion",
    "Left",
    "ListKind",
    "Listing",
    "LogRecorder",
    "Membership",
    "MoreThanOwn",
    "NewKey",
    "NotSigned",
    "Person",
    "Receipt",
    "RecordUnwritable",
    "Recorder",
    "Restricted",
    "Sink",
    "SqlRegister",
    "Telling",
    "Thing",
    "UnusableKey",
    "Verdict",
    "actions",
    "bars",
    "can_sign",
    "decide",
    "entries",
    "inclusion_proof",
    "is_included",
    "new_key",
    "read_in",
    "told",
    "verify",
]
