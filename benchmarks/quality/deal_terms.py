"""Deal terms against the shared data's gold: what is stated and found, and what is not.

.venv/bin/python benchmarks/quality/deal_terms.py

Gold of `benchmarks/deal-gold` by file, and `fee_capacity` of `benchmarks/offerings-eval` by
accession. A fact that is not the text of its file (a total the reader adds up) is left out and
counted as such. Prints the misses and writes benchmarks/results/deal_terms.json.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from bookrunner.deals import Deal, deal
from bookrunner.documents import parse

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data"
RESULT = REPOSITORY / "benchmarks" / "results" / "deal_terms.json"

NAMES = {
    "acquirer": "acquirer",
    "offeror": "offeror",
    "target": "target",
    "announced": "announcement_date",
    "agreement_date": "agreement_date",
    "consideration_usd": "transaction_value",
    "form": "consideration_type",
    "21cf_termination_fee_usd": "termination_fee",
    "dividend_to_21cf_usd": "dividend_funding",
    "offer_price_per_share_usd": "cash_per_share",
    "minimum_offer_period_business_days": "minimum_offer_period",
    "issuer": "issuer",
    "shares": "shares_offered",
    "price_per_share_usd": "price_per_share",
    "gross_proceeds_usd": "gross_proceeds",
    "bookrunners": "bookrunner",
    "prospectus_date": "prospectus_date",
    "delivery": "settlement_date",
    "max_amount_usd": "maximum_amount",
    "base_prospectus_date": "base_prospectus_date",
    "registration_number": "registration_number",
    "ticker": "ticker",
    "price_per_share_and_warrant_usd": "price_per_share",
    "gross_usd": "gross_proceeds",
    "placement_fees_usd": "placement_agent_fees",
    "net_before_expenses_usd": "proceeds_before_expenses",
    "max_shares": "maximum_shares_sought",
    "expired": "tender_expiration",
    "aggregate_purchase_price_usd_approx": "aggregate_purchase_price",
    "units_incl_overallotment": "units_offered_with_overallotment",
    "overallotment_units": "overallotment_units",
    "sole_bookrunner_expected": "bookrunner",
}
TENDER = {"price_per_share_usd": "cash_per_share"}
NOT_TEXT = {"total", "security"}
"""A sum made by the reader; a class of securities, which is part of other terms."""


def main() -> int:
    """Compare, print and write; the exit code is 1 when something stated was missed."""
    asked, missed, left_out = 0, [], 0
    for entry in json.loads((DATA / "benchmarks/deal-gold/deals.json").read_text()):
        read = _read(DATA / entry["file"])
        for name, value in entry["facts"].items():
            if name in NOT_TEXT:
                left_out += 1
                continue
            for wanted, term, tranche in _wanted(name, value, read):
                asked += 1
                if not _has(read, term, wanted, tranche):
                    missed.append(f"{entry['name']}: {term} {tranche} {wanted}")
    capacities, wrong = _capacities()
    asked += capacities
    missed += wrong
    print(f"stated {asked}, found {asked - len(missed)}, not a text of the file {left_out}")
    print("\n".join(f"  missed: {line}" for line in missed))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=True,
    ).stdout.strip()
    RESULT.write_text(
        json.dumps(
            {
                "command": ".venv/bin/python benchmarks/quality/deal_terms.py",
                "commit": commit,
                "stated": asked,
                "found": asked - len(missed),
                "missed": missed,
                "left_out": left_out,
            },
            indent=2,
        )
        + "\n"
    )
    return 1 if missed else 0


def _read(path: Path) -> Deal:
    return deal(parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz")))


def _wanted(name: str, value: object, read: Deal) -> list[tuple[str, str, str]]:
    if name == "tranches":
        assert isinstance(value, list)
        found = []
        for row in value:
            tranche = f"due {row['due']}"
            found.append((str(row["amount"]), "principal", tranche))
            if "coupon" in row:
                found.append((str(row["coupon"]), "coupon", tranche))
            if "type" in row:
                found.append((row["type"], "rate_type", tranche))
        return found
    term = NAMES[name]
    if read.kind == "tender_offer":
        term = TENDER.get(name, term)
    values = value if isinstance(value, list) else [value]
    return [(str(v).split(" (")[0], term, "") for v in values]


def _has(read: Deal, name: str, wanted: str, tranche: str) -> bool:
    terms = [t for t in read.terms if t.name == name and t.tranche.endswith(tranche)]
    return any(_equal(term.value, wanted) for term in terms)


def _equal(value: object, wanted: str) -> bool:
    if isinstance(value, Decimal):
        return value == Decimal(wanted)
    said, asked = _plain(str(value)), _plain(wanted)
    return said == asked or asked.startswith(said) or said.startswith(asked)


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _capacities() -> tuple[int, list[str]]:
    asked, wrong = 0, []
    for row in json.loads((DATA / "benchmarks/offerings-eval/corpus.json").read_text()):
        if row["facet"] != "fee_capacity" or not row["have_text"] or "expected" not in row:
            continue
        paths = list((DATA / "filings").glob(f"*/*{row['accession']}*"))
        asked += 1
        values = [t.value for t in _read(paths[0]).terms if t.name == "registered_amount"]
        expected = [] if row["expected"] is None else [Decimal(str(row["expected"]))]
        if values != expected:
            wrong.append(f"{row['accession']}: registered_amount {values} not {expected}")
    return asked, wrong


if __name__ == "__main__":
    sys.exit(main())
