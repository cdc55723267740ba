"""What a line is, and the kinds of rule that find one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookrunner.facts.rows import RowMeaning

CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"


LENDER_TAGS = (
    "us-gaap:InterestAndDividendIncomeOperating",
    "us-gaap:InterestExpenseDeposits",
    "us-gaap:InterestIncomeExpenseAfterProvisionForLoanLoss",
    "us-gaap:NoninterestIncome",
    "us-gaap:NoninterestExpense",
    "us-gaap:Deposits",
    "us-gaap:InterestBearingDepositLiabilities",
)
"""Tags of statements in the form of banks and lenders, whose interest is of their operations."""

NOT_OF_LENDERS = frozenset(
    {
        "cost_of_revenue",
        "gross_profit",
        "research_and_development",
        "operating_income",
        "ebitda",
        "receivables",
        "inventory",
        "current_assets",
        "current_liabilities",
    }
)
"""Lines that statements in the form of banks do not have."""


class Statement(Enum):
    """The statement a line stands in."""

    INCOME = "Income statement"
    BALANCE = "Balance sheet"
    CASH_FLOW = "Cash flow statement"
    COVER = "Cover page"


class Sector(Enum):
    """Whose statements have lines of their own."""

    BANK = "banks and lenders"
    INSURER = "insurers"
    PROPERTY = "real estate"
    UTILITY = "utilities"


class Kind(Enum):
    """How a line behaves over time, and its unit."""

    FLOW = "flow"
    """Money over a period; adds up over time."""
    BALANCE = "balance"
    """Money at a day's close."""
    PER_SHARE = "per share"
    """Does not add up over time."""
    AVERAGE_SHARES = "average shares"
    """Does not add up over time."""
    COVER_SHARES = "cover shares"
    """Shares on the date the cover page gives, some weeks after the period's end."""


BALANCE_KINDS = (Kind.BALANCE, Kind.COVER_SHARES)


@dataclass(frozen=True)
class Tagged:
    """Any one of several tags that mean the same; within one filing the first, or the largest."""

    concepts: tuple[str, ...]
    largest: bool = False
    caution: str = ""
    """What a reader must know when this rule was used; becomes a finding."""
    row_means: RowMeaning | None = None
    """What the words of the row must mean; rows whose words are unknown do not."""
    row_says: RowMeaning | None = None
    """What a row's words may say that settles that its tag means the line."""
    row_means_not: RowMeaning | None = None
    """What the words of the row must not mean."""
    unless_told: tuple[str, ...] = ()
    """Tags that, told for the same period, show that the rule does not fit the company."""
    is_unmistakable: bool = False
    """The name of the tag leaves no room for another meaning; other tags cannot put it in doubt."""
    may_not_hold: tuple[str, ...] = ()
    """Lines that may stand beside the number and not in it; a finding tells where one is told."""
    share_of: tuple[str, str] | None = None
    """A whole and the part that others have in it; a finding tells where the rest is not this."""
    unless_sum_of: tuple[tuple[str, str], ...] = ()
    """Pairs of tags; a fact equal to the sum of such a pair in its own report is that sum, and not
    what the line asks for."""


@dataclass(frozen=True)
class ByMember:
    """One tag reported only by the members of one axis: all of them are needed, and are added."""

    concepts: tuple[str, ...]
    axis: str
    members: tuple[str, ...]
    caution: str = ""


@dataclass(frozen=True)
class ByMethod:
    """A number of shares that is tagged only by methods of calculation, of which one is reported.

    Earnings per share by the two-class and by the treasury stock method stand side by side in
    notes. That of the income statement is the company's, and its method's shares are the line.
    """

    concepts: tuple[str, ...]
    per_share: str
    """The line whose value chooses the method."""
    caution: str = (
        "it is told only by methods of calculation; it is that of the method whose earnings per "
        "share the income statement shows"
    )


@dataclass(frozen=True)
class ByBusiness:
    """Tags reported only for each business of a company: all of one report are added.

    A manufacturer and its captive finance arm are such businesses.
    """

    concepts: tuple[str, ...]
    caution: str = ""


@dataclass(frozen=True)
class ByWords:
    """A tag of any name, the company's own too, in a row whose words say that it is the line.

    Only one value may be told so; the words must stand at the head of a row of the report.
    """

    row_means: RowMeaning
    caution: str = ""
    never_negative: bool = False
    """A payment told as less than nothing has a sign that its own tag does not explain."""


