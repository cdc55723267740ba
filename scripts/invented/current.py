"""The invented company's current report of July 2024: an acquisition and the loan for it."""

from __future__ import annotations

from datetime import date

from invented.annual import millions
from invented.cover import Cover, cover_page, signatures
from invented.markup import Report, item, us
from invented.model import HALF_2024, Acquired, Span

_EVENT = date(2024, 7, 15)
SIGNED = date(2024, 7, 17)


def current_report() -> str:
    """The 8-K on the acquisition completed on July 15, 2024."""
    report = Report("8-K", "Alderbrook Outfitters, Inc. (invented) 8-K of July 15, 2024")
    cover = cover_page(
        report,
        Cover(
            "Current report under section 13 or 15(d) of the Securities Exchange Act of 1934",
            "Date of report (date of earliest event reported):",
            _EVENT,
            Span(_EVENT, _EVENT),
        ),
    )
    paid = millions(Acquired().price)
    body = [
        cover,
        item(
            "1.01",
            "Entry into a Material Definitive Agreement",
            f"""
On {us(_EVENT)} Alderbrook Outfitters, Inc., an invented company, and the members of Granite Peak
Footwear, LLC, invented as well, signed and closed a purchase agreement by which the company bought
all interests in Granite Peak for {paid} in cash. The price is subject to a customary adjustment for
working capital. The sellers gave the usual representations, which survive for eighteen months, and
agreed not to compete for three years.
""",
        ),
        item(
            "2.01",
            "Completion of Acquisition or Disposition of Assets",
            """
The description in Item 1.01 holds here too. Granite Peak designs hiking boots and had net sales of
about $52 million in 2023. Its founder stays as head of the footwear team.
""",
        ),
        item(
            "2.03",
            "Creation of a Direct Financial Obligation or an Obligation under an Off-Balance Sheet "
            "Arrangement of a Registrant",
            f"""
On {us(_EVENT)} the company drew in full the delayed-draw term loan of $75.0 million that its credit
agreement, as amended on March 6, 2024, provides for. The loan bears interest at term SOFR plus
1.750%, is repaid in quarterly instalments of 1.25% of its original amount from October 15, 2024 and
falls due on July 15, 2029. The agreement holds total net leverage below 3.50 times.
""",
        ),
        item(
            "7.01",
            "Regulation FD Disclosure",
            f"""
The company expects the acquisition to add a little to earnings per share in its first full year. It
will show Granite Peak within the segment Wholesale from the quarter that ends on
{us(HALF_2024.end)}.
""",
        ),
        item("9.01", "Financial Statements and Exhibits", "There are no exhibits."),
        signatures(SIGNED),
    ]
    return report.document("\n".join(body))
