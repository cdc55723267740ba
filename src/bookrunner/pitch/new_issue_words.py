"""The pages of a bond pitch that hold words only: structures, timetable and documents."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.office import Region, Row, Slide, Table
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued

_STRUCTURES = (
    ("Registered with the SEC", "Widest buyers and best price", "Shelf and reports up to date",
     "A shelf is effective and the issuer is known"),
    ("Rule 144A with rights to register", "Fast; qualified buyers", "Exchange offer later",
     "No shelf, or speed matters"),
    ("Rule 144A for life and Reg S", "No SEC filing; buyers abroad", "Smaller group of buyers",
     "Private issuer, or foreign buyers matter"),
    ("Floating rate", "Short tenor; no swap needed", "Rate rises with the market",
     "Liabilities shall follow short rates"),
    ("Green or sustainability-linked", "Further buyers", "Framework, reporting, opinion",
     "Eligible projects or targets exist"),
    ("Hybrid", "Equity credit of agencies", "Subordinated; highest coupon",
     "Ratings headroom is scarce"),
)  # fmt: skip
_STEPS = (
    ("T-20 to T-15", "Mandate, kick-off, diligence questions", "Issuer, banks, counsel"),
    ("T-15 to T-10", "Offering document, comfort letter, rating calls", "Counsel, auditors"),
    ("T-10 to T-5", "Diligence calls, drafts agreed, go or no-go", "All"),
    ("T-1", "Bring-down diligence, market check", "Issuer, banks"),
    ("T", "Announcement, first talk, guidance, pricing", "Syndicate"),
    ("T+1", "Final terms filed, bring-down comfort", "Counsel, auditors"),
    ("T+3 to T+5", "Closing, settlement, legal opinions", "All"),
)
_DOCUMENTS = (
    ("Offering", "Prospectus supplement or offering memorandum; final term sheet"),
    ("Underwriting", "Underwriting or purchase agreement; agreement among underwriters"),
    ("Bonds", "Indenture and supplement; global notes; officers' certificate"),
    ("Comfort", "Auditors' comfort and bring-down letters; negative assurance letters"),
    ("Opinions", "Counsel to issuer and to underwriters; tax where needed"),
    ("Ratings and listing", "Rating letters; identifiers and clearing; listing if any"),
    ("Company", "Board resolutions; diligence call; use of proceeds and blackout check"),
)


def process_pages(valued: Valued) -> Sequence[Page]:
    """Structures, timetable and documents; they need no input."""
    label = valued.inputs.target.label
    structures = Table(
        [("Structure",), ("For it",), ("Against it",), ("Fits when",)],
        [Row([(cell,) for cell in row]) for row in _STRUCTURES],
        widths=(1.6, 1.6, 1.6, 1.9),
    )
    steps = Table(
        [("When",), ("What",), ("Who",)],
        [Row([(cell,) for cell in row]) for row in _STEPS],
        widths=(0.9, 2.4, 1.4),
    )
    documents = Table(
        [("Documents",), ("What is signed or delivered",)],
        [Row([(cell,) for cell in row]) for row in _DOCUMENTS],
        widths=(1.0, 3.2),
    )
    return [
        Page(
            "new_issue_structures", "Structuring options", "Which format fits which aim",
            Slide((f"Format and structure decide who can buy {label}'s bonds",),
                  [(Region.FULL, structures)], footnotes=[(_HOUSE,)]),
        ),
        Page(
            "new_issue_process", "Timetable and documents", "From mandate to settlement",
            Slide(("Four weeks lead from the mandate to settlement",),
                  [(Region.LEFT, steps), (Region.RIGHT, documents)], footnotes=[(_DAYS,)]),
        ),
    ]  # fmt: skip


_HOUSE = "Source: usual practice of the dollar market; to be agreed with counsel."
_DAYS = (
    "Source: usual practice; T is the day of pricing, counted in business days. A known issuer "
    "with an effective shelf can go faster."
)
