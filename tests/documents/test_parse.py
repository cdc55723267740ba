"""What reading a filing promises, shown on the invented one."""

import dataclasses
import gc
from datetime import date
from decimal import Decimal

import pytest

from bookrunner.documents import InlineFact, Table, accession_in, parse
from bookrunner.documents.canonical import HIDDEN_HEADING
from bookrunner.documents.forms import form_in
from bookrunner.figures.findings import Severity
from bookrunner.figures.periods import Period, instant
from bookrunner.figures.units import PURE, SHARES, USD, USD_PER_SHARE
from tests.documents.filings import INVENTED_NAME, codes, fact, invented, invented_bytes, variant


def income_table() -> Table:
    (table,) = [t for t in invented().tables if "Revenues" in invented().words(t)]
    return table


def test_the_cover_and_the_accession_are_known() -> None:
    document = invented()
    assert document.form == "10-K"
    assert document.accession == "0009999001-24-000001"
    assert document.cover["EntityRegistrantName"] == "Tern Quarries, Inc. (an invented company)"
    assert document.cover["EntityCentralIndexKey"] == "0009999001"
    assert document.cover["DocumentPeriodEndDate"] == "2023-12-31"
    assert document.cover["CurrentFiscalYearEndDate"] == "--12-31"
    assert document.cover["SecurityExchangeName"] == "NYSE"
    assert document.cover["EntityIncorporationStateCountryCode"] == "DE"
    assert document.cover["EntityShellCompany"] == "false"
    assert "EntityCommonStockSharesOutstanding" not in document.cover
    assert codes(document) == {"documents.items-missing"}


def test_values_are_in_single_units_with_scale_and_sign_applied() -> None:
    document = invented()
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    revenues = fact(document, "f2")
    assert (revenues.value, revenues.unit, revenues.period) == (Decimal(98_765_000), USD, year)
    assert (revenues.exponent, revenues.decimals, revenues.entity) == (3, -3, "0009999001")
    loss = fact(document, "f3")
    assert (loss.value, loss.sign) == (Decimal(-1_234_000), -1)
    assert fact(document, "f4").value == Decimal(0)
    assert (fact(document, "f6").value, fact(document, "f6").unit) == (
        Decimal("1.07"),
        USD_PER_SHARE,
    )
    shares = fact(document, "f1")
    assert (shares.value, shares.unit) == (Decimal(12_500_000), SHARES)
    assert (shares.period, shares.decimals) == (instant(date(2023, 12, 31)), None)
    pits = fact(document, "f10")
    assert (pits.value, pits.unit) == (Decimal(21), PURE)


def test_a_nil_fact_has_no_value_rather_than_zero() -> None:
    nil = fact(invented(), "f5")
    assert (nil.value, nil.is_nil, nil.numeric) == (None, True, True)


def test_dimensions_explicit_and_typed_are_kept() -> None:
    assert fact(invented(), "f9").dimensions == (
        ("tern:PitAxis", "North pit"),
        ("us-gaap:StatementBusinessSegmentsAxis", "tern:GraniteMember"),
    )


def test_continued_words_are_joined_and_excluded_words_left_out() -> None:
    policy = fact(invented(), "n1")
    assert policy.text == "Revenue is recognised on delivery. Returns are rare."
    assert len(policy.spans) == 3
    assert (policy.start, policy.end) == policy.spans[0]
    assert "Footer" not in policy.text


def test_hidden_facts_stand_in_a_marked_appendix() -> None:
    document = invented()
    term = fact(document, "h4")
    assert term.hidden
    assert term.text == "two years and six months"
    assert term.meaning == "P2Y6M"
    assert term.start > document.text.index(HIDDEN_HEADING)
    assert document.sections[-1].end < document.text.index(HIDDEN_HEADING)
    assert "not shown" not in document.text.partition(HIDDEN_HEADING)[0]


