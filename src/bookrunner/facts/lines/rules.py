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
    row_means_not: RowMeaning | None = None
    """What the words of the row must not mean."""
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
    never_negative: bool = False
    """A result below nothing shows that the rule does not fit."""
    unless_told: tuple[str, ...] = ()
    """Tags that, told for the same period, show that the rule does not fit the company."""
    ties_to: str = ""
    """The line that the sum must equal but for rounding; else the rule does not fit."""

    @property
    def words(self) -> str:
        """The rule for a reader: ``revenue - cost_of_revenue``."""
        return " - ".join((" + ".join(self.plus), *self.minus)).strip()


Rule = Tagged | ByMember | WithoutPart | Sum


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


def tags(*names: str, caution: str = "") -> Tagged:
    """Tags of us-gaap that mean the same."""
    return Tagged(tuple(f"us-gaap:{name}" for name in names), caution=caution)


def of_class_a(name: str) -> ByMember:
    """A tag reported by class of stock: class A's."""
    return ByMember(
        (f"us-gaap:{name}",),
        CLASS_AXIS,
        ("us-gaap:CommonClassAMember",),
        caution="it is reported by class of stock; this is class A's",
    )


def income(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    """A line of the income statement."""
    return StandardLine(key, label, Statement.INCOME, Kind.FLOW, rules, shown)


def balance(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    """A line of the balance sheet."""
    return StandardLine(key, label, Statement.BALANCE, Kind.BALANCE, rules, shown)


def cash_flow(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    """A line of the cash flow statement."""
    return StandardLine(key, label, Statement.CASH_FLOW, Kind.FLOW, rules, shown)
