"""The page of ``tape``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.tape_shapes import Tape, TapeLine, TapeTermLine

_MARKETS = {"ecm": "Equity", "dcm": "Debt", "ma": "M&A"}
_MAIN = (
    "transaction_value", "consideration_type", "cash_per_share", "exchange_ratio", "premium",
    "termination_fee", "gross_proceeds", "shares_offered", "price_range_low", "price_range_high",
    "price_per_share", "principal", "coupon", "issue_price", "yield", "spread", "maturity",
    "underwriting_discount", "bookrunner", "settlement_date", "lock_up_days", "tender_expiration",
)  # fmt: skip
_TERMS_MAX = 14
_WORDS_MAX = 70


def told(answer: Tape, flags: Mapping[str, bool]) -> None:
    """The deals, each with its main terms, what was revised, and its documents."""
    screen = Screen()
    for one in answer.deals:
        _deal(screen, one, flags)
    if not answer.deals:
        screen.line("no deal is told by these filings; `bookrunner tape FILE...` reads others")
    else:
        screen.line(said(len(answer.deals), "deal"), "dim")
    remarks(screen, answer.findings, notes=flags["all"])


def _deal(screen: Screen, one: TapeLine, flags: Mapping[str, bool]) -> None:
    bought = f" by {one.counterparty}" if one.counterparty else ""
    kind = one.kind.replace("_", " ")
    screen.line(
        f"{one.latest or 'undated'}  {_MARKETS[one.market]}: {one.issuer or 'an unnamed issuer'}"
        f"{bought}, {kind}, {one.status}",
        "bold",
    )
    terms = one.terms if flags["all"] else [each for each in one.terms if each.name in _MAIN]
    shown = terms if flags["all"] else terms[:_TERMS_MAX]
    for each in shown:
        tranche = f" ({each.tranche})" if each.tranche else ""
        screen.line(f"  {each.name.replace('_', ' ')}{tranche}: {_value(each)}")
    if len(shown) < len(one.terms):
        screen.line(f"  and {len(one.terms) - len(shown)} more terms with --all", "dim")
    for revision in one.revisions:
        name = revision.name.replace("_", " ")
        screen.line(
            f"  revised {revision.new.date or ''} by {revision.new.form}: {name} "
            f"{_value(revision.old)} -> {_value(revision.new)}"
        )
    documents = ", ".join(f"{each.form} {each.accession}".strip() for each in one.documents)
    screen.line(f"  from {documents}", "dim")
    screen.line()


def _value(term: TapeTermLine) -> str:
    if isinstance(term.value, Decimal):
        unit = term.unit or ""
        return f"{term.value:,f} {'%' if unit == 'percent' else unit}".strip()
    text = term.value.isoformat() if isinstance(term.value, date) else str(term.value)
    return text if len(text) <= _WORDS_MAX else f"{text[:_WORDS_MAX]}..."
