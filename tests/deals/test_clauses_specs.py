"""The promises of specs/deals/clauses.feature, kept on invented documents."""

from decimal import Decimal

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.deals import Deal, deal
from tests.deals.invented import offering, page, read, rows

scenarios("deals/clauses.feature")


@given(
    parsers.parse('a report of a merger in which each share "{words}"'), target_fixture="content"
)
def _(words: str) -> bytes:
    return page(
        "8-K",
        "MOSSGATE SYSTEMS INC",
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On June 2, 2025, Mossgate Systems, Inc., a Delaware corporation (“Mossgate”), entered "
        "into an Agreement and Plan of Merger (the “Merger Agreement”) with Larkfield "
        "Corporation, a Delaware corporation (“Parent”), and Lark Merger Sub, Inc., a Delaware "
        "corporation and a wholly owned subsidiary of Parent (“Merger Sub”), pursuant to which "
        "Merger Sub will merge with and into Mossgate (the “Merger”), with Mossgate surviving.",
        f"At the effective time each share of common stock, par value $0.01 per share, {words}",
    )


@given("a preliminary prospectus of an invented initial public offering", target_fixture="content")
def _() -> bytes:
    return page(
        "S-1/A",
        "BRINDLE WORKS INC",
        "Subject to Completion, dated May 5, 2025",
        "PRELIMINARY PROSPECTUS",
        "15,000,000 Shares",
        "Brindle Works, Inc.",
        "This is an initial public offering of shares of common stock of Brindle Works, Inc. It is "
        "currently estimated that the initial public offering price will be between $17.00 and "
        "$19.00 per share.",
        rows(
            ("", "Per Share", "Total"),
            ("Initial public offering price", "$", "", "$", ""),
            ("Underwriting discounts and commissions", "$", "", "$", ""),
            ("Proceeds, before expenses, to us", "$", "", "$", ""),
        ),
        "TABLE OF CONTENTS",
        "Page",
        "USE OF PROCEEDS",
        "We estimate that our net proceeds from this offering will be approximately $197.5 "
        "million, assuming an initial public offering price of $18.00 per share, the midpoint.",
    )


@given("the prospectus of an invented initial public offering", target_fixture="content")
def _() -> bytes:
    return offering()


@when("its deal is read", target_fixture="found")
def _(content: bytes) -> Deal:
    document = read(content)
    found = deal(document)
    for term in found.terms:
        assert document.text[term.start : term.end] == term.quote != ""
    return found


@then(parsers.parse('"{name}" is only "{words}"'))
def _(found: Deal, name: str, words: str) -> None:
    assert [term.value for term in found.terms if term.name == name] == [words]


@then(parsers.re(r'"(?P<name>\w+)" is only (?P<number>[\d.]+)'))
def _(found: Deal, name: str, number: str) -> None:
    assert [term.value for term in found.terms if term.name == name] == [Decimal(number)]


@then(parsers.parse('nothing is stated as "{name}"'))
def _(found: Deal, name: str) -> None:
    assert [term for term in found.terms if term.name == name] == []


@then(parsers.parse('"{name}" is computed as {value} from "{formula}"'))
def _(found: Deal, name: str, value: str, formula: str) -> None:
    figures = {figure.name: figure for figure in found.computed}
    assert figures[name].value == Decimal(value)
    assert figures[name].formula == formula
