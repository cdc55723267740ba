"""How many phrasings are read exactly as decided by hand: text, conditions, what is not understood.

.venv/bin/python benchmarks/quality/sourcing.py [tuning|held|fresh] [--show]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bookrunner.targeting import definitions, parsed
from bookrunner.targeting.sourcing import read_words
from bookrunner.targeting.sourcing_reading import Reading

KEY = Path(__file__).with_name("sourcing_key.txt")


def rows(half: str = "") -> Iterator[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    """The phrasings of a half, or of both, with their readings."""
    first, _, fresh = KEY.read_text(encoding="utf-8").partition("## fresh")
    lines = [one for one in first.splitlines() if one[:1] not in ("", "#")]
    named = [(("tuning", "held")[at % 2], line) for at, line in enumerate(lines)]
    named += [("fresh", line) for line in fresh.splitlines()[1:]]
    for of_half, line in named:
        if half and half != of_half:
            continue
        words, text, where, unread = (part.strip() for part in line.rsplit("|", 3))
        yield words, _parts(text), where, _parts(unread)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def is_right(
    told: Reading, text: tuple[str, ...], where: str, not_understood: tuple[str, ...]
) -> bool:
    """Whether text, conditions (as trees) and what was not understood are those of the key."""
    known = definitions().features
    said = (*told.text, *(f"not {one}" for one in told.text_not))
    is_same = (told.where == where == "") or (
        bool(told.where and where) and parsed(told.where, known) == parsed(where, known)
    )
    return (
        said == text and is_same and tuple(u.words for u in told.not_understood) == not_understood
    )


def main() -> None:
    """Prints the share read exactly, by half; with --show each that differs."""
    halves = [one for one in sys.argv[1:] if not one.startswith("-")] or ["tuning", "held", "fresh"]
    for half in halves:
        right = count = 0
        for words, text, where, unread in rows(half):
            told = read_words(words, definitions())
            count += 1
            is_exact = is_right(told, text, where, unread)
            right += is_exact
            if not is_exact and "--show" in sys.argv:
                got = [one.words for one in told.not_understood]
                print(f"{words}\n  {told.text} -{told.text_not} | {told.where} | {got}\n"
                      f"  {text} | {where} | {unread}")  # fmt: skip
        print(f"{half}: {right} of {count} read exactly ({right / count:.1%})")


if __name__ == "__main__":
    main()
