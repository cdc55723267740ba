"""Draft, checked, reviewed, released: who signed what, when, over which bytes."""

from bookrunner.release.barriers import Barred, LookedAt
from bookrunner.release.releasing import Release, release
from bookrunner.release.reviewing import Review, review
from bookrunner.release.steps import (
    STEPS,
    WATERMARKS,
    NoSteps,
    Signature,
    Step,
    opening,
    read_steps,
    write_steps,
)
from bookrunner.release.verifying import Verified, verify

__all__ = [
    "STEPS",
    "WATERMARKS",
    "Barred",
    "LookedAt",
    "NoSteps",
    "Release",
    "Review",
    "Signature",
    "Step",
    "Verified",
    "opening",
    "read_steps",
    "release",
    "review",
    "verify",
    "write_steps",
]
