"""The promises about search, as they are written in specs/search."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import Document, parse
from bookrunner.search import (
    Entry,
    Passage,
    PassageKind,
    Query,
    Question,
    StaticEmbedder,
    TantivyIndex,
    passages,
    question,
)
from bookrunner.search.vectors import VectorFile
from tests.faces.asking import Newcomer, Said
from tests.search.reports import report

scenarios("search/search.feature")


@dataclass
class Told:
    """What happened so far."""

    home: Path
    document: Document | None = None
    passages: list[Passage] = field(default_factory=list)
    question: Question | None = None
    said: Said | None = None
    noted: Any = None
    seen: list[Any] = field(default_factory=list)

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.home)

    @property
    def results(self) -> list[dict[str, Any]]:
        assert self.said is not None
        assert self.said.code == 0, self.said.err
        return list(self.said.json)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "home")


# ------------------------------------------------------------------------------ passages


@given("a report of two sections with a table of 200 rows")
def _(told: Told) -> None:
    content = report("Ashdale Mills", 2022, revenue=1_000, table_rows=200)
    told.document = parse(content, name="ashdale.htm")


@when("it is cut into passages")
def _(told: Told) -> None:
    assert told.document is not None
    told.passages = passages(told.document)


@then("every line that is not blank stands in exactly one passage")
def _(told: Told) -> None:
    assert told.document is not None
    text = told.document.text
    covered = [0] * len(text)
    for one in told.passages:
        assert text[one.start : one.end] == one.text
        for place in range(one.start, one.end):
            covered[place] += 1
    assert all(
        times == 1 for times, character in zip(covered, text, strict=True) if character.strip()
    )


@then("no passage runs over a section or a table")
def _(told: Told) -> None:
    assert told.document is not None
    borders = [section.start for section in told.document.sections]
    for table in told.document.tables:
        borders += [table.start, table.end]
    for one in told.passages:
        assert not [border for border in borders if one.start < border < one.end]


@then("each later passage of the table carries the table's header")
def _(told: Told) -> None:
    cut = [one for one in told.passages if one.kind is PassageKind.TABLE and "Store" in one.text]
    assert len(cut) > 1
    assert all("Square feet" in one.context for one in cut[1:])


# ----------------------------------------------------------------------------- questions


@when(parsers.parse('"{words}" is asked'))
def _(told: Told, words: str) -> None:
    told.question = question(words)


@then(parsers.parse('it is looked for in the words "{words}"'))
def _(told: Told, words: str) -> None:
    assert told.question is not None
    assert words in told.question.phrases


@then(
    parsers.re(
        'it is about the years "(?P<years>.*)", the forms "(?P<forms>.*)" '
        'and the statements "(?P<statements>.*)"'
    )
)
def _(told: Told, years: str, forms: str, statements: str) -> None:
    asked = told.question
    assert asked is not None
    assert asked.years == tuple(int(year) for year in years.split())
    assert asked.forms == tuple(forms.split())
    for name in asked.statements:
        assert name in statements
    assert bool(asked.statements) == bool(statements)


# ----------------------------------------------------------------------------- retrieval


@given("the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records")
def _(told: Told, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, stem in (("Ashdale Mills", "ashdale"), ("Birchwood Energy", "birchwood")):
        for year in (2021, 2022, 2023):
            content = report(name, year, revenue=1_000 + 10 * (year - 2020) + len(name))
            (folder / f"{stem}-{year}.htm").write_bytes(content)
    said = told.newcomer.asks("ingest", folder)
    assert said.code == 0, said.err


@when(parsers.parse('"{words}" is searched'))
def _(told: Told, words: str) -> None:
    told.said = told.newcomer.asks("search", words, "--json")


@when(parsers.parse('"{words}" is searched in the document "{document}"'))
def _(told: Told, words: str, document: str) -> None:
    told.said = told.newcomer.asks("search", words, "--document", document, "--json")


@when(parsers.parse('"{words}" is searched as of {day}'))
def _(told: Told, words: str, day: str) -> None:
    told.said = told.newcomer.asks("search", words, "--as-of", day, "--json")


@then(parsers.parse("the first passage is of the report of Birchwood for {year:d}"))
def _(told: Told, year: int) -> None:
    assert told.results[0]["source_name"] == f"birchwood-{year}.htm"


@then(parsers.parse('it holds the words "{words}"'))
def _(told: Told, words: str) -> None:
    assert words in told.results[0]["text"]


@then("each passage is what `bookrunner text` prints at its span")
def _(told: Told, tmp_path: Path) -> None:
    assert told.results
    for one in told.results:
        text = told.newcomer.asks("text", tmp_path / "reports" / one["source_name"]).out
        assert text[one["start"] : one["end"]] == one["text"]
    assert "defendant in a class action" in told.results[0]["text"]


@then(parsers.parse('every passage is of the file "{name}"'))
def _(told: Told, name: str) -> None:
    assert told.results
    assert {one["source_name"] for one in told.results} == {name}


@when(parsers.parse('"{words}" is searched with 1 passage of context'))
def _(told: Told, words: str) -> None:
    told.said = told.newcomer.asks("search", words, "--context", 1, "--json")


@then("the text before, the passage and the text after stand in the document in this order")
def _(told: Told, tmp_path: Path) -> None:
    first = told.results[0]
    text = told.newcomer.asks("text", tmp_path / "reports" / first["source_name"]).out
    assert "defendant in a class action" in first["text"]
    [before], [after] = first["before"], first["after"]
    places = [text.index(before), first["start"], text.index(after, first["end"])]
    assert places == sorted(places)
    assert not text[places[0] + len(before) : first["start"]].strip()
    assert not text[first["end"] : places[2]].strip()


@then(parsers.parse('searched in documents of the form "{form}" there is nothing'))
def _(told: Told, form: str) -> None:
    words = ("search", "Ashdale legal proceedings", "--json")
    assert told.newcomer.asks(*words, "--form", form).json == []
    assert told.newcomer.asks(*words, "--form", "10-k").json


@when(parsers.parse('"{words}" is searched from {first} to {last}'))
def _(told: Told, words: str, first: str, last: str) -> None:
    told.said = told.newcomer.asks("search", words, "--from", first, "--to", last, "--json")


@then(parsers.parse('every passage is of the files "{one}" and "{other}"'))
def _(told: Told, one: str, other: str) -> None:
    assert {found["source_name"] for found in told.results} == {one, other}


@then(parsers.parse('"{words}" in the section "{section}" gives passages of "{item}" alone'))
def _(told: Told, words: str, section: str, item: str) -> None:
    found = told.newcomer.asks("search", words, "--section", section, "--json").json
    assert {one["section"] for one in found} == {item}


@then(parsers.parse('"{words}" in the section "{section}" gives nothing'))
def _(told: Told, words: str, section: str) -> None:
    assert told.newcomer.asks("search", words, "--section", section, "--json").json == []


@given("an 8-K of Cobblestone in the records")
def _(told: Told, tmp_path: Path) -> None:
    content = report("Cobblestone Paving", 2023, revenue=700, cik="9999990103")
    path = tmp_path / "cobblestone-8k.htm"
    path.write_bytes(content.replace(b"10-K", b"8-K"))
    assert told.newcomer.asks("ingest", path).code == 0


@when(parsers.parse('"{words}" is searched in documents of the form "{form}"'))
def _(told: Told, words: str, form: str) -> None:
    told.seen = [words]
    told.said = told.newcomer.asks("search", words, "--form", form, "--json")


@then("nothing is found")
def _(told: Told) -> None:
    assert told.results == []


@then("without the form its own 8-K is found first")
def _(told: Told) -> None:
    first = told.newcomer.asks("search", told.seen[0], "--json").json[0]
    assert (first["source_name"], first["form"]) == ("cobblestone-8k.htm", "8-K")


@then(parsers.parse('the search ends with "{error}"'))
def _(told: Told, error: str) -> None:
    assert told.said is not None
    assert told.said.code != 0
    assert told.said.json["error"]["kind"] == error


# --------------------------------------------------------------------------------- walls


@given(parsers.parse('the answer to "{words}" is noted'))
def _(told: Told, words: str) -> None:
    told.noted = told.newcomer.asks("search", words, "--json").json
    assert told.noted


@given(parsers.parse('another report of Birchwood for 2022 is kept behind the wall "{wall}"'))
def _(told: Told, tmp_path: Path, wall: str) -> None:
    path = tmp_path / "secret.htm"
    path.write_bytes(report("Birchwood Energy", 2022, revenue=9_999, body="Birchwood revenue."))
    said = told.newcomer.asks("ingest", path, "--walls", wall, walls=wall)
    assert said.code == 0, said.err
    assert told.newcomer.asks("index", walls=wall).code == 0


@then("the answer is the one noted, scores included")
def _(told: Told) -> None:
    assert told.results == told.noted


@then(parsers.parse('inside the wall "{wall}" the other report is found'))
def _(told: Told, wall: str) -> None:
    said = told.newcomer.asks("search", "Birchwood revenue in FY2022", "--json", walls=wall)
    assert "secret.htm" in {one["source_name"] for one in said.json}


# --------------------------------------------------------------------------------- index


@when("the records are indexed")
def _(told: Told) -> None:
    told.seen.append(told.newcomer.asks("index", "--json").json)


@when("the records are indexed again after one more report")
def _(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "ashdale-2020.htm"
    path.write_bytes(report("Ashdale Mills", 2020, revenue=990))
    assert told.newcomer.asks("ingest", path).code == 0
    told.seen.append(told.newcomer.asks("index", "--json").json)


@then("the second time 1 document is added")
def _(told: Told) -> None:
    first, second = told.seen
    assert second["added_documents"] == 1
    assert second["documents"] == first["documents"] + 1
    assert second["passages"] == first["passages"] + second["added_passages"]


def _entry(digest: str) -> Entry:
    return Entry(digest, "a.htm", "10-K", "", ("Ashdale",), (), None, 2022, None, None)


@given("an index whose last run stopped before the catalogue was written")
def _(told: Told, tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "index", StaticEmbedder())
    cut = passages(parse(report("Ashdale Mills", 2022, revenue=1_000), name="ashdale.htm"))
    index.add([(_entry("d" * 64), cut)])
    (tmp_path / "index" / "documents.jsonl").unlink()
    told.passages = cut


@when("the same report is added again")
def _(told: Told, tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "index", StaticEmbedder())
    assert not index.entries()
    index.add([(_entry("d" * 64), told.passages)])
    told.seen.append(index)


@then("each of its passages is found once")
def _(told: Told) -> None:
    index = told.seen[0]
    query = Query({"ashdale": 1.0, "revenues": 1.0}, {}, {}, {}, meaning="revenues")
    hits = index.find(query, among=None, count=500)
    spans = [(hit.passage.start, hit.passage.end) for hit in hits]
    assert spans
    assert len(spans) == len(set(spans))


@when("a batch asks one question, one of no known company's document, one broken row and nothing")
def _(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    rows = [
        json.dumps({"question": "Ashdale revenue in FY2021", "count": 2}),
        json.dumps({"question": "revenue", "document": "nowhere"}),
        "{broken",
        json.dumps({"question": "  "}),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told.said = told.newcomer.asks("search", "--batch", path, "--json")


@then("it answers four lines: results, NotFound, BadInput and NoQuestion")
def _(told: Told) -> None:
    assert told.said is not None
    assert told.said.code == 0, told.said.err
    rows = [json.loads(line) for line in told.said.out.splitlines()]
    assert [len(row["results"]) for row in rows] == [2, 0, 0, 0]
    assert rows[0]["results"][0]["source_name"] == "ashdale-2021.htm"
    assert [row["error"] and row["error"]["kind"] for row in rows] == [
        None,
        "NotFound",
        "BadInput",
        "NoQuestion",
    ]


# ------------------------------------------------------------------------------- vectors


@given(parsers.parse("{count:d} random vectors in a file"))
def _(told: Told, tmp_path: Path, count: int) -> None:
    random = np.random.default_rng(7)
    centres = random.standard_normal((50, 256))
    rows = centres[random.integers(0, 50, count)] + 0.8 * random.standard_normal((count, 256))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    file = VectorFile(tmp_path, 256)
    file.append(rows[:1_000])
    assert file.append(rows[1_000:]) == 1_000
    told.seen += [file, rows]


@when(parsers.parse("the nearest {count:d} to one of them are asked for"))
def _(told: Told, count: int) -> None:
    file, rows = told.seen
    told.noted = file.nearest(rows[4_321], [(0, len(rows))], count)


@then(parsers.parse("that one comes first and {least:d} of the 10 are those of a full comparison"))
def _(told: Told, least: int) -> None:
    _, rows = told.seen
    found = [row for row, _ in told.noted]
    exact = np.argsort(-(rows @ rows[4_321]))[:10]
    assert found[0] == 4_321
    assert len(set(found) & {int(row) for row in exact}) >= least


def test_an_entry_is_replaced_by_its_newer_self(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path, StaticEmbedder())
    cut = passages(parse(report("Ashdale Mills", 2022, revenue=1_000), name="ashdale.htm"))
    index.add([(_entry("d" * 64), cut)])
    index.add([(replace(_entry("d" * 64), year=2023), cut)])
    index.remove(["e" * 64])
    assert [one.year for one in index.entries()] == [2023]
    index.remove(["d" * 64])
    assert not index.entries()
    assert not index.find(Query({"revenues": 1.0}, {}, {}, {}), among=None, count=5)
