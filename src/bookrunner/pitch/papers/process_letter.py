"""The process letter: what bidders are to hand in, by when, to whom; its dates have an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import DAYS, Constant, Figure, Format, computed
from bookrunner.office import Bullets, Line, Row, Shown, Table
from bookrunner.office.paper import Paper, Paragraph
from bookrunner.pitch.deck_pieces import short_name
from bookrunner.pitch.papers.given import Given
from bookrunner.pitch.papers.pieces import Told, model_of, sources
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.parts import Part, PartKind, Storyline
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model, ModelRow, ModelSheet, Section, Within, line

FIRST, SECOND = "first", "second"
_WITHIN = Within(Decimal(1), Decimal(400), is_whole=True)


@dataclass(frozen=True)
class _Step:
    key: str
    label: str
    days: int
    reason: str
    rounds: Sequence[str] = (FIRST, SECOND)


_STEPS = (
    _Step("questions", "Last day for questions on the process", 14,
          "two weeks leave time to answer before offers are due"),
    _Step("room", "Data room and meetings with management end", 35,
          "five weeks of due diligence are usual in a second round", (SECOND,)),
    _Step("draft", "Mark-up of the draft agreement is due", 35,
          "a week before offers, so that they can be compared on terms", (SECOND,)),
    _Step("offers", "Offers are due, 12:00 noon New York time", 28,
          "four weeks from the information memorandum are usual in a first round", (FIRST,)),
    _Step("final", "Final offers are due, 12:00 noon New York time", 42,
          "six weeks from access to the data room are usual in a second round", (SECOND,)),
    _Step("selection", "Bidders are told whether they go on", 35,
          "a week to compare offers with the seller", (FIRST,)),
    _Step("signing", "Intended signing", 56,
          "two weeks from final offers to agree the contract", (SECOND,)),
)  # fmt: skip
_NOON = ("12:00",)

_FIRST_BID = (
    ("Bidder", "name, ownership, and who decides; for funds, which fund and its size"),
    ("Price", "enterprise value on a cash-free, debt-free basis as one number, not a range"),
    (
        "From enterprise to equity value",
        "each item taken as debt or cash, and the level of working capital assumed",
    ),
    ("Assumptions", "the forecast, synergies and tax position that the price rests on"),
    ("Financing", "sources of funds, debt providers approached, and conditions"),
    ("Due diligence", "what remains to be looked into, by subject, with advisers and time"),
    ("Management and employees", "intentions, incentives, and locations"),
    ("Approvals", "internal ones given and still needed; antitrust and foreign investment"),
    ("Conditions and timing", "any condition, and the time needed to sign and to close"),
    ("Contacts", "names, telephone numbers and addresses of the team and its advisers"),
)
_FINAL_BID = (
    ("Binding offer", "signed, irrevocable for the period stated in the instructions"),
    ("Price", "a fixed amount per share or for all equity, with the bridge from enterprise value"),
    ("Agreement", "the draft with all changes marked, ready to be signed"),
    (
        "Financing",
        "signed commitment letters for all debt and equity, without a financing condition",
    ),
    ("Due diligence", "confirmation that it is complete"),
    (
        "Approvals",
        (
            "evidence that every internal approval was given; the filings that are needed, "
            "and who bears their risk"
        ),
    ),
    ("Contacts", "whom to call at any hour until signing"),
)


@dataclass(frozen=True)
class Timetable(Model):
    """The dates of a round, by what falls due."""

    dates: Sequence[tuple[str, Figure]] = ()


def _timetable(valued: Valued, held_round: str) -> Timetable:
    adoptions, at = valued.inputs.adoptions, valued.policy.period
    prefix, start = valued.inputs.target.prefix, valued.policy.date_serial
    offsets, dates = [], []
    for step in _STEPS:
        if held_round not in step.rounds:
            continue
        offset = adoptions.assumption(
            f"{prefix}.process.{step.key}_days_count",
            f"{step.label.split(',')[0]}: days after the letter",
            Decimal(step.days),
            at,
            step.reason,
            within=_WITHIN,
        )
        offsets.append(offset)
        name = step.label.split(",")[0]
        key = f"{prefix}.process.{step.key}_date"
        dates.append((step.label, computed(key, name, start + offset * Constant(1, DAYS), at)))
    rows = [ModelRow("Date of the letter", [start], Format.DATE)]
    rows += [ModelRow(one.name, [one], Format.COUNT) for one in offsets]
    rows += [ModelRow(figure.name, [figure], Format.DATE) for _, figure in dates]
    sheet = ModelSheet(
        "Timetable",
        f"Dates of the {held_round} round",
        [Section("Each date is the day of the letter and the days after it", rows)],
        "The owner of each assumption stands for its date; holidays are for the owner to mind",
        (64.0, 16.0),
    )
    ordered = sorted(dates, key=lambda one: float(str(one[1].value)))
    return Timetable(
        "process", "Timetable", [sheet], assumptions=[line(one) for one in offsets], dates=ordered
    )


def _kind(held_round: str) -> PartKind:
    return PartKind(
        "process", "Timetable", "What falls due when", "The round",
        lambda valued: Part([_timetable(valued, held_round)]),
    )  # fmt: skip


FIRST_ROUND = Storyline(
    "process-letter", "A process letter for the first round.", (_kind(FIRST),), is_valued=False
)
SECOND_ROUND = Storyline(
    "process-letter-2", "A process letter for the second round.", (_kind(SECOND),), is_valued=False
)


def process_letter(valued: Valued, held: Records, given: Given) -> Told:
    """The letter of the round that its storyline is of."""
    del held
    is_first = valued.storyline is FIRST_ROUND
    times = model_of(valued, Timetable)
    name = f"Project {given.project}" if given.project else short_name(valued.inputs.target.name)
    paper = Paper(
        (f"{name}: process letter, {FIRST if is_first else SECOND} round",),
        valued.inputs.valuation_date,
        f"{name} | Process letter | Strictly private and confidential",
        subtitle=(f"{valued.inputs.valuation_date:%d %B %Y}",),
    )
    what = "a non-binding offer" if is_first else "a final, binding offer"
    paper.add(
        Paragraph(
            (
                (
                    f"You are invited to submit {what} for {name} under the procedure below. It "
                    "replaces what was said of the process before, and may be changed or ended at "
                    "any time without a reason being given."
                ),
            )
        )
    )
    lacking: list[str] = []
    paper.heading("Timetable")
    rows = [Row([(label,), (Shown(figure, Format.DATE),)]) for label, figure in times.dates]
    paper.add(
        Table([("Step",), ("Date",)], rows, widths=(3.0, 1.0), title="Key dates"),
        sources(valued, [figure for _, figure in times.dates]),
    )
    paper.heading("What an offer must hold")
    for title, said in _FIRST_BID if is_first else _FINAL_BID:
        paper.add(Bullets([(f"{title}: {said}",)]))
    lacking += given.add(
        paper, "To whom, and questions", "contacts",
        "Names, addresses and telephone numbers of those who receive offers and questions.",
    )  # fmt: skip
    paper.heading("Rules of the process")
    rules: list[Line] = [
        (("All contact goes through those named above; nobody speaks to the company, its "
         "management, employees, customers or suppliers without their consent."),),
        (("The confidentiality agreement stays in force. Bidders do not act together, nor share "
         "debt providers, without consent in writing."),),
        ("Each bidder bears its own costs, whether or not a transaction follows.",),
    ]  # fmt: skip
    paper.add(Bullets(rules))
    for title, heading in (("No-shop and exclusivity", "no-shop"), ("Reservations", "legal")):
        lacking += given.add(paper, title, heading, "The wording is counsel's; none is supplied.")
    return Told(paper, names=_NOON, lacking=lacking)
