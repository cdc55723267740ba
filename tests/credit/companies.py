"""A company with bonds made by hand, whose credit can be checked on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bookrunner.credit import Curve, Note, treasury_curve
from bookrunner.debt import DebtKind
from bookrunner.facts import CurvePoint
from bookrunner.figures import DAYS, PURE, USD, Figure, Unit, instant, sourced, spreadsheet_serial
from bookrunner.valuation import Adoption, Adoptions, Policy, default_policy
from tests.valuation.companies import TAKEN, VALUATION_DATE


def made(key: str, value: str | Decimal, unit: Unit = PURE) -> Figure:
    return sourced(f"test.bonds.{key}", key, Decimal(value), unit, instant(VALUATION_DATE), TAKEN)


def note(
    key: str,
    principal: str,
    coupon: str,
    matures: date,
    *,
    spread: str | None = None,
    par_called: date | None = None,
    call_price: str | None = None,
    tender_price: str | None = None,
) -> Note:
    """A bond; terms that are not given are not known."""

    def day(what: str, on: date) -> Figure:
        return made(f"{key}.{what}_day", str(spreadsheet_serial(on)), DAYS)

    def optional(what: str, value: str | None) -> Figure | None:
        return None if value is None else made(f"{key}.{what}", value)

    return Note(
        key=key,
        label=f"{key} notes",
        kind=DebtKind.NOTES,
        rank="senior",
        principal=made(f"{key}.principal", principal, USD),
        coupon=made(f"{key}.coupon_rate", coupon),
        matures=matures,
        maturity=day("maturity", matures),
        par_called=par_called,
        par_call=None if par_called is None else day("par_call", par_called),
        make_whole_spread=optional("make_whole_spread", spread),
        call_price=optional("call_price", call_price),
        tender_price=optional("tender_price", tender_price),
    )


def flat(rate: str) -> Curve:
    """A Treasury curve of one yield at every life."""
    curve = treasury_curve(
        [
            CurvePoint(VALUATION_DATE, Decimal(years), Decimal(rate), "Test")
            for years in ("0.25", "2", "5", "10", "30")
        ]
    )
    assert curve is not None
    return curve


def policy(**adopted: str) -> Policy:
    """The usual policy with assumptions of the refinancing adopted, by their last piece."""
    rows = {
        f"tgt.refinancing.{key}": Adoption(Decimal(value), "A. Banker", "test", VALUATION_DATE)
        for key, value in adopted.items()
    }
    return default_policy(VALUATION_DATE, Adoptions(rows))
