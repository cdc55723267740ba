"""The second page of the company profile: segments, key figures, recent reports and owners."""

from __future__ import annotations

from datetime import date

from bookrunner.figures import Figure, Format
from bookrunner.office import Block, Line, Region, Required, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import figure_row, is_number, period_label, source_line
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.profile_figures import Profile, profile
from bookrunner.pitch.valued import Valued

_HEADING = "Company profile: business and owners"
_QUESTION = "Segments, growth and leverage, recent reports, and who holds the shares"
_ROWS_MAX = 6
_RECENT_DAYS = 90
_WITH_OTHERS = "Company, with what is not shown"


def profile_part(valued: Valued) -> Part:
    """The page behind the first one of the profile, and its figures on a sheet."""
    made = profile(valued)
    page = Page("profile_business", _HEADING, _QUESTION, _slide(valued, made))
    names = [*(one.label for one in made.segments), *(one.name for one in made.holders)]
    return Part([made.model], front=[page], names=names)


def _slide(valued: Valued, made: Profile) -> Slide:
    used = [
        *(one.revenue for one in made.segments),
        *(one.shares for one in made.holders),
        *(figure for line in made.lines for figure in line.figures if figure is not None),
    ]
    notes: list[Line] = [source_line(valued, used)]
    if valued.inputs.target.is_listed and valued.inputs.target.expected is None:
        notes.append(("Estimates of the years ahead: bookrunner import estimates FILE.",))
    return Slide(
        _title(valued, made),
        [
            (Region.TOP_LEFT, _segments(valued, made)),
            (Region.TOP_RIGHT, _key_figures(made)),
            (Region.BOTTOM_LEFT, _reports(valued)),
            (Region.BOTTOM_RIGHT, _owners(valued, made)),
        ],
        footnotes=notes,
    )


def _title(valued: Valued, made: Profile) -> Line:
    label = valued.inputs.target.label
    if made.segments:
        first = made.segments[0]
        share = Shown(first.share, Format.PERCENT1)
        return (f"{label}'s largest segment, {first.label}, brings ", share, " of revenue")
    for name, words in (("EBITDA margin", "an EBITDA margin"), ("Net margin", "a net margin")):
        margin = _last(made, name)
        if margin is not None:
            return (f"{label} has {words} of ", Shown(margin, Format.PERCENT1))
    return (f"{label}: recent reports and key figures",)


def _last(made: Profile, label: str) -> Figure | None:
    line = next((one for one in made.lines if one.label == label), None)
    last = None if line is None else line.figures[-1]
    return last if last is not None and is_number(last) else None


def _segments(valued: Valued, made: Profile) -> Block:
    company = valued.inputs.target
    if not made.segments or made.segment_total is None:
        how = (
            "No report that is kept tells revenue by segment: ingest the latest 10-K."
            if company.is_listed
            else "A management case has no segments; the company's own accounts tell them."
        )
        return Required("Revenue by segment", how)
    rows = [
        Row([
            (one.label,), (Shown(one.revenue, Format.MONEY_MM),),
            (Shown(one.share, Format.PERCENT1),),
        ])
        for one in made.segments[:_ROWS_MAX]
    ]  # fmt: skip
    whole = "Company" if made.is_whole and len(rows) == len(made.segments) else _WITH_OTHERS
    rows.append(Row([(whole,), (Shown(made.segment_total, Format.MONEY_MM),), ()], RowStyle.TOTAL))
    heads: list[Line] = [
        (f"Revenue by segment, {company.last_year.label}",),
        (f"{company.money} mm",),
        ("Share",),
    ]
    return Table(heads, rows, widths=(2.6, 1.1, 0.8))


def _key_figures(made: Profile) -> Block:
    if not made.lines:
        return Required("Key figures", "Ingest reports with revenue and EBITDA.")
    rows = [figure_row(one.label, one.figures, form=one.form) for one in made.lines]
    heads: list[Line] = [("Key figures",), *((period_label(one),) for one in made.periods)]
    return Table(heads, rows, widths=(1.9, *(1.0 for _ in made.periods)))


def _reports(valued: Valued) -> Block:
    """Reports of the past ninety days; where there are none, the latest ones."""
    on = valued.inputs.valuation_date
    told = [one for one in valued.inputs.filings if one.accepted_at is not None]
    recent = [one for one in told if _age(one.accepted_at, on) <= _RECENT_DAYS]
    shown = (recent or told)[-_ROWS_MAX:]
    if not shown:
        return Required(
            "Recent developments",
            "No report of a company that is not listed is kept; add its news by hand, with dates."
            if not valued.inputs.target.is_listed
            else "Ingest the company's 8-Ks and reports.",
        )
    head = "Reports of the past three months" if recent else "Latest reports (none in three months)"
    # One report may be kept both as filed and as its own file.
    told_once = dict.fromkeys((one.form, one.period_end, one.accepted_at) for one in shown[::-1])
    rows = [
        Row(
            [
                (f"Form {form}",),
                (_on(end) if end else "not stated",),
                (_on(known) if known else "",),
            ]
        )
        for form, end, known in told_once
    ]
    return Table([(head,), ("Period to",), ("Known since",)], rows, widths=(2.2, 1.1, 1.1))


def _on(day: date) -> str:
    return f"{day:%d-%b-%Y}"


def _age(known: date | None, on: date) -> int:
    return _RECENT_DAYS + 1 if known is None else (on - known).days


def _owners(valued: Valued, made: Profile) -> Block:
    if not made.holders:
        label = valued.inputs.target.label
        return Required(
            "Owners and management",
            f"Holders: bookrunner import cap-table FILE with rows of {label}, from proxy statement "
            "and 13F reports. Management is named in the proxy statement.",
        )
    rows = [_holder(one.name, one.shares, one.share) for one in made.holders[:_ROWS_MAX]]
    return Table(
        [("Largest holders",), ("Shares (mm)",), ("Of all",)], rows, widths=(2.4, 1.0, 0.9)
    )


def _holder(name: str, shares: Figure, share: Figure | None) -> Row:
    told: Line = () if share is None else (Shown(share, Format.PERCENT1),)
    return Row([(name,), (Shown(shares, Format.SHARES_MM),), told])


PROFILE = PartKind("profile", _HEADING, _QUESTION, "Reports of the company", profile_part)
