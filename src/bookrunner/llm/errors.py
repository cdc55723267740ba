"""Why no reply came from a language model."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bookrunner.figures import BadInput, BookrunnerError, Refused, Unusable


class NoModelConfigured(Unusable):
    """No language model is set up, which is how Bookrunner comes."""

    def __init__(self) -> None:
        super().__init__(
            "no language model is configured, and none is needed: set BOOKRUNNER_MODELS to a file "
            "that lists models (docs/guides/models.md) to have answers narrated"
        )


class BadModelFile(BadInput):
    """The file of models cannot be used; no model is asked until it can."""

    def __init__(self, place: str, wrong: str) -> None:
        self.place = place
        super().__init__(f"{place}: {wrong}; docs/guides/models.md shows a file of models")


class ClassificationNotAllowed(Refused):
    """No configured model may be sent data of this classification; nothing was sent."""

    def __init__(self, classification: str) -> None:
        self.classification = classification
        super().__init__(
            f"no configured model may be sent {classification} data, so nothing was sent; "
            "the file of models says which model may be sent what"
        )


class BudgetExceeded(Refused):
    """The call, or what it adds to the day, would cost more than was allowed; nothing was sent."""

    def __init__(self, which: str, allowed: str, needed: str) -> None:
        self.which = which
        super().__init__(
            f"the budget of {allowed} for {which} does not cover {needed}, so nothing was sent; "
            "wait, ask for less, or raise it in the file of models"
        )


class TooLong(Refused):
    """The request does not fit into any model that may be sent it; nothing was sent."""

    def __init__(self, tokens: int, most: int) -> None:
        self.tokens = tokens
        super().__init__(
            f"the request needs about {tokens:,} tokens and the largest model that may be sent it "
            f"takes {most:,}; ask about less"
        )


class ModelRefused(BookrunnerError):
    """The model answered that it will not, or cannot, do what was asked; asking again is futile."""

    def __init__(self, model: str, reason: str) -> None:
        self.model = model
        super().__init__(f"the model {model} refused: {reason}")


class ModelUnavailable(BookrunnerError):
    """None of the models that may be asked gave a whole answer."""

    def __init__(self, reasons: tuple[str, ...], *, wait: timedelta | None = None) -> None:
        self.reasons = reasons
        self.wait = wait
        """After which one may be asked again, where that is known."""
        later = f"; ask again in {wait.total_seconds():.0f} s" if wait else ""
        super().__init__(f"no model answered: {'; '.join(reasons)}{later}")


class NotRecorded(Unusable):
    """A replay was asked for something that was not recorded; no model is asked instead."""

    def __init__(self, digest: str, purpose: str) -> None:
        self.digest = digest
        super().__init__(
            f"the records hold no reply to this request ({purpose}, {digest[:12]}); record it "
            'again with `mode = "record"`'
        )


class StateUnusable(BookrunnerError):
    """A file that calls are counted, kept or logged in cannot be used; nothing was sent."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file} cannot be used, and no model is asked without it; make it readable and "
            "writable, or move it away"
        )
