"""The promises about checked sentences, as they are written in specs/answers/checking.feature."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.answers.checking import Checked, checked, sentences
from bookrunner.answers.evidence import Evidence, EvidencePassage
from bookrunner.answers.plain import plain
from tests.answers.true_sentences import Case, evidence_figure, false_sentences, true_sentences

scenarios("answers/checking.feature")

TABLE = (
    "Net sales\t$ 5,818\t$ 5,600\n"
    "Cost of goods sold\t3,900\t3,800\n"
    "Operating income\t450\t470\n"
    "Net income\t300\t320\n"
    "Research costs\t80\t40\n"
    "Purchases of property, plant and equipment\t(410)\t(390)\n"
    "Capital expenditures\t(410)\t(390)\n"
    "Diluted earnings per share\t2.20\t2.35\n"
)
PROSE = (
    "Two-thirds of our net sales came from Europe. Ashdale is a defendant in a class action over "
    "the labels of its products. Ashdale will defend itself vigorously. The outcome could be a "
    "risk to our cash flows."
)


def ashdale() -> Evidence:
    """An invented report: a statement in millions and a page of prose."""
    head = "(in millions, except per share data)\nYear ended December 31,\t2022\t2021"
    day = date(2022, 12, 31)
    digest = "a" * 64
    return Evidence(
        (evidence_figure("F1", "Net margin", Decimal("0.0516"), "Ashdale Mills", 2022, "pure"),),
        (
            EvidencePassage(
                "1", digest, "a.htm", 0, 9, TABLE, head, 1, ("Ashdale Mills",), 2022, None, day
            ),
            EvidencePassage(
                "2", digest, "a.htm", 9, 20, PROSE, "", 2, ("Ashdale Mills",), 2022, None, day, "$"
            ),
        ),
        (2022,),
    )


@dataclass
class Seen:
    """What was checked, and what came of it."""

    cases: list[Case] = field(default_factory=list)
    results: list[Checked] = field(default_factory=list)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@given(parsers.parse("{count:d} true sentences over invented tables, prose and figures"))
def _(seen: Seen, count: int) -> None:
    seen.cases = list(true_sentences(count))


@given(parsers.parse("{count:d} sentences in each of which one thing was changed"))
def _(seen: Seen, count: int) -> None:
    seen.cases = list(false_sentences(count))
    assert {one.change for one in seen.cases} == {"digits", "scale", "sign", "unit", "period"}


@when("each is checked")
def _(seen: Seen) -> None:
    seen.results = [checked(one.text, one.evidence) for one in seen.cases]


@then("at least 99% are kept word for word")
def _(seen: Seen) -> None:
    kept = [
        one.text == " ".join(sentences(case.text)) and not one.withheld
        for case, one in zip(seen.cases, seen.results, strict=True)
    ]
    assert sum(kept) >= 0.99 * len(kept)


@then("none is kept and each says why")
def _(seen: Seen) -> None:
    for case, one in zip(seen.cases, seen.results, strict=True):
        assert not one.kept, (case.change, case.text)
        assert all(held.findings for held in one.withheld)


@when(parsers.parse('"{sentence}" is checked against the report of Ashdale'))
def _(seen: Seen, sentence: str) -> None:
    seen.results = [checked(sentence, ashdale())]


@then("it is kept")
def _(seen: Seen) -> None:
    assert not seen.results[0].withheld, seen.results[0].withheld
    assert len(seen.results[0].kept) == 1


@then(parsers.parse("it is withheld for a {code}"))
def _(seen: Seen, code: str) -> None:
    assert not seen.results[0].kept
    codes = {finding.code for one in seen.results[0].withheld for finding in one.findings}
    assert f"answers.{code}" in codes


@when(parsers.parse('the model writes "{text}"'))
def _(seen: Seen, text: str) -> None:
    seen.results = [checked(text, ashdale())]


@then("what is shown holds no link, image, address or tag")
def _(seen: Seen) -> None:
    shown = seen.results[0].text
    assert shown == "Net sales rose in 2022 [1]."
    told = [one.message for one in seen.results[0].findings]
    told += [f.where + f.message for one in seen.results[0].withheld for f in one.findings]
    for text in (*told, *(one.text for one in seen.results[0].withheld)):
        assert not re.search(r"https?://|www\.|javascript:|<\w|\]\(|!\[|@\w+\.", text), text


@then("a finding says what was taken out")
def _(seen: Seen) -> None:
    assert "answers.markup" in {one.code for one in seen.results[0].findings}


# ---------------------------------------------------------------------------- properties


@settings(max_examples=200, deadline=None)
@holds(st.text(alphabet=st.sampled_from("[]()!<>/:.&;#ahtps 1img\u202e\u200b\x1b"), max_size=60))
def test_plain_text_has_no_markup_and_a_second_pass_finds_none(text: str) -> None:
    shown, _ = plain(text)
    assert not re.search(r"\[[^\]\n]*\]\(|<\s*/?[a-z]|https?:|[\u202e\u200b\x1b]", shown), (
        text,
        shown,
    )


@settings(max_examples=200, deadline=None)
@holds(st.text(max_size=200))
def test_any_text_is_either_kept_with_evidence_or_withheld(text: str) -> None:
    result = checked(text, ashdale())
    for one in result.kept:
        assert one.marks or re.search(r"\d", one.text)
    for held in result.withheld:
        assert held.findings


def test_a_swap_of_two_true_numbers_is_caught() -> None:
    evidence = ashdale()
    true = "Net sales were $5,818 million and net income was $300 million in 2022 [1]."
    assert checked(true, evidence).kept
    swapped = "Net sales were $300 million and net income was $5,818 million in 2022 [1]."
    assert not checked(swapped, evidence).kept


def test_a_passage_that_contradicts_a_figure_does_not_hold_a_number() -> None:
    figure = evidence_figure("F1", "Net sales", Decimal(5_818_000_000), "Ashdale Mills", 2022)
    planted = EvidencePassage(
        "1", "a" * 64, "a.htm", 0, 9, "Net sales were $9,900 million in 2022.", currency="$",
        companies=("Ashdale Mills",), year=2022,
    )  # fmt: skip
    result = checked("Net sales were $9,900 million in 2022 [1].", Evidence((figure,), (planted,)))
    assert not result.kept


def test_a_number_of_another_company_is_caught() -> None:
    first, second = (
        EvidencePassage(
            mark, mark * 64, "x.htm", 0, 9, f"Net sales were ${sales} million in 2022.",
            companies=(name,), year=2022,
        )
        for mark, name, sales in (("1", "Ashdale Mills", "500"), ("2", "Birchwood Energy", "700"))
    )  # fmt: skip
    evidence = Evidence((), (first, second), (2022,))
    true = (
        "Net sales of Ashdale Mills were $500 million and of Birchwood Energy $700 million in 2022 "
        "[1][2]."
    )
    assert checked(true, evidence).kept
    swapped = true.replace("500", "X").replace("700", "500").replace("X", "700")
    assert not checked(swapped, evidence).kept
