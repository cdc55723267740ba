"""Companies, facts, statements and reasons over the sample and a small filing."""

from pathlib import Path

import pytest

from tests.faces.asking import Newcomer, filing

# Home Depot's year to 2024-01-28: 10-K 0000354950-24-000062, Item 8, statements of earnings.
HD_REVENUE = "hd.revenue.20230130_20240128"


def test_the_sample_is_there_on_the_first_question(reader: Newcomer) -> None:
    tickers = {
        company["ticker"] for company in reader.asks("companies", "--json").json["companies"]
    }
    assert {"HD", "LOW", "WMT", "NKE", "MCD", "KO", "NVDA", "AAPL"} <= tickers


def test_invented_companies_are_called_invented(reader: Newcomer) -> None:
    companies = reader.asks("companies", "--json").json["companies"]
    invented = [company for company in companies if company["invented"]]
    assert len(invented) == 2
    assert all("(invented" in reader.asks("companies").out for _ in invented)


def test_companies_are_found_by_words_of_name_and_industry(reader: Newcomer) -> None:
    found = reader.asks("companies", "--search", "home depot", "--json").json["companies"]
    assert [company["ticker"] for company in found] == ["HD"]
    nothing = reader.asks("companies", "--search", "no such words")
    assert nothing.code == 3


def test_a_ticker_that_is_not_there_names_the_near_ones(reader: Newcomer) -> None:
    said = reader.asks("statements", "HDD")
    assert said.code == 3
    assert said.err.startswith("Error: no company 'HDD'; did you mean HD (")
    assert "Traceback" not in said.err
    as_json = reader.asks("statements", "HDD", "--json")
    assert as_json.code == 3
    assert as_json.json["error"]["kind"] == "NotFound"
    assert as_json.json["error"]["near"][0].startswith("HD ")


def test_statements_say_what_home_depot_reported(reader: Newcomer) -> None:
    said = reader.asks("statements", "HD", "--as-of", "2024-08-30", "--json").json
    place = [column["period_end"] for column in said["columns"]].index("2024-01-28")
    assert said["columns"][place]["label"] == "FY2023"
    lines = {line["key"]: line for one in said["statements"] for line in one["lines"]}
    expected = {
        "revenue": "152669000000",
        "operating_income": "21689000000",
        "net_income": "15143000000",
        "total_assets": "76530000000",
        "operating_cash_flow": "21172000000",
        "eps_diluted": "15.11",
    }
    for key, value in expected.items():
        cell = lines[key]["cells"][place]
        assert cell["number"]["exact"] == value, key
        assert cell["accession"] == "0000354950-24-000062", key
    assert lines["revenue"]["cells"][place]["number"]["id"] == HD_REVENUE


def test_the_page_of_statements_fits_eighty_columns_and_cuts_no_number(reader: Newcomer) -> None:
    said = reader.asks("statements", "HD", "--as-of", "2024-08-30", "--periods", "9")
    assert said.code == 0
    assert "\x1b" not in said.out
    table = [line for line in said.out.splitlines() if "bookrunner why" not in line]
    assert max(map(len, table)) <= 80
    assert "152,669" in said.out
    assert "15.11" in said.out
    assert "$ and shares in millions" in said.out
    assert "…" not in said.out


def test_statements_name_their_sources_when_asked(reader: Newcomer) -> None:
    said = reader.asks("statements", "HD", "--statement", "balance", "--sources")
    assert "    us-gaap:Assets\n" in said.out
    assert "Income statement" not in said.out


