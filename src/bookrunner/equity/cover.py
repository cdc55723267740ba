"""Shares outstanding by class, from the cover page of the newest report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bookrunner.documents import Document
from bookrunner.equity.kinds import member_words
from bookrunner.facts import Company, Fact, source
from bookrunner.figures import (
    PURE,
    SHARES,
    Citation,
    Figure,
    Finding,
    Severity,
    Term,
    computed,
    sourced,
    total,
)

COUNT = "dei:EntityCommonStockSharesOutstanding"
OUTSTANDING = "us-gaap:CommonStockSharesOutstanding"
ISSUED = "us-gaap:CommonStockSharesIssued"
TREASURY = "us-gaap:TreasuryStockCommonShares"
AVERAGE = "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"
SPLIT = "us-gaap:StockholdersEquityNoteStockSplitConversionRatio1"
CONCEPTS = frozenset({SPLIT, COUNT, OUTSTANDING, ISSUED, TREASURY, AVERAGE})
"""The tags of the cover and of what it is compared with."""

_CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
_SCALE_APART_MIN = 300
_SPLIT_DAYS = 120
_FEW_MAX = 100_000
_APART_MAX = Decimal("0.25")
_ISSUED_WORDS = "shares issued"
_RATE_TAG = re.compile(r"(?<!Preferred)(?<!PreferredStock)Conver(?:sion|ted)(?:Rate|Ratio)")
_CONVERTS = re.compile(
    r"(?:each|one|a)\s+(?:outstanding\s+)?(?:share\s+of\s+)?(class\s+\w+)\b[^.;]{0,160}?"
    r"\bconver(?:ts?|tible|ted)\b[^.;]{0,80}?\binto\s+([\d,.]+\d|one|ten|twenty)\s+"
    r"(?:fully paid[^.;]{0,40}?)?shares?\s+of\s+(?:our\s+|the\s+company['’]s\s+)?(class\s+\w+)",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"\btracking stocks?\b", re.IGNORECASE)
_TRACKING_MENTIONS_MIN = 3
_RECEIPTS = re.compile(
    r"\beach\s+(?:ADS|ADR|American\s+Depositary\s+(?:Share|Receipt))\b[^.;\n]{0,60}?"
    r"\brepresent\w*\s+(?:the\s+right\s+to\s+receive\s+|an?\s+interest\s+in\s+)?"
    r"(?P<ratio>[\w,./ -]{1,40}?)\s+(?:of\s+(?:an?|one)\s+)?(?:of\s+our\s+)?"
    r"(?:[\w-]+\s+){0,4}?(?:ordinary|common|equity|preferred|voting)\s+shares?",
    re.IGNORECASE,
)
_RECEIPTS_NAMED = re.compile(r"American\s+Depositary\s+(?:Share|Receipt)", re.IGNORECASE)
_WORDS = {"one": "1", "ten": "10", "twenty": "20"}


@dataclass(frozen=True)
class ShareClass:
    """One class on the cover."""

    name: str
    """``Class A common``; ``Common stock`` where there is but one."""
    ticker: str
    count: Figure
    per_base_share: Figure | None
    """How many base shares one converts into; None where each is one."""


@dataclass(frozen=True)
class Cover:
    """The cover's counts."""

    classes: Sequence[ShareClass]
    basic: Figure | None
    """All classes as base shares; None where the cover cannot be used."""
    findings: Sequence[Finding]


Read = Callable[[str], Document | None]
"""The document of a digest; None where it is not kept."""


def nothing_read(digest: str) -> Document | None:  # noqa: ARG001 - it reads no document
    """The reader of whoever keeps no documents."""
    return None


def cover(company: Company, facts: Sequence[Fact], read: Read) -> Cover:
    """The counts of the newest report that has them on its cover.

    A cover that contradicts itself, or that its own balance sheet contradicts by a thousand times
    or more, gives no total: the finding says what stands there, and nothing is picked.
    """
    return _Reader(company, facts, read).cover()


