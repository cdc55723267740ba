"""The documents of an index: what each is, whose, and for which period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from pathlib import PurePath

from bookrunner.documents import Document, period_on_cover, registrant_on_cover
from bookrunner.facts import Filing, common_cik, fiscal_year_in_words, name_key, ticker_key
from bookrunner.facts.fiscal_names import calendar_year
from bookrunner.facts.statement_tables import months_to_date

_COVER_CHARACTERS = 6_000
_NAME_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_FILE_YEAR = re.compile(r"(?:^|[^0-9])((?:19|20)\d\d)(?:Q([1-4]))?(?:[^0-9]|$)", re.I)
_FILE_DATE = re.compile(r"((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)")
_FILE_FORM = re.compile(
    r"\b(10-?K(?:405|SB|T)?|10-?Q|8-?K|20-?F|6-?K|earnings|S-1|424B\d)(?:A|/A)?\b", re.I
)
_FISCAL_WORDS = re.compile(r"\bfiscal\s+(?:year\s+)?((?:19|20)\d\d)\b", re.I)
_PREFIX_MIN = 3
_DAYS_KEPT = 16
"""Days for which the documents known then are remembered."""
_QUARTERLY_FORM = "10-Q"
_ANNUAL_FORMS = ("10-K", "20-F", "40-F")
_EARLY_END = 5
"""A year that ends before June is often named for the calendar year before."""
_COMMON_WORDS = """
    american united general national first international global new the us north south west east
    great best home public standard advanced applied capital financial bank energy health dollar
    live life world pacific central royal western southern northern premier block target gap
    progressive allstate key state community old morgan charles discovery fox news match
"""
_COMMON_FIRST_WORDS = frozenset(_COMMON_WORDS.split())
"""First words of names that mean no one company by themselves."""
_CIK_DIGITS = 10


@dataclass(frozen=True)
class Entry:
    """One document of an index."""

    digest: str
    source_name: str
    """The ingested file's name."""
    form: str
    cik: str
    names: tuple[str, ...]
    """What its company is called: the registrant's name, tickers, the file name's first words."""
    tickers: tuple[str, ...]
    period_end: date | None
    year: int | None
    """The fiscal year as the company names it."""
    quarter: int | None
    """1 to 3 for a quarterly report, 4 or None otherwise."""
    known_on: date | None
    passages: int = 0
    first_row: int = 0
    """Of its vectors; those of its passages follow one another."""

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePath(self.source_name).stem


def entry(
    document: Document, filing: Filing, names: Sequence[str], tickers: Sequence[str]
) -> Entry:
    """What the index says of a document.

    Args:
        names: What the records call its company, registered name first; may be empty.
    """
    stem = PurePath(filing.name or document.name).stem
    from_file = _file_words(stem)
    registrant = document.cover.get("EntityRegistrantName", "") or registrant_on_cover(
        document.text
    )
    period_end = filing.period_end or period_on_cover(document.text, document.form)
    file_year, file_quarter = _file_year(stem)
    form = filing.form or document.form or _file_form(stem)
    quarter = _quarter(filing.fiscal_period) or file_quarter or _told_quarter(document, form)
    year = filing.fiscal_year or file_year
    if year is None and period_end is not None:
        year = _told_year(document.text, period_end, form, quarter)
    known = [*names, registrant or "", from_file]
    day = filing.accepted_at or _file_date(stem)
    return Entry(
        digest=filing.digest,
        source_name=filing.name or document.name,
        form=form,
        cik=filing.cik,
        names=tuple(dict.fromkeys(name.strip() for name in known if name and name.strip())),
        tickers=tuple(tickers),
        period_end=period_end,
        year=year,
        quarter=quarter,
        known_on=day,
    )


def _file_words(stem: str) -> str:
    """The words of a file's name before its year or form, which people name the company by."""
    head = re.split(r"[_\-. ](?=(?:19|20)\d\d|10-?[KQ]|8-?K|FY)", stem, maxsplit=1, flags=re.I)[0]
    words = re.sub(r"[_\-.]+", " ", head).strip()
    letters = sum(c.isalpha() for c in words)
    return words if letters >= 2 and letters >= 0.6 * len(words.replace(" ", "")) else ""


def _file_year(stem: str) -> tuple[int | None, int | None]:
    rest = _FILE_DATE.sub(" ", stem)
    match = _FILE_YEAR.search(rest)
    if not match:
        return None, None
    return int(match[1]), int(match[2]) if match[2] else None