def test_a_restated_number_is_marked_and_both_vintages_can_be_had(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    (tmp_path / "zztw-20231231.htm").write_bytes(filing())
    amended = filing(revenue="1,240.5").replace(b">10-K<", b">10-K/A<")
    amended = amended.replace(b"February 20, 2024", b"June 20, 2024")
    (tmp_path / "zztw-20231231a.htm").write_bytes(amended)
    files = sorted(tmp_path.glob("*.htm"))
    assert newcomer.asks("ingest", *files).out.startswith("in 2 = stored 2 ")
    latest = newcomer.asks("statements", "ZZTW")
    assert "1,240.5 r" in latest.out
    assert "first reported as another number" in latest.out
    first = newcomer.asks("statements", "ZZTW", "--vintage", "first")
    assert "1,250.5" in first.out
    before = newcomer.asks("statements", "ZZTW", "--as-of", "2024-03-01")
    assert "1,250.5" in before.out
    nothing = newcomer.asks("statements", "ZZTW", "--as-of", "2023-01-01")
    assert nothing.code == 3
    assert "2023-01-01" in nothing.err


def test_facts_are_shown_digit_for_digit(reader: Newcomer) -> None:
    said = reader.asks("facts", "HD", "--concept", "us-gaap:EarningsPerShareDiluted", "--json")
    told = [fact for fact in said.json["facts"] if fact["period_end"] == "2024-01-28"]
    assert {(fact["exact"], fact["unit"]) for fact in told} == {("15.11", "USD/shares")}
    assert all(fact["known_since"] for fact in told)


def test_a_tag_that_is_not_there_names_a_near_one(reader: Newcomer) -> None:
    said = reader.asks("facts", "HD", "--concept", "Liabilitiez")
    assert said.code == 3
    assert "us-gaap:Liabilities" in said.err


def test_why_leads_down_to_the_words_of_the_filing(newcomer: Newcomer, filings: Path) -> None:
    newcomer.asks("ingest", filings)
    said = newcomer.asks("why", "zztw.gross_profit.20230101_20231231", "--json").json
    top, *below = said["steps"]
    assert (top["depth"], top["number"]["kind"], top["number"]["value"]) == (0, "computed", 450e6)
    assert [(step["depth"], step["number"]["name"]) for step in below] == [
        (1, "Revenue"),
        (1, "Cost of revenue"),
    ]
    words = below[0]["words"]
    assert words["words"] == "1,250.5"
    assert words["before"].endswith("Net sales ")
    assert words["document"] == "zztw-20231231.htm"
    page = newcomer.asks("why", "zztw.gross_profit.20230101_20231231").out
    assert "Net sales [1,250.5]" in page


def test_why_leads_from_the_sample_to_accession_and_tag(reader: Newcomer) -> None:
    said = reader.asks("why", HD_REVENUE)
    assert said.code == 0
    assert "152,669,000,000 USD" in said.out
    assert "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax" in said.out


def test_why_without_a_period_names_the_newest(reader: Newcomer) -> None:
    # Nothing was shown by itself yet, in whatever order tests run.
    (reader.home / "ledgers" / "line.json").unlink(missing_ok=True)
    said = reader.asks("why", "hd.revenue")
    assert said.code == 4
    assert "several figures: hd.revenue.2" in said.err


def test_why_of_nonsense_and_of_a_file_that_is_no_ledger_are_answered(
    reader: Newcomer, tmp_path: Path
) -> None:
    assert reader.asks("why", "💥.$$$").code == 3
    no_ledger = tmp_path / "ledger.json"
    for content in (b"", b"[]", b"\xff\xfe\x00", b'{"entries": [{}]}'):
        no_ledger.write_bytes(content)
        said = reader.asks("why", HD_REVENUE, "--ledger", no_ledger)
        assert said.code == 5, content
        assert "is not a ledger" in said.err


def test_the_same_question_gets_the_same_json(reader: Newcomer) -> None:
    for line in ("companies --json", "statements KO --json", "facts KO --concept Assets --json"):
        assert reader.asks(*line.split()).out == reader.asks(*line.split()).out


@pytest.mark.parametrize("asked", ["", " ", "../../etc/passwd", "💥", "A" * 5_000, "'; drop --"])
def test_whatever_is_asked_for_as_a_company_is_answered_in_a_sentence(
    reader: Newcomer, asked: str
) -> None:
    said = reader.asks("statements", "--", asked)
    assert said.code in (2, 3)
    assert "Traceback" not in said.err


def test_why_tells_of_a_line_as_it_was_shown(newcomer: Newcomer, tmp_path: Path) -> None:
    (tmp_path / "zztw-20231231.htm").write_bytes(filing())
    amended = filing(revenue="1,240.5").replace(b">10-K<", b">10-K/A<")
    (tmp_path / "zztw-20231231a.htm").write_bytes(
        amended.replace(b"February 20, 2024", b"June 20, 2024")
    )
    newcomer.asks("ingest", tmp_path)
    asked = ("facts", "ZZTW", "--line", "gross_profit", "--period", "FY2023", "--json")
    shown = newcomer.asks(*asked, "--as-of", "2024-03-01").json
    assert (shown["value"], shown["known_since"]) == (450e6, "2024-02-20")
    assert shown["tag"] == "revenue - cost_of_revenue"
    assert [one["tag"] for one in shown["inputs"]] == ["us-gaap:Revenues", "us-gaap:CostOfRevenue"]
    assert len(shown["citation"]) == 2
    said = newcomer.asks("why", shown["id"])
    assert "450,000,000" in said.out
    assert "[1,250.5]" in said.out
    latest = newcomer.asks(*asked[:3], "revenue", "--period", "FY2023", "--json").json
    assert [one["value"] for one in latest["reports"]] == [1_250_500_000, 1_240_500_000]
    assert latest["value"] == 1_240_500_000


def test_a_long_list_of_tags_is_cut_to_what_key_lines_are_made_of(reader: Newcomer) -> None:
    said = reader.asks("facts", "HD")
    rows = [line for line in said.out.splitlines() if "Assets" in line.split()]
    assert len(rows) == 1
    assert len(said.out.splitlines()) < 150
    assert "--concept TAG" in said.out
    assert len(reader.asks("facts", "HD", "--json").json["facts"]) > 300
