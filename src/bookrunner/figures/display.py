"""How numbers look on pages: one table of formats, the same for sheets, slides and words.

Scale and percent exist only here. ``show`` writes exactly what a spreadsheet cell with the
format's ``excel`` code would show, so that a slide and the workbook cannot differ by rounding.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from bookrunner.figures.values import Missing, Value

# Day 0 of spreadsheet dates after February 1900 (Lotus counted a 29 February 1900).
_SPREADSHEET_EPOCH = date(1899, 12, 30)


class Format(Enum):
    """A way to show a number: spreadsheet code, power of ten it is shown in, decimals, affixes."""

    MONEY_MM = ('#,##0.0_);(#,##0.0);"-"_)', 6, 1, "", "")
    """Money in millions, one decimal; zero is a dash."""
    MONEY_MM0 = ('#,##0_);(#,##0);"-"_)', 6, 0, "", "")
    MONEY_BN = ('#,##0.0_);(#,##0.0);"-"_)', 9, 1, "", "")
    MONEY = ('#,##0_);(#,##0);"-"_)', 0, 0, "", "")
    PER_SHARE = ("#,##0.00_);(#,##0.00)", 0, 2, "", "")
    PERCENT1 = ("0.0%_);(0.0%)", 0, 1, "", "%")
    PERCENT2 = ("0.00%_);(0.00%)", 0, 2, "", "%")
    PERCENT3 = ("0.000%_);(0.000%)", 0, 3, "", "%")
    """Coupons, yields and bond prices."""
    MULTIPLE = ("0.0x_);(0.0x)", 0, 1, "", "x")
    SHARES_MM = ("#,##0.0_);(#,##0.0)", 6, 1, "", "")
    RATIO4 = ("0.0000_);(0.0000)", 0, 4, "", "")
    """Exchange and conversion ratios, discount factors."""
    FACTOR = ("0.00_);(0.00)", 0, 2, "", "")
    """Betas and other plain factors."""
    COUNT = ("#,##0_);(#,##0)", 0, 0, "", "")
    YEARS = ("0.0_);(0.0)", 0, 1, "", "")
    BPS = ("#,##0_);(#,##0)", -4, 0, "", "")
    DATE = ("dd-mmm-yyyy", 0, 0, "", "")

    def __init__(self, excel: str, exponent: int, decimals: int, prefix: str, suffix: str) -> None:
        self.excel = excel
        self.exponent = exponent
        """The cell holds the value divided by ten to this power."""
        self.decimals = decimals
        self.prefix = prefix
        self.suffix = suffix


def show(value: Value, form: Format) -> str:
    """The value as text: ``12,345.6``, ``(3.2)``, ``14.5%``, ``12.3x``, ``NM``, ``28-Jan-2024``."""
    if isinstance(value, Missing):
        return str(value)
    if form is Format.DATE:
        return f"{spreadsheet_date(value):%d-%b-%Y}"
    shown = shown_number(value, form)
    if shown == 0 and '"-"' in form.excel:
        return "-"
    text = f"{abs(shown):,.{form.decimals}f}{form.suffix}"
    return f"({text})" if shown < 0 else text


def shown_number(value: float, form: Format) -> Decimal:
    """The value in the format's own scale, rounded half away from zero as spreadsheets do.

    A percentage counts in percent: 0.145 is 14.5.
    """
    percent = 2 if form.suffix == "%" else 0
    # Fifteen significant digits is what a spreadsheet rounds from.
    exact = Decimal(f"{value:.15g}").scaleb(percent - form.exponent)
    return exact.quantize(Decimal(1).scaleb(-form.decimals), rounding=ROUND_HALF_UP)


def spreadsheet_serial(day: date) -> int:
    """The number under which a spreadsheet keeps a date."""
    return (day - _SPREADSHEET_EPOCH).days


def spreadsheet_date(serial: float) -> date:
    """The date a spreadsheet keeps under this number."""
    return _SPREADSHEET_EPOCH + timedelta(days=int(serial))
