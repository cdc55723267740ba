"""Words that a bank does not send: promises, chat, and not meaningful printed as nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookrunner.lint.amounts import DRAWN, Amount
from bookrunner.lint.flaws import DeckFlaw, error, warning
from bookrunner.lint.pages import Exhibit, Page

_GOOD = r"(?:returns?|success|growth|profits?|upside|outcome|results?|gains?|performance)"
_PROMISES = re.compile(
    rf"\bguarantee(?:d|s|ing)?\s+(?:\w+\s+){{0,2}}?(?:{_GOOD}|that)\b"
    r"|\b(?:we|will|can)\s+guarantee\b"
    rf"|\b(?:{_GOOD}|price|value)\s+(?:is|are|will be)\s+guaranteed"
    rf"|\b(?:risk[- ]free|riskless)\s+(?:{_GOOD}|investment|opportunity|deal|trade|transaction)\b"
    r"|\b(?:no|without|zero)\s+(?:down ?side|risk\s+of\s+loss)\b"
    r"|\b(?:cannot|can['’]t|can not|will not|won['’]t)\s+(?:fail|lose|go wrong|miss)\b"
    r"|\bsure[- ](?:thing|fire)\b|\bno[- ]brainer\b"
    r"|\b(?:is|are)\s+(?:certain|sure|bound|guaranteed)\s+to\b"
    r"|\bwill\s+(?:certainly|definitely|undoubtedly|surely|inevitably)\b"
    r"|\b(?:undoubtedly|assuredly)\b|\bpromises?\s+(?:returns?|growth|upside|to\s+deliver)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|nor|never|neither|without|cannot|can['’]t)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_RATES = re.compile(r"risk[- ]free\s+rates?", re.I)
_CHAT = re.compile(
    r"\b(?:awesome|amazing|super\s+(?:excited|strong|cheap|attractive|happy)|gonna|wanna|kinda"
    r"|sorta|huge|tons of|a lot of|crush(?:ed|es|ing)?\s+(?:it|estimates|expectations)|killer"
    r"|insane(?:ly)?|crazy|skyrocket(?:ed|s|ing)?|mind[- ]blowing|rockstar|game[- ]chang(?:er|ing)"
    r"|stuff|guys|yeah|btw|fyi|asap|lol|slam dunk|home run|bang for the buck|low[- ]hanging fruit"
    r"|blow(?:s|ing)? (?:past|away)|fantastic|incredibl[ey]|unbelievabl[ey])\b"
    r"|\b(?:do|does|did|is|are|was|were|would|could|should|ca|wo|has|have|had)n['’]t\b"
    r"|\b(?:we|they|you)['’](?:re|ll|ve)\b"
    r"|\b(?:it|that|there|what)['’]s\s+(?:a|an|the|not|going|been)\b"
    r"|(?<!Yahoo)!(?!\w)|[\U0001F300-\U0001FAFF\u2705\u274C]",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\(?[-−]?\d[\d,]*(?:\.\d+)?\s?[xX]\)?")
_MULTIPLE = re.compile(
    r"\b(?:EV|P|TEV|enterprise value|price)\s*(?:/|to)\s*(?:\w+\s+){0,2}?"
    r"(?:E|EBITDA?|EBITA|sales|revenue|earnings|EPS|B|TBV|book|FCF|EBIT|net income)\b"
    r"|\bP/?E\b|\bprice[- ]earnings\b|\bmultiples?\b",
    re.IGNORECASE,
)
_LEVERAGE = re.compile(
    r"\b(?:net )?(?:debt|leverage|cash|coverage|gearing|PEG|change|difference|less)\b"
    r"|^x EBITDA$|^(?:sources|uses)\b",
    re.IGNORECASE,
)
"""Turns that may be nothing: of a company with net cash, of a fee, of one multiple less another."""
_ZERO = re.compile(r"\(?[-−]?0+(?:\.0+)?\s?[xX]?\)?")


def wording_flaws(page: Page) -> Iterator[DeckFlaw]:
    """Promises and chat in any words of a page."""
    texts = [(one.shape, one.text) for one in page.words]
    for exhibit in page.exhibits:
        said = [exhibit.corner, *exhibit.columns, *exhibit.rows]
        if not exhibit.is_chart:
            said += exhibit.printed.values()
        texts.append((exhibit.shape, "\n".join(said)))
    for shape, text in texts:
        for found in promises(text):
            yield error(
                "promise", page.number, shape, found,
                "it promises what nobody can promise; rules on communications with investors "
                "forbid it", "say what is expected, on what assumption, and what could differ",
            )  # fmt: skip
        chat = informal(text)
        if chat:
            yield warning(
                "informal", page.number, shape, chat,
                "it is not the language of a document for a board",
                "say it plainly, with the number that shows it",
            )  # fmt: skip


def promises(text: str) -> Iterator[str]:
    """What a text promises that nobody can promise."""
    for found in _PROMISES.finditer(text):
        if not _RATES.match(found[0]) and not _DENIED.search(text[: found.start()]):
            yield found[0]


def informal(text: str) -> str:
    """The first words that are not the language of a document for a board; "" for none."""
    chat = _CHAT.search(text)
    return "" if chat is None else chat[0]


def not_meaningful_flaws(page: Page) -> Iterator[DeckFlaw]:
    """Multiples printed as zero or below it, where NM belongs."""
    for exhibit in page.exhibits:
        for (row, column), amount in sorted(exhibit.cells.items()):
            if amount.value > 0 or _may_be_nothing(exhibit, row, column):
                continue
            if _is_multiple(exhibit, row, column, amount):
                yield error(
                    "nm-as-zero", page.number, exhibit.shape,
                    f"{exhibit.rows[row]} {exhibit.columns[column]}: {amount.printed}".strip(),
                    "a multiple of nothing or of a loss has no meaning, and as a number it drags "
                    "the statistics", "print NM and leave it out of the statistics",
                )  # fmt: skip


def _may_be_nothing(exhibit: Exhibit, row: int, column: int) -> bool:
    heads = (exhibit.rows[row], exhibit.columns[column], exhibit.caption, exhibit.corner)
    return any(_LEVERAGE.search(head) for head in heads)


def _is_multiple(exhibit: Exhibit, row: int, column: int, amount: Amount) -> bool:
    shown = exhibit.printed.get((row, column), "")
    heads: Sequence[str] = (exhibit.rows[row], exhibit.columns[column])
    if amount.unit == DRAWN:
        # A bar called "Multiple" may be an amount, as in a bridge of a gain.
        is_turns = bool(re.search(r"[\"\\]x|x\"", shown))
        names = (one for one in (*heads, exhibit.caption) if re.search(r"/|\bto\b|P/?E", one))
        return is_turns or any(_MULTIPLE.search(one) for one in names)
    if _TURNS.fullmatch(shown.strip()):
        return True
    return bool(_ZERO.fullmatch(shown.strip())) and any(_MULTIPLE.search(one) for one in heads)
