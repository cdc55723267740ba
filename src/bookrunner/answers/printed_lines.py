"""The words by which statements print the standard lines.

For each line, from the most certain wording to the least; the first wording that a statement has
counts, and of several rows in that wording the first. Labels are compared in lower case, without
notes, punctuation and what stands in brackets at their end.
"""

# ruff: noqa: E501 - a row of a table is read best in one line

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

INCOME = "income statement"
BALANCE = "balance sheet"
CASH_FLOW = "cash flow statement"
STATEMENTS = (INCOME, BALANCE, CASH_FLOW)


@dataclass(frozen=True)
class PrintedLine:
    """How a line is printed."""

    key: str
    label: str
    statement: str
    words: tuple[re.Pattern[str], ...]
    is_outflow: bool = False
    """Printed in brackets or below zero, and told as a positive amount."""
    per_share: bool = False


def _line(
    key: str,
    label: str,
    statement: str,
    *words: str,
    outflow: bool = False,
    per_share: bool = False,
) -> PrintedLine:
    patterns = tuple(re.compile(rf"^(?:{one})$") for one in words)
    return PrintedLine(key, label, statement, patterns, outflow, per_share)


_NET = r"(?:net (?:income|earnings|loss|profit)|net income loss|net earnings loss|net loss income|net loss earnings)"
_OWNERS = r"(?:share|stock)(?:holders?|owners?)"
_PPE = r"(?:property(?: plant)?(?: and| &)? equipment|property plant and equipment|land buildings and equipment|fixed assets|plant property and equipment|property and equipment|property plant equipment)"

