"""The promises of specs/monitor/calendar.feature, kept on invented filings."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.documents import parse
from bookrunner.figures import BookrunnerError
from bookrunner.monitor.business_days import (
    bank_holidays,
    business_days_after,
    easter,
    exchange_holidays,
    on_or_after,
    years_after,
)
from bookrunner.monitor.calendar_blackouts import months_after
from bookrunner.operations.calendars import told
from bookrunner.operations.calendars_shapes import CalendarLine, CalendarRequest, CalendarTold
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.reasons import why
from bookrunner.operations.requests import IngestRequest, WhyRequest
from tests.deals.invented import offering, page, rows

scenarios("monitor/calendar.feature")

SINCE = date(2025, 3, 10)
OCTETS = 75
DEALS = ("pricing", "lock-up", "greenshoe", "shelf")


def _kept(tmp_path: Path, *filings: bytes, walls: tuple[str, ...] = ()) -> Desk:
    environment = {"BOOKRUNNER_HOME": str(tmp_path / "home"), "BOOKRUNNER_WORKERS": "1"}
    if walls:
        environment["BOOKRUNNER_WALLS"] = ",".join(walls)
    made = desk(environment)
    if filings:
        folder = tmp_path / "filings"
        folder.mkdir()
        for n, content in enumerate(filings):
            (folder / f"f{n}.txt").write_bytes(content)
        ingested(made, IngestRequest((folder,), walls=walls))
    return made


def _sent(content: bytes, number: int, accepted: str, *fields: str) -> bytes:
    """Under another accession number, with the day of acceptance and more fields of its header."""
    more = "\n".join([f"<ACCEPTANCE-DATETIME>{accepted}160000", *fields, ""]).encode()
    made = content.replace(b"25-000001", f"25-{number:06}".encode())
    return made.replace(b"<SEC-HEADER>\n", b"<SEC-HEADER>\n" + more)


def _of_file(number: str) -> str:
    return f"SEC FILE NUMBER: {number}"


def _priced() -> bytes:
    unsaid, said = (
        b"for a period of 30 days to",
        b"for 30 days after the date of this prospectus to",
    )
    content = offering()
    assert unsaid in content
    return _sent(content.replace(unsaid, said), 1, "20250306")


def _shelf(number: int, accepted: str, form: str, *words: str, more: str = "") -> bytes:
    content = page(form, "QUARRY ENERGY INC", "REGISTRATION STATEMENT", "PROSPECTUS",
                   "Quarry Energy, Inc.", *words)  # fmt: skip
    fields = [_of_file("333-999777"), *([more] if more else [])]
    return _sent(content, number, accepted, *fields)


def _base_shelf() -> bytes:
    return _shelf(
        11, "20240315", "S-3", "$250,000,000",
        "We may offer and sell the securities from time to time in one or more offerings.",
    )  # fmt: skip


def _notice() -> bytes:
    return _shelf(12, "20240402", "EFFECT", "Notice of Effectiveness",
                  more="EFFECTIVENESS DATE: 20240402")  # fmt: skip


def _takedown(number: int, day: str, total: str, price: str) -> bytes:
    written = date(int(day[:4]), int(day[4:6]), int(day[6:])).strftime("%B %-d, %Y")
    content = page(
        "424B5", "QUARRY ENERGY INC", "Filed pursuant to Rule 424(b)(5)",
        "Registration No. 333-999777", "PROSPECTUS SUPPLEMENT",
        "(To Prospectus dated April 2, 2024)", "Quarry Energy, Inc.", "Common Stock",
        f"We are offering 2,000,000 shares. The public offering price is ${price} per share.",
        rows(("", "Per Share", "Total"),
             ("Public offering price", "$", price, "$", total),
             ("Underwriting discounts and commissions", "$", "0.50", "$", "1,000,000")),
        f"The date of this prospectus supplement is {written}.",
    )  # fmt: skip
    return _sent(content, number, day, _of_file("333-999777"))


@given("the prospectus of an offering of 6 March 2025 whose option runs from its date",
       target_fixture="house")  # fmt: skip
def _(tmp_path: Path) -> Desk:
    return _kept(tmp_path, _priced())


@given(
    parsers.parse('the prospectus of an offering of 6 March 2025 behind the wall "{wall}"'),
    target_fixture="house",
)
def _(tmp_path: Path, wall: str) -> Desk:
    return _kept(tmp_path, _priced(), walls=(wall,))


@given("the prospectus of an offering that does not say from when its option runs",
       target_fixture="house")  # fmt: skip
def _(tmp_path: Path) -> Desk:
    return _kept(tmp_path, _sent(offering(), 1, "20250306"))


@given("a registration of an offering with a range of prices", target_fixture="house")
def _(tmp_path: Path) -> Desk:
    content = page(
        "S-1", "BRINDLE WORKS INC", "REGISTRATION STATEMENT", "PROSPECTUS", "5,000,000 Shares",
        "Brindle Works, Inc.", "Common Stock",
        "This is the initial public offering of common stock of Brindle Works, Inc. We expect the "
        "price to be between $13.00 and $15.00 per share.",
    )  # fmt: skip
    return _kept(tmp_path, _sent(content, 1, "20250220"))


@given("a shelf of 250 million", target_fixture="house")
def _(tmp_path: Path) -> Desk:
    return _kept(tmp_path, _base_shelf())


@given(
    "a shelf of 250 million, the notice that it took effect on 2 April 2024 and two takedowns",
    target_fixture="house",
)
def _(tmp_path: Path) -> Desk:
    first = _takedown(13, "20240610", "30,000,000", "15.00")
    return _kept(tmp_path, _base_shelf(), _notice(), first,
                 _takedown(14, "20250203", "40,000,000", "20.00"))  # fmt: skip


@given("a registration of holders' shares and an automatic shelf of 28 March 2025",
       target_fixture="house")  # fmt: skip
def _(tmp_path: Path) -> Desk:
    resale = _shelf(
        11, "20250315", "S-3", "Up to 5,000,000 Shares of Common Stock",
        "The selling stockholders may sell the shares from time to time.",
    )  # fmt: skip
    automatic = _shelf(
        12, "20250328", "S-3ASR", "We may offer debt securities from time to time."
    ).replace(b"333-999777", b"333-999778")  # fmt: skip
    return _kept(tmp_path, resale, automatic)


@given("the sample's records", target_fixture="house")
def _(tmp_path: Path) -> Desk:
    return _kept(tmp_path)


@when("I ask for the calendar since 2025-03-10", target_fixture="answer")
def _(house: Desk) -> CalendarTold:
    return told(house, CalendarRequest(since=SINCE, kind=DEALS))


@when("I ask for the maturities of ZZALD", target_fixture="answer")
def _(house: Desk) -> CalendarTold:
    return told(house, CalendarRequest("ZZALD", since=date(2024, 10, 1), kind=("maturity",)))


@when("I ask for the blackouts of ZZALD as D. Reed adopts 21 days before", target_fixture="answer")
def _(house: Desk, tmp_path: Path) -> CalendarTold:
    file = tmp_path / "adopted.csv"
    file.write_text(
        "assumption,value,owner,reason,date\n"
        "calendar.blackout_before_count,21,D. Reed,the company's policy,2024-09-30\n"
    )
    return told(
        house,
        CalendarRequest("ZZALD", since=date(2024, 10, 1), kind=("blackout",), assumptions=file),
    )


@when("I write the calendar since 2025-03-10 twice", target_fixture="answer")
def _(house: Desk, tmp_path: Path) -> CalendarTold:
    asked = [CalendarRequest(since=SINCE, kind=("lock-up", "greenshoe"), out=tmp_path / name)
             for name in ("a.ics", "b.ics")]  # fmt: skip
    told(house, asked[1])
    return told(house, asked[0])


@when("I write the calendar inside the wall and ask outside", target_fixture="both")
def _(house: Desk, tmp_path: Path) -> tuple[CalendarTold, CalendarTold]:
    kinds = ("lock-up", "greenshoe")
    inside = told(house, CalendarRequest(since=SINCE, kind=kinds, out=tmp_path / "a.ics"))
    outsider = desk({"BOOKRUNNER_HOME": str(tmp_path / "home"), "BOOKRUNNER_WORKERS": "1"})
    return inside, told(outsider, CalendarRequest(since=SINCE, kind=kinds))


@when(parsers.parse("I ask for the calendar with {name} {value}"), target_fixture="refused")
def _(house: Desk, name: str, value: str) -> str:
    asked = {
        "kind": CalendarRequest(kind=(value,)),
        "out": CalendarRequest(out=Path(value)),
        "list": CalendarRequest(list=value),
        "company": CalendarRequest(company=value),
        "until": CalendarRequest(since=SINCE, until=date(2020, 1, 1)),
    }[name]
    with pytest.raises(BookrunnerError) as caught:
        told(house, asked)
    return str(caught.value)


def _one(answer: CalendarTold, kind: str) -> CalendarLine:
    [row] = [one for one in answer.rows if one.kind == kind]
    return row


@then(parsers.parse('the over-allotment option ends on {day} by "{formula}"'))
def _(answer: CalendarTold, day: str, formula: str) -> None:
    row = _one(answer, "greenshoe")
    assert (row.date.isoformat(), row.formula) == (day, formula)
    assert "1,500,000" in row.detail


@then(parsers.parse('the lock-up ends on {day} by "{formula}"'))
def _(answer: CalendarTold, day: str, formula: str) -> None:
    row = _one(answer, "lock-up")
    assert (row.date.isoformat(), row.formula) == (day, formula)


@then(parsers.parse("the shares can be sold from the exchange day {day}"))
def _(answer: CalendarTold, day: str) -> None:
    assert str(_one(answer, "lock-up").business_day) == day


@then("each proof's quote stands at its span of its document")
def _(answer: CalendarTold, house: Desk) -> None:
    proofs = [one for row in answer.rows for one in row.proofs if one.span]
    assert len(proofs) >= 6
    for one in proofs:
        assert one.span is not None
        text = parse(house.blobs.get(one.document), name="d.txt").text
        assert " ".join(text[slice(*one.span)].split()) == one.quote


@then(parsers.parse('the {what} is not dated because "{reason}"'))
def _(answer: CalendarTold, what: str, reason: str) -> None:
    kind = {"option": "greenshoe"}.get(what, what)
    [one] = [each for each in answer.not_dated if each.kind == kind]
    assert reason in one.reason
    assert not [row for row in answer.rows if row.kind == kind and row.what == one.what]


@then(parsers.parse("the shelf ends on {day} with {left} left after {count:d} takedowns"))
def _(answer: CalendarTold, day: str, left: str, count: int) -> None:
    row = _one(answer, "shelf")
    assert row.date.isoformat() == day
    assert f"registered USD 250,000,000 - {count} takedowns USD 70,000,000" in row.detail
    assert f"= USD {left} left" in row.detail
    assert [one.value for one in row.proofs] == [
        "2024-04-02", "250,000,000 USD", "40,000,000 USD", "30,000,000 USD"
    ]  # fmt: skip


@then(parsers.parse("the automatic shelf ends on {day}"))
def _(answer: CalendarTold, day: str) -> None:
    row = _one(answer, "shelf")
    assert row.date.isoformat() == day
    assert "Rule 462(e)" in row.proofs[0].what


@then(parsers.parse("the loan of 15 July 2029, a Sunday, is paid on {day}"))
def _(answer: CalendarTold, day: str) -> None:
    [row] = [one for one in answer.rows if one.date == date(2029, 7, 15)]
    assert str(row.business_day) == day
    assert "following" in row.convention


@then("each maturity names the id of the figure that is owed")
def _(answer: CalendarTold, house: Desk) -> None:
    figures = [one.figure for row in answer.rows for one in row.proofs if one.figure]
    assert len(figures) == len(answer.rows) >= 3
    for figure in figures:
        assert why(house, WhyRequest(figure)).steps


@then("the first begins on 2024-10-06 and is assumed by D. Reed")
def _(answer: CalendarTold) -> None:
    assert answer.rows[0].date == date(2024, 10, 6)
    assert "assumed by D. Reed" in answer.rows[0].detail
    assert [one.kind for one in answer.assumptions] == ["adopted", "default"]


@then("`why` of the assumption names D. Reed")
def _(answer: CalendarTold, house: Desk) -> None:
    told_why = why(house, WhyRequest(answer.assumptions[0].id))
    assert "D. Reed" in told_why.steps[0].number.origin


def _events(path: Path) -> list[dict[str, str]]:
    """A reader of RFC 5545 that knows nothing of the writer: unfolds, parts, takes escapes back."""
    content = path.read_bytes()
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= OCTETS and b"\n" not in line for line in lines)
    for each in lines:
        each.decode()  # no character is parted by a fold
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in unfolded
    found: list[dict[str, str]] = []
    for line in unfolded:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
            found[-1].setdefault(name, plain)
    return found


@then("each file parses, in lines of at most 75 octets, to the days of the answer")
def _(answer: CalendarTold, tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        events = _events(tmp_path / name)
        assert len(events) == len(answer.rows) == 2
        for event, row in zip(events, answer.rows, strict=True):
            assert event["DTSTART;VALUE=DATE"] == row.date.strftime("%Y%m%d")
            assert event["DTEND;VALUE=DATE"] == (row.date + timedelta(1)).strftime("%Y%m%d")
            assert event["SUMMARY"] == f"{row.company}: {row.what}"
            assert event["DESCRIPTION"].startswith(row.formula)
            assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])


@then("each day has the same UID in both")
def _(tmp_path: Path) -> None:
    first, second = ([one["UID"] for one in _events(tmp_path / n)] for n in ("a.ics", "b.ics"))
    assert first == second
    assert len(set(first)) == 2


@then("inside it has 2 days, in the file none, and 2 are said to be left out")
def _(both: tuple[CalendarTold, CalendarTold], tmp_path: Path) -> None:
    inside, _ = both
    assert len(inside.rows) == inside.left_out_walled == 2
    assert {row.walls for row in inside.rows} == {("oak",)}
    assert _events(tmp_path / "a.ics") == []


@then("outside it is empty")
def _(both: tuple[CalendarTold, CalendarTold]) -> None:
    _, outside = both
    assert not outside.rows
    assert not outside.not_dated


@then(parsers.parse('it is refused with "{words}"'))
def _(refused: str, words: str) -> None:
    assert words in refused


def test_the_exchange_closes_on_its_published_holidays_of_2025_and_2026() -> None:
    assert sorted(day.isoformat() for day in exchange_holidays(2025)) == [
        "2025-01-01", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26", "2025-06-19",
        "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25",
    ]  # fmt: skip
    assert date(2026, 7, 3) in exchange_holidays(2026)  # 4 July 2026 is a Saturday


def test_new_year_on_a_saturday_closes_no_friday() -> None:
    assert date(2021, 12, 31) not in exchange_holidays(2021) | exchange_holidays(2022)


def test_banks_keep_columbus_and_veterans_day_and_open_on_good_friday() -> None:
    assert {date(2025, 10, 13), date(2025, 11, 11)} <= bank_holidays(2025)
    assert date(2025, 4, 18) not in bank_holidays(2025)
    # 4 July 2026 is a Saturday, on which banks do not move it.
    assert date(2026, 7, 3) not in bank_holidays(2026)


@pytest.mark.parametrize("year, day", [(2000, "04-23"), (2024, "03-31"), (2038, "04-25")])
def test_easter_is_where_the_tables_have_it(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


def test_business_days_pass_over_weekends_and_holidays() -> None:
    assert on_or_after(date(2025, 4, 18), exchange_holidays) == date(2025, 4, 21)
    assert business_days_after(date(2025, 7, 3), 2, exchange_holidays) == date(2025, 7, 8)
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert months_after(date(2024, 11, 30), 3) == date(2025, 2, 28)
