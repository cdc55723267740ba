"""Speed and memory of `documents.parse` over real filings, beside other parsers in the same run.

    python benchmarks/speed/parse_filings.py [--every N] [FOLDER ...]

Ours is the full parse: canonical text with spans, sections, tables as grids, tagged facts. lxml and
lexbor only build their tree; edgartools' `parse_html` makes its document. All run in one process on
one core, in processor time, on the same files (every N-th, as edgartools is slow). They are
installed in an environment of their own, build/bench; where that cannot be, we say so and measure
the others.

Memory is the peak of a fresh process while it parses one filing, less its peak before that, for
the largest filings, scaled to 4 MB. Writes benchmarks/results/parse_filings.json.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "parse_filings.json"
MEASURE = REPOSITORY / "benchmarks" / "measure_parsers.py"
sys.path.insert(0, str(REPOSITORY / "scripts"))

from bench_environment import bench_python  # noqa: E402

LARGEST = 5
PEAK = """
import gzip, resource, sys
from pathlib import Path
from bookrunner.documents import parse
file = Path(sys.argv[1])
content = file.read_bytes()
content = gzip.decompress(content) if file.suffix == ".gz" else content
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
document = parse(content, name=file.name.removesuffix(".gz"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
unit = 1 if sys.platform == "darwin" else 1024
print(len(content), (peak - idle) * unit)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=default_folders())
    parser.add_argument("--every", type=int, default=4)
    arguments = parser.parse_args()
    files = [file for folder in arguments.folders for file in filings(folder)][:: arguments.every]
    python, why = bench_python()
    if python is None:
        print(f"edgartools and lexbor are not measured: {why}", file=sys.stderr)
    told = measured(python or Path(sys.executable), files)
    result = {
        "command": "python benchmarks/speed/parse_filings.py " + " ".join(sys.argv[1:]),
        "commit": commit(),
        "machine": f"{platform.machine()}, {platform.system()}, {os.cpu_count()} cores",
        "load_average_at_start": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "filings": told["files"],
        "megabytes": round(told["bytes"] / 1e6, 1),
        "megabytes_per_second": {
            name: round(told["bytes"] / seconds / 1e6, 1)
            for name, seconds in told["seconds"].items()
        },
        "bookrunner_slowest_tenth": round(statistics.quantiles(told["rates"], n=10)[0], 1),
        "bookrunner_times_as_fast_as": {
            name: round(seconds / told["seconds"]["bookrunner"], 2)
            for name, seconds in told["seconds"].items()
            if name != "bookrunner"
        },
        "not_measured": told["absent"] | ({"environment": why} if why else {}),
        "refused_files": told["failed"],
        "memory_megabytes_per_4_megabyte_filing": memory(files),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def default_folders() -> list[Path]:
    """The real 10-Ks where they are at hand, else the invented filings of the sample."""
    real = Path("../shared/data/filings/10-K")
    if (REPOSITORY / real).is_dir():
        return [real]
    return [Path("src/bookrunner/sample/data/invented")]


def filings(folder: Path) -> list[Path]:
    names = ("*.htm", "*.html", "*.htm.gz", "*.html.gz")
    return sorted(file for name in names for file in (REPOSITORY / folder).glob(name))


def measured(python: Path, files: list[Path]) -> dict:
    done = subprocess.run(
        [python, MEASURE, *files],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def memory(files: list[Path]) -> float:
    """The worst of the largest filings."""
    worst = 0.0
    for file in sorted(files, key=lambda file: -file.stat().st_size)[:LARGEST]:
        done = subprocess.run(
            [sys.executable, "-c", PEAK, file],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        size, more = map(int, done.stdout.split())
        worst = max(worst, more / size * 4)
    return round(worst, 1)


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