def test_items_are_the_headings_and_not_the_contents_or_the_references_to_them() -> None:
    document = invented()
    assert [(s.part, s.item, s.title) for s in document.sections] == [
        ("Part I", "Item 1", "Business"),
        ("Part I", "Item 1A", "Risk Factors"),
        ("Part II", "Item 7", "MANAGEMENT'S DISCUSSION AND ANALYSIS"),
        ("Part II", "Item 8", "Financial Statements and Supplementary Data"),
    ]
    assert document.words(document.sections[1]) == "Item 1A.\tRisk Factors\nGranite may crack."
    assert document.section("7") is document.sections[2]
    assert document.section("item 9") is None


def test_a_table_is_a_grid_with_its_scale() -> None:
    table = income_table()
    assert (table.exponent, table.currency, table.excepts) == (3, "USD", ("per share data",))
    assert table.caption == "(in thousands, except per share data)"
    assert [len(row) for row in table.rows] == [4] * 7
    assert table.rows[0][0] is table.rows[1][0]
    assert table.rows[0][1] is table.rows[0][3]
    assert (table.rows[0][1].column_span, table.rows[0][0].row_span) == (3, 2)
    assert table.rows[2][2].text == "98,765"
    assert fact(invented(), "f2").start == table.rows[2][2].start


@pytest.mark.parametrize(
    "heading,exponent,currency",
    [
        ("(in thousands, except per share data)", 3, "USD"),
        ("(Dollars in Millions)", 6, "USD"),
        ("$ in billions", 9, "USD"),
        ("(€ in millions)", 6, "EUR"),
        ("Millions, except per share amounts", 6, "USD"),
        ("(000's omitted)", 3, "USD"),
        ("($000)", 3, "USD"),
        ("(Amounts in thousands of Canadian dollars)", 3, "CAD"),
        ("Amounts are stated as they are", None, "USD"),
        ("We sold a million tons", None, "USD"),
    ],
)
def test_the_scale_is_read_from_the_line_above(
    heading: str, exponent: int | None, currency: str
) -> None:
    document = variant("(in thousands, except per share data)", heading)
    (table,) = [t for t in document.tables if "98,765" in document.words(t)]
    assert (table.exponent, table.currency) == (exponent, currency)


def test_the_scale_is_read_from_the_caption_inside_the_table() -> None:
    words = b"Words of the notes to the statements. " * 20
    page = (
        b"<html><body><p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION, FORM 10-K</p><p>"
        + words
        + b"</p><table><caption>Cash flows<br/>(In thousands of euros)</caption>"
        b"<tr><td>Revenue</td><td>10</td></tr></table></body></html>"
    )
    (table,) = parse(page, name="captioned.htm").tables
    assert (table.exponent, table.currency) == (3, "EUR")
    assert table.caption == "(In thousands of euros)"
    assert [cell.text for cell in table.rows[0]] == ["Revenue", "10"]


def test_rounded_duplicates_agree_and_contradicting_ones_are_an_error() -> None:
    assert "documents.facts-contradict" not in codes(invented())
    document = variant(">99</ix:nonFraction> million", ">97</ix:nonFraction> million")
    (finding,) = [f for f in document.findings if f.code == "documents.facts-contradict"]
    assert finding.severity is Severity.ERROR
    assert "97000000" in finding.message
    assert finding.citation is not None
    start, end = finding.citation.start, finding.citation.end
    assert document.text[start:end] == "98,765"


@pytest.mark.parametrize(
    "old,new,code",
    [
        ('format="ixt-sec:numwordsen"', 'format="ixt:num-klingon"', "not-transformable"),
        ('id="f2" contextRef="year"', 'id="f2" contextRef="nowhere"', "missing-context"),
        ('name="us-gaap:Revenues" unitRef="usd"', 'name="us-gaap:Revenues"', "missing-unit"),
        ("2023-01-01</xbrli:startDate>", "2024-01-01</xbrli:startDate>", "unusable-context"),
        ('scale="3" sign="-"', 'scale="99" sign="-"', "unusable-scale"),
        ('continuedAt="n1c"', 'continuedAt="gone"', "broken-continuation"),
        ('id="f1" contextRef', 'id="f1" target="other" contextRef', "other-target"),
        ("</body>\n</html>", "", "truncated"),
    ],
)
def test_what_cannot_be_understood_is_a_finding_and_never_a_guess(
    old: str, new: str, code: str
) -> None:
    assert f"documents.{code}" in codes(variant(old, new))


