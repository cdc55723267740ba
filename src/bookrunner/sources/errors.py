"""What can go wrong between here and EDGAR, named for what happened."""

from __future__ import annotations

from datetime import timedelta

from bookrunner.figures import BadInput, BookrunnerError, NotFound, Refused, Unusable


class AgentMissing(Refused):
    """The SEC asks every program to say who runs it; without that nothing is asked for."""

    def __init__(self) -> None:
        super().__init__(
            "EDGAR is only asked by programs that say who runs them: set BOOKRUNNER_EDGAR_AGENT to "
            "a name and an e-mail address, such as 'Example Bank research@example.com'"
        )


class AgentRefused(Refused):
    """The SEC does not accept how the program names itself; asking again would not help."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(
            f"{url} is refused to an undeclared automated tool; BOOKRUNNER_EDGAR_AGENT must be a "
            "real name and an e-mail address"
        )


class SourceUnavailable(BookrunnerError):
    """The source did not answer as it should, however often it was asked."""

    def __init__(self, url: str, reason: str, *, attempts: int = 1) -> None:
        self.url = url
        self.reason = reason
        self.attempts = attempts
        tried = f" after {attempts} attempts" if attempts > 1 else ""
        super().__init__(f"{url} could not be had{tried}: {reason}; run the same again to go on")


class CircuitOpen(SourceUnavailable):
    """The source failed so often in a row that it is left alone for a while."""

    def __init__(self, url: str, wait: timedelta, reason: str) -> None:
        self.wait = wait
        super().__init__(
            url, f"it failed too often and is left alone for {wait.seconds} s ({reason})"
        )


class CannotResume(SourceUnavailable):
    """The source does not go on with what was partly received; it must be fetched anew."""

    def __init__(self, url: str) -> None:
        super().__init__(url, "what was partly received cannot be gone on with")


class NotThere(NotFound):
    """The source says that it has no such thing."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("resource", url, hint="the source says that it is not there")


class ForbiddenAddress(Refused):
    """A link or redirect led away from the hosts that may be asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"{url[:300]} is not on a host that may be asked; nothing was requested")


class NotWhatWasAsked(BadInput):
    """The content came whole and is not what it should be: an error page in place of data."""

    def __init__(self, url: str, what: str) -> None:
        self.url = url
        super().__init__(f"{url} answered with {what}; nothing of it was kept")


class NoVendors(Unusable):
    """No vendor is set up, which is how Bookrunner comes."""

    def __init__(self) -> None:
        super().__init__(
            "no data vendor is set up: BOOKRUNNER_VENDORS names a file of them (docs/guides/"
            "vendors.md shows one); tables of your own come in with `bookrunner import`"
        )


class BadVendorFile(BadInput):
    """The file of vendors cannot be used; none is asked until it can."""

    def __init__(self, place: str, wrong: str) -> None:
        self.place = place
        super().__init__(f"{place}: {wrong}; docs/guides/vendors.md shows a file of vendors")


class VendorUnavailable(BookrunnerError):
    """A vendor's server could not be asked, or did not answer."""

    def __init__(self, vendor: str, address: str, reason: str) -> None:
        self.vendor = vendor
        super().__init__(
            f"{vendor} ({address}) could not be asked: {reason}; nothing was kept. "
            "`bookrunner vendors --check` says which answer"
        )


class VendorRefused(BookrunnerError):
    """A vendor's server answered that it will not."""

    def __init__(self, vendor: str, tool: str, said: str) -> None:
        self.vendor = vendor
        self.tool = tool
        what = f"{tool} of {vendor}" if tool else vendor
        super().__init__(
            f"{what} refused: {' '.join(said.split()) or 'without a reason'}; nothing was kept"
        )


class VendorUnusable(BadInput):
    """What a vendor's tool answered is not what it should be."""

    def __init__(self, vendor: str, tool: str, why: str) -> None:
        self.vendor = vendor
        self.tool = tool
        what = f"the answer of {tool} of {vendor}" if tool else f"the answer of {vendor}"
        super().__init__(f"{what} cannot be used: {why}; nothing of it was kept")
