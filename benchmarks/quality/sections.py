"""Sections of real filings against two independent tellers of where they stand.

    python benchmarks/quality/sections.py

10-K and 10-Q: the filing's own links. A link whose row of the contents says "Item N" leads to an
element; the words that follow it must be those that the section begins with. A filing is complete
when every Item that its links name is a section that begins there, and none is missing; filings
without such links are counted apart. Only starts are told by links; an end is the next start.

8-K: the split of another program (items_gold). A difference is listed and is not a fault by itself:
that program leaves tables of numbers out. Writes benchmarks/results/sections.json.
"""

import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bookrunner.documents import UnreadableFile, parse

REPOSITORY = Path(__file__).resolve().parents[2]
FILINGS = REPOSITORY / "../shared/data/filings"
RESULT = REPOSITORY / "benchmarks" / "results" / "sections.json"
_ITEM = re.compile(r"^\W*items?\W{0,3}(\d{1,2})\W?([a-c])?\b", re.IGNORECASE)
_COMPARED = 20
"""Letters: the heading. What follows it may stand in nested elements in another order."""
_NEAR = 400
"""Letters after a link's target within which its heading stands, after a Part's title."""


def main() -> None:
    began = time.perf_counter()
    reports = [
        linked(file) for form in ("10-K", "10-Q") for file in sorted((FILINGS / form).glob("*.gz"))
    ]
    told = [report for report in reports if report["links"]]
    currents = [
        current(file) for file in sorted((FILINGS / "8-K/edgar-crawler/items_gold").glob("*.gz"))
    ]
    result = {
        "command": "python benchmarks/quality/sections.py",
        "commit": commit(),
        "reports": len(reports),
        "reports_with_links_of_items": len(told),
        "reports_complete_by_links": sum(not report["differences"] for report in told),
        "report_differences": {r["name"]: r["differences"] for r in told if r["differences"]},
        "reports_without_links": {r["name"]: r["items"] for r in reports if not r["links"]},
        "current_reports": len(currents),
        "current_reports_with_the_same_items": sum(not c["items"] for c in currents),
        "current_reports_with_the_same_words": sum(
            not c["items"] and not c["words"] for c in currents
        ),
        "current_report_differences": {
            c["name"]: c["items"] + c["words"] for c in currents if c["items"] or c["words"]
        },
        "seconds": round(time.perf_counter() - began, 1),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def linked(file: Path) -> dict:
    """One report: the Items its own links name, and where the sections differ from them."""
    content = gzip.decompress(file.read_bytes())
    document = parse(content, name=file.name)
    differences = []
    links = item_links(content)
    for item, words in links:
        starts = [
            letters(document.text[s.start : s.start + 300])
            for s in document.sections
            if s.item == item
        ]
        if not any(start[:_COMPARED] in words for start in starts):
            differences.append(f"{item}: {'begins elsewhere' if starts else 'is missing'}")
    return {
        "name": file.name,
        "links": len(links),
        "differences": differences,
        "items": len([s for s in document.sections if s.item]),
    }


def item_links(content: bytes) -> list[tuple[str, str]]:
    """(Item, letters of the words after the target) of each link in a row that begins with one."""
    root = etree.fromstring(content, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    if root is None:
        return []
    targets = {
        key: e
        for e in root.iter()
        if isinstance(e.tag, str)
        for key in (e.get("id"), e.get("name"))
        if key
    }
    found = {}
    for link in root.iter("a"):
        row = next((up for up in link.iterancestors() if up.tag in ("tr", "p", "div")), link)
        match = _ITEM.match("".join(row.itertext()).strip())
        target = targets.get((link.get("href") or "").removeprefix("#"))
        if match and target is not None and len("".join(row.itertext())) < 300:
            item = f"Item {int(match[1])}{(match[2] or '').upper()}"
            found.setdefault((item, link.get("href")), words_after(target))
    return [(item, words) for (item, _), words in found.items() if words]


def words_after(target: etree._Element) -> str:
    """The letters of the first words after an element begins."""
    pieces, size = [], 0
    for element in (target, *target.iterdescendants(), *following(target)):
        for piece in (
            element.text if isinstance(element.tag, str) else None,
            element.tail if element is not target or not len(target) else None,
        ):
            if piece:
                pieces.append(piece)
                size += len(piece.strip())
        if size > _NEAR + 300:
            break
    return letters("".join(pieces))[:_NEAR]


def following(target: etree._Element) -> Iterator[etree._Element]:
    """Elements after one in the order of the document."""
    node = target
    while node is not None:
        for sibling in node.itersiblings():
            yield sibling
            yield from sibling.iterdescendants()
        node = node.getparent()


def current(file: Path) -> dict:
    """One 8-K: the Items that differ from the other program's, and those whose words differ."""
    gold = json.loads(gzip.decompress(file.read_bytes()))
    wanted = {k[5:]: letters(v) for k, v in gold.items() if k.startswith("item_") and v.strip()}
    name = file.name.removesuffix(".json.gz")
    (raw,) = list((file.parent.parent / "raw").glob(f"{name}.*"))
    try:
        document = parse(gzip.decompress(raw.read_bytes()), name=raw.name)
    except UnreadableFile as refusal:
        return {"name": name, "items": [str(refusal)], "words": []}
    have = {s.item[5:]: letters(document.words(s)) for s in document.sections if s.item}
    items = [f"ours only: Item {i}" for i in sorted(set(have) - set(wanted))]
    items += [f"theirs only: Item {i}" for i in sorted(set(wanted) - set(have))]
    words = [
        f"Item {i}: {len(have[i])} letters, theirs {len(wanted[i])}"
        for i in sorted(set(have) & set(wanted))
        if abs(len(have[i]) - len(wanted[i])) > max(15, len(wanted[i]) // 50)
        or have[i][:40] != wanted[i][:40]
    ]
    return {"name": name, "items": items, "words": words}


def letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.casefold())


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
