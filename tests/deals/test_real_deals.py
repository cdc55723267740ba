"""Filings whose every number and day of the deal was checked by hand against their words.

A term too many fails as a term missing does: the whole set is compared.
"""

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.deals import deal
from bookrunner.documents import parse

JUDGED = {
    "424B4/camp4-424b4.htm.gz": """
        gross_proceeds | 75020000
        lock_up | 180
        net_proceeds | 66700000
        overallotment_days | 30
        overallotment_shares | 1023000
        price_per_share | 11.00
        primary_shares | 6820000
        proceeds_before_expenses | 69768600
        proceeds_before_expenses_per_share | 10.23
        prospectus_date | 2024-10-10
        settlement_date | 2024-10-15
        shares_offered | 6820000
        shares_outstanding_after | 19505119
        underwriting_discount | 5251400
        underwriting_discount_per_share | 0.77
    """,
    "424B5/CURIS-INC_0001108205-25-000026.txt.gz": """
        base_prospectus_date | 2024-04-12
        gross_proceeds | 4758381.12
        last_reported_price | 2.41
        net_proceeds | 4300000
        placement_agent_fees | 42825.42
        placement_agent_fees_per_share | 0.02
        price_per_share | 2.41
        primary_shares | 1974432
        proceeds_before_expenses | 4715555.70
        proceeds_before_expenses_per_share | 2.39
        prospectus_date | 2025-03-28
        settlement_date | 2025-03-31
        shares_offered | 1974432
    """,
    "424B5/Ensysce-Biosciences-Inc_0001641172-25-001566.txt.gz": """
        base_prospectus_date | 2023-01-06
        gross_proceeds | 1100006
        last_reported_price | 3.24
        net_proceeds | 900000
        par_value | 0.0001
        placement_agent_fees | 77000
        placement_agent_fees_per_prefunded_warrant | 0.24
        placement_agent_fees_per_share | 0.24
        prefunded_exercise_price | 0.0001
        price_per_prefunded_warrant | 3.4899
        price_per_share | 3.49
        primary_shares | 239594
        proceeds_before_expenses | 1023006
        proceeds_before_expenses_per_prefunded_warrant | 3.2499
        proceeds_before_expenses_per_share | 3.25
        prospectus_date | 2025-03-30
        settlement_date | 2025-03-31
        shares_offered | 239594
        shares_outstanding_after | 1720322
    """,
    "424B5/Imunon-Inc_0001493152-25-029712.txt.gz": """
        agent_commission | 7.0
        base_prospectus_date | 2024-05-22
        gross_proceeds | 7000040.63
        last_reported_price | 3.63
        net_proceeds | 6300000
        par_value | 0.01
        placement_agent_fees | 490014.11
        placement_agent_fees_per_prefunded_warrant | 0.2527
        placement_agent_fees_per_share | 0.2527
        prefunded_exercise_price | 0.0001
        price_per_prefunded_warrant | 3.6099
        price_per_share | 3.6100
        proceeds_before_expenses | 6510026.52
        proceeds_before_expenses_per_prefunded_warrant | 3.3572
        proceeds_before_expenses_per_share | 3.3573
        prospectus_date | 2025-12-29
        settlement_date | 2025-12-31
        shares_offered | 330000
        shares_outstanding_after | 3226723
        warrant_exercise_price | 3.482
    """,
    "424B5/Alzamend-Neuro-Inc_0001214659-26-002941.txt.gz": """
        agent_commission | 3
        base_prospectus_date | 2023-08-10
        last_reported_price | 1.95
        maximum_amount | 3000000
        par_value | 0.0001
        prospectus_date | 2026-03-06
    """,
    "424B5/NEXTERA-ENERGY-INC_0001193125-25-338333.txt.gz": """
        agent_commission | 1
        base_prospectus_date | 2024-03-22
        last_reported_price | 80.53
        maximum_amount | 4000000000
        prospectus_date | 2025-12-31
    """,
    "424B5/0001193125-10-145855.nc.gz": """
        base_prospectus_date | 2010-06-23
        maturity | Class A-1 Asset Backed Notes | 2011-07-15
        maturity | Class A-2 Asset Backed Notes | 2013-01-15
        maturity | Class A-3 Asset Backed Notes | 2015-02-16
        maturity | Class A-4 Asset Backed Notes | 2015-10-15
        maturity | Class B Asset Backed Notes | 2016-06-15
        maturity | Class C Asset Backed Notes | 2016-12-15
        principal | 650000000
        principal | Class A-1 Asset Backed Notes | 147000000
        principal | Class A-2 Asset Backed Notes | 120000000
        principal | Class A-3 Asset Backed Notes | 249000000
        principal | Class A-4 Asset Backed Notes | 82000000
        principal | Class B Asset Backed Notes | 43875000
        principal | Class C Asset Backed Notes | 8125000
        settlement_date | 2010-07-08
    """,
    "424B2/BofA-Finance-LLC_0001918704-25-005479.txt.gz": """
        base_prospectus_date | 2022-12-30
        gross_proceeds | 6594660.00
        maturity | 2026-05-29
        price_per_unit | 10.000
        pricing_date | 2025-03-27
        principal_per_unit | 10
        proceeds_before_expenses | 6479253.45
        proceeds_before_expenses_per_unit | 9.825
        prospectus_date | 2025-03-27
        settlement_date | 2025-04-03
        underwriting_discount | 115406.55
        underwriting_discount_per_unit | 0.175
        units_offered | 659466
    """,
    "424B2/BofA-Finance-LLC_0001918704-25-005486.txt.gz": """
        estimated_value | 990.90
        maturity | 2027-05-05
        price_to_public | 100.00
        pricing_date | 2025-03-27
        principal | 9720000
        settlement_date | 2025-04-03
        underwriting_discount | 0.00
    """,
    "S-1/Learn-CW-Investment-Corp_0001140361-21-010426.txt.gz": """
        gross_proceeds | 250000000
        lock_up | 180
        overallotment_days | 45
        overallotment_units | 3750000
        price_per_unit | 10.00
        proceeds_before_expenses | 236250000
        proceeds_before_expenses_per_unit | 9.45
        trust_amount | 250000000
        underwriting_discount | 13750000
        underwriting_discount_per_unit | 0.55
        units_offered | 25000000
        units_offered_with_overallotment | 28750000
        warrant_exercise_price | 11.50
    """,
    "SCTO-T-A/0001104659-25-002604.txt.gz": """
        aggregate_purchase_price | 16000000
        cash_per_share | 18.25
        maximum_shares_sought | 17753322
        tender_expiration | 2025-01-08
    """,
    "8-K/edgar-crawler/raw/1001039_8K_2017_0000950157-17-001598.htm.gz": """
        agreement_date | 2017-12-13
        dividend_funding | 8500000000
        exchange_ratio | 0.2745
        outside_date | 2018-12-13
        reverse_termination_fee | 1525000000
        termination_fee | 1525000000
    """,
    "8-K/edgar-crawler/raw/100493_8K_2017_0000950103-17-005328.htm.gz": """
        coupon | 2027 | 3.550
        coupon | 2047 | 4.550
        maturity | 2019 | 2019-05-30
        maturity | 2020 | 2020-06-02
        maturity | 2027 | 2027-06-02
        maturity | 2047 | 2047-06-02
        maturity_year | 2019 | 2019
        maturity_year | 2020 | 2020
        maturity_year | 2027 | 2027
        maturity_year | 2047 | 2047
        pricing_date | 2017-05-23
        principal | 2019 | 300000000
        principal | 2020 | 350000000
        principal | 2027 | 1350000000
        principal | 2047 | 750000000
        settlement_date | 2017-06-02
    """,
    "8-K/edgar-crawler/raw/100493_8K_2017_0000100493-17-000064.htm.gz": """
        agreement_date | 2017-04-25
        cash_per_share | 40.25
        minimum_offer_period | 20
    """,
    "S-3/Anterix-Inc_0001193125-22-186192.txt.gz": """
        registered_amount | 21730000.00
    """,
}
"""By file, whose name holds the accession: term, tranche where there is one, value."""


