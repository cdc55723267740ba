"""The promises about answers, as they are written in specs/answers."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.answers.abstaining import false_premise, proper_names, unanswerable
from bookrunner.answers.comparing import is_of_activities, wants_most
from bookrunner.answers.extracts import Extract, confidence, extract
from bookrunner.answers.formulas import (
    Call,
    Formula,
    Line,
    NotAFormula,
    Number,
    Operation,
    parse,
)
from bookrunner.answers.periods import When
from bookrunner.answers.planning import Plan, plan
from bookrunner.answers.printed import Close, printed_number, statements_in
from bookrunner.facts.statement_tables.printed import PrintedStatement
from bookrunner.search import Entry, Hit, Passage, PassageKind, Result, question
from tests.faces.asking import Newcomer, Said
from tests.search.reports import report

scenarios("answers/answers.feature")


@dataclass
class Told:
    """What happened so far."""

    home: Path
    plan: Plan | None = None
    statement: PrintedStatement | None = None
    said: Said | None = None
    seen: list[Any] = field(default_factory=list)

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.home)

    @property
    def answer(self) -> dict[str, Any]:
        assert self.said is not None
        assert self.said.code == 0, self.said.err
        return dict(self.said.json)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "home")


def words(formula: Formula, *, inside: bool = False) -> str:
    """A formula as it is written."""
    if isinstance(formula, Number):
        return f"{formula.value:g}"
    if isinstance(formula, Line):
        return formula.key
    if isinstance(formula, Call):
        return f"{formula.name}({words(formula.of)})"
    plain = formula.sign in "+-"
    left = words(formula.left, inside=not plain)
    right = words(formula.right, inside=True)
    made = f"{left} {formula.sign} {right}"
    return f"({made})" if inside else made


# ------------------------------------------------------------------------------ planning


@when(parsers.parse('"{asked}" is planned'))
def _(told: Told, asked: str) -> None:
    told.plan = plan(question(asked))


@then(parsers.parse('it computes "{formula}" as "{task}" for the years "{years}"'))
def _(told: Told, formula: str, task: str, years: str) -> None:
    assert told.plan is not None
    assert words(told.plan.formula) == formula
    assert told.plan.task.value == task
    assert told.plan.years == tuple(int(year) for year in years.split())


def asked_for(when: When) -> str:
    """A period as the specification writes it."""
    if when.end is None:
        return str(when)
    return f"at {when.end}" if when.months is None else f"{when.months}M to {when.end}"


@then(parsers.parse('it is asked for "{periods}"'))
def _(told: Told, periods: str) -> None:
    assert told.plan is not None
    assert ", ".join(asked_for(one) for one in told.plan.whens) == periods


@then(parsers.parse("money is told in ten to the {exponent:d}"))
def _(told: Told, exponent: int) -> None:
    assert told.plan is not None
    assert told.plan.exponent == exponent


@then("nothing is computed")
def _(told: Told) -> None:
    assert told.plan is None


def formulas() -> st.SearchStrategy[Formula]:
    """Any formula over some lines."""
    ends: st.SearchStrategy[Formula] = st.one_of(
        st.sampled_from([Line("revenue"), Line("net_income"), Line("cash")]),
        st.sampled_from([Number(1.0), Number(365.0)]),
    )
    return st.recursive(
        ends,
        lambda inner: st.one_of(
            st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
            st.builds(Call, st.sampled_from(["average", "change", "prior"]), inner),
        ),
        max_leaves=12,
    )


def bracketed(formula: Formula) -> str:
    """A formula with every bracket written."""
    if isinstance(formula, Operation):
        return f"({bracketed(formula.left)} {formula.sign} {bracketed(formula.right)})"
    if isinstance(formula, Call):
        return f"{formula.name}({bracketed(formula.of)})"
    return words(formula)


@holds(formulas())
def test_a_formula_that_is_written_reads_back_as_itself(formula: Formula) -> None:
    assert parse(bracketed(formula)) == formula


@pytest.mark.parametrize(
    "text", ["", "revenue +", "(revenue", "average revenue", "revenue cash", "?"]
)
def test_what_is_no_formula_is_a_named_error(text: str) -> None:
    with pytest.raises(NotAFormula):
        parse(text)


# ------------------------------------------------------------------------------- printed


PAGE = """ASHDALE MILLS, INC.
CONSOLIDATED STATEMENTS OF OPERATIONS
(In thousands, except per share amounts)
Year ended December 31,\t2022\t2021\t2020
Net sales\t$ 4,500\t$ 4,250\t$ 4,000
Cost of sales\t(2,100)\t(2,000)\t(1,900)
Gain on sale of a mill\t—\t— 15
Income before income taxes\t300\t280\t270
Income tax (expense) benefit (Note 7)\t(61)\t(58)\t12
Net income\t$ 239\t$ 222\t$ 282
Diluted earnings per share\t$ 1.20\t$ 1.11\t$ 1.41
"""


@given("a page of an income statement in thousands with taxes printed below zero")
def _(told: Told) -> None:
    told.seen.append(PAGE)


@when("its lines are read")
def _(told: Told) -> None:
    passage = Passage(
        100, 100 + len(PAGE), PAGE, PassageKind.TABLE, 7, statement="income statement"
    )
    made = statements_in([passage], period_end=date(2022, 12, 31), is_annual=True)
    told.statement = made["income statement"]


def closing(end: date) -> Close:
    return Close(end, timedelta(days=10))


@then("revenue of 2021 is 4250000 and income taxes of 2022 are 61000")
def _(told: Told) -> None:
    statement = told.statement
    assert statement is not None
    revenue = printed_number(statement, "revenue", closing(date(2021, 12, 31)), 12)
    assert revenue is not None
    assert revenue.value == 4_250_000
    assert PAGE[revenue.start - 100 : revenue.end - 100].strip("$ ") == "4,250"
    taxes = printed_number(statement, "income_tax", closing(date(2022, 12, 31)), 12)
    assert taxes is not None
    assert abs(taxes.value) == 61_000
    eps = printed_number(statement, "eps_diluted", closing(date(2020, 12, 31)), 12)
    assert eps is not None
    assert eps.value == Decimal("1.41")
    assert printed_number(statement, "revenue", closing(date(2019, 12, 31)), 12) is None


def test_a_balance_sheet_of_a_quarter_tells_its_days_apart() -> None:
    page = (
        "CONDENSED CONSOLIDATED BALANCE SHEETS\n$ in millions\n"
        "July 29, 2023\tJanuary 28, 2023\tJuly 30, 2022\n"
        "Cash and cash equivalents\t$ 1,093\t$ 1,874\t$ 840\nTotal assets\t14,824\t15,803\t15,675\n"
    )
    passage = Passage(0, len(page), page, PassageKind.TABLE, 3, statement="balance sheet")
    [statement] = statements_in([passage], period_end=date(2023, 7, 29), is_annual=False).values()
    ends = [column.end for column in statement.columns]
    assert ends == [date(2023, 7, 29), date(2023, 1, 28), date(2022, 7, 30)]
    cash = printed_number(statement, "cash", closing(date(2022, 7, 29)), 3)
    assert cash is not None
    assert cash.value == 840_000_000


# ------------------------------------------------------------------------------- answers


@given("the reports of Ashdale and Birchwood for 2021, 2022 and 2023 in the records")
def _(told: Told, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, stem in (("Ashdale Mills", "ashdale"), ("Birchwood Energy", "birchwood")):
        for year in (2021, 2022, 2023):
            content = report(name, year, revenue=1_000 + 10 * (year - 2020) + 1 * len(name))
            (folder / f"{stem}-{year}.htm").write_bytes(content)
    said = told.newcomer.asks("ingest", folder)
    assert said.code == 0, said.err


@given(parsers.parse('the report of Cedarholm for 2022 is kept behind the wall "{wall}"'))
def _(told: Told, tmp_path: Path, wall: str) -> None:
    path = tmp_path / "cedarholm.htm"
    path.write_bytes(report("Cedarholm Paper", 2022, revenue=5_000, cik="9999990103"))
    said = told.newcomer.asks("ingest", path, "--walls", wall, walls=wall)
    assert said.code == 0, said.err


@given("the report of another Ashdale for 2023, whose revenue is 7,000, in the records")
def _(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "another-2023.htm"
    path.write_bytes(report("Ashdale Mills", 2023, revenue=7_000, cik="9999990104"))
    said = told.newcomer.asks("ingest", path)
    assert said.code == 0, said.err


@then(parsers.parse('asked with the CIK "{cik}" its revenue is {revenue} million'))
def _(told: Told, cik: str, revenue: str) -> None:
    told.said = told.newcomer.asks("ask", told.seen[-1], "--company", cik, "--json")
    assert told.answer["kind"] == "figure", told.answer
    assert told.answer["value"] == int(revenue.replace(",", "")) * 1_000_000


@when(parsers.parse('"{asked}" is asked of the records'))
def _(told: Told, asked: str) -> None:
    told.seen.append(asked)
    told.said = told.newcomer.asks("ask", asked, "--json")


@then(parsers.parse('the answer is a figure of {value:f} in "{unit}"'))
def _(told: Told, value: float, unit: str) -> None:
    assert told.answer["kind"] == "figure", told.answer
    assert told.answer["value"] == pytest.approx(value, abs=0.06)
    assert told.answer["unit"] == unit
    assert told.answer["formula"]


@then("each citation's words hold the number it is cited for")
def _(told: Told, tmp_path: Path) -> None:
    assert len(told.answer["citations"]) == 2
    for one in told.answer["citations"]:
        text = told.newcomer.asks("text", tmp_path / "reports" / one["source_name"]).out
        number = text[one["start"] : one["end"]].strip("$ ")
        assert number in {"300", "1,033"}
        assert number in one["quote"]


@then(parsers.parse('there is no answer because of "{reason}"'))
def _(told: Told, reason: str) -> None:
    assert told.answer["kind"] == "abstained", told.answer
    assert told.answer["reason"] == reason
    assert told.answer["value"] is None
    assert told.answer["citations"] == []


@then(parsers.parse('inside the wall "{wall}" it is a figure'))
def _(told: Told, wall: str) -> None:
    said = told.newcomer.asks("ask", told.seen[-1], "--json", walls=wall)
    assert said.json["kind"] == "figure"
    assert said.json["value"] == 5_000_000_000


@then(parsers.parse('the answer quotes "{quote}"'))
def _(told: Told, quote: str) -> None:
    assert told.answer["kind"] == "extract"
    assert quote in told.answer["citations"][0]["quote"]


@then(parsers.parse('the answer begins "{words}" and cites {count:d} reports'))
def _(told: Told, words: str, count: int) -> None:
    assert told.answer["answer"].startswith(words)
    assert len({one["document"] for one in told.answer["citations"]}) == count


@pytest.mark.parametrize(
    "words, is_most",
    [
        ("which brought in the most (or lost the least) cash flow", True),
        ("which company had lower total assets", False),
        ("Which had the higher gross margin, A or B?", True),
    ],
)
def test_the_most_or_the_least_is_what_is_asked_first(words: str, is_most: bool) -> None:
    assert wants_most(words) is is_most


def test_activities_are_compared_only_where_all_three_are_named() -> None:
    assert is_of_activities("Among operations, investing, and financing activities, which is most?")
    assert not is_of_activities("What was the cash from operating activities?")


ENTRY = Entry("d", "ashdale-2023.htm", "10-K", "", ("Ashdale",), (), None, 2023, None, None)
TITLE = Passage(0, 40, "SEGMENT DATA AND REVENUES BY SEGMENT", PassageKind.PROSE, 5)
TABLE = Passage(
    41, 441, "Revenues\t2023\t2022\n" + "Mills\t1,200\t1,100\n" * 20, PassageKind.TABLE, 5
)


def result(passage: Passage, score: float) -> Result:
    """A passage that was found."""
    return Result(ENTRY, Hit("d", passage, score), score)


@given("a title that was found, on the page of its table")
def _(told: Told) -> None:
    told.seen.append([result(TITLE, 9.0)])


@given("passages with the scores 20, 12, 5 and 4")
def _(told: Told) -> None:
    told.seen.append(
        [
            result(Passage(n * 1000, n * 1000 + 400, TABLE.text, PassageKind.TABLE, n), score)
            for n, score in enumerate((20.0, 12.0, 5.0, 4.0), start=1)
        ]
    )


@when("the passages to cite are chosen")
def _(told: Told) -> None:
    asked = question("What were the revenues by segment?")
    told.seen.append(extract(asked, told.seen[-1], lambda _: [TITLE, TABLE]))


@then("the table is cited and not its title")
def _(told: Told) -> None:
    found = told.seen[-1]
    assert isinstance(found, Extract)
    assert [one.hit.passage for one in found.results] == [TABLE]


@then("those with the scores 20 and 12 are cited")
def _(told: Told) -> None:
    found = told.seen[-1]
    assert isinstance(found, Extract)
    assert [one.score for one in found.results] == [20.0, 12.0]


def test_confidence_falls_to_nothing_where_only_the_topic_is_told() -> None:
    others = [Passage(n, n + 9, "Our plants and offices", PassageKind.PROSE) for n in range(50)]
    said = result(Passage(0, 90, "Our chief executive officer is Ada Hale", PassageKind.PROSE), 9.0)
    asked = question("What is the shoe size of the chief executive?")
    assert confidence(asked, [said], [*others, said.hit.passage]) == 0.0
    asked = question("Who is the chief executive?")
    assert confidence(asked, [said], [*others, said.hit.passage]) == 1.0


@pytest.mark.parametrize(
    "words",
    [
        "What was Best Buy's revenue in FY2022?",
        "You are an investment banker. What was the target of the plan that was sold?",
        "What should be expected of capital expenditures according to the company?",
    ],
)
def test_a_question_about_documents_is_no_request_for_advice(words: str) -> None:
    assert unanswerable(words) is None


def test_only_names_of_other_things_than_companies_are_looked_for() -> None:
    words = "What was the Revenue of Ashdale's Quillmark division and EBITDA in Q2 of FY2023?"
    assert proper_names(words, ["Ashdale's"]) == ["Revenue", "Quillmark"]
    told = "the revenue of the quillmark division"
    assert false_premise(question(words), ["Ashdale's"], lambda: told) is None


@when("a batch asks for a figure, for nothing and in broken words")
def _(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    rows = [json.dumps({"question": "What was Ashdale's revenue in FY2023?"}), "{}", "{broken"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told.said = told.newcomer.asks("ask", "--batch", path, "--json")


@then("it answers three lines: a figure and two abstentions")
def _(told: Told) -> None:
    assert told.said is not None
    rows = [json.loads(line) for line in told.said.out.splitlines()]
    assert [row["kind"] for row in rows] == ["figure", "abstained", "abstained"]
    assert rows[0]["value"] == 1_043_000_000
    assert [row["reason"] for row in rows[1:]] == ["no-question", "error"]


@when("a batch asks for a figure as of the days 2999-01-01 and 1890-01-01")
def _(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    asked = "What was Ashdale's revenue in FY2023?"
    rows = [json.dumps({"question": asked, "as_of": d}) for d in ("2999-01-01", "1890-01-01")]
    path.write_text("\n".join(rows), encoding="utf-8")
    told.said = told.newcomer.asks("ask", "--batch", path, "--json")


@then("each of its lines says that it is no day to look from")
def _(told: Told) -> None:
    assert told.said is not None
    rows = [json.loads(line) for line in told.said.out.splitlines()]
    assert [row["kind"] for row in rows] == ["abstained", "abstained"]
    assert all("no day to look from" in row["answer"] for row in rows)


# ----------------------------------------------------------------------- printed, to the end


def printed_report(told: Told, folder: Path, money: str, wall: str = "") -> None:
    """Ashdale's report without tags, its statements in that money."""
    content = report("Ashdale Mills", 2022, revenue=1_000).replace(
        b"dollars in millions", money.encode()
    )
    path = folder / "ashdale-2022.htm"
    path.write_bytes(content)
    behind = ("--walls", wall) if wall else ()
    said = told.newcomer.asks("ingest", path, *behind, walls=wall)
    assert said.code == 0, said.err


@given(parsers.parse('a printed report whose statements speak of "{money}"'))
def _(told: Told, tmp_path: Path, money: str) -> None:
    printed_report(told, tmp_path, money)


@then(parsers.parse('the answer\'s kind and unit are "{answer}"'))
def _(told: Told, answer: str) -> None:
    assert f"{told.answer['kind']} {told.answer['unit'] or ''}".strip() == answer


@given(
    parsers.parse('a printed report behind the wall "{wall}" whose revenue was asked for inside it')
)
def _(told: Told, tmp_path: Path, wall: str) -> None:
    printed_report(told, tmp_path, "dollars in millions", wall)
    said = told.newcomer.asks("ask", "What was Ashdale's revenue in FY2022?", "--json", walls=wall)
    told.seen.append(said.json["id"])
    assert told.newcomer.asks("why", said.json["id"], walls=wall).code == 0


@when("somebody outside asks why of the figure")
def _(told: Told) -> None:
    told.said = told.newcomer.asks("why", told.seen[0], "--json")


@then("there is no such figure for them")
def _(told: Told) -> None:
    assert told.said is not None
    assert told.said.code != 0
    assert "1,000" not in told.said.out + told.said.err
    assert "1000000000" not in told.said.out + told.said.err
