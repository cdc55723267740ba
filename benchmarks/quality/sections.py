"""Sections of real filings against independent tellers of where they stand.

    python benchmarks/quality/sections.py

10-K and 10-Q with contents that link: the filing's own links. A link whose row of the contents says
"Item N" leads to an element; the words that follow it must be those that the section begins with. A
filing is complete when every Item that its links name is a section that begins there. Only starts
are told by links; an end is the next start.

The others: ``sections_key.json``, a key made by reading the text around each boundary of each
filing, and looking for each Item of the form that has no heading. It holds no text: for each Item
its Part, where it begins in the canonical text, and digests of the letters after its beginning and
before its end. A filing is complete when its Items are exactly those of the key and begin and end
there. It was made of the boundaries found, each read and those that were wrong put right.

10-K of other years, of which only the Items are at hand as another program split them
(edgar-crawler_items): the Items are put together again below a cover, as they are and in other
shapes of heading and contents, and must be found where they were put. One report (104169, 1995) has
an Item 4A under its own heading, which that program leaves within Item 4; ours is right there.

8-K: the split of another program (items_gold). Each difference is judged in ``sections_key.json``:
who is right, and why. A judged difference counts as agreed only while their words are ours in the
same order with some left out, or, where Items differ, while it is the difference that was judged.
Writes benchmarks/results/sections.json.
"""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from bookrunner.documents import UnreadableFile, parse

REPOSITORY = Path(__file__).resolve().parents[2]
FILINGS = REPOSITORY / "../shared/data/filings"
RESULT = REPOSITORY / "benchmarks" / "results" / "sections.json"
KEY = Path(__file__).with_name("sections_key.json")
_ITEM = re.compile(r"^\W*items?\W{0,3}(\d{1,2})\W?([a-c])?\b", re.IGNORECASE)
_HEAD = re.compile(r"^(items?)\s*(\d{1,2})([A-C])?(\W*)(.*)", re.IGNORECASE)


def _small(m: re.Match) -> str:
    words = re.sub(r"\b(\w)(\w{3,})", r"\1 \2", m[5])
    return f"{m[1][0]} {m[1][1:]} {m[2]}{m[3] or ''}{m[4]}{words}"


SHAPES = {
    "as they are": (lambda m: m[0], None),
    "below contents without pages": (lambda m: m[0], ""),
    "below contents with pages": (lambda m: m[0], " {}"),
    "below contents with pages in lines of their own": (lambda m: m[0], "\n{}"),
    "titles in the next line": (lambda m: f"{m[1]} {m[2]}{m[3] or ''}.\n\n{m[5]}", None),
    "broken small capitals": (_small, None),
}
"""How headings are set, and what a line of the contents ends in."""
_COMPARED = 20
"""Letters: the heading. What follows it may stand in nested elements in another order."""
_NEAR = 400
"""Letters after a link's target within which its heading stands, after a Part's title."""


def main() -> None:
    began = time.perf_counter()
    key = json.loads(KEY.read_text())
    files = [f for form in ("10-K", "10-Q") for f in sorted((FILINGS / form).glob("*.gz"))]
    read = {f.name: keyed(f, key["reports"][f.name]) for f in files if f.name in key["reports"]}
    told = [report for f in files if f.name not in read and (report := linked(f))["links"]]
    differing = read | {r["name"]: r["differences"] for r in told}
    currents = [
        current(file, key["current_reports"])
        for file in sorted((FILINGS / "8-K/edgar-crawler/items_gold").glob("*.gz"))
    ]
    pieces = sorted((FILINGS / "10-K/edgar-crawler_items").glob("*.gz"))
    result = {
        "command": "python benchmarks/quality/sections.py",
        "commit": commit(),
        "reports": len(files),
        "reports_told_by_links": len(told),
        "reports_told_by_reading": len(read),
        "reports_told_by_neither": sorted(f.name for f in files if f.name not in differing),
        "reports_complete": sum(not found for found in differing.values()),
        "report_differences": {name: found for name, found in differing.items() if found},
        "boundaries_told_by_reading": sum(len(rows) for rows in key["reports"].values()),
        "assembled_reports": len(pieces),
        "assembled_complete": {name: together(pieces, *shape) for name, shape in SHAPES.items()},
        "current_reports": len(currents),
        "current_reports_the_same": sum(not c["differences"] for c in currents),
        "current_reports_agreed": sum(not c["differences"] or c["ours"] for c in currents),
        "current_report_differences": {
            c["name"]: {"differences": c["differences"], "verdict": c["verdict"]}
            for c in currents
            if c["differences"]
        },
        "seconds": round(time.perf_counter() - began, 1),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def keyed(file: Path, rows: list[str]) -> list[str]:
    """Where a report's sections differ from the boundaries that were read in it."""
    document = parse(gzip.decompress(file.read_bytes()), name=file.name)
    found = {}
    for s in document.sections:
        name = s.item or ("Signatures" if s.title.casefold().startswith("signature") else "")
        if name:
            before = document.text[max(0, s.end - 300) : s.end]
            begins = digest(letters(document.text[s.start : s.start + 400])[:80])
            found[f"{s.part or '-'} {name}", begins] = digest(letters(before)[-40:])
    wanted = {}
    for row in rows:
        part, name, _, begins, ends = row.split("|")
        wanted[f"{part} {name}", begins] = ends
    named = {name for name, _ in found}
    differences = [
        f"{name}: {'begins elsewhere' if name in named else 'is missing'}"
        for name, begins in wanted
        if (name, begins) not in found
    ]
    differences += [
        f"{name}: ends elsewhere" for name, ends in wanted.items() if found.get(name, ends) != ends
    ]
    asked = {name for name, _ in wanted}
    return differences + [f"{name}: is not there" for name in sorted(named - asked)]


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]


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


