"""Seconds of each parser over the same files in one process; started by speed/parse_filings.py.

    python benchmarks/measure_parsers.py FILE ...

Runs in the environment that has them all. Each file goes through every parser in turn, twice over,
and the quicker time of the two counts, which takes out what else the machine was doing. What a
parser made is thrown away outside the measured time.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROUNDS = 2


def main() -> None:
    parsers, absent = available()
    seconds = dict.fromkeys(parsers, 0.0)
    failed: dict[str, list[str]] = {}
    size = 0
    rates = []
    for file in map(Path, sys.argv[1:]):
        name, content = received(file)
        size += len(content)
        for parser, parse in parsers.items():
            best, problem = timed(parse, name, content)
            seconds[parser] += best
            if problem:
                failed.setdefault(parser, []).append(f"{name}: {problem}")
            elif parser == "bookrunner":
                rates.append(len(content) / best / 1e6)
    print(
        json.dumps(
            {
                "files": len(sys.argv) - 1,
                "bytes": size,
                "seconds": seconds,
                "absent": absent,
                "failed": failed,
                "rates": rates,
            }
        )
    )


def received(file: Path) -> tuple[str, bytes]:
    content = file.read_bytes()
    return file.name.removesuffix(".gz"), (
        gzip.decompress(content) if file.suffix == ".gz" else content
    )


def timed(parse: Callable[[str, bytes], Any], name: str, content: bytes) -> tuple[float, str]:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        try:
            made = parse(name, content)
        except Exception as error:
            return time.process_time() - began, f"{type(error).__name__}: {str(error)[:100]}"
        best = min(best, time.process_time() - began)
        del made
    return best, ""


def available() -> tuple[dict[str, Callable[[str, bytes], Any]], dict[str, str]]:
    """The parsers by name, and why others are not there."""
    found: dict[str, Callable[[str, bytes], Any]] = {}
    absent: dict[str, str] = {}
    for name, load in loaders():
        try:
            found[name] = load()
        except ImportError as error:
            absent[name] = str(error)
    return found, absent


def loaders() -> Iterator[tuple[str, Callable[[], Callable[[str, bytes], Any]]]]:
    yield "bookrunner", bookrunner
    yield "lxml.html.fromstring", lxml_html
    yield "lxml.etree.HTML", lxml_etree_html
    yield "lxml.etree.fromstring (XML)", lxml_xml
    yield "lexbor (selectolax)", lexbor
    yield "edgar.documents.parse_html", edgartools


def bookrunner() -> Callable[[str, bytes], Any]:
    from bookrunner.documents import parse

    return lambda name, content: parse(content, name=name)


def lxml_html() -> Callable[[str, bytes], Any]:
    from lxml import html

    return lambda _, content: html.fromstring(content)


def lxml_etree_html() -> Callable[[str, bytes], Any]:
    from lxml import etree

    return lambda _, content: etree.HTML(content, etree.HTMLParser(huge_tree=True))


def lxml_xml() -> Callable[[str, bytes], Any]:
    from lxml import etree

    # Old HTML is no XML; with `recover` it takes what it can of that.
    return lambda _, content: etree.fromstring(
        content, etree.XMLParser(huge_tree=True, resolve_entities=False, recover=True)
    )


def lexbor() -> Callable[[str, bytes], Any]:
    from selectolax.lexbor import LexborHTMLParser

    return lambda _, content: LexborHTMLParser(content)


def edgartools() -> Callable[[str, bytes], Any]:
    from edgar.documents import parse_html

    return lambda _, content: parse_html(content.decode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
