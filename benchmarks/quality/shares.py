"""How many awards that 10-Ks state in their notes are found with number and strike.

    python benchmarks/quality/shares.py [shared-data-folder]

The key below was read by hand in each filing's note on stock compensation, debt or warrants. Each
entry is found right, found with another number, or missing with or without a finding; what an
answer holds beyond the key counts too. Writes benchmarks/results/shares.json.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

from bookrunner.app import desk
from bookrunner.faces.cli.main import run
from bookrunner.operations.shares import answered
from bookrunner.operations.shares_shapes import Shares, SharesRequest

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "shares.json"

# By file: kind, number, strike of each award; a convertible has its principal and its price.
KEY: dict[str, list[str]] = {
    "AAPL_0000320193-24-000123": ["rsu 163326000"],
    "ABT_0001628280-24-005348": ["options 28569075 74.52", "rsu 10278286"],
    "ADBE_0000796343-24-000006": ["rsu 7800000", "psu 500000"],
    "AI_0001628280-24-028786": ["options 31328000 13.97", "rsu 19283000"],
    "AMD_0000002488-24-000012": ["options 3000000 68.33", "rsu 32000000", "psu 2000000"],
    "BA_0000012927-24-000010": [
        "options 792662 252.35",
        "rsu 5349490",
        "rsu 25521",
        "rsu 765510",
    ],
    "BMY_0000014272-24-000044": [
        "options 700000 36.34",
        "options 5500000 49.76",
        "options 6600000 59.45",
        "options 3400000 70.04",
        "rsu 18000000",
        "psu 1900000",
        "psu 3600000",
    ],
    "GD_0000040533-24-000007": ["options 11210483 191.99", "rsu 1290902"],
    "GE_0000040545-24-000027": ["options 22573000 122.35", "rsu 8103000", "psu 2315000"],
    "GM_0001467858-24-000031": ["rsu 39900000"],
    "HD_0000354950-24-000062": ["options 3085000 189.97", "rsu 3386000"],
    "INTC_0000050863-24-000010": ["rsu 172900000", "psu 16000000"],
    "JNJ_0000200406-24-000013": [
        "options 20774000 99.21",
        "options 19368000 122.49",
        "options 27391000 142.84",
        "options 13928000 162.75",
        "options 30777000 165.29",
        "rsu 12938000",
        "psu 2037000",
    ],
    "KHC_0001637459-24-000018": ["options 8022540 46.87", "rsu 7722870", "psu 4855432"],
    "KO_0000021344-24-000009": ["options 47000000 48.52", "psu 2854000", "rsu 3493000"],
    "LOW_0000060667-24-000033": [
        "options 1830000 136.74",
        "rsu 1378000",
        "psu 437000",
        "rsu 476000",
    ],
    "MARA_0001628280-24-007680": [
        "warrants 324375 25.00",
        "rsu 5765529",
        "convertible 330707000 76.17",
    ],
    "MCD_0000063908-24-000072": ["options 10500000 189.78", "rsu 1200000"],
    "META_0001326801-24-000012": ["rsu 149062000"],
    "NKE_0000320187-24-000044": ["options 73700000 98.10", "rsu 9100000"],
    "NVDA_0001045810-24-000029": ["rsu 37000000"],
    "SJM_0000091419-24-000054": ["options 656959 125.40", "rsu 256757", "psu 353396"],
    "TMO_0000097745-24-000007": ["options 5000000 401.30", "rsu 600000"],
    "TXN_0000097476-24-000007": ["options 26000000 119.60", "rsu 5000000"],
    "V_0001403161-24-000058": ["options 5364732 183.02", "rsu 6359661", "psu 1084232"],
    "WMT_0000104169-24-000056": ["rsu 49191000", "psu 23103000"],
    "adbe-10-k-2025-01-13": ["rsu 7000000", "psu 500000"],
    # The mandatory convertible preferred stock: 5,750,000 shares, to be told of at least.
    "ba-10-k-2025-02-03": [
        "options 903999 245.76",
        "rsu 6340571",
        "rsu 565430",
        "preferred 5750000",
    ],
    "crm-10-k-2025-03-05": ["options 8000000 198.89", "rsu 26000000"],
    "hd-10-k-2025-03-21": ["options 2201000 228.23", "rsu 3050000", "psu 1208000"],
    "jnj-10-k-2025-02-13": [
        "options 13016000 101.29",
        "options 18252000 122.49",
        "options 25624000 142.87",
        "options 26391000 160.33",
        "options 29346000 165.29",
        "rsu 13041000",
        "psu 2013000",
    ],
    "ko-10-k-2025-02-20": ["options 31000000 52.81", "psu 2539000", "rsu 4210000"],
    "meta-10-k-2025-01-30": ["rsu 122632000"],
    "nflx-10-k-2025-01-27": ["options 15419002 312.48", "rsu 133318"],
    "nke-10-k-2025-07-17": ["options 75100000 97.99", "rsu 10700000"],
    "nvda-10-k-2025-02-26": ["rsu 274000000"],
    "unp-10-k-2025-02-07": ["options 1981000 195.81", "rsu 915000", "psu 607000"],
    "wmt-10-k-2025-03-14": ["rsu 51758000", "psu 20960000"],
}
# What tells that something of that kind is stated and not counted.
TOLD = {
    "preferred": "equity.preferred-left-out",
    "warrants": "equity.warrants-left-out",
    "convertible": "equity.convert",
    "options": "equity.awards-missing",
    "rsu": "equity.units-missing",
    "psu": "equity.units-missing",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data"))
    folder = (REPOSITORY / arguments.parse_args().folder).resolve() / "filings" / "10-K"
    counts: Counter[str] = Counter()
    differences: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        files = [str(folder / f"{name}.html.gz") for name in KEY]
        run(["ingest", *files], {"BOOKRUNNER_HOME": home, "BOOKRUNNER_WORKERS": "1"})
        opened = desk({"BOOKRUNNER_HOME": home})
        filings = {
            one.name.removesuffix(".html"): one for one in opened.store.filings(opened.viewer)
        }
        for name, expected in KEY.items():
            filing = filings[name]
            told = answered(opened, SharesRequest(filing.cik, Decimal(100), filing.accepted_at))
            _judge(name, expected, told, counts, differences)
    result = {
        "command": "python benchmarks/quality/shares.py",
        "commit": _commit(),
        "filings": len(KEY),
        "stated": sum(map(len, KEY.values())),
        **dict(sorted(counts.items())),
        "differences": differences,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def _judge(
    name: str, expected: list[str], told: Shares, counts: Counter[str], differences: list[str]
) -> None:
    found = Counter(
        [_line(one.kind, one.number, one.strike) for one in told.tranches]
        + [_line("convertible", one.principal, one.conversion_price) for one in told.converts]
    )
    codes = " ".join(finding.code for finding in told.findings)
    for stated in expected:
        kind, number, *strike = stated.split()
        line = _line(kind, float(number), float(strike[0]) if strike else None)
        if found[line]:
            found[line] -= 1
            counts["right"] += 1
        elif TOLD[kind] in codes or "equity.awards-missing" in codes:
            counts["missing_and_told"] += 1
            differences.append(f"{name}: {line} is not counted, and a finding says so")
        else:
            counts["missing_and_not_told"] += 1
            differences.append(f"{name}: {line} is missing")
    for line in found.elements():
        counts["beyond_the_key"] += 1
        differences.append(f"{name}: {line} is not in the key")


def _line(kind: str, number: float, strike: float | None) -> str:
    return f"{kind} {number:.0f}" + ("" if strike is None else f" at {strike:g}")


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()


if __name__ == "__main__":
    main()