def _file_date(stem: str) -> date | None:
    match = _FILE_DATE.search(stem)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _file_form(stem: str) -> str:
    match = _FILE_FORM.search(re.sub(r"[_.]", " ", stem))
    if not match:
        return ""
    said = match[1].upper()
    if said == "EARNINGS":
        return "EX-99.1"
    return said if "-" in said else re.sub(r"^(10|8|20|6)", r"\1-", said)


def _quarter(fiscal_period: str) -> int | None:
    return int(fiscal_period[1]) if re.fullmatch(r"Q[1-4]", fiscal_period) else None


def _told_quarter(document: Document, form: str) -> int | None:
    """The quarter that a quarterly report is of, by how long a time its cash flows are of."""
    if not form.upper().startswith(_QUARTERLY_FORM):
        return None
    months = months_to_date(document)
    return months // 3 if months in (3, 6, 9) else None


def _told_year(text: str, period_end: date, form: str, quarter: int | None) -> int:
    """The fiscal year by the document's own words, near the period's end."""
    if form.upper().startswith((*_ANNUAL_FORMS, _QUARTERLY_FORM)):
        closes = period_end + timedelta(days=91 * (4 - quarter)) if quarter else period_end
        return fiscal_year_in_words(text, closes) or calendar_year(closes)
    near = {period_end.year, period_end.year - 1, period_end.year + 1}
    told = Counter(int(match[1]) for match in _FISCAL_WORDS.finditer(text) if int(match[1]) in near)
    if told and (period_end.month <= _EARLY_END or period_end.month >= 8):
        year, times = told.most_common(1)[0]
        if times >= 3:
            return year
    return period_end.year


