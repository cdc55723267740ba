"""The promises on what changed between two filings, as they are written in specs/blackline."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.blackline import Change, Kind, compare
from bookrunner.documents import parse
from tests.blackline.planting import (
    EDITS,
    NoPlace,
    Planted,
    bytes_of,
    other_markup,
    paragraphs,
    tree_of,
)
from tests.faces.asking import Newcomer, Said, filing

scenarios("blackline/comparing.feature")

_SUBJECTS = (
    "wholesale deliveries of fasteners", "rents of distribution centres", "prices of steel wire",
    "hours worked in the foundry", "claims under product warranties", "freight on imported bolts",
    "demand from builders of bridges", "the cost of natural gas at the kiln",
    "returns from hardware chains", "wages agreed with the union", "the tariff on zinc",
    "outages of the ordering system",
)  # fmt: skip


_FRONT = (
    "<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p><p>Annual report "
    "pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934</p><p>For the fiscal "
    "year ended December 31, 2023</p><p>Commission file number 001-99999</p><p>Brackenridge "
    "Fasteners, Inc. (Exact name of registrant as specified in its charter)</p><p>Common Stock, "
    "par value $0.01 per share</p>"
)


def report(each: int = 2) -> bytes:
    """An invented annual report with items, a table, page numbers and running heads."""
    told: list[str] = []
    for place, subject in enumerate(_SUBJECTS):
        told.append(
            f"<p>In the year we did not control {subject}, at a cost of ${place + 3}.{place} "
            "million. "
            f"We expect that {subject} will remain difficult to plan through the coming winter. "
            f"Our margin on {subject} was {place + 11}.4%, and no remedy is in sight yet.</p>"
        )
    rows = "".join(
        f"<tr><td>{name}</td><td>{value:,}</td></tr>"
        for name, value in (("Net sales", 91234), ("Cost of sales", 60110), ("Net income", 7421))
    )
    told.insert(6, f"<table><tr><td>In thousands</td><td>2023</td></tr>{rows}</table>")
    told.insert(0, "<h2>Item 1A. Risk Factors</h2>")
    told.insert(7, "<h2>Item 7. Management's Discussion and Analysis</h2>")
    paged, number = list[str](), 0
    for at, one in enumerate(told, start=1):
        paged.append(one)
        if at % each == 0:
            number += 1
            paged.append(f"<p>{number}</p><p>Brackenridge Fasteners annual report</p>")
    return page("".join(paged))


def page(body: str) -> bytes:
    """A filing of these words behind its first page."""
    return f"<html><body>{_FRONT}{body}</body></html>".encode()


def told(old: bytes, new: bytes) -> Sequence[Change]:
    return compare(parse(old, name="old.htm"), parse(new, name="new.htm")).changes


Pair = tuple[bytes, bytes]


@given("an annual report and the same with one edit of each kind", target_fixture="pairs")
def edited() -> list[tuple[Planted, Pair]]:
    chance, found = random.Random(7), []
    for edit in EDITS:
        for _ in range(40):
            tree = tree_of(report())
            try:
                what = edit(chance.choice(paragraphs(tree)), chance)
            except NoPlace:
                continue
            found.append((what, (bytes_of(tree_of(report())), bytes_of(tree))))
            break
    return found


@given("an annual report and the same words in other markup", target_fixture="pairs")
def marked() -> Pair:
    return report(), other_markup(report(), random.Random(3))


@given("an annual report and the same with its pages broken elsewhere", target_fixture="pairs")
def paged() -> Pair:
    return report(2), report(3)


@given(
    "a passage with $1.2 billion and a loss of $(40) million and the same with $900 million and "
    "$(55) million",
    target_fixture="pairs",
)
def amounts() -> Pair:
    words = "<p>Our revolver allows {0}, and the segment had a loss of {1} in the period told.</p>"
    return (
        page(words.format("$1.2 billion", "$(40) million")),
        page(words.format("$900 million", "$(55) million")),
    )


@given(
    "a passage on the year 2023, the same on 2024, and a new passage on going concern",
    target_fixture="pairs",
)
def rolled() -> Pair:
    words = "<p>Sales of the year ended December 31, {0} rose in all of the regions we serve.</p>"
    doubt = "<p>These matters raise substantial doubt about our ability to go on for a year.</p>"
    return page(words.format(2023)), page(words.format(2024) + doubt)


@given("two annual reports in files", target_fixture="pairs")
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "old.htm", tmp_path / "new.htm"
    paths[0].write_bytes(report())
    paths[1].write_bytes(report().replace(b"prices of steel wire", b"prices of copper wire"))
    return paths


@when("the two are compared", target_fixture="changes")
def compared(pairs: Any) -> Any:
    if isinstance(pairs, list):
        return [(what, told(*pair)) for what, pair in pairs]
    return told(*pairs)


@when("`bookrunner diff` compares them", target_fixture="said")
def asked(pairs: tuple[Path, Path], tmp_path: Path) -> Said:
    return Newcomer(tmp_path / "home").asks("diff", *pairs, "--json")


@then("a word, a negation, a number and a sentence are told as reworded with their words")
def reworded(changes: list[tuple[Planted, Sequence[Change]]]) -> None:
    seen = 0
    for what, found in changes:
        if what.kind != "reworded":
            continue
        (one,) = found
        assert one.kind is Kind.REWORDED
        assert what.old.rstrip(".") in " ".join(each.old for each in one.words)
        assert what.new in " ".join(each.new for each in one.words)
        seen += 1
    assert seen == 4


@then("a paragraph struck, one added and one moved are told as such, and nothing else is told")
def whole(changes: list[tuple[Planted, Sequence[Change]]]) -> None:
    assert len(changes) == len(EDITS)
    for what, found in changes:
        (one,) = found
        assert one.kind.value == what.kind
        if what.kind != "reworded":
            assert what.old in one.old_quote
            assert what.new in one.new_quote


@then("nothing is told")
def nothing(changes: Sequence[Change]) -> None:
    assert list(changes) == []


@then("the numbers are 1,200,000,000 to 900,000,000 and -40,000,000 to -55,000,000 US dollars")
def figures(changes: Sequence[Change]) -> None:
    (one,) = changes
    assert [(n.old, n.new, n.unit) for n in one.numbers] == [
        (Decimal(1_200_000_000), Decimal(900_000_000), "USD"),
        (Decimal(-40_000_000), Decimal(-55_000_000), "USD"),
    ]
    assert one.numbers[0].change == Decimal("-0.25")


@then("the new passage comes first and says why, and the other is rolled forward")
def ordered(changes: Sequence[Change]) -> None:
    first, last = changes
    assert first.kind is Kind.ADDED
    assert "speaks of going concern" in first.reasons
    assert last.is_rolled
    assert last.weight == 0


@then("each change has its section, kind, weight, spans and quotes, and the spans give the quotes")
def shown(said: Said, pairs: tuple[Path, Path]) -> None:
    assert said.code == 0, said.err
    texts = [parse(path.read_bytes(), name=path.name).text for path in pairs]
    changes = said.json["changes"]
    assert len(changes) == 1
    for one in changes:
        assert one["kind"] == "reworded"
        assert one["section"].startswith("Item 1A")
        for side, text in zip(("before", "after"), texts, strict=True):
            span = one[side]
            assert text[span["start"] : span["end"]] == span["quote"]
        for each in one["words"]:
            assert texts[0][each["old_start"] : each["old_end"]] == each["old"]
            assert texts[1][each["new_start"] : each["new_end"]] == each["new"]


@then("a file that is no filing is refused by name")
def refused(pairs: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "picture.htm"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    said = Newcomer(tmp_path / "home").asks("diff", pairs[0], bad)
    assert said.code != 0
    assert "picture.htm" in said.err


@then("filings of two companies are compared with a warning that says so")
def two_companies(tmp_path: Path) -> None:
    paths = tmp_path / "one.htm", tmp_path / "other.htm"
    paths[0].write_bytes(filing())
    paths[1].write_bytes(filing(name="Alder Tools").replace(b"9999990077", b"9999990078"))
    said = Newcomer(tmp_path / "home").asks("diff", *paths)
    assert said.code == 0, said.err
    assert "filings of two companies: Testwick Stores and Alder Tools" in said.out + said.err


def test_real_filings_with_other_markup_say_the_same(shared_data: Path) -> None:
    import gzip

    path = next(iter(sorted((shared_data / "filings" / "10-Q").glob("*.html.gz"))))
    content = gzip.decompress(path.read_bytes())
    assert list(told(bytes_of(tree_of(content)), other_markup(content, random.Random(5)))) == []


def test_a_filing_against_itself_says_nothing() -> None:
    assert list(told(report(), report())) == []


@pytest.mark.parametrize("text", ["", "<p>One line.</p>"])
def test_short_filings_are_compared(text: str) -> None:
    found = told(page(text), page(text + "<p>A second line that was not there before today.</p>"))
    assert [one.kind for one in found] == [Kind.ADDED]
