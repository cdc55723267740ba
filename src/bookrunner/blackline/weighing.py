"""How much a change matters to a reader: by its section, its subject, its kind and its size.

A weight of up to 100 orders the list; it is no probability, and its reasons stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_SECTIONS: Sequence[tuple[str, int]] = (
    (r"risk factors", 18),
    (r"management.s discussion|operating and financial review", 18),
    (r"legal proceedings", 16),
    (r"liquidity|going concern|subsequent events?", 18),
    (r"controls and procedures", 14),
    (r"quantitative and qualitative", 10),
    (r"financial statements", 12),
    (r"business", 10),
    (r"exhibits?|signatures?", 0),
)
_SUBJECTS: Sequence[tuple[str, str, int]] = (
    ("going concern", r"going concern|substantial doubt", 40),
    ("bankruptcy", r"bankruptcy|chapter 11|insolven|receivership", 40),
    ("default or covenant",
     r"(?:event of )?default\b|covenant|waiver|forbearance|accelerat\w+ of", 30),
    ("restatement", r"restat(?:e|ed|ement|ing)\b|non.?reliance|previously issued", 32),
    ("control weakness", r"material weakness|significant deficienc|not effective", 32),
    ("impairment", r"impair\w*|write.?(?:down|off)", 22),
    ("liquidity", r"liquidity|borrowing base|revolv\w+|credit (?:facility|agreement)|maturit", 16),
    ("guidance or outlook", r"outlook|guidance|we (?:now )?expect|anticipate", 14),
    ("litigation or inquiry",
     r"subpoena|investigat\w+|class action|lawsuit|indict|settlement|department of justice", 22),
    ("customer or supplier", r"(?:largest|major|significant) customer|sole.?source|supplier", 14),
    ("merger or disposal", r"merger|acqui(?:re|sition)|divest|disposal|spin.?off|tender offer", 18),
    ("capital return", r"dividend|repurchase|buy.?back", 12),
    ("dilution", r"at.the.market|shelf registration|convertible|warrants?", 14),
    ("restructuring", r"restructur\w+|layoff|workforce reduction|severance", 18),
    ("cyber incident", r"cyber|ransomware|data breach|unauthori[sz]ed access", 16),
    ("auditor", r"independent registered public accounting|auditor", 10),
    ("management", r"chief (?:executive|financial) officer|resign\w*|appointed", 12),
    ("negation", r"\b(?:not|no longer|never|unable|cannot|except)\b", 12),
)  # fmt: skip
_KINDS = {"added": 14, "removed": 14, "reworded": 8, "moved": 0}
_SIZES = ((Decimal("0.5"), 20), (Decimal("0.2"), 14), (Decimal("0.05"), 8), (Decimal(0), 3))
_MOST = 100
_SHORT = 6
"""Words below which a passage is a heading rather than a statement."""

_SECTION_RULES = [(re.compile(words, re.I), weight) for words, weight in _SECTIONS]
_SUBJECT_RULES = [(name, re.compile(words, re.I), weight) for name, words, weight in _SUBJECTS]


def weigh(
    kind: str,
    section: str,
    struck: str,
    added: str,
    moved: Decimal | None,
    *,
    is_rolled: bool,
    is_row: bool,
) -> tuple[int, Sequence[str]]:
    """The weight of a change and the reasons for it.

    Args:
        struck: The words that went; only what changed is searched for subjects.
        added: Those that came.
        moved: The largest change of a number, as a fraction of the old one.
    """
    if is_rolled:
        return 0, ("only dates and periods went on",)
    weight, reasons = _KINDS[kind], [kind]
    for rule, more in _SECTION_RULES:
        if rule.search(section):
            weight, reasons = weight + more, [*reasons, f"in {section}" if more else "in exhibits"]
            break
    if kind != "moved":
        told = [(more, name) for name, rule, more in _SUBJECT_RULES
                if rule.search(struck) or rule.search(added)]  # fmt: skip
        for place, (more, name) in enumerate(sorted(told, reverse=True)[:3]):
            weight += more if place == 0 else more // 3
            reasons.append(f"speaks of {name}")
    if moved is not None and moved > 0:
        weight += next(more for least, more in _SIZES if moved >= least)
        reasons.append(f"a number moved by {moved:.0%}" if moved < 100 else "a number moved")
    if is_row or (kind in ("added", "removed") and len((struck or added).split()) < _SHORT):
        weight = weight * 2 // 3
    return min(weight, _MOST), tuple(reasons)
