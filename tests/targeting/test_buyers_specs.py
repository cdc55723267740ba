import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import Company
from bookrunner.targeting.buyers_bank import serves
from bookrunner.targeting.buyers_drivers import BuyerDriver, by_industry, score
from bookrunner.targeting.buyers_words import nearness, terms
from tests.faces.asking import Newcomer, Said, filing

scenarios("targeting/buyers.feature")

VALVES = (
    "We design and make industrial valves and actuators for refineries and chemical plants.",
    "Our valves control steam, and our actuators open and close valves from afar.",
    "Plants replace valves and seals during turnarounds, when we machine and test valves on site.",
)
BREAD = (
    "We bake bread, rolls and cakes in ovens close to grocers and deliver before dawn.",
    "Flour and yeast are what our bakeries buy most, and bread is sold on the day it is baked.",
    "Our bakers make sourdough bread by hand and cakes to order for weddings.",
)
FREIGHT = (
    "We haul containers by truck and barge between river ports and rail yards.",
    "Our drivers move containers overnight, and our barges carry grain and coal.",
    "Tolls and diesel weigh on haulage, and trucks wait where ports are crowded.",
)
SPONSORS = """\
sponsor,fund,as_of,unit,fund_size,dry_powder,strategy,industries,country,portfolio_company,portfolio_industry
Oakhollow Partners,Oakhollow Partners IV,2024-06-30,USD million,900,400,buyout,34; 35,US,\
Example Fasteners,34
Stillwater Growth,Stillwater Growth II,2024-06-30,USD million,300,150,growth,73,US,,
Harbour Capital,Harbour Capital III,2024-06-30,USD million,5000,2500,buyout,industrial,GB,,
"""
RATES = """\
assumption,value,owner,reason,date
lbo.base_rate,0.045,A. Lind,desk,2024-08-30
lbo.revolver.margin_rate,0.035,A. Lind,desk,2024-08-30
lbo.revolver.undrawn_rate,0.005,A. Lind,desk,2024-08-30
lbo.term_loan_b.margin_rate,0.0375,A. Lind,desk,2024-08-30
lbo.term_loan_b.discount_rate,0.01,A. Lind,desk,2024-08-30
lbo.notes.coupon_rate,0.085,A. Lind,desk,2024-08-30
lbo.notes.discount_rate,0.0,A. Lind,desk,2024-08-30
"""


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    options: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def asks(self, *arguments: object, **settings: str) -> Said:
        said = self.newcomer.asks(*arguments, **settings)
        self.said.append(said)
        return said

    def brings(self, kind: str, table: str, *more: str, **settings: str) -> None:
        path = self.folder / f"{kind}.csv"
        path.write_text(table, encoding="utf-8")
        said = self.newcomer.asks("import", kind, path, "--as-of", "2024-08-01", *more, **settings)
        assert said.code == 0, said.err

    @property
    def answer(self) -> Any:
        assert self.said[-1].code == 0, self.said[-1].err
        return self.said[-1].json

    def named(self, name: str) -> Any:
        return next(one for one in self.answer["buyers"] if name in (one["ticker"], one["name"]))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("buyers") / "home"


@pytest.fixture
def world(home: Path, tmp_path: Path) -> World:
    return World(Newcomer(home), tmp_path)


def report(name: str, ticker: str, cik: str, sentences: tuple[str, ...]) -> bytes:
    """A 10-K whose Item 1 says the sentences, in another order and number each time."""
    page = filing(name=name, ticker=ticker).decode().replace("9999990077", cik)
    told = "".join(
        f"<p>{' '.join(sentences[(n + step) % 3] for step in range(3))}</p>" for n in range(14)
    )
    item = f"<p>Item 1. Business</p>{told}<p>Item 1A. Risk Factors</p><p>Much may go wrong.</p>"
    return page.replace("<p>Item 8. Fin", f"{item}<p>Item 8. Fin").encode()


