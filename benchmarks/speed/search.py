"""Indexing and searching half a million passages in one process.

    python benchmarks/speed/search.py [DATA] [--passages 500000] [--queries 2000] [--seed 7]
        [--folder FOLDER]

Reads the filings, transcripts and reports of the shared data folder, cuts them into passages, and
adds copies under invented company names, digits changed, until there are as many as asked for.
Indexing is timed over the real documents on one core, from the parsed document to the passage that
can be found. Queries are bankers' questions from templates: a company, a period, both or neither.
Beside the clock stands the processor's time, which other work on the machine changes less. With
--folder the index is kept there, and found there again. Writes benchmarks/results/search.json.
"""

import argparse
import gzip
import hashlib
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from bookrunner.documents import Document, parse
from bookrunner.facts import Filing
from bookrunner.figures import BookrunnerError
from bookrunner.search import Entry, Passage, StaticEmbedder, TantivyIndex, passages, search
from bookrunner.search.catalogue import entry

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "search.json"
FOLDERS = ("filings", "transcripts", "benchmarks/financebench/pdfs", "deal_docs", "research")
ENDINGS = (".htm", ".html", ".txt", ".xml", ".pdf", ".gz")
BATCH = 40
"""Documents added at once; `bookrunner index` adds about as many."""
SYLLABLES = ("al", "bra", "cor", "den", "esk", "fen", "gil", "har", "ist", "jor", "kel", "mor")
KINDS = ("Corporation", "Inc", "Holdings", "Group", "Industries", "Systems")
OF_A_COMPANY = (
    "What was {company}'s revenue in FY{year}?",
    "What is the FY{year} capital expenditure amount for {company}?",
    "What is {company}'s year end FY{year} total inventories?",
    "Did {company}'s gross margin improve between FY{before} and FY{year}, and by how much?",
    "What drove operating margin change as of FY{year} for {company}?",
    "Does {company} report any legal proceedings that may affect its results?",
    "Which debt securities of {company} are registered to trade on a national exchange?",
    "What is the quick ratio of {company} for FY{year}?",
    "{company} goodwill impairment {year}",
    "What are the maturities of {company}'s senior notes?",
    "Who are the largest customers of {company}?",
    "How does {company} hedge foreign currency risk?",
    "{company} effective tax rate reconciliation FY{year}",
    "What share repurchases did {company} make in Q2 of FY{year}?",
    "What did {company}'s management say about guidance on the last call?",
)
OF_NONE = (
    "covenant leverage ratio maximum net debt to EBITDA",
    "Which companies disclose material weaknesses in internal control?",
    "change of control repurchase at 101% of principal amount",
    "goodwill impairment charge in fiscal {year}",
    "cybersecurity incident disclosure ransomware",
    "What is the weighted average remaining lease term?",
    "termination fee payable on a superior proposal",
    "supply chain disruption raised freight costs in {year}",
    "restricted stock units unvested weighted average grant date fair value",
    "operating income by segment FY{year}",
    "Are there any going concern doubts?",
    "pension plan discount rate assumption",
    "revolving credit facility SOFR margin undrawn commitment fee",
    "how much deferred revenue was recognised",
    "risk that a customer accounts for more than ten percent of sales",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    shared = REPOSITORY.parent / "shared" / "data"
    arguments.add_argument("data", nargs="?", type=Path, default=shared)
    arguments.add_argument("--passages", type=int, default=500_000)
    arguments.add_argument("--queries", type=int, default=2_000)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--folder", type=Path)
    asked = arguments.parse_args()
    rng = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        built = build(folder, asked.data, asked.passages, rng)
        result: dict[str, Any] = {
            "command": f"python benchmarks/speed/search.py --passages {asked.passages} "
            f"--queries {asked.queries} --seed {asked.seed}",
            "commit": commit(),
            "machine": f"{platform.machine()}, {platform.system()}, {os.cpu_count()} processors",
            "python": platform.python_version(),
            "load_of_machine_at_start": round(os.getloadavg()[0], 1),
            **built,
            **asked_many(folder, asked.queries, rng),
            "index_megabytes": round(size(folder) / 1e6),
        }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


# ---------------------------------------------------------------------------------- building


def build(folder: Path, data: Path, wanted: int, rng: random.Random) -> dict[str, Any]:
    """Fill the index; what building it took. One that is there is taken as it is."""
    said = folder / "built.json"
    if said.exists():
        return dict(json.loads(said.read_text()))
    folder.mkdir(parents=True, exist_ok=True)
    documents = list(real(data))
    index = TantivyIndex(folder, StaticEmbedder())
    if hasattr(os, "sched_setaffinity"):
        everywhere = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(everywhere)})
    began, used = time.perf_counter(), time.process_time()
    kept: list[tuple[Entry, Sequence[Passage]]] = []
    for some in batched(documents):
        cut = [(known(document), passages(document)) for document in some]
        index.add(cut)
        kept += cut
    took, used = time.perf_counter() - began, time.process_time() - used
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, everywhere)
    count = sum(len(cut) for _, cut in kept)
    result = {
        "real_documents": len(kept),
        "real_passages": count,
        "passages_indexed_per_second_on_one_core": round(count / took),
        "passages_indexed_per_processor_second": round(count / used),
    }
    began = time.perf_counter()
    added = 0
    for some in batched(copies(kept, rng, wanted - count)):
        index.add(some)
        added += sum(len(cut) for _, cut in some)
    if added:
        result["copies_per_second_with_making_them"] = round(added / (time.perf_counter() - began))
    result |= {"documents": len(index.entries()), "passages": count + added}
    said.write_text(json.dumps(result))
    return result


