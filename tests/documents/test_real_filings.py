"""Real filings: values read in their own rows, and every tag against an independent list.

Each value names its filing (by accession), its Item and the row it stands in; it was read in the
row of the filing's source, without the parser.
"""

import csv
import gzip
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.documents import Document, TableCell, parse
from bookrunner.figures.errors import BadInput
from tests.documents.filings import real

HD = "10-K/HD_0000354950-24-000062.html"
KO = "10-K/KO_0000021344-24-000009.html"
SJM = "10-K/SJM_0000091419-24-000054.html"
NVDA = "10-K/NVDA_0001045810-24-000029.html"
WMT = "10-K/WMT_0000104169-24-000056.html"
MARA = "10-Q/MARA_0001493152-23-027174.html"
TXN = "10-Q/TXN_0000097476-23-000035.html"
APPLE_2000 = "10-Q/APPLE-COMPUTER-INC_0000912057-00-023442.txt"

ANNUAL = ("Part II", "Item 8")
SCHEDULES = ("Part IV", "Item 15")
QUARTERLY = ("Part I", "Item 1")

# filing, accession, section, row label, words in the row, exponent of the table, value
BY_HAND = [
    (HD, "0000354950-24-000062", ANNUAL, "Net sales", "152,669", 6, 152_669_000_000),
    (HD, "0000354950-24-000062", ANNUAL, "Cost of sales", "101,709", 6, 101_709_000_000),
    (HD, "0000354950-24-000062", ANNUAL, "Gross profit", "50,960", 6, 50_960_000_000),
    (HD, "0000354950-24-000062", ANNUAL, "Operating income", "21,689", 6, 21_689_000_000),
    (KO, "0000021344-24-000009", ANNUAL, "Net Operating Revenues", "45,754", 6, 45_754_000_000),
    (KO, "0000021344-24-000009", ANNUAL, "Cost of goods sold", "18,520", 6, 18_520_000_000),
    (KO, "0000021344-24-000009", ANNUAL, "Gross Profit", "27,234", 6, 27_234_000_000),
    (KO, "0000021344-24-000009", ANNUAL, "Interest expense", "1,527", 6, 1_527_000_000),
    (SJM, "0000091419-24-000054", ANNUAL, "Net sales", "8,178.7", 6, 8_178_700_000),
    (SJM, "0000091419-24-000054", ANNUAL, "Gross Profit", "3,115.4", 6, 3_115_400_000),
    (NVDA, "0001045810-24-000029", SCHEDULES, "Revenue", "60,922", 6, 60_922_000_000),
    (WMT, "0000104169-24-000056", ANNUAL, "Total revenues", "648,125", 6, 648_125_000_000),
    (MARA, "0001493152-23-027174", QUARTERLY, "Digital assets", "234,412", 3, 234_412_000),
    (MARA, "0001493152-23-027174", QUARTERLY, "Total current assets", "422,437", 3, 422_437_000),
    (TXN, "0000097476-23-000035", QUARTERLY, "Revenue", "4,531", 6, 4_531_000_000),
    (TXN, "0000097476-23-000035", QUARTERLY, "Operating profit", "1,972", 6, 1_972_000_000),
]


@pytest.mark.parametrize("path,accession,place,label,words,exponent,value", BY_HAND)
def test_a_value_read_by_hand_stands_where_the_reader_saw_it(
    shared_data: Path,
    path: str,
    accession: str,
    place: tuple[str, str],
    label: str,
    words: str,
    exponent: int,
    value: int,
) -> None:
    document = real(shared_data, path)
    assert document.accession == accession
    part, item = place
    section = document.section(item, part)
    assert section is not None
    spans = {
        (cell.start, cell.end)
        for table in document.tables
        if section.start <= table.start and table.end <= section.end and table.exponent == exponent
        for row in table.rows
        if row and row[0].text == label
        for cell in row
        if cell.text == words
    }
    assert spans, "the row stands in a table of that section and scale"
    facts = [fact for fact in document.facts if (fact.start, fact.end) in spans]
    assert {fact.value for fact in facts} == {Decimal(value)}
    assert {document.text[fact.start : fact.end] for fact in facts} == {words}


