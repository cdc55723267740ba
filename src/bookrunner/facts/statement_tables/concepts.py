"""Which standard concept a statement's row is, by the words at its head.

Only words that have one meaning on the face of a statement stand here; any other row is left out.
Of several rows that could be one concept the earlier pattern wins: a total before a part.
"""

# ruff: noqa: E501 - a pattern of words is read best in one line

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class StatementKind(Enum):
    """One of the three primary statements."""

    INCOME = "income statement"
    BALANCE = "balance sheet"
    CASH_FLOW = "cash flow statement"


class Measure(Enum):
    """What a row counts, and so which scale it has."""

    MONEY = "money"
    PER_SHARE = "per share"
    SHARES = "shares"


@dataclass(frozen=True)
class RowConcept:
    """A concept, the words it goes by (first ones first), and how its sign is turned."""

    concept: str
    words: tuple[re.Pattern[str], ...]
    measure: Measure = Measure.MONEY
    outflow: bool = False
    """Paid: shown below zero, and told as a positive amount."""
    within: str = ""
    """Words of the heading above the row that the row needs, as ``basic`` stands under it."""


def _concept(
    name: str,
    *words: str,
    measure: Measure = Measure.MONEY,
    outflow: bool = False,
    within: str = "",
) -> RowConcept:
    patterns = tuple(re.compile(rf"(?:{one})$") for one in words)
    return RowConcept(f"us-gaap:{name}", patterns, measure, outflow, within)


_HOLDERS = r"(?:share|stock)(?:holder|owner)s?"
_EARNINGS = r"(?:net (?:income|earnings|loss|\(loss\)|income \(loss\)|earnings \(loss\)|\(loss\) income|loss income))"
_PER_SHARE = r"(?:per (?:common )?share|per share of common stock)"

INCOME = (
    _concept(
        "Revenues",
        r"total (?:net )?(?:operating )?(?:revenues?|sales)(?:,? net)?",
        r"total net sales and revenues?|total sales and revenues?",
        r"(?:net )?(?:operating )?revenues?(?:,? net)?|net sales|sales(?:,? net)?",
    ),
    _concept(
        "CostOfRevenue",
        r"total costs? of (?:net )?(?:revenues?|sales|goods sold|products sold)",
        r"costs? of (?:net )?(?:revenues?|sales)|costs? of goods sold",
    ),
    _concept("GrossProfit", r"gross (?:profit|margin)"),
    _concept(
        "ResearchAndDevelopmentExpense", r"research,? (?:and|&) development(?: expenses?| costs)?"
    ),
    _concept(
        "SellingGeneralAndAdministrativeExpense",
        r"selling,? general,? (?:and|&) administrative(?: expenses?)?",
    ),
    _concept(
        "OperatingIncomeLoss",
        r"(?:operating (?:income|profit|earnings)|income from operations|operating loss|"
        r"(?:income \(loss\)|loss|earnings) from operations|operating income \(loss\)|"
        r"operating \(loss\) income|operating profit \(loss\))",
    ),
    _concept(
        "IncomeTaxExpenseBenefit",
        r"(?:total )?(?:provision for )?income tax(?:es)?(?: expense| provision)?(?: \(benefit\)| expense \(benefit\))?",
        r"(?:provision|benefit|provision \(benefit\)|\(benefit\) provision) for income taxes",
        r"provision for taxes(?: on income)?|income tax \(benefit\) expense|income taxes \(benefit\)",
    ),
    _concept(
        "NetIncomeLoss",
        rf"{_EARNINGS} (?:attributable|available) to (?!common|non|minor|redeem)[\w .,'&-]+",
        _EARNINGS,
    ),
    _concept(
        "EarningsPerShareBasic",
        rf"basic (?:net )?(?:earnings|income|income \(loss\)|loss|earnings \(loss\)) {_PER_SHARE}",
        rf"(?:net )?(?:earnings|income|income \(loss\)|loss) {_PER_SHARE} ?[-:,]? ?basic",
        measure=Measure.PER_SHARE,
    ),
    _concept(
        "EarningsPerShareDiluted",
        rf"diluted (?:net )?(?:earnings|income|income \(loss\)|loss|earnings \(loss\)) {_PER_SHARE}",
        rf"(?:net )?(?:earnings|income|income \(loss\)|loss) {_PER_SHARE} ?[-:,]? ?diluted",
        measure=Measure.PER_SHARE,
    ),
    _concept(
        "EarningsPerShareBasic",
        r"basic(?: earnings| loss)?",
        measure=Measure.PER_SHARE,
        within=r"(?:earnings|income|loss|\(loss\)) per|per (?:common )?share",
    ),
    _concept(
        "EarningsPerShareDiluted",
        r"diluted(?: earnings| loss)?",
        measure=Measure.PER_SHARE,
        within=r"(?:earnings|income|loss|\(loss\)) per|per (?:common )?share",
    ),
    _concept(
        "WeightedAverageNumberOfSharesOutstandingBasic",
        r"basic(?: shares)?",
        measure=Measure.SHARES,
        within=r"weighted|shares used|shares outstanding",
    ),
    _concept(
        "WeightedAverageNumberOfDilutedSharesOutstanding",
        r"diluted(?: shares)?",
        measure=Measure.SHARES,
        within=r"weighted|shares used|shares outstanding",
    ),
)