class Catalogue:
    """The documents of an index at one moment, and whose they are; worked out once, asked often."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_digest = {one.digest: one for one in self.entries}
        self._days: dict[date, Catalogue] = {}

    @cached_property
    def names(self) -> Names:
        """The companies of the documents."""
        return Names(self.entries)

    @cached_property
    def with_words(self) -> Catalogue:
        """Of the documents in which there is something to find."""
        return Catalogue(one for one in self.entries if one.passages)

    def known(self, as_of: date | None) -> Catalogue:
        """Of what was known at the close of that day, all for None; unknown dates are left out."""
        if as_of is None:
            return self
        if as_of not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days.clear()
            self._days[as_of] = Catalogue(
                one for one in self.entries if one.known_on is not None and one.known_on <= as_of
            )
        return self._days[as_of]


class Names:
    """Finds the companies of a catalogue in a question."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._subject_of: dict[str, str] = {}
        """From what an entry is known by (its CIK, each full name) to one of them for all."""
        self._subjects: dict[str, set[str]] = {}
        """From a name's key, without blanks, to the subjects called so."""
        self._firsts: dict[str, set[str]] = {}
        self._tickers: dict[str, set[str]] = {}
        self._ciks: dict[str, str] = {}
        known = list(entries)
        self._own = {one.cik: name_key(one.names[0]) for one in known if one.cik and one.names}
        """From a CIK to the name that the records call it by."""
        self._members = {cik: {cik} for cik in self._own}
        """From a subject to the CIKs that were joined to it."""
        for one in known:
            self._join(_known_by(one))
        self._of = {one.digest: self._first(_known_by(one)[0]) for one in known}
        """From a document to its subject."""
        self._documents: dict[str, list[tuple[int, Entry]]] = {}
        """From a subject to its documents, each with its place among all."""
        for place, one in enumerate(known):
            self._add(one, self._of[one.digest])
            self._documents.setdefault(self._of[one.digest], []).append((place, one))

    def subject(self, one: Entry) -> str:
        """Whose document it is: the same for all of one company, whatever names it had."""
        return self._of.get(one.digest) or self._first(_known_by(one)[0])

    def documents(self, subjects: Collection[str]) -> list[Entry]:
        """The documents of these companies, in the order in which they were kept."""
        found = [row for subject in set(subjects) for row in self._documents.get(subject, ())]
        return [one for _, one in sorted(found, key=lambda row: row[0])]

    @property
    def count(self) -> int:
        """How many companies there are."""
        return len(set(self._of.values()))

    def _join(self, keys: Sequence[str]) -> None:
        roots = [self._first(key) for key in keys]
        first = roots[0]
        for root in map(self._first, roots):
            if not self._are_homonyms(first, root):
                self._subject_of[root] = first
                self._members.setdefault(first, set()).update(self._members.get(root, ()))

    def _are_homonyms(self, one: str, other: str) -> bool:
        """Whether two companies merely have the same name: each has a CIK of its own."""
        ours, theirs = (self._members.get(subject, set()) for subject in (one, other))
        return any(a != b and self._own[a] == self._own[b] for a in ours for b in theirs)

    def homonyms(self, subjects: Collection[str]) -> tuple[str, ...]:
        """The CIKs among the subjects' that have the name of another's, in order."""
        found: set[str] = set()
        for one, other in combinations(sorted(subjects), 2):
            if self._are_homonyms(one, other):
                found |= self._members[one] | self._members[other]
        return tuple(sorted(found))

    def _first(self, key: str) -> str:
        while (above := self._subject_of.get(key, key)) != key:
            key = above
        return key

    def _add(self, one: Entry, subject: str) -> None:
        if one.cik:
            self._ciks[one.cik] = subject
        for name in one.names:
            key = name_key(name)
            if not key:
                continue
            for variant in _variants(key):
                self._subjects.setdefault(variant, set()).add(subject)
            words = key.split()
            for count in (1, 2):
                if len(words) > count:
                    first = "".join(words[:count])
                    if first not in _COMMON_FIRST_WORDS and len(first) > 1:
                        self._firsts.setdefault(first, set()).add(subject)
        for ticker in one.tickers:
            self._tickers.setdefault(ticker_key(ticker), set()).add(subject)

    def found(self, words: str) -> Mapping[str, tuple[str, ...]]:
        """The subjects that the words name, each with the words that name it; longest names win."""
        tokens = [
            (match.start(), match.end(), match[0])
            for match in re.finditer(r"[A-Za-z0-9&.]+(?:['’]s)?|&", words)
        ]
        found: dict[str, list[str]] = {}
        taken: set[int] = set()
        by_cik: set[str] = set()
        for count in range(min(6, len(tokens)), 0, -1):
            for first in range(len(tokens) - count + 1):
                span = range(first, first + count)
                if taken & set(span):
                    continue
                piece = words[tokens[first][0] : tokens[first + count - 1][1]]
                subjects = self._named(piece, count)
                if subjects:
                    taken |= set(span)
                    if piece.isdigit():
                        by_cik |= subjects
                    for subject in subjects:
                        found.setdefault(subject, []).extend(tokens[i][2] for i in span)
        for subject in by_cik:
            for other in [one for one in found if self._are_homonyms(subject, one)]:
                del found[other]
        return {subject: tuple(said) for subject, said in found.items()}

    def _named(self, piece: str, count: int) -> set[str]:
        found = self._called(re.sub(r"['’]s\b", "", piece), count)
        # "McDonald's" may be whose, or the name itself.
        return found or self._called(re.sub(r"['’]", "", piece), count)

    def _called(self, bare: str, count: int) -> set[str]:
        key = name_key(bare)
        squeezed = key.replace(" ", "")
        if bare.isdigit() and len(bare) == _CIK_DIGITS and bare in self._ciks:
            return {self._ciks[bare]}
        if not squeezed or (count == 1 and not bare[:1].isupper() and not bare[:1].isdigit()):
            # A company is named with a capital, unless its full name is written out.
            return self._subjects.get(squeezed, set()) if len(squeezed) > 5 else set()
        if len(squeezed) > 1 and (found := self._subjects.get(squeezed)):
            return found
        if count == 1 and bare.isupper() and (found := self._tickers.get(ticker_key(bare))):
            return found
        if (common := common_cik(bare)) and common in self._ciks:
            return {self._ciks[common]}
        first = self._firsts.get(squeezed, set())
        if not first and count == 1 and bare.isupper() and len(squeezed) >= _PREFIX_MIN:
            first = set().union(
                *(s for name, s in self._subjects.items() if name.startswith(squeezed))
            )
        return first if len(first) == 1 else set()


def _known_by(one: Entry) -> list[str]:
    """Its CIK and full names; what shares one of them is of one company."""
    keys = [one.cik] if one.cik else []
    keys += [squeezed for name in one.names if (squeezed := name_key(name).replace(" ", ""))]
    return keys or [one.stem or one.digest]


def _variants(key: str) -> set[str]:
    """How a name's key may be written: run together, as initials, without its last word."""
    words = key.split()
    found = {"".join(words)}
    chief = [word for word in words if word != "and"]
    if len(words) > 2 and "and" in words:
        found.add("".join(word[0] if word != "and" else "n" for word in words))
        found.add("".join(chief))
    if len(chief) >= 3 or (len(chief) == 2 and "and" in words):
        found.add("".join(word[0] for word in chief))
    if len(chief) == 2:
        # A file's name leaves the "and" out.
        found.add(f"{chief[0][0]}n{chief[1][0]}")
    return {variant for variant in found if len(variant) > 1}
