"""Speed of `documents.parse` over real filings, beside the bare lxml parser over the same bytes.

    python benchmarks/speed/parse_filings.py [FOLDER ...]

The bare parser only builds the element tree; the ratio says what words, spans, sections, tables and
facts cost on top. Writes benchmarks/results/parse_filings.json.
"""

import argparse
import gzip
import json
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

from lxml import etree

from bookrunner.documents import parse
from bookrunner.documents.markup import has_markup

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "parse_filings.json"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=default_folders())
    folders = arguments.parse_args().folders
    contents = {file.name: received(file) for folder in folders for file in filings(folder)}
    ours, bare, rates = 0.0, 0.0, []
    for name, content in contents.items():
        began = time.perf_counter()
        parse(content, name=name)
        took = time.perf_counter() - began
        ours += took
        rates.append(len(content) / took / 1e6)
        bare += bare_seconds(content)
    size = sum(map(len, contents.values()))
    result = {
        "command": "python benchmarks/speed/parse_filings.py " + " ".join(str(f) for f in folders),
        "commit": commit(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "lxml": etree.__version__,
        "filings": len(contents),
        "megabytes": round(size / 1e6, 1),
        "parse_megabytes_per_second": round(size / ours / 1e6, 1),
        "parse_megabytes_per_second_slowest_tenth": round(statistics.quantiles(rates, n=10)[0], 1),
        "lxml_megabytes_per_second": round(size / bare / 1e6, 1),
        "seconds_of_parse_per_second_of_lxml": round(ours / bare, 1),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def default_folders() -> list[Path]:
    """The real filings where they are at hand, else the invented ones of the sample."""
    real = [Path("../shared/data/filings") / form for form in ("10-K", "10-Q")]
    if all((REPOSITORY / folder).is_dir() for folder in real):
        return real
    return [Path("src/bookrunner/sample/data/invented")]


def filings(folder: Path) -> list[Path]:
    return sorted([*(REPOSITORY / folder).glob("*.gz"), *(REPOSITORY / folder).glob("*.htm")])


def received(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.decompress(content) if file.suffix == ".gz" else content


def bare_seconds(content: bytes) -> float:
    """The XML parser, and the HTML parser where that refuses: what any reader must spend."""
    began = time.perf_counter()
    try:
        etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        if has_markup(content[:200_000].decode("latin-1")):
            etree.fromstring(content, etree.HTMLParser(huge_tree=True))
    return time.perf_counter() - began


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
