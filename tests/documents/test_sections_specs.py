"""The promises of specs/documents/sections.feature, kept."""

from collections.abc import Callable

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import Document
from tests.documents.filings import codes
from tests.documents.reports import (
    foreign_annual,
    indexed_annual,
    joined_annual,
    prospectus,
    quarterly_with_listed_notes,
    quarterly_without_a_heading,
    trust_annual,
)

scenarios("documents/sections.feature")

Writing = Callable[[], Document]


@given(
    "a 10-K of an invented company whose cross-reference index names pages",
    target_fixture="writing",
)
def an_indexed_annual() -> Writing:
    return indexed_annual


@given(
    "a 10-Q of an invented company whose statements have no Item heading", target_fixture="writing"
)
def a_quarterly() -> Writing:
    return quarterly_without_a_heading


@given("a 10-K of an invented company with one heading for Items 1 and 2", target_fixture="writing")
def a_joined_annual() -> Writing:
    return joined_annual


@given("a prospectus of an invented company", target_fixture="writing")
def a_prospectus() -> Writing:
    return prospectus


@given("a 20-F of an invented company", target_fixture="writing")
def a_foreign_annual() -> Writing:
    return foreign_annual


@given("a 10-Q of an invented company whose contents list its notes", target_fixture="writing")
def a_quarterly_with_listed_notes() -> Writing:
    return quarterly_with_listed_notes


@given("a 10-K of an invented trust that lists the Items it omits first", target_fixture="writing")
def a_trust() -> Writing:
    return trust_annual


@when("it is read", target_fixture="document")
def read(writing: Writing) -> Document:
    return writing()


@then(parsers.parse('"{item}" begins with "{words}" and ends before "{after}"'))
def begins_and_ends(document: Document, item: str, words: str, after: str) -> None:
    section = document.section(item)
    assert section is not None
    assert document.words(section).startswith(words)
    assert document.text[section.end :].lstrip("\n0123456789").startswith(after)


@then(parsers.parse('"{item}" is the row of the index'))
def is_the_row(document: Document, item: str) -> None:
    section = document.section(item)
    assert section is not None
    assert document.words(section) == "Item 11.\tExecutive Compensation\t(a)"


@then(parsers.parse('a finding "{code}" says so'))
def finding_says_so(document: Document, code: str) -> None:
    assert code in codes(document)


@then(parsers.parse('"{first}" and "{second}" are the same words'))
def same_words(document: Document, first: str, second: str) -> None:
    one, other = document.section(first), document.section(second)
    assert one is not None
    assert other is not None
    assert document.words(one) == document.words(other)
    assert document.words(one).startswith("Items 1 and 2. Business and Properties\nGranite")


@then(parsers.parse('the last Item ends before "{heading}"'))
def last_item_ends(document: Document, heading: str) -> None:
    last = [section for section in document.sections if section.item][-1]
    assert document.words(last) == "Item 15. Exhibits\nNone."
    assert document.text[last.end :].lstrip().startswith(heading)


@then("the signatures are a section without Item")
def signatures(document: Document) -> None:
    signed, accounts = document.sections[-2:]
    assert (signed.item, signed.title) == ("", "SIGNATURES")
    assert document.words(signed).endswith("this report was signed.")
    assert (accounts.item, accounts.title[:21]) == ("", "REPORT OF INDEPENDENT")


@then(parsers.parse('it has the sections "{items}"'))
def has_sections(document: Document, items: str) -> None:
    assert [section.item for section in document.sections] == items.split(", ")


@then(parsers.parse('no section holds "{words}"'))
def no_section_holds(document: Document, words: str) -> None:
    assert words in document.text
    assert not any(words in document.words(section) for section in document.sections)