def real(data: Path) -> Iterator[Document]:
    paths = sorted(
        path
        for name in FOLDERS
        for path in (data / name).rglob("*")
        if path.suffix.lower() in ENDINGS and path.is_file()
    )
    seen: set[str] = set()
    with ProcessPoolExecutor() as pool:
        for document in pool.map(read, paths, chunksize=8):
            if document is not None and document.digest not in seen:
                seen.add(document.digest)
                yield document


def read(path: Path) -> Document | None:
    content = path.read_bytes()
    try:
        return parse(gzip.decompress(content) if path.suffix == ".gz" else content, name=path.name)
    except (BookrunnerError, OSError):
        return None


def known(document: Document) -> Entry:
    cover = document.cover
    cik = cover.get("EntityCentralIndexKey", "")
    filing = Filing(digest=document.digest, cik=cik, form=document.form, name=document.name)
    return entry(document, filing, (), ())


def copies(
    kept: Sequence[tuple[Entry, Sequence[Passage]]], rng: random.Random, wanted: int
) -> Iterator[tuple[Entry, Sequence[Passage]]]:
    """Copies of documents under invented names, all digits moved on by the round's number."""
    count = turn = 0
    while count < wanted:
        turn += 1
        digits = str.maketrans("0123456789", "".join(str((d + turn) % 10) for d in range(10)))
        called: dict[str, str] = {}
        for one, cut in kept:
            old = one.names[0] if one.names else one.stem
            new = called.setdefault(one.cik or old, invented(rng))
            found = re.compile(re.escape(old.split()[0] if old.split() else old), re.I)
            texts = [found.sub(new.split()[0], p.text).translate(digits) for p in cut]
            digest = hashlib.sha256(f"{turn} {one.digest}".encode()).hexdigest()
            name = f"{new.split()[0]}_{one.year or ''}{one.form}_{digest[:6]}.htm"
            changed = replace(
                one, digest=digest, source_name=name, cik="", names=(new,), tickers=()
            )
            yield changed, [replace(p, text=t) for p, t in zip(cut, texts, strict=True)]
            count += len(cut)
            if count >= wanted:
                return


def invented(rng: random.Random) -> str:
    first = "".join(rng.sample(SYLLABLES, 3)).capitalize()
    return f"{first} {''.join(rng.sample(SYLLABLES, 2)).capitalize()} {rng.choice(KINDS)}"


# ---------------------------------------------------------------------------------- queries


def asked_many(folder: Path, count: int, rng: random.Random) -> dict[str, Any]:
    began = time.perf_counter()
    index = TantivyIndex(folder, StaticEmbedder())
    entries = index.entries()
    opened = time.perf_counter() - began
    named = [one for one in entries if one.names and one.year and one.passages]
    times: dict[str, list[float]] = {"company_named": [], "no_company": []}
    worked: list[float] = []
    began = time.perf_counter()
    search(filled(rng.choice(OF_A_COMPANY), rng.choice(named)), [index])
    first = time.perf_counter() - began
    for number in range(count):
        kind, templates = ("company_named", OF_A_COMPANY) if number % 2 else ("no_company", OF_NONE)
        words = filled(rng.choice(templates), rng.choice(named))
        began, used = time.perf_counter(), time.process_time()
        search(words, [index])
        worked.append((time.process_time() - used) * 1_000)
        times[kind].append((time.perf_counter() - began) * 1_000)
    everything = [took for some in times.values() for took in some]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "queries": len(everything),
        **percentiles("search", everything),
        **percentiles("search_processor_time", worked),
        **percentiles("search_company_named", times["company_named"]),
        **percentiles("search_no_company", times["no_company"]),
        "opening_milliseconds": round(opened * 1_000),
        "first_search_milliseconds": round(first * 1_000),
        "resident_megabytes_at_end": resident(),
        "peak_megabytes_with_building": round(peak / (1e6 if sys.platform == "darwin" else 1e3)),
    }


def filled(template: str, one: Entry) -> str:
    year = one.year or 2022
    return template.format(company=one.names[0], year=year, before=year - 1)


def percentiles(name: str, times: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {
        f"{name}_p{level}_milliseconds": round(cuts[level - 1], 1) for level in (50, 95, 99)
    } | {f"{name}_max_milliseconds": round(max(times), 1)}


def resident() -> int | None:
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return round(int(found[1]) / 1_000) if found else None


def batched(rows: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def commit() -> str:
    asked = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
