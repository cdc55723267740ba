"""The promises of `parse` and `text`."""

import gzip
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import parse
from tests.faces.asking import Newcomer, filing

scenarios("faces/parsing.feature")

NAME = "zztw-20231231.htm"


@dataclass
class Reader:
    """Somebody with one file, and what was answered about it."""

    home: Path
    file: Path
    content: bytes = b""
    answer: Any = None
    printed: bytes = b""

    def keep(self, content: bytes) -> None:
        self.content = content
        self.file.write_bytes(gzip.compress(content))

    def asks(self, *arguments: object) -> str:
        said = Newcomer(self.home).asks(*arguments)
        assert said.code == 0, said
        return said.out


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "home", tmp_path / f"{NAME}.gz")


@given("a home that cannot be made")
def _(reader: Reader) -> None:
    reader.home.write_text("a file where the folder should be")


@given("a filing of an invented company, compressed")
def _(reader: Reader) -> None:
    reader.keep(filing(name="Testwick Größe"))


@given(parsers.parse('a filing with a balance of "{words}" a share and a nil balance'))
def _(reader: Reader, words: str) -> None:
    resources = (
        '<xbrli:context id="i"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">'
        "9999990077</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2023-12-31"
        "</xbrli:instant></xbrli:period></xbrli:context>"
        '<xbrli:unit id="ps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD'
        "</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares"
        "</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit></ix:resources>"
    )
    facts = (
        '<p>Book value of <ix:nonFraction name="zztw:BookValue" contextRef="i" unitRef="ps" '
        f'decimals="2" format="ixt:num-dot-decimal">{words}</ix:nonFraction> and <ix:nonFraction '
        'name="us-gaap:Goodwill" contextRef="i" unitRef="usd" xsi:nil="true" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">none</ix:nonFraction></p></body>'
    )
    content = filing().decode()
    assert "</ix:resources>" in content
    content = content.replace("</ix:resources>", resources).replace("</body>", facts)
    reader.keep(content.encode())


@when("I ask to parse it as JSON")
def _(reader: Reader) -> None:
    answer = reader.asks("parse", reader.file, "--json")
    reader.answer = json.loads(answer, parse_float=Decimal)


@when("I ask for its text in a process that speaks Latin-1")
def _(reader: Reader) -> None:
    program = "from bookrunner.faces.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "text", reader.file],
        env=os.environ | {"PYTHONIOENCODING": "latin-1", "BOOKRUNNER_HOME": str(reader.home)},
        capture_output=True,
        check=True,
    )
    reader.printed = done.stdout


@then("the answer names the company, its form and the end of its period")
def _(reader: Reader) -> None:
    text = parse(reader.content, name=NAME).text
    document = reader.answer["document"]
    assert document == {
        "digest": parse(reader.content, name=NAME).digest,
        "form": "10-K",
        "company": "Testwick Größe",
        "cik": "9999990077",
        "accession": None,
        "period_end": "2023-12-31",
        "chars": len(text),
    }
    assert list(reader.answer) == ["document", "sections", "tables", "facts", "findings"]
    assert {"start", "end", "rows", "columns", "unit", "scale"} == set(reader.answer["tables"][0])
    (section,) = reader.answer["sections"]
    assert text[section["start"] : section["end"]].startswith("Item 8. Financial Statements")


@then(parsers.parse('revenue is the JSON number {value:d} in "{unit}" for the year {year:d}'))
def _(reader: Reader, value: int, unit: str, year: int) -> None:
    (revenue,) = [f for f in reader.answer["facts"] if f["concept"] == "us-gaap:Revenues"]
    assert isinstance(revenue["value"], int | Decimal)
    assert {key: told for key, told in revenue.items() if key != "span"} == {
        "concept": "us-gaap:Revenues",
        "value": value,
        "unit": unit,
        "start": date(year, 1, 1).isoformat(),
        "end": date(year, 12, 31).isoformat(),
        "dimensions": {},
    }


@then('each span of a fact holds its words in the text that "text" prints')
def _(reader: Reader) -> None:
    text = reader.asks("text", reader.file)
    words = {f["concept"]: text[slice(*f["span"])] for f in reader.answer["facts"]}
    assert words["us-gaap:Revenues"] == "1,250.5"
    assert words["dei:EntityRegistrantName"] == "Testwick Größe"
    assert words["dei:CurrentFiscalYearEndDate"] == "--12-31"


@then("its instant facts have no start and the day that was tagged as their end")
def _(reader: Reader) -> None:
    balances = [f for f in reader.answer["facts"] if f["end"] == "2023-12-31" and not f["start"]]
    assert [(f["concept"], f["start"]) for f in balances] == [
        ("zztw:BookValue", None),
        ("us-gaap:Goodwill", None),
    ]


@then(parsers.parse('the value digit for digit is {value} in "{unit}"'))
def _(reader: Reader, value: str, unit: str) -> None:
    (fact,) = [f for f in reader.answer["facts"] if f["concept"] == "zztw:BookValue"]
    assert (str(fact["value"]), fact["unit"]) == (value, unit)


@then("the nil fact has no value")
def _(reader: Reader) -> None:
    (fact,) = [f for f in reader.answer["facts"] if f["concept"] == "us-gaap:Goodwill"]
    assert (fact["value"], fact["unit"]) == (None, "USD")


@then("the bytes are the canonical text in UTF-8 and nothing more")
def _(reader: Reader) -> None:
    assert reader.printed == parse(reader.content, name=NAME).text.encode()
    assert "Größe".encode() in reader.printed