@given("annual reports of a maker of valves, of another, of a bakery and of a carrier")
def _(world: World, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    for name, ticker, cik, told in (
        ("Alder Valve", "ZZVA", "9999990101", VALVES),
        ("Birch Controls", "ZZBC", "9999990102", VALVES[1:] + VALVES[:1]),
        ("Cedar Baking", "ZZCB", "9999990103", BREAD),
        ("Dune Freight", "ZZDF", "9999990104", FREIGHT),
    ):
        path = world.folder / f"{ticker}.htm"
        path.write_bytes(report(name, ticker, cik, told))
        said = world.newcomer.asks("ingest", path)
        assert said.code == 0, said.err


@given(
    "imported sponsors, one that owns a maker of fasteners, one from abroad and one for software"
)
def _(world: World, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    world.brings("sponsors", SPONSORS)


@given("rates for the financing of a buyout")
def _(world: World) -> None:
    path = world.folder / "rates.csv"
    path.write_text(RATES, encoding="utf-8")
    world.options = ["--assumptions", str(path)]


BARS = "name,reason,since,until,note\nGE,restricted,2024-08-01,,advises a bidder\n"


@given('a restricted list with "GE" since 2024-08-01 and "BA" until 2023-12-31')
def _(world: World, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    world.brings("restricted-list", f"{BARS}BA,restricted,2023-01-01,2023-12-31,over\n")


@given('a restricted list with "GE" since 2024-08-01 behind the wall "project-elm"')
def _(world: World, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    world.brings("restricted-list", BARS, "--walls", "project-elm", walls="project-elm")


@when("the buyers of the maker of valves are listed")
def _(world: World) -> None:
    world.asks("buyers", "ZZVA", "--as-of", "2024-08-30", "--json")


@when(parsers.re(r'the buyers of "(?P<company>[^"]+)" are listed as of (?P<day>\S+)$'))
def _(world: World, company: str, day: str) -> None:
    world.asked = ["buyers", company, "--as-of", day, *world.options]
    world.asks(*world.asked, "--json")


@when(
    'the buyers of "Fernhollow" are listed as of 2024-08-30 by somebody outside and by somebody '
    "inside"
)
def _(world: World) -> None:
    for walls in ("", "project-elm"):
        world.asks("buyers", "Fernhollow", "--as-of", "2024-08-30", "--json", walls=walls)


@when(parsers.re(r'the buyers of "(?P<company>[^"]+)" are listed$'))
def _(world: World, company: str) -> None:
    world.asks("buyers", company)


@then(
    'the other maker is "direct" by words such as "actuator", and the bakery and the carrier have '
    "no tie to it"
)
def _(world: World) -> None:
    other = world.named("ZZBC")
    assert other["kind"] == "direct"
    assert "actuator" in other["rationale"]
    names = {one["ticker"] for one in world.answer["buyers"]}
    assert not names & {"ZZCB", "ZZDF", "ZZVA"}
    assert world.answer["counts"]["without_tie"] >= 2


@then("each passage that is cited stands in its report at its place")
def _(world: World) -> None:
    cited = world.named("ZZBC")["citations"]
    assert len(cited) == 2
    for one in cited:
        text = world.newcomer.asks("text", world.folder / one["source_name"]).out
        assert text[one["span"][0] : one["span"][1]] == one["quote"]
        assert "valve" in one["quote"]


@then(
    '"KHC" could pay in cash and new debt the limit times joint EBITDA less net debt, by figures '
    "that `why` explains"
)
def _(world: World) -> None:
    # In millions. KHC, 0001637459-24-000018: operating income 4,572, depreciation and amortisation
    # 961, debt 638 + 19,394, cash 1,400. SJM, 0000091419-24-000054: operating income 1,305.8,
    # depreciation 239.7, amortisation 191.1. 4 x 7,269.6 - 18,632 = 10,446.4.
    held = world.named("KHC")["capacity"]
    told = world.newcomer.asks("why", held["debt_capacity"]["id"], "--json")
    assert told.code == 0, told.err
    values = {step["number"]["name"]: step["number"]["value"] for step in told.json["steps"]}
    limit = next(v for name, v in values.items() if name.startswith("Net debt / EBITDA up to"))
    joint = next(v for name, v in values.items() if name.startswith("EBITDA with the target"))
    assert limit == 4
    assert joint == pytest.approx(7_269.6e6)
    assert held["debt_capacity"]["value"] == pytest.approx(10_446.4e6)
    assert held["covers"]["value"] == pytest.approx(
        held["debt_capacity"]["value"] / world.answer["price"]["enterprise_value"]["value"]
    )
    after = (values["Net debt"] + world.answer["price"]["enterprise_value"]["value"]) / joint
    assert held["net_leverage_after"]["value"] == pytest.approx(after)


@then('"HON" has its means not assessed, and its score rests on the drivers that are told')
def _(world: World) -> None:
    one = world.named("HON")
    assert not one["capacity"]["assessed"]
    assert one["capacity"]["debt_capacity"] is None
    assert any(words.startswith("capacity: EBITDA") for words in one["missing"])
    # Honeywell, SIC 3724, and Fernhollow share a sector alone: 0.3 of the driver of industry.
    assert [driver["name"] for driver in one["drivers"]] == ["industry"]
    assert one["score"] == pytest.approx(30)
    assert one["told"] == "1 of 6"


@then('each name says "not shown to work"')
def _(world: World) -> None:
    assert world.answer["buyers"]
    assert all("not shown to work" in one["test"] for one in world.answer["buyers"])


@then('the page says "not shown to work"')
def _(world: World) -> None:
    assert "not shown to work" in world.asks(*world.asked).out


@then(
    '"Oakhollow Partners" is an "add-on" by "Example Fasteners", with its cheque beside its dry '
    "powder"
)
def _(world: World) -> None:
    one = world.named("Oakhollow Partners")
    assert (one["type"], one["kind"]) == ("sponsor", "add-on")
    assert "Example Fasteners" in one["rationale"]
    held = one["capacity"]
    lowest = world.answer["sponsor_prices"][0]
    assert held["dry_powder"]["value"] == 400e6
    assert held["equity_cheque"]["value"] == lowest["equity_cheque"]["value"] > 0
    price = world.answer["price"]["enterprise_value"]["value"]
    share = lowest["enterprise_value"]["value"] / price
    assert f"could pay {share:.0%} of the assumed price" in one["rationale"]


@then(
    '"Harbour Capital" is marked for CFIUS, and the sponsor for software is counted and not listed'
)
def _(world: World) -> None:
    assert world.named("Harbour Capital")["foreign_investment"] == "CFIUS: the buyer is from GB"
    counts = world.answer["counts"]
    assert (counts["sponsors"], counts["sponsors_elsewhere"]) == (3, 1)
    assert "Stillwater Growth" not in [one["name"] for one in world.answer["buyers"]]


@then('"GE" is excluded by "restricted since 2024-08-01" without tier or score')
def _(world: World) -> None:
    one = world.named("GE")
    assert "restricted since 2024-08-01" in one["excluded"][0]
    assert "restricted-list.csv, A2" in one["excluded"][0]
    assert (one["tier"], one["score"], one["contact_order"]) == (None, None, None)


@then('"BA" stands in a tier')
def _(world: World) -> None:
    assert world.named("BA")["tier"] in (1, 2, 3)
    assert world.named("BA")["excluded"] == []


@then('outside nothing tells of the restriction, and inside "GE" is excluded')
def _(world: World) -> None:
    outside, inside = world.said[-2:]
    assert outside.code == inside.code == 0
    assert "restricted since" not in outside.out
    assert "advises a bidder" not in outside.out
    of_ge = [one for one in outside.json["buyers"] if one["ticker"] == "GE"]
    assert of_ge[0]["tier"] is not None
    assert world.named("GE")["excluded"]


@then(parsers.parse('it is refused with "{words}"'))
def _(world: World, words: str) -> None:
    assert world.said[-1].code != 0
    assert words in world.said[-1].err
    assert "Traceback" not in world.said[-1].err


def test_nearness_is_the_cosine_worked_by_hand() -> None:
    # Three businesses; "valve" is said twice by two of them, "seal" once by one. Weight of a word:
    # (0.1 + ln times) x ln(4 / businesses that say it).
    told = {"a": {"valve": 2, "seal": 1}, "b": {"valve": 2}, "c": {"bread": 3}}
    valve = (0.1 + math.log(2)) * math.log(4 / 2)
    seal = 0.1 * math.log(4 / 1)
    found = nearness("a", told)
    assert found["b"].value == pytest.approx(valve / math.hypot(valve, seal))
    assert found["c"].value == 0
    assert found["b"].told == ("valve",)


def test_names_and_words_of_any_report_are_no_business() -> None:
    said = terms(["Alder makes valves for the company's customers."], ["Alder Valve Works"])
    assert "alder" not in said
    assert "company" not in said
    assert "customer" in said


@pytest.mark.parametrize(
    "sic, part", [("3490", 1.0), ("3494", 0.7), ("3430", 0.5), ("3510", 0.3), ("6021", 0.0)]
)
def test_industry_counts_by_the_digits_that_agree(sic: str, part: float) -> None:
    target = Company("1", "Target", sic="3490")
    assert by_industry(target, Company("2", "Other", sic=sic)).part == part


def test_what_is_not_told_leaves_the_score_to_the_rest() -> None:
    full = BuyerDriver("industry", 1.0, "")
    half = BuyerDriver("capacity", 0.5, "")
    silent = BuyerDriver("words", None, "")
    assert score([full, silent]) == 100
    assert score([full, half, silent]) == pytest.approx(100 * (20 + 12.5) / 45)
    assert score([silent]) == 0


def test_one_digit_of_a_code_means_no_industry() -> None:
    target = Company("1", "Target", sic="3490", industry="Industrial products and machinery")
    assert serves(target, "34")
    assert serves(target, "industrial")
    assert not serves(target, "3")
    assert not serves(target, "")
    assert not re.search(r"\d", target.industry)