@pytest.mark.parametrize("file", JUDGED)
def test_the_numbers_and_days_of_a_deal_are_those_judged_by_hand(
    shared_data: Path, file: str
) -> None:
    path = shared_data / "filings" / file
    read = deal(parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz")))
    found = {
        " | ".join(filter(None, (term.name, term.tranche.split(" due ")[-1], str(term.value))))
        for term in read.terms
        if isinstance(term.value, (Decimal, date))
    }
    assert found == {line.strip() for line in JUDGED[file].strip().splitlines()}


PARTIES = {
    "8-K/edgar-crawler/raw/1001039_8K_2012_0001193125-12-441509.htm.gz": (
        ("acquirer", "The Walt Disney Company"),
        ("target", "Lucasfilm Ltd."),
    ),
    "8-K/edgar-crawler/raw/1001039_8K_2017_0000950157-17-001598.htm.gz": (
        ("acquirer", "The Walt Disney Company"),
        ("target", "Twenty-First Century Fox"),
    ),
    "8-K/edgar-crawler/raw/100493_8K_2017_0000100493-17-000064.htm.gz": (
        ("acquirer", "Tyson Foods, Inc."),
        ("merger_sub", "DVB Merger Sub, Inc."),
        ("target", "AdvancePierre Foods Holdings, Inc."),
    ),
}


@pytest.mark.parametrize("file", PARTIES)
def test_the_parties_of_a_merger_are_those_of_its_report(shared_data: Path, file: str) -> None:
    path = shared_data / "filings" / file
    read = deal(parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz")))
    stated = {(t.name, t.value) for t in read.terms}
    assert set(PARTIES[file]) <= stated
    for name in ("acquirer", "target"):
        assert sum(term.name == name for term in read.terms) == 1


BANKS = {
    "424B4/camp4-424b4.htm.gz": (
        "bookrunner",
        {"J.P. Morgan", "Leerink Partners", "Piper Sandler", "William Blair"},
    ),
    "424B5/CURIS-INC_0001108205-25-000026.txt.gz": (
        "placement_agent",
        {"LAIDLAW & COMPANY (UK) LTD."},
    ),
    "424B5/Ensysce-Biosciences-Inc_0001641172-25-001566.txt.gz": (
        "placement_agent",
        {"H.C. Wainwright & Co., LLC"},
    ),
}


@pytest.mark.parametrize("file", BANKS)
def test_banks_have_the_role_that_the_cover_gives_them(shared_data: Path, file: str) -> None:
    path = shared_data / "filings" / file
    read = deal(parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz")))
    role, names = BANKS[file]
    roles = ("bookrunner", "placement_agent", "agent", "co_manager")
    assert names <= {t.value for t in read.terms if t.name == role}
    assert {t.name for t in read.terms if t.name in roles} == {role}


def test_reports_of_other_events_state_no_deal(shared_data: Path) -> None:
    paths = sorted((shared_data / "filings/8-K/edgar-crawler/raw").glob("*.gz"))[::12]
    kinds = {}
    for path in paths:
        name = path.name.removesuffix(".gz")
        kinds[name] = deal(parse(gzip.decompress(path.read_bytes()), name=name)).kind
    expected = {"1001039_8K_2018_0000950157-18-000744.htm": "merger"}
    assert len(kinds) > 20
    assert {n: k for n, k in kinds.items() if k != "none"} == expected