def together(pieces: list[Path], head: Callable[[re.Match], str], page: str | None) -> dict:
    """How many reports put together of their Items have them all, and what the others differ in."""
    found = {
        file.name: assembled(json.loads(gzip.decompress(file.read_bytes())), head, page)
        for file in pieces
    }
    return {
        "complete": sum(not differences for differences in found.values()),
        "differences": {name: differences for name, differences in found.items() if differences},
    }


def assembled(gold: dict, head: Callable[[re.Match], str], page: str | None) -> list[str]:
    """One report put together of its Items, with ``page`` below contents whose lines end in it."""
    items = {k[5:]: v.strip() for k, v in gold.items() if k.startswith("item_") and v.strip()}
    text = f"SECURITIES AND EXCHANGE COMMISSION\n\nFORM 10-K\n\n{gold['company']}\n\n"
    if page is not None:
        lines = (words.partition("\n")[0][:120] for words in items.values())
        text += (
            "\n".join(f"{line}{page.format(7 * n + 1)}" for n, line in enumerate(lines)) + "\n\n"
        )
    wanted = {}
    for item, words in items.items():
        first, _, rest = words.partition("\n")
        wanted[f"Item {item}"] = len(letters(text))
        text += f"{_HEAD.sub(head, first)}\n{rest}\n\n"
    text += "SIGNATURES\n\nPursuant to the requirements of Section 13 this report was signed.\n"
    document = parse(text.encode(), name="assembled.txt")
    starts = {s.item: len(letters(document.text[: s.start])) for s in document.sections if s.item}
    differences = [
        f"{item}: {'begins elsewhere' if item in starts else 'is missing'}"
        for item, start in wanted.items()
        if abs(starts.get(item, -_NEAR) - start) > _COMPARED
    ]
    return differences + [f"{item}: is not there" for item in starts if item not in wanted]


def current(file: Path, judged: dict[str, list[str]]) -> dict:
    """One 8-K: where it differs from the other program's split, and who is right."""
    gold = json.loads(gzip.decompress(file.read_bytes()))
    theirs = {k[5:]: v for k, v in gold.items() if k.startswith("item_") and v.strip()}
    name = file.name.removesuffix(".json.gz")
    (raw,) = list((file.parent.parent / "raw").glob(f"{name}.*"))
    try:
        document = parse(gzip.decompress(raw.read_bytes()), name=raw.name)
    except UnreadableFile as refusal:
        return {"name": name, "differences": [str(refusal)], "verdict": "refused", "ours": False}
    ours = {s.item[5:]: document.words(s) for s in document.sections if s.item}
    items = [f"ours only: Item {i}" for i in sorted(set(ours) - set(theirs))]
    items += [f"theirs only: Item {i}" for i in sorted(set(theirs) - set(ours))]
    both = [i for i in sorted(set(ours) & set(theirs)) if differ(ours[i], theirs[i])]
    words = [
        f"Item {i}: {len(letters(ours[i]))} letters, theirs {len(letters(theirs[i]))}" for i in both
    ]
    verdict, reason = judged.get(name.rpartition("_")[2], ("not judged", ""))
    holds = not any(one.startswith("theirs only") for one in items)
    holds = holds and all(is_left_out(theirs[i], ours[i]) for i in both)
    return {
        "name": name,
        "differences": items + words,
        "verdict": f"{verdict}: {reason}" if reason else verdict,
        "ours": verdict == "ours" and holds,
    }


def differ(ours: str, theirs: str) -> bool:
    one, other = letters(ours), letters(theirs)
    return abs(len(one) - len(other)) > max(15, len(other) // 50) or one[:40] != other[:40]


def is_left_out(theirs: str, ours: str) -> bool:
    """Whether their words are all among ours, in the same order, and begin with the same."""
    words = iter(re.findall(r"[a-z0-9]+", ours.casefold()))
    wanted = re.findall(r"[a-z0-9]+", theirs.casefold())
    same = letters(ours)[:_COMPARED] == letters(theirs)[:_COMPARED]
    return same and all(word in words for word in wanted)


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