def test_a_plain_text_submission_of_2000_has_its_header_items_and_tables(shared_data: Path) -> None:
    """Accession 0000912057-00-023442, Part I Item 1: net sales by region."""
    document = real(shared_data, APPLE_2000)
    assert (document.accession, document.form) == ("0000912057-00-023442", "10-Q")
    assert document.cover["EntityCentralIndexKey"] == "0000320193"
    assert document.cover["DocumentPeriodEndDate"] == "2000-04-01"
    assert document.cover["CurrentFiscalYearEndDate"] == "--09-30"
    section = document.section("Item 1", "Part I")
    assert section is not None
    rows = [
        [cell.text for cell in row]
        for table in document.tables
        if section.start <= table.start < section.end and table.exponent == 6
        for row in table.rows
    ]
    assert ["Net sales", "989", "787", "2,178", "1,747"] in rows
    assert ["PowerBook", "252", "146", "464", "403"] in rows


def _sound(document: Document) -> None:
    """Every span resolves, sections follow one another, cells hold what they say."""
    shared = {"documents.items-by-index", "documents.items-combined"}
    may_share = shared & {finding.code for finding in document.findings}
    end = 0
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(document.text)
        assert may_share or end <= section.start
        end = section.end
    seen: set[TableCell] = set()
    for table in document.tables:
        assert 0 <= table.start < table.end <= len(document.text)
        seen.update(cell for row in table.rows for cell in row)
    assert all(document.text[cell.start : cell.end] == cell.text for cell in seen)
    for fact in document.facts:
        assert 0 <= fact.start <= fact.end <= len(document.text)
        assert fact.start < fact.end or fact.is_nil or not fact.numeric


def _all_files(shared_data: Path) -> list[Path]:
    return sorted(
        file
        for form in ("10-K", "10-Q")
        for file in (shared_data / "filings" / form).iterdir()
        if re.search(r"\.(html?|txt)\.gz$", file.name)
    )


def test_every_filing_is_read_and_agrees_with_an_independent_reading_of_its_tags(
    shared_data: Path,
) -> None:
    """All 96; each non-dimensional number of the independent list is found with its value.

    Ours are more: the list leaves out numbers tagged in words ("three"), which we read too.
    """
    told: dict[str, dict[tuple[str, str, str, str], set[Decimal]]] = defaultdict(
        lambda: defaultdict(set)
    )
    with gzip.open(shared_data / "derived" / "ixbrl_facts.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            key = (row["concept"], row["start"], row["end"], row["unit"].lower())
            told[row["file"]][key].add(Decimal(row["value"]))
    files = _all_files(shared_data)
    assert len(files) == 96
    for file in files:
        document = parse(gzip.decompress(file.read_bytes()), name=file.name.removesuffix(".gz"))
        _sound(document)
        ours = defaultdict(set)
        in_words = set()
        for fact in document.facts:
            if fact.value is None or fact.dimensions:
                continue
            start = fact.period.start.isoformat() if fact.period.start else ""
            key = (fact.concept, start, fact.period.end.isoformat(), str(fact.unit).lower())
            ours[key].add(fact.value)
            if not re.search(r"\d", fact.text):
                in_words.add(key)
        theirs = told.get(f"filings/{file.parent.name}/{file.name}", {})
        assert {key: ours.get(key) for key in theirs if not theirs[key] <= ours[key]} == {}
        extra = set(ours) - set(theirs)
        assert extra <= in_words, file.name
        assert theirs or "documents.no-facts" in {f.code for f in document.findings}


def test_a_filing_cut_anywhere_is_refused_or_says_so(shared_data: Path) -> None:
    file = shared_data / "filings" / "10-Q" / "HD_0000354950-23-000185.html.gz"
    content = gzip.decompress(file.read_bytes())
    for part in range(1, 16):
        cut = content[: len(content) * part // 16]
        try:
            document = parse(cut, name=file.name)
        except BadInput:
            continue
        assert "documents.truncated" in {finding.code for finding in document.findings}
        _sound(document)
