"""Filings that say what cannot be, or what is another's: nothing of it becomes the company's."""

from decimal import Decimal

from bookrunner.documents import parse
from bookrunner.figures import PUBLIC, Finding, Severity
from bookrunner.ingestion.taking import Taken, taken
from tests.ingestion.filing import filing

IDENTIFIER = b'CIK">0009999901'


def read(content: bytes) -> Taken:
    return taken(parse(content, name="alder.htm"), content, PUBLIC)


def errors(findings: object) -> dict[str, Finding]:
    assert isinstance(findings, list)
    return {one.code: one for one in findings if one.severity is Severity.ERROR}


def test_numbers_of_another_entity_never_become_the_company_s() -> None:
    one = read(filing(2023, 1_000, 80).replace(IDENTIFIER, b'CIK">0000354950'))
    assert one.filing.cik == "0009999901"
    assert list(one.facts) == []
    told = errors(one.findings)["ingestion.other-entity"]
    assert "0000354950" in told.message
    assert told.where == "alder.htm"


def test_a_number_of_the_company_is_its_own_however_its_zeros_are_written() -> None:
    one = read(filing(2023, 1_000, 80).replace(IDENTIFIER, b'CIK">9999901'))
    assert {fact.value for fact in one.facts} == {Decimal(1_000_000_000), Decimal(80_000_000)}
    assert not errors(one.findings)


def test_results_of_a_period_that_had_not_ended_are_left_out() -> None:
    one = read(filing(2023, 1_000, 80).replace(b"<xbrli:endDate>2023", b"<xbrli:endDate>2123"))
    assert list(one.facts) == []
    assert "2123-12-31" in errors(one.findings)["ingestion.period-not-ended"].message


def test_where_a_report_contradicts_itself_every_statement_of_the_number_is_kept() -> None:
    once = b'<ix:nonFraction name="us-gaap:Revenues" contextRef="year" unitRef="usd" decimals="-6" '
    once += b'scale="6" format="ixt:num-dot-decimal">%b</ix:nonFraction>'
    again = b"<p>" + once % b"1000" + once % b"1000" + once % b"9999" + b"</p></body>"
    one = read(filing(2023, 1_000, 80).replace(b"</body>", again))
    told = [fact.value for fact in one.facts if fact.concept == "us-gaap:Revenues"]
    assert sorted(told) == [Decimal(number) * 10**6 for number in (1_000, 1_000, 1_000, 9_999)]
    assert "documents.facts-contradict" in errors(one.findings)