LINES: Mapping[str, PrintedLine] = {
    line.key: line
    for line in (
        _line(
            "revenue",
            "revenue",
            INCOME,
            r"total (?:net )?(?:operating )?(?:revenues?|sales)(?: net)?(?: and other income)?",
            r"(?:net )?(?:operating )?revenues?(?: net)?",
            r"net sales",
            r"total net sales(?: and revenues?)?",
            r"sales(?: net)?",
            r"sales and (?:other )?(?:operating )?revenues?",
            r"revenues? net of interest expense",
            r"total revenues? net of interest expense",
        ),
        _line(
            "cost_of_revenue",
            "cost of revenue",
            INCOME,
            r"total costs? of (?:net )?(?:revenues?|sales|goods sold|products sold|products and services)",
            r"costs? of (?:goods|products|merchandise) sold.*",
            r"costs? of (?:net )?(?:sales|revenues?).*",
            r"merchandise costs?",
            r"cost of products and services",
            outflow=True,
        ),
        _line("gross_profit", "gross profit", INCOME, r"gross (?:profit|margin|income)"),
        _line(
            "research_and_development",
            "research and development",
            INCOME,
            r"(?:total )?research(?: and| &)? development(?: expenses?| costs?)?(?: net)?.*",
            r"product development.*",
            outflow=True,
        ),
        _line(
            "selling_general_administrative",
            "selling, general and administrative",
            INCOME,
            r"(?:total )?selling general (?:and )?administrative(?: expenses?)?.*",
            r"marketing general and administrative.*",
            outflow=True,
        ),
        _line(
            "operating_income",
            "operating income",
            INCOME,
            r"(?:total )?operating (?:income|profit|earnings)(?: loss)?",
            r"(?:total )?operating loss(?: income| profit)?",
            r"operating income loss",
            r"(?:income|earnings|profit|loss)(?: loss| income)? from operations",
            r"loss earnings from operations",
            r"income loss from operations",
            r"operating (?:loss )?(?:income|earnings)",
        ),
        _line(
            "interest_expense",
            "interest expense",
            INCOME,
            r"interest expense(?: net)?",
            r"interest and debt expense",
            r"interest (?:on|and) .*debt.*",
            r"interest net",
            outflow=True,
        ),
        _line(
            "pretax_income",
            "income before taxes",
            INCOME,
            r"(?:income|earnings|loss|profit)(?: loss| income| earnings)?(?: from continuing operations)? before (?:provision for |benefit from |benefit provision for )?(?:income )?(?:tax(?:es)?).*",
        ),
        _line(
            "income_tax",
            "income taxes",
            INCOME,
            r"(?:provision|benefit|expense)(?: provision| benefit)?(?: for| from)? (?:income )?taxes(?: on income)?.*",
            r"income tax(?:es)?(?: expense| provision| benefit)*.*",
            r"provision for taxes on income",
            r"taxes on (?:income|earnings)",
            r"tax(?:es)? (?:expense|provision).*",
        ),
        _line(
            "net_income",
            "net income",
            INCOME,
            rf"{_NET} attributable to (?!non|redeem)(?:.* )?(?:{_OWNERS}|company|corporation|inc|common|parent|plc|controlling interests?)",
            rf"{_NET} attributable to (?!non|redeem).*",
            rf"(?:consolidated )?{_NET}",
        ),
        _line(
            "consolidated_income",
            "consolidated net income",
            INCOME,
            rf"(?:consolidated )?{_NET}(?: including.*)?",
            r"(?:net )?(?:income|earnings|loss)(?: loss| income| earnings)? (?:from continuing operations|after taxes).*",
        ),
        _line(
            "eps_basic",
            "basic earnings per share",
            INCOME,
            r"basic(?!.*(?:continu|before)).*|.* per (?:common )?share basic",
            per_share=True,
        ),
        _line(
            "eps_diluted",
            "diluted earnings per share",
            INCOME,
            r"(?:diluted|basic and diluted)(?!.*(?:continu|before)).*|.* per (?:common )?share (?:assuming dilution|diluted)",
            per_share=True,
        ),
        _line("restructuring", "restructuring", INCOME, r"restructuring.*", outflow=True),
        _line(
            "cash",
            "cash and cash equivalents",
            BALANCE,
            r"cash and cash equivalents.*",
            r"cash and temporary cash investments",
            r"cash",
        ),
        _line(
            "short_term_investments",
            "short-term investments",
            BALANCE,
            r"short term (?:and other )?investments.*",
            r"marketable securities",
            r"(?:short term|current) marketable (?:debt )?securities",
        ),
        _line(
            "receivables",
            "accounts receivable",
            BALANCE,
            r"(?:accounts|trade|trade accounts)(?: and notes)? receivables?.* net",
            r"(?:accounts and notes|accounts|trade accounts|trade|net) receivables?.*",
            r"receivables?(?: net)?.*",
            r"total receivables.*",
        ),
        _line(
            "inventory",
            "inventories",
            BALANCE,
            r"(?:total )?(?:merchandise )?inventor(?:y|ies)(?: net)?.*",
            r"materials and supplies",
        ),
        _line("current_assets", "total current assets", BALANCE, r"total current assets"),
        _line(
            "property_plant_equipment",
            "property, plant and equipment, net",
            BALANCE,
            rf"(?:net |total )?{_PPE} net.*",
            rf"net {_PPE}",
            rf"total {_PPE}(?: net)?",
            rf"{_PPE}(?: at cost)?(?: net| less accumulated.*)?",
        ),
        _line("goodwill", "goodwill", BALANCE, r"goodwill(?: net)?"),
        _line("total_assets", "total assets", BALANCE, r"total assets", r"assets"),
        _line(
            "payables",
            "accounts payable",
            BALANCE,
            r"(?:trade )?accounts payable(?: trade)?",
            r"trade payables",
            r"accounts payable(?! and accrued).*",
            r"payables",
        ),
        _line(
            "current_liabilities",
            "total current liabilities",
            BALANCE,
            r"total current liabilities",
        ),
        _line(
            "current_maturities",
            "current portion of debt",
            BALANCE,
            r"(?:current (?:portion|maturities|installments) of .*debt.*)",
            r"debt (?:maturing|due) within one year",
            r"current (?:portion|maturities).*debt.*",
            r"short term debt and current portion.*",
        ),
        _line(
            "short_term_borrowings",
            "short-term borrowings",
            BALANCE,
            r"short term (?:borrowings|debt)",
            r"(?:loans and )?notes payable",
            r"commercial paper",
        ),
        _line(
            "long_term_debt",
            "long-term debt",
            BALANCE,
            r"(?:total )?long term debt(?: net)?.*",
            r"(?:senior )?notes(?: payable)? net.*",
            r"debt",
        ),
        _line("total_liabilities", "total liabilities", BALANCE, r"total liabilities"),
        _line(
            "equity",
            "total shareholders' equity",
            BALANCE,
            rf"total (?:(?!liabilities).)*(?:{_OWNERS}) (?:equity|investment|deficit|deficit equity|equity deficit)(?: attributable.*)?",
            r"total equity.*",
            rf"{_OWNERS} equity",
            r"total .*equity",
        ),
        _line(
            "retained_earnings",
            "retained earnings",
            BALANCE,
            r"retained earnings.*",
            r"accumulated deficit.*",
            r"reinvested earnings",
        ),
        _line(
            "operating_cash_flow",
            "net cash from operating activities",
            CASH_FLOW,
            r"(?:total )?(?:net )?cash(?: flows?)?.* (?:operating activities|operations)(?: of continuing.*)?",
        ),
        _line(
            "investing_cash_flow",
            "net cash from investing activities",
            CASH_FLOW,
            r"(?:total )?(?:net )?cash(?: flows?)?.* investing activities.*",
        ),
        _line(
            "financing_cash_flow",
            "net cash from financing activities",
            CASH_FLOW,
            r"(?:total )?(?:net )?cash(?: flows?)?.* financing activities.*",
        ),
        _line(
            "depreciation_and_amortisation",
            "depreciation and amortization",
            CASH_FLOW,
            r"(?:total )?depreciation (?:and |& )?(?:amortization|depletion|accretion).*",
            r"depreciation amortization.*",
            r"amortization and depreciation.*",
            r"depreciation(?: expense)?",
            r"depreciation (?:of|on) .*",
        ),
        _line(
            "stock_compensation",
            "stock-based compensation",
            CASH_FLOW,
            r"(?:share|stock|equity) based compensation.*",
            r"share based plans expense",
            r"stock compensation.*",
        ),
        _line(
            "capex",
            "capital expenditures",
            CASH_FLOW,
            r"capital (?:expenditures?|spending|investments?).*",
            rf"(?:purchases?|acquisitions?|additions?)(?: of| to)? (?:land )?{_PPE}.*",
            r"(?:payments|expenditures) for (?:property|capital).*",
            r"(?:purchases?|additions?) (?:of|to) property.*",
            r"investment in property.*",
            r"property and equipment additions",
            rf"{_PPE} additions.*",
            outflow=True,
        ),
        _line(
            "dividends_paid",
            "dividends paid",
            CASH_FLOW,
            r"(?:cash )?dividends? paid.*",
            r"(?:payments? of|cash) (?:cash )?dividends?.*",
            r"dividends?(?: to .*| on .*)?",
            r"common stock dividends.*",
            outflow=True,
        ),
        _line(
            "buybacks",
            "share repurchases",
            CASH_FLOW,
            r"(?:repurchases?|purchases?) of (?:the company s )?(?:common|treasury|own|ordinary)? ?(?:stock|shares).*",
            r"(?:treasury|common) (?:stock|share) (?:purchases|repurchases|acquired).*",
            r"share repurchases.*",
            outflow=True,
        ),
    )
}


def plain_label(label: str) -> str:
    """A row's label for comparing."""
    text = label.casefold().replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"\((?:note|see|in|exclusive|net of|less|including|notes)[^)]*\)", " ", text)
    text = re.sub(r"\(note[^)]*$", " ", text)
    text = re.sub(r"[,;]\s*(?:net of|less) (?:accumulated|allowances?|reserves?).*$", " net", text)
    text = re.sub(r"\bu\.s\.", "us", text).replace("'s", " s")
    return " ".join(re.sub(r"[^a-z0-9&]+", " ", text).split())
