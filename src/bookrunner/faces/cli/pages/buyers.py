"""The pages of ``buyers``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.buyers_shapes import BuyerLine, BuyersAnswer
from bookrunner.operations.responses import Number

_PROFILES = 5
_TIMES_FROM = 10


def buyers(answer: BuyersAnswer, flags: Mapping[str, bool]) -> None:
    """The names by tier, the first five or all with everything known, and those excluded."""
    screen = Screen()
    _head(screen, answer)
    listed = [one for one in answer.buyers if one.tier is not None]
    for tier in sorted({one.tier for one in listed if one.tier is not None}):
        screen.line()
        screen.line(f"Tier {tier}", "bold")
        _table(screen, [one for one in listed if one.tier == tier])
    for one in listed if flags["all"] else listed[:_PROFILES]:
        _profile(screen, one)
    _excluded(screen, answer)
    remarks(screen, answer.findings)


def _head(screen: Screen, answer: BuyersAnswer) -> None:
    counts = answer.counts
    screen.line(f"Buyers of {answer.company.name} as of {answer.as_of}", "bold")
    screen.line(answer.test.words, "yellow")
    if answer.price is not None:
        value = answer.price.enterprise_value
        screen.line(f"assumed price: enterprise value {_money(value)}, {answer.price.how}")
    if answer.buyers:
        screen.line(f"antitrust: {answer.buyers[0].antitrust}")
    for one in answer.sponsor_prices:
        screen.line(
            f"a sponsor that wants {_percent(one.target_return)} a year by {one.exit} can pay "
            f"{_money(one.enterprise_value)}, {_times(one.multiple)} EBITDA, with equity of "
            f"{_money(one.equity_cheque)}"
        )
    screen.line(
        f"{said(counts.companies, 'company', 'companies')} and "
        f"{said(counts.sponsors, 'sponsor')} known: {counts.listed} below, {counts.excluded} "
        f"excluded, {counts.without_tie} without a tie to the business, "
        f"{counts.sponsors_elsewhere} sponsors that buy other industries, {counts.not_assessed} "
        f"not assessed, {counts.beyond} after the last tier was full",
        "dim",
    )


def _table(screen: Screen, lines: Sequence[BuyerLine]) -> None:
    columns = (
        Column("call", is_number=True),
        Column("buyer", wraps=True),
        Column("kind", wraps=True),
        Column("score", is_number=True),
        Column("told"),
        Column("covers", is_number=True),
        Column("net debt / EBITDA"),
        Column("why", wraps=True),
    )
    screen.words(columns, [_row(one) for one in lines])


def _row(one: BuyerLine) -> Row:
    held = one.capacity
    leverage = "-"
    if held.net_leverage is not None and held.net_leverage_after is not None:
        leverage = f"{_times(held.net_leverage)} to {_times(held.net_leverage_after)}"
    # What it could pay has columns of its own.
    ties = [driver.words for driver in one.drivers if driver.name not in ("capacity", "size")]
    return Row((
        str(one.contact_order),
        one.ticker or one.name,
        one.kind.replace("/", " / ") if one.type == "strategic" else f"sponsor {one.kind}",
        "" if one.score is None else f"{one.score:.0f}",
        one.told.replace(" of ", "/"),
        "-" if held.covers is None else _share(held.covers),
        leverage,
        ties[0] if ties else "",
    ))  # fmt: skip


def _profile(screen: Screen, one: BuyerLine) -> None:
    screen.line()
    screen.line(f"{one.name}, tier {one.tier}, known since {one.known_since}", "bold")
    screen.line(one.rationale)
    for driver in one.drivers:
        ids = ", ".join(figure.id for figure in driver.figures)
        proof = f" [{ids}]" if ids else f" [{'; '.join(driver.origins)}]" if driver.origins else ""
        screen.line(f"  {driver.points or 0:.0f} points, {driver.name}: {driver.words}{proof}")
    held = one.capacity
    for label, number in (
        ("cash", held.cash),
        ("most in cash and new debt", held.debt_capacity),
        ("market value", held.market_value),
        ("fund", held.fund_size),
        ("dry powder", held.dry_powder),
        ("equity of the buyout", held.equity_cheque),
    ):
        if number is not None:
            screen.line(f"  {label}: {_money(number)} [{number.id}]")
    screen.line(f"  {one.foreign_investment}; sensitivity {one.sensitivity}")
    for deal in one.past_deals:
        screen.line(f"  bought {deal}")
    for cited in one.citations:
        quote = " ".join(cited.quote.split())
        screen.line(f"  {cited.claim}, {cited.form} of {cited.date} ({cited.source_name}, "
                    f"{cited.span[0]}-{cited.span[1]}): {quote}", "dim")  # fmt: skip
    if one.missing:
        screen.line(f"  missing: {'; '.join(one.missing)}; synergies {one.synergies}")
    if one.coverage is None:
        screen.line("  contact and conflicts: nothing in the records", "dim")
    for line in one.coverage or ():
        conflict = f"conflict: {line.conflict}" if line.conflict else "no conflict recorded"
        told = [line.banker, line.contact, line.last_met and f"met {line.last_met}", conflict]
        screen.line(f"  coverage: {', '.join(filter(None, told))}")


def _excluded(screen: Screen, answer: BuyersAnswer) -> None:
    barred = [one for one in answer.buyers if one.excluded]
    if not barred:
        return
    screen.line()
    screen.line("Excluded", "bold")
    for one in barred:
        screen.line(f"{one.name}: {'; '.join(one.excluded)}")


def _money(number: Number) -> str:
    if isinstance(number.value, str):
        return number.value
    return f"{number.unit} {number.value / 1e6:,.0f} million"


def _times(number: Number) -> str:
    return number.value if isinstance(number.value, str) else f"{number.value:.1f}x"


def _percent(number: Number) -> str:
    return number.value if isinstance(number.value, str) else f"{number.value:.1%}"


def _share(number: Number) -> str:
    """Of the assumed price: a percentage, or how many times it where that is easier to read."""
    if isinstance(number.value, str):
        return number.value
    return f"{number.value:.0%}" if number.value < _TIMES_FROM else f"{number.value:,.0f}x"
