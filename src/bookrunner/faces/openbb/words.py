"""Answers as Markdown: each statement with the words it stands on and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Held = Mapping[str, Any]

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def plainly(said: object) -> str:
    """Words of a document with what Markdown would act on made harmless, on one line."""
    return _ACTIVE.sub(r"\\\1", " ".join(str(said).split()))


def answered(held: Held) -> str:
    """The answer, its figure and formula, and the words that prove it."""
    return "\n".join([*_told(held), *_proofs(held), *_remarks(held)]).strip() + "\n"


def said_first(held: Held) -> str:
    """The answer with its figure and formula, without the words that prove it."""
    return "\n".join([*_told(held), *_remarks(held)]).strip() + "\n"


def _told(held: Held) -> Iterator[str]:
    yield plainly(held["answer"])
    if held.get("value") is not None:
        unit, period = held["unit"] or "", held["period"] or ""
        yield f"\n**{_digits(held['value'])} {plainly(unit)}**, {plainly(period)}".rstrip(", ")
    if held.get("formula"):
        yield f"\nFormula: {plainly(held['formula'])}"
    if held.get("id"):
        yield f"\nFigure: `{held['id']}`"


def _proofs(held: Held) -> Iterator[str]:
    for number, one in enumerate(held["citations"], 1):
        page = f", page {one['page']}" if one["page"] is not None else ""
        yield f"\n> {plainly(one['quote'])}"
        yield (
            f">\n> [{number}] {plainly(one['source_name'])}{page}, characters {one['start']} to "
            f"{one['end']} of `{one['document']}`"
        )


def _remarks(held: Held) -> Iterator[str]:
    for one in held.get("findings", ()):
        yield f"\n*{plainly(one['severity'])}: {plainly(one['message'])}*"


def brief(held: Held) -> str:
    """The morning brief: what weighs most, then section by section, each line with its proof."""
    lines = [f"# Brief, {held['since']} to {held['to']}", f"\n{held['companies']} companies."]
    for title, rows in {"What weighs most": held["top"], **held["sections"]}.items():
        if not rows and not held["left_out"].get(title):
            continue
        lines.append(f"\n## {title[:1].upper()}{title[1:]}\n")
        lines += [_brief_line(row) for row in rows]
        if held["left_out"].get(title):
            lines.append(f"- {held['left_out'][title]} more")
    if not any((held["top"], *held["sections"].values())):
        lines.append("\nNothing happened that these records tell of.")
    lines += [f"\n*{plainly(note)}*" for note in held["notes"]]
    return "\n".join(lines) + "\n"


def _brief_line(row: Held) -> str:
    proof = row["proof"]
    where = " ".join(part for part in (proof["accession"], proof["place"]) if part)
    quote = f' "{plainly(proof["quote"])}"' if proof["quote"] else ""
    return (
        f"- **{plainly(row['company'])}** {plainly(row['says'])} ({plainly(row['at'])}, weight "
        f"{row['materiality']}).{quote} {plainly(where)}".rstrip()
    )


def reasons(held: Held) -> str:
    """A number's tree from the top down, to the words in the filing."""
    lines = [f"Where `{held['asked']}` comes from", ""]
    for step in held["steps"]:
        number = step["number"]
        again = " (as above)" if step["repeated"] else ""
        lines.append(
            f"{'  ' * step['depth']}- **{plainly(number['name'])}**: {_digits(number['value'])} "
            f"{plainly(number['unit'])}, {number['kind']}: {plainly(number['origin'])}{again}"
        )
        words = step["words"]
        if words:
            lines.append(
                f"{'  ' * step['depth']}  > {plainly(words['before'])} "
                f"**{plainly(words['words'])}** {plainly(words['after'])}"
            )
    return "\n".join(lines) + "\n"


def _digits(value: object) -> str:
    """A number in full, parted by thousands; NM and NA as they are."""
    if isinstance(value, str):
        return plainly(value)
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return f"{exact.to_integral_value() if whole else exact:,f}"