BALANCE = (
    _concept(
        "CashAndCashEquivalentsAtCarryingValue",
        r"cash (?:and|&) cash equivalents|cash and equivalents",
        r"cash",
    ),
    _concept(
        "AccountsReceivableNetCurrent",
        r"(?:trade |accounts |trade accounts )?receivables?(?:,? net| - net)?(?:,? (?:net of|less) allowances?.*)?",
    ),
    _concept("InventoryNet", r"(?:total )?(?:merchandise )?inventor(?:y|ies)(?:,? net)?"),
    _concept("AssetsCurrent", r"total current assets"),
    _concept("Assets", r"total assets"),
    _concept("LiabilitiesCurrent", r"total current liabilities"),
    _concept("Liabilities", r"total liabilities"),
    _concept(
        "LongTermDebtNoncurrent",
        r"long-?\s?term debt(?:,? (?:less|net of|excluding) current (?:portion|maturities|installments))?",
    ),
    _concept(
        "StockholdersEquity",
        rf"total (?!liabilities).{{1,60}} {_HOLDERS}['’]? ?(?:equity|investment)(?: \(deficit\))?",
        rf"(?:total )?{_HOLDERS}['’]?s? ?(?:equity|investment)(?: \(deficit\))?",
    ),
    _concept(
        "LiabilitiesAndStockholdersEquity",
        rf"total liabilities(?:,? .{{1,60}})?,? (?:and|&) (?:total )?(?:{_HOLDERS}['’]?s? ?)?(?:equity|investment|deficit)"
        r"(?: \(deficit\)| \(deficiency\))?",
    ),
)

CASH_FLOW = (
    _concept(
        "NetCashProvidedByUsedInOperatingActivities",
        r"(?:total |net )?cash (?:provided|generated|used|flows?|\(used).{0,50}operat(?:ing activities|ions)",
        r"net cash from operating activities",
    ),
    _concept(
        "NetCashProvidedByUsedInInvestingActivities",
        r"(?:total |net )?cash (?:provided|generated|used|flows?|\(used).{0,50}investing activities",
        r"net cash from investing activities",
    ),
    _concept(
        "NetCashProvidedByUsedInFinancingActivities",
        r"(?:total |net )?cash (?:provided|generated|used|flows?|\(used).{0,50}financing activities",
        r"net cash from financing activities",
    ),
    _concept(
        "DepreciationDepletionAndAmortization",
        r"depreciation,? (?:and|&|depletion,? and) amortization",
        r"depreciation/amortization",
    ),
    _concept(
        "PaymentsToAcquirePropertyPlantAndEquipment",
        r"capital expenditures",
        r"(?:purchases?|acquisitions?|additions?|expenditures|payments?) (?:of|to|for)(?: acquisition of)? "
        r"property(?:,? plant)?,? (?:and|&) equipment",
        outflow=True,
    ),
    _concept("ShareBasedCompensation", r"(?:stock|share|equity)-based compensation(?: expense)?"),
    _concept(
        "PaymentsForRepurchaseOfCommonStock",
        r"(?:repurchases?|purchases?) of (?:common|treasury) (?:stock|shares)",
        outflow=True,
    ),
    _concept("ProfitLoss", _EARNINGS),
)

BY_STATEMENT = {
    StatementKind.INCOME: INCOME,
    StatementKind.BALANCE: BALANCE,
    StatementKind.CASH_FLOW: CASH_FLOW,
}


def plain_words(label: str) -> str:
    """A row's words in small letters, without leaders, notes and the marks of a list."""
    words = " ".join(label.lower().replace("’", "'").split())
    words = re.sub(r"\(?\b(?:see )?notes? [\d, and]+\)?|\(unaudited\)|\(\d{1,2}\)|\*+", "", words)
    words = re.sub(r"[.\s_]{3,}$|\.{2,}", "", words)
    return words.strip(" .:-—–=")


def concept_of(label: str, heading: str, kind: StatementKind) -> tuple[RowConcept, int] | None:
    """The concept of a row and the rank of the words that said so; None when none does.

    Args:
        heading: The last row above without numbers, under which the row stands.
    """
    words, above = plain_words(label), plain_words(heading)
    for concept in BY_STATEMENT[kind]:
        if concept.within and not re.search(concept.within, above):
            continue
        for rank, pattern in enumerate(concept.words):
            if pattern.match(words):
                return concept, rank
    return None
