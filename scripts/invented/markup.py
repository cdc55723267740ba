"""Inline XBRL as XHTML: tagged numbers and words, and the header that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape

from invented.model import Span

CIK = "9999990001"
NAMESPACE = "http://alderbrook.example/20240127"
When = Span | date
Members = tuple[tuple[str, str], ...]

STYLE = """
body{font-family:'Times New Roman',Times,serif;font-size:10.5pt;line-height:1.35;color:#111;
max-width:50em;margin:2em auto;padding:0 1em}
h1,h2,h3{text-align:center;font-size:12pt;margin:1.4em 0 .6em}h2{font-size:11.5pt;text-align:left}
h3{font-size:10.5pt;text-align:left;font-style:italic}p{margin:.55em 0;text-align:justify}
.cover,.cover p{text-align:center}.name{font-size:18pt;font-weight:bold}
.notice{border:2px solid #b00;color:#b00;padding:.5em;font-weight:bold;text-align:center}
table{border-collapse:collapse;width:100%;margin:.8em 0;font-size:9.5pt}
td,th{padding:.12em .4em;vertical-align:bottom}td.n,th.n{text-align:right;white-space:nowrap}
tr.total td{border-top:1px solid #111;font-weight:bold}.caption{font-weight:bold;
margin:1.2em 0 0}.scale{margin:0;font-style:italic}caption{font-weight:bold;text-align:left}
hr{border:0;border-top:1px solid #999;margin:2em 0}.page{page-break-before:always}
""".strip()

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"
 xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
 xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:dei="http://xbrl.sec.gov/dei/2023"
 xmlns:srt="http://fasb.org/srt/2023"
 xmlns:us-gaap="http://fasb.org/us-gaap/2023"
 xmlns:zald="{namespace}" xml:lang="en-US">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div style="display:none">
<ix:header>
<ix:hidden>
{hidden}
</ix:hidden>
<ix:references>
<link:schemaRef xlink:type="simple" xlink:href="{schema}"/>
</ix:references>
<ix:resources>
{contexts}
{units}
</ix:resources>
</ix:header>
</div>
"""

_UNITS = {
    "usd": "<xbrli:measure>iso4217:USD</xbrli:measure>",
    "shares": "<xbrli:measure>xbrli:shares</xbrli:measure>",
    "pure": "<xbrli:measure>xbrli:pure</xbrli:measure>",
    "usdPerShare": "<xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>"
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
    "</xbrli:unitDenominator></xbrli:divide>",
}


@dataclass(frozen=True)
class Tag:
    """How a number is tagged; ``scale`` 3 when thousands are shown."""

    concept: str
    unit: str = "usd"
    scale: int = 3
    decimals: str = "-3"
    places: int = 0
    """Decimal places shown."""


def per_share(concept: str) -> Tag:
    return Tag(concept, "usdPerShare", 0, "2", 2)


def share_count(concept: str) -> Tag:
    return Tag(concept, "shares")


def whole(concept: str, unit: str = "usd") -> Tag:
    """A number shown and meant in single units."""
    return Tag(concept, unit, 0, "INF")


def rate(concept: str) -> Tag:
    """A number shown as a percentage."""
    return Tag(concept, "pure", -2, "4", 2)


@dataclass(frozen=True)
class Row:
    """A line of a table: its words and one number per column; None leaves a cell empty."""

    label: str
    tag: Tag | None = None
    values: Sequence[int | str | None] = ()
    total: bool = False
    members: Members = ()
    negated: bool = False
    """Shown with the sign turned round: money paid out is tagged positive, shown in brackets."""


@dataclass
class Report:
    """A filing being written; it collects the contexts and units that its tags use."""

    form: str
    title: str
    _contexts: dict[str, str] = field(default_factory=dict)
    _units: dict[str, None] = field(default_factory=dict)
    _hidden: list[str] = field(default_factory=list)
    _count: int = 0

    def number(
        self,
        tag: Tag,
        value: int | str,
        when: When,
        *,
        members: Members = (),
        negated: bool = False,
    ) -> str:
        """The tagged number as shown: ``1,234``, ``(1,234)`` or a dash for zero."""
        amount = Decimal(value)
        attributes = (
            f'id="{self._id()}" name="{tag.concept}" contextRef="{self._context(when, members)}" '
            f'unitRef="{self._unit(tag.unit)}" decimals="{tag.decimals}" scale="{tag.scale}"'
        )
        if not amount:
            fmt = "ixt:fixed-zero"
            return f'<ix:nonFraction {attributes} format="{fmt}">—</ix:nonFraction>'
        sign = ' sign="-"' if amount < 0 else ""
        shown = f"{abs(amount):,.{tag.places}f}"
        tagged = (
            f'<ix:nonFraction {attributes}{sign} format="ixt:num-dot-decimal">'
            f"{shown}</ix:nonFraction>"
        )
        return f"({tagged})" if (amount < 0) is not negated else tagged

    def words(self, concept: str, shown: str, when: When, fmt: str = "") -> str:
        """Tagged words; ``fmt`` names a transformation: ``ixt:date-monthname-day-year-en``."""
        transformed = f' format="{fmt}"' if fmt else ""
        return (
            f'<ix:nonNumeric id="{self._id()}" name="{concept}" '
            f'contextRef="{self._context(when, ())}"{transformed}>{shown}</ix:nonNumeric>'
        )

    def hide(self, concept: str, value: str, when: When) -> None:
        """A fact that the page does not show."""
        self._hidden.append(self.words(concept, value, when))

    def table(
        self,
        caption: str,
        scale: str,
        columns: Sequence[tuple[str, When]],
        rows: Iterable[Row],
    ) -> str:
        """A table with its scale under the caption."""
        heads = "".join(f'<th class="n">{label}</th>' for label, _ in columns)
        lines = [
            f'<p class="caption">{caption}</p>',
            f'<p class="scale">({scale})</p>',
            f"<table><tr><th></th>{heads}</tr>",
        ]
        for row in rows:
            cells = []
            for value, (_, when) in zip(row.values, columns, strict=bool(row.values)):
                cells.append(f'<td class="n">{self._cell(row, value, when)}</td>')
            cells += ["<td></td>"] * (len(columns) - len(cells))
            style = ' class="total"' if row.total else ""
            lines.append(f"<tr{style}><td>{row.label}</td>{''.join(cells)}</tr>")
        lines.append("</table>")
        return "\n".join(lines)

    def _cell(self, row: Row, value: int | str | None, when: When) -> str:
        if value is None:
            return ""
        if row.tag is None:
            return escape(str(value))
        shown = self.number(row.tag, value, when, members=row.members, negated=row.negated)
        money = row.tag.unit.startswith("usd") and (row.total or row.tag.unit == "usdPerShare")
        percent = "%" if row.tag.scale == -2 else ""
        return f"{'$ ' if money else ''}{shown}{percent}"

    def document(self, body: str) -> str:
        """The whole page."""
        head = _HEAD.format(
            namespace=NAMESPACE,
            title=escape(self.title),
            style=STYLE,
            hidden="\n".join(self._hidden),
            schema="zald-20240127.xsd",
            contexts="\n".join(self._contexts.values()),
            units="\n".join(
                f'<xbrli:unit id="{name}">{_UNITS[name]}</xbrli:unit>' for name in self._units
            ),
        )
        return f"{head}{body}\n</body>\n</html>\n"

    def _id(self) -> str:
        self._count += 1
        return f"f-{self._count}"

    def _unit(self, name: str) -> str:
        self._units[name] = None
        return name

    def _context(self, when: When, members: Members) -> str:
        if isinstance(when, Span):
            name = f"d-{when.start:%Y%m%d}-{when.end:%Y%m%d}"
            period = (
                f"<xbrli:startDate>{when.start}</xbrli:startDate>"
                f"<xbrli:endDate>{when.end}</xbrli:endDate>"
            )
        else:
            name = f"i-{when:%Y%m%d}"
            period = f"<xbrli:instant>{when}</xbrli:instant>"
        name += "".join("-" + member.split(":")[-1] for _, member in members)
        explicit = "".join(
            f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
            for axis, member in members
        )
        segment = f"<xbrli:segment>{explicit}</xbrli:segment>" if members else ""
        self._contexts[name] = (
            f'<xbrli:context id="{name}"><xbrli:entity>'
            f'<xbrli:identifier scheme="http://www.sec.gov/CIK">{CIK}</xbrli:identifier>'
            f"{segment}</xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>"
        )
        return name


def paragraphs(text: str) -> str:
    """Paragraphs parted by empty lines, as HTML; a line that begins with ``# `` is a heading."""
    parts = []
    for part in text.strip().split("\n\n"):
        joined = " ".join(part.split())
        if joined.startswith("# "):
            parts.append(f"<h3>{joined[2:]}</h3>")
        elif joined.startswith("<"):
            parts.append(part.strip())
        else:
            parts.append(f"<p>{joined}</p>")
    return "\n".join(parts)


def item(number: str, title: str, text: str) -> str:
    """An Item with its heading."""
    return f"<h2>Item {number}. {title}</h2>\n{paragraphs(text)}"


def us(day: date) -> str:
    """A date as filings write it: January 27, 2024."""
    return f"{day:%B} {day.day}, {day.year}"


def us_fact(report: Report, concept: str, day: date, when: When) -> str:
    return report.words(concept, us(day), when, "ixt:date-monthname-day-year-en")
