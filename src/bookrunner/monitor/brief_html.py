"""The brief as one page of HTML that needs nothing beside itself."""

from __future__ import annotations

from html import escape

from bookrunner.monitor.brief import Brief, BriefLine, anchor
from bookrunner.monitor.brief_words import HEADINGS, closing, empty, heading, when

_STYLE = """
@page { size: A4; margin: 12mm 13mm }
* { box-sizing: border-box }
body { font: 12px/1.38 "Inter", "Segoe UI", "Liberation Sans", Arial, sans-serif; color: #16202b;
  max-width: 960px; margin: 24px auto; padding: 0 18px }
h1 { font-size: 19px; margin: 0; letter-spacing: -.01em }
.sub { color: #5a6773; margin: 2px 0 14px; border-bottom: 2px solid #16202b; padding-bottom: 8px }
h2 { font-size: 11px; text-transform: uppercase; letter-spacing: .07em; color: #1d4e89;
  margin: 14px 0 3px }
table { width: 100%; border-collapse: collapse }
td { padding: 3px 8px 3px 0; vertical-align: top; border-bottom: 1px solid #e4e8ec }
td.at { white-space: nowrap; color: #5a6773; font-variant-numeric: tabular-nums; width: 118px }
td.co { font-weight: 600; width: 190px }
td.form { white-space: nowrap; color: #5a6773; width: 92px }
.why { color: #5a6773 } .w5 { color: #a4161a; font-weight: 700 } .w4 { color: #b45309;
  font-weight: 600 }
ol { margin: 0; padding-left: 18px } li { margin: 2px 0 5px }
details { display: inline } summary { display: inline; cursor: pointer; color: #1d4e89 }
blockquote { margin: 3px 0 5px; padding-left: 8px; border-left: 2px solid #c8d1da;
  color: #33404d } a { color: #1d4e89 } footer { margin-top: 12px; color: #5a6773; font-size: 11px }
@media print { body { margin: 0; padding: 0; font-size: 9.5px; max-width: none } }
@media (prefers-color-scheme: dark) { @media screen { body { background: #10161c; color: #dfe6ec }
  .sub { border-color: #dfe6ec } td { border-color: #25303a } .why, .sub, td.at, td.form, footer {
  color: #93a1ae } h2, a, summary { color: #7fb0e6 } blockquote { color: #b9c4ce } } }
"""


def page(brief: Brief) -> str:
    """The whole document."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(heading(brief))}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(heading(brief))}</h1>",
        f'<p class="sub">{escape(when(brief))}</p>',
    ]
    if brief.top:
        parts.append("<h2>First</h2><ol>")
        parts += [f"<li>{_first(line)}</li>" for line in brief.top]
        parts.append("</ol>")
    for section, lines in brief.sections.items():
        if lines:
            parts.append(f"<h2>{HEADINGS[section]}</h2><table>")
            parts += [_row(line) for line in lines]
            parts.append("</table>")
    if empty(brief):
        parts.append(f"<p>{escape(empty(brief))}</p>")
    said = " ".join(closing(brief))
    parts.append(f"<footer>{escape(said)}</footer></body></html>\n")
    return "\n".join(parts)


def _first(line: BriefLine) -> str:
    call = f" <b>{escape(line.action)}</b>" if line.action else ""
    banker = f" ({escape(line.banker)})" if line.banker else ""
    return (
        f'<b>{escape(line.company)}</b>: <span class="w{line.weight}">{escape(line.says)}</span>'
        f"{_label(line)}{call}{banker}. {_why(line)} {_proof(line)}"
    )


def _row(line: BriefLine) -> str:
    banker = f" ({escape(line.banker)})" if line.banker else ""
    return (
        f'<tr><td class="at">{escape(line.at)}</td><td class="co">{escape(line.company)}</td>'
        f'<td class="form">{escape(line.form)}</td><td><span class="w{line.weight}">'
        f"{escape(line.says)}</span>{_label(line)}{banker} {_why(line)} {_proof(line)}</td></tr>"
    )


def _label(line: BriefLine) -> str:
    return f" <i>[{escape(line.label)}]</i>" if line.label else ""


def _why(line: BriefLine) -> str:
    return f'<span class="why">{escape(line.why)}</span>' if line.why else ""


def _proof(line: BriefLine) -> str:
    proof = line.proof
    link = f' <a href="{escape(proof.url)}">{escape(proof.accession)}</a>' if proof.url else ""
    return (
        f'<details id="{anchor(line)}"><summary>proof</summary><blockquote>{escape(proof.quote)}'
        f"<br><code>{escape(proof.place)}</code>{link}</blockquote></details>"
    )