def test_reading_does_not_depend_on_the_parser() -> None:
    """The same filing, no longer well-formed, gives the same text and values, with a finding."""
    document = variant("The end.", "The<br>end.")
    assert "documents.not-well-formed" in codes(document)
    assert [f.value for f in document.facts] == [f.value for f in invented().facts]
    assert [f.period for f in document.facts] == [f.period for f in invented().facts]
    assert [f.text for f in document.facts] == [f.text for f in invented().facts]


def test_prefixes_other_than_the_customary_ones_mean_the_same() -> None:
    content = invented_bytes().decode()
    for prefix, other in (("us-gaap", "g"), ("ix", "inline"), ("xbrli", "x")):
        content = content.replace(f"xmlns:{prefix}=", f"xmlns:{other}=")
        for mark in ("<", "</", '"', ">"):
            content = content.replace(f"{mark}{prefix}:", f"{mark}{other}:")
    document = parse(content.encode(), name="x.htm")
    assert [f.concept for f in document.facts] == [f.concept for f in invented().facts]
    assert [f.value for f in document.facts] == [f.value for f in invented().facts]


def test_reading_twice_gives_the_same_digest() -> None:
    again = parse(invented_bytes(), name="another-name.htm")
    assert again.text == invented().text
    assert again.text_digest == invented().text_digest
    assert again.digest == invented().digest
    assert again.accession == ""


@pytest.mark.parametrize(
    "name,accession",
    [
        ("HD_0000354950-24-000062.html", "0000354950-24-000062"),
        ("data/354950/000035495024000062/hd.htm", "0000354950-24-000062"),
        ("hd-20240128.htm", ""),
        ("1234567890123456789.htm", ""),
    ],
)
def test_the_accession_is_taken_from_the_name(name: str, accession: str) -> None:
    assert accession_in(name) == accession


@pytest.mark.parametrize(
    "text,form",
    [
        ("FORM 10-K", "10-K"),
        ("Form 10-Q/A", "10-Q/A"),
        ("FORM 10-K405", "10-K405"),
        ("Form 10Q", "10-Q"),
        ("conform 10-K", ""),
        ("Form 10", ""),
    ],
)
def test_the_form_is_read_from_the_cover(text: str, form: str) -> None:
    assert form_in(text) == form


def test_a_fact_has_all_its_fields_as_if_made_in_the_ordinary_way() -> None:
    for made in invented().facts:
        assert set(vars(made)) == {field.name for field in dataclasses.fields(InlineFact)}
        assert dataclasses.replace(made) == made
        with pytest.raises(dataclasses.FrozenInstanceError):
            made.sign = -1  # type: ignore[misc]


def test_reading_leaves_the_garbage_collector_as_it_was_and_has_no_walk_to_make() -> None:
    gc.collect()
    frozen = gc.get_freeze_count()
    document = parse(invented_bytes(), name=INVENTED_NAME)
    young = sum(map(len, map(gc.get_objects, (0, 1))))
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    assert young < 1000 < len(document.text)


@pytest.mark.parametrize(
    "row", ["<td/>b<td>c</td>", "<td></td>b<td>c</td>", "<td>\n</td>b<td>c</td>"]
)
def test_words_after_an_empty_cell_are_kept(row: str) -> None:
    words = "Annual report on Form 10-K of Testwick Stores Inc. under the Securities Exchange Act"
    page = f"<html><body><p>{words}</p><table><tr>{row}</tr></table><p>{words}</p></body></html>"
    document = parse(page.encode(), name="x.htm")
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0]] == ["", "c"]
    assert document.words(table).split() == ["b", "c"]
