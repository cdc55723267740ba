"""Why a sign-in is refused: a code for logs and tests, and words that help an attacker nothing."""

from __future__ import annotations

from bookrunner.figures import BookrunnerError, NotSignedIn


class SignInRefused(NotSignedIn):
    """What was shown for a sign-in does not hold.

    Args:
        code: Names the one check that failed.
        words: For whoever signs in; nothing of what was shown.
    """

    def __init__(self, code: str, words: str = "sign in again") -> None:
        self.code = code
        super().__init__(f"sign-in refused ({code}): {words}")


class ProviderUnusable(BookrunnerError):
    """The identity provider cannot be reached, or is not what was configured."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the identity provider cannot be used: {why}")
