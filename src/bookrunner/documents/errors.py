"""Why a received file could not be read as a filing; each message says what to do next."""

from __future__ import annotations

from bookrunner.figures.errors import BadInput


class UnreadableFile(BadInput):
    """A received file that could not be read; nothing of it was kept."""

    def __init__(self, name: str, what: str, advice: str) -> None:
        self.name = name
        self.what = what
        super().__init__(f"{name or 'the file'}: {what}; {advice}")

    def __reduce__(self) -> tuple[object, ...]:
        # Each kind has its own arguments; its message and facts travel between processes instead.
        return _rebuilt, (type(self), str(self), self.__dict__)


def _rebuilt(kind: type[UnreadableFile], message: str, facts: dict[str, object]) -> UnreadableFile:
    error = kind.__new__(kind, message)
    error.__dict__.update(facts)
    return error


class EmptyFile(UnreadableFile):
    """The file holds no bytes, or nothing but white space."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is empty", "download it again")


class WrongKind(UnreadableFile):
    """The file is of another kind than its use or its name says (a PDF named .htm)."""

    def __init__(self, name: str, kind: str) -> None:
        self.kind = kind
        super().__init__(name, f"it is {kind}", "give the filing's HTML or full-submission text")


class NotAFiling(UnreadableFile):
    """The file is text or HTML, but nothing in it says that it is an SEC filing."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "check that it is the primary document of the filing")


class Undecodable(UnreadableFile):
    """The bytes are not text in any encoding a filing may use."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "download it again as bytes, without conversion")


class TooDeep(UnreadableFile):
    """Elements are nested deeper than any filing nests them."""

    def __init__(self, name: str, depth_max: int) -> None:
        self.depth_max = depth_max
        super().__init__(
            name,
            f"its elements are nested more than {depth_max} deep",
            "the file is damaged or hostile; download it again",
        )


class TooLarge(UnreadableFile):
    """The file is larger than any filing."""

    def __init__(self, name: str, size: int, size_max: int) -> None:
        self.size = size
        self.size_max = size_max
        super().__init__(
            name,
            f"it holds {size:,} bytes and the limit is {size_max:,}",
            "give the primary document of the filing alone",
        )


class Truncated(UnreadableFile):
    """The file ends before anything usable was said."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it breaks off before its content", "download it again")


class DeclaresEntities(UnreadableFile):
    """The file declares XML entities of its own, as no filing may; they are never expanded."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "it declares entities of its own, which are not expanded for safety",
            "use the document as EDGAR serves it",
        )


class NotTransformable(ValueError):
    """The words do not fit the format, or the format is not known."""


class NeedsPassword(UnreadableFile):
    """A PDF that opens only with a password, which is never asked for or guessed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is encrypted and needs a password", "save it without one")


class TooManyPages(UnreadableFile):
    """A PDF with more pages than any report."""

    def __init__(self, name: str, pages: int, pages_max: int) -> None:
        self.pages = pages
        self.pages_max = pages_max
        super().__init__(
            name, f"it has {pages:,} pages and the limit is {pages_max:,}", "split it into parts"
        )


class OverLimit(UnreadableFile):
    """Reading the file took more time or memory than any filing needs; it was stopped."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "the file is damaged or hostile; download it again")