class _Reader:
    def __init__(self, company: Company, facts: Sequence[Fact], read: Read) -> None:
        self._company = company
        self._facts = facts
        self._read = read
        self._where = company.ticker or company.name
        self._findings: list[Finding] = []

    def cover(self) -> Cover:
        counts = self._newest()
        if not counts:
            self._find("cover-missing", "no report with a share count on its cover is kept")
            return self._made((), None)
        document = self._read(counts[0].document) if counts[0].document else None
        by_class = self._by_class(counts)
        classes = tuple(self._class(fact, document, len(by_class)) for fact in by_class)
        self._tell_of_tracking(classes, document)
        self._tell_of_receipts(document)
        if not classes or any(f.severity is Severity.ERROR for f in self._findings):
            return self._made(classes, None)
        basic = self._basic(classes)
        is_scaled = self._check(basic, counts[0])
        self._tell_of_splits(counts[0])
        return self._made(classes, basic if is_scaled else None)

    def _made(self, classes: Sequence[ShareClass], basic: Figure | None) -> Cover:
        return Cover(classes, basic, tuple(self._findings))

    # ------------------------------------------------------------------ the counts

    def _newest(self) -> Sequence[Fact]:
        """The counts of the newest report's cover, subsidiaries' own shares left out."""
        known = [
            fact
            for fact in self._facts
            if fact.concept == COUNT
            and fact.unit == SHARES
            and fact.accepted_at is not None
            and all(axis == _CLASS_AXIS for axis, _ in fact.dimensions)
        ]
        if not known:
            return ()
        newest = max(known, key=lambda fact: (fact.accepted_at, fact.period.end, fact.accession))
        same = [f for f in known if _report(f) == _report(newest)]
        cited = [f for f in same if f.citation is not None]
        return cited or same

    def _by_class(self, counts: Sequence[Fact]) -> Sequence[Fact]:
        """One count of each class, of its newest date; contradictions are told."""
        found: dict[object, Fact] = {}
        for fact in sorted(counts, key=lambda one: one.period.end, reverse=True):
            before = found.setdefault(fact.dimensions, fact)
            if before.period == fact.period and before.value != fact.value:
                self._find(
                    "cover-contradiction",
                    f"the cover gives {before.value:,f} and {fact.value:,f} shares for "
                    f"{fact.period.end}; neither is taken",
                    Severity.ERROR,
                )
        whole = found.pop((), None)
        if whole is None:
            return tuple(found.values())
        if not found:
            return (whole,)
        added = sum((fact.value for fact in found.values()), Decimal(0))
        if added != whole.value:
            self._find(
                "cover-contradiction",
                f"the classes on the cover add up to {added:,f} shares, its total is "
                f"{whole.value:,f}; neither is taken",
                Severity.ERROR,
            )
        return tuple(found.values())

    def _class(self, fact: Fact, document: Document | None, number: int) -> ShareClass:
        member = fact.dimensions[0][1] if fact.dimensions else ""
        name = _class_name(member)
        key = f"{self._company.prefix}.cover_shares"
        count = sourced(
            f"{key}.{_slug(name)}" if member else key,
            f"Shares outstanding, {name}" if member else "Shares outstanding (cover page)",
            fact.value,
            SHARES,
            fact.period,
            source(fact, self._where),
            walls=fact.walls,
        )
        rate = self._rate(fact, name, document) if number > 1 else None
        return ShareClass(
            name, _ticker(document, fact.dimensions, name, self._company), count, rate
        )

    # ------------------------------------------------------------------ conversion

    def _rate(self, count: Fact, name: str, document: Document | None) -> Figure | None:
        """The stated rate into base shares; None where none but one for one is stated."""
        tagged = [
            fact
            for fact in self._facts
            if fact.dimensions == count.dimensions
            and fact.dimensions
            and _RATE_TAG.search(fact.concept)
            and fact.value > 0
            and _report(fact) == _report(count)
        ]
        found = max(tagged, key=lambda fact: fact.period.end, default=None)
        if found is None and document is not None:
            found = _stated_rate(count, name, document)
        if found is None or found.value == 1:
            return None
        return sourced(
            f"{self._company.prefix}.cover_shares.{_slug(name)}.conversion",
            f"Base shares for one of {name}",
            found.value,
            PURE,
            found.period,
            source(found, self._where),
            walls=found.walls,
        )

    def _basic(self, classes: Sequence[ShareClass]) -> Figure:
        if len(classes) == 1:
            return classes[0].count
        terms: list[Term] = [
            one.count if one.per_base_share is None else one.count * one.per_base_share
            for one in classes
        ]
        rates = [one for one in classes if one.per_base_share is not None]
        told = "; ".join(f"{one.name} at {_plain(one.per_base_share)}" for one in rates)
        words = f"converted as the report states ({told})" if rates else "counted one for one"
        self._find(
            "share-classes",
            f"{len(classes)} classes of shares are {words}",
            Severity.NOTE,
        )
        newest = max((one.count.period for one in classes), key=lambda period: period.end)
        return computed(
            f"{self._company.prefix}.cover_shares",
            "Shares outstanding, all classes (cover page)",
            total(terms),
            newest,
        )

    # ------------------------------------------------------------------ checks

    def _check(self, basic: Figure, count: Fact) -> bool:
        """Whether the report's other share counts allow the cover's scale; tells what is apart."""
        told = Decimal(str(basic.value)).quantize(Decimal(1))
        others = {words: one for words, one in self._others(count).items() if one and told}
        apart = {words: max(told / one, one / told) for words, one in others.items()}
        misscaled = [words for words in others if apart[words] >= _SCALE_APART_MIN]
        # A few hundred shares beside many millions have lost their own scale, as when 727.9 is
        # tagged where the statement speaks in millions; they say nothing of the cover.
        sound = [words for words, one in others.items() if not one < _FEW_MAX < told]
        is_wrong = bool(sound) and all(words in misscaled for words in sound)
        for words in misscaled:
            follows = "the count is not used" if is_wrong else "the count is used"
            self._find(
                "cover-scale",
                f"the cover's {told:,f} shares and the {words} of {others[words]:,f} differ by "
                f"{apart[words]:,.0f} times; {follows}",
                Severity.ERROR if is_wrong else Severity.NOTE,
            )
        for words, other in others.items():
            if 1 + _APART_MAX < apart[words] < _SCALE_APART_MIN and words != _ISSUED_WORDS:
                self._find(
                    "cover-apart",
                    f"the cover's {told:,f} shares differ from the {words} of {other:,f}; shares "
                    "issued or bought back, a split, or classes that are not one for one explain "
                    "such a difference",
                )
        return not is_wrong

    def _tell_of_tracking(self, classes: Sequence[ShareClass], document: Document | None) -> None:
        """Stop the sum of classes that follow different businesses, each with its own price."""
        if document is None or len(classes) < 2:
            return
        if len(_TRACKING.findall(document.text)) >= _TRACKING_MENTIONS_MIN:
            names = ", ".join(one.name for one in classes)
            self._find(
                "tracking-stock",
                f"the report speaks of tracking stock; its classes ({names}) may follow different "
                "businesses at different prices, and are not added up",
                Severity.ERROR,
            )

    def _tell_of_receipts(self, document: Document | None) -> None:
        """Tell what an American depositary share stands for; a price is that of one share."""
        if document is None or not any(
            _RECEIPTS_NAMED.search(fact.text)
            for fact in document.facts
            if fact.concept == "dei:Security12bTitle"
        ):
            return
        said = _RECEIPTS.search(document.text)
        ratio = "a number of shares that was not found"
        if said is not None:
            ratio = f'"{" ".join(said["ratio"].split())}" shares'
        self._find(
            "depositary-shares",
            f"American depositary shares are listed; each stands for {ratio}. The price is taken "
            "as that of one share on the cover, not of one depositary share",
        )

    def _tell_of_splits(self, count: Fact) -> None:
        """Tell of a split about the day of the cover, after which prices are on another basis."""
        near = [
            fact
            for fact in self._facts
            if fact.concept == SPLIT
            and fact.value not in (0, 1)
            and -_SPLIT_DAYS <= (fact.period.end - count.period.end).days <= _SPLIT_DAYS
        ]
        if near:
            self._find(
                "split-near",
                f"a split of {near[-1].value:f} for one is reported near {near[-1].period.end}; "
                f"the cover's count is of {count.period.end} and may be before or after it: "
                "check it against the price",
            )

    def _others(self, count: Fact) -> dict[str, Decimal]:
        same = [fact for fact in self._facts if _report(fact) == _report(count)]
        issued, held = _latest(same, ISSUED), _latest(same, TREASURY)
        outstanding = _latest(same, OUTSTANDING)
        if outstanding is None and issued is not None and held is not None:
            outstanding = issued - abs(held)
        found = {
            "shares outstanding on the balance sheet": outstanding,
            _ISSUED_WORDS: issued if outstanding is None else None,
            "weighted average": _latest(same, AVERAGE),
        }
        return {words: value for words, value in found.items() if value is not None}

    def _find(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self._findings.append(Finding(f"equity.{code}", message, severity, where=self._where))


def _latest(facts: Sequence[Fact], concept: str) -> Decimal | None:
    """The newest consolidated value, or the sum of the classes at that date."""
    known = [fact for fact in facts if fact.concept == concept and fact.unit == SHARES]
    whole = [fact for fact in known if not fact.dimensions]
    if whole:
        return max(whole, key=lambda fact: fact.period.end).value
    parts = {
        (fact.period, fact.dimensions): fact.value
        for fact in known
        if len(fact.dimensions) == 1 and fact.dimensions[0][0] == _CLASS_AXIS
    }
    if not parts or concept == AVERAGE:
        # Classes' averages may each be as converted, and do not add up.
        return None
    newest = max(period.end for period, _ in parts)
    return sum((v for (period, _), v in parts.items() if period.end == newest), Decimal(0))


def _stated_rate(count: Fact, name: str, document: Document) -> Fact | None:
    """The rate in the report's own words: each share of Class A converts into 1,500 of Class B."""
    for match in _CONVERTS.finditer(document.text):
        words = match[2].replace(",", "")
        if match[1].casefold() != name.removesuffix(" common").casefold():
            continue
        if match[3].casefold() == match[1].casefold():
            continue
        return replace(
            count,
            concept="",
            value=Decimal(_WORDS.get(words.casefold(), words)),
            unit=PURE,
            citation=Citation(document.digest, match.start(2), match.end(2)),
        )
    return None


def _class_name(member: str) -> str:
    words = member_words(member) if member else ""
    if not words or words == "Common Stock":
        return "Common stock"
    match = re.fullmatch(r"Common Class ([A-Z0-9]+)(?: ?([0-9]))?", words)
    if match is None:
        return words
    letter = match[1] if match[2] is None else match[1] + match[2]
    return f"Class {re.sub(r'(?<=[A-Z])(?=[0-9])', '-', letter)} common"


def _ticker(
    document: Document | None, dimensions: tuple[tuple[str, str], ...], name: str, company: Company
) -> str:
    """The symbol that the cover gives the class; the company's own where it has but one."""
    if document is not None:
        symbols = [fact for fact in document.facts if fact.concept == "dei:TradingSymbol"]
        for fact in symbols:
            if fact.dimensions == dimensions:
                return fact.meaning or fact.text
        titles = [fact for fact in document.facts if fact.concept == "dei:Security12bTitle"]
        # Of a company with one listed class, the title alone says which.
        if len(symbols) == len(titles) == 1:
            named = name.removesuffix(" common").casefold()
            listed = named in titles[0].text.casefold() and not symbols[0].dimensions
            return (symbols[0].meaning or symbols[0].text) if listed else ""
    return company.ticker if not dimensions else ""


def _report(fact: Fact) -> str:
    return fact.accession or fact.document


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def _plain(figure: Figure | None) -> str:
    return "" if figure is None or figure.exact is None else f"{figure.exact:f}"
