"""What ``deliver`` is asked for and answers."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark


@dataclass(frozen=True)
class DeliverRequest:
    """Alerts that are to leave the house."""

    once: bool = asked(Kind.FLAG, "One pass, and end.", default=False)
    every: int = asked(Kind.NUMBER, "Seconds from one pass to the next.", default=30)


@dataclass(frozen=True)
class DeliveryLine:
    """What became of the messages to one recipient, in all passes."""

    person: str
    channel: str
    """``email`` or ``webhook``."""
    waiting: int
    sent: int
    withheld: int
    """Not sent, because the person is not, or no longer, to see what they tell."""
    failed: int
    """Given up."""


@dataclass(frozen=True)
class Delivered:
    """One pass."""

    raised: int
    """Alerts that rules raised before sending."""
    queued: int
    sent: int
    recipients: tuple[DeliveryLine, ...]
    findings: tuple[Remark, ...]
    again_in_seconds: int = 0
    """After which the next pass is due; 0 for none."""