@dataclass(frozen=True)
class WithoutPart:
    """A line from a tag that companies use for a whole and, some of them, for a part of it.

    A reported total decides which it is, where there is one. Else the part is taken off when it is
    known by itself, and a finding says that this was supposed.
    """

    whole: str
    part: str
    beside: str
    """What the line is added to; with neither it nor the part there is nothing to decide."""
    total: str
    """What the line and ``beside`` add up to, where a company reports that."""


@dataclass(frozen=True)
class Sum:
    """Other lines of the same period added and subtracted."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    """Those that may be missing; one at least must be there."""
    caution: str = ""
    is_certain_alone: bool = False
    """The caution is only said where more than one part was there."""
    not_below: tuple[str, ...] = ()
    """Lines that it cannot be less than; where it is, a finding says so."""
    never_negative: bool = False
    """A result below nothing shows that the rule does not fit."""
    unless_told: tuple[str, ...] = ()
    """Tags that, told for the same period, show that the rule does not fit the company."""
    ties_to: str = ""
    """The line that the sum must equal but for rounding; else the rule does not fit."""
    differs_from: str = ""
    """The line that the sum must not equal; where it does, the rule does not fit."""

    @property
    def words(self) -> str:
        """The rule for a reader: ``revenue - cost_of_revenue``."""
        return " - ".join((" + ".join(self.plus), *self.minus)).strip()


Rule = Tagged | ByMember | ByMethod | ByBusiness | ByWords | WithoutPart | Sum


@dataclass(frozen=True)
class StandardLine:
    """One line: its key, its label on a page, where it stands and how it is found."""

    key: str
    label: str
    statement: Statement
    kind: Kind
    rules: tuple[Rule, ...]
    shown: bool = True
    """False for a part that only serves other lines."""
    sectors: tuple[Sector, ...] = ()
    """Whose statements have it; empty for any company's."""


def tags(*names: str, caution: str = "") -> Tagged:
    """Tags of us-gaap that mean the same."""
    return Tagged(tuple(f"us-gaap:{name}" for name in names), caution=caution)


def by_business(*names: str) -> ByBusiness:
    """Tags of us-gaap that are reported for each business of the company and not for all of it."""
    return ByBusiness(
        tuple(f"us-gaap:{name}" for name in names),
        caution="it is tagged only for each business of the company; they are added, without what "
        "may be eliminated between them",
    )


def by_words(row_means: RowMeaning, *, never_negative: bool = False) -> ByWords:
    """A row that calls itself the line, where no tag that usually means it is used."""
    return ByWords(
        row_means,
        caution="no usual tag of the line is used; it is taken from the words at the head of its "
        "row",
        never_negative=never_negative,
    )


def of_one_class(name: str) -> tuple[ByMember, ...]:
    """A tag reported by class of stock: that of the class that is listed most often."""
    return tuple(
        ByMember((f"us-gaap:{name}",), axis, (member,), caution=f"it is reported {words}")
        for axis, member, words in _CLASSES
    )


_CLASSES = (
    (CLASS_AXIS, "us-gaap:CommonClassAMember", "by class of stock; this is class A's"),
    (CLASS_AXIS, "us-gaap:CommonStockMember", "by class of stock; this is common stock's"),
    (CLASS_AXIS, "us-gaap:CommonClassBMember", "by class of stock; this is class B's"),
)


def income(
    key: str, label: str, *rules: Rule, shown: bool = True, sectors: tuple[Sector, ...] = ()
) -> StandardLine:
    """A line of the income statement."""
    return StandardLine(key, label, Statement.INCOME, Kind.FLOW, rules, shown, sectors)


def balance(
    key: str, label: str, *rules: Rule, shown: bool = True, sectors: tuple[Sector, ...] = ()
) -> StandardLine:
    """A line of the balance sheet."""
    return StandardLine(key, label, Statement.BALANCE, Kind.BALANCE, rules, shown, sectors)


def cash_flow(
    key: str, label: str, *rules: Rule, shown: bool = True, sectors: tuple[Sector, ...] = ()
) -> StandardLine:
    """A line of the cash flow statement."""
    return StandardLine(key, label, Statement.CASH_FLOW, Kind.FLOW, rules, shown, sectors)


_SECTORS = (
    (6000, 6199, Sector.BANK),
    (6300, 6411, Sector.INSURER),
    (6500, 6599, Sector.PROPERTY),
    (6798, 6798, Sector.PROPERTY),
    (4900, 4991, Sector.UTILITY),
)


def of_sector(line: StandardLine, sic: str) -> bool:
    """Whether a company of the SIC code has the line; of an unknown one nothing is supposed."""
    if not line.sectors:
        return True
    code = int(sic) if sic.isdecimal() else -1
    return any(first <= code <= last and at in line.sectors for first, last, at in _SECTORS)
