"""Questions about a company's parts: which is the most of them, one by its name, its share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.answers.comparing import wants_most
from bookrunner.facts import Axis

_KINDS = {
    Axis.SEGMENT: r"segments?|divisions?|business(?:es| units?| segments?| lines?)?|units?",
    Axis.PRODUCT: r"products?(?: and services?)?(?: (?:line|group|platform)s?| categor(?:y|ies))?|"
    r"(?:revenue|sales|service) (?:categor(?:y|ies)|streams?|sources?)|services?",
    Axis.GEOGRAPHY: r"(?:geographic(?:al)? )?(?:regions?|markets?|areas?)|geograph(?:y|ies)|"
    r"countr(?:y|ies)",
}
_FIRM = r"(?:(?:the )?(?:company|firm|group)['’]s |[A-Z][\w&.'’ -]{0,40}?['’]s? |its |their |the )?"
_ADJECTIVES = (
    r"(?:(?:reportable|reporting|operating|business|geographic(?:al)?|single|main|of|two|three|"
    r"four|five|six) )*"
)
_TOP = (
    r"(?:second[- ])?(?:highest|largest|biggest|most|greatest|top|best|strongest|fastest|lowest|"
    r"smallest|least|weakest|slowest|worst|higher|lower|larger|smaller)"
)
_TOP_OF = rf"(?:{_TOP}[- ]?(?:growing |selling |performing )?)?"
_WHICH = r"\b(?:which|what|who|name)(?: one)? (?:(?:is|was|of|were) )?"
_SUPERLATIVE = re.compile(rf"\b{_TOP}\b(?:[- ](?:growing|selling|performing|earning))?", re.I)
_HOW_MUCH = re.compile(
    r",?\s*\b(?:and|with)? ?(?:by )?(?:how (?:much|large|big|high)|what) (?:was|is|were|did|does)\b"
    r" ?(?:it|that|they|the (?:amount|figure|value|number))?(?: amount to| come to| (?:make|earn|"
    r"generate|report|contribute|total))?(?= ?(?:\?|$|in (?:FY|fiscal|20)))|"
    r",?\s*\band (?:by )?(?:how much|what amount|at what (?:amount|value|level))\b(?: of it)?|"
    r",?\s*\band what (?:was|is) (?:the |its )?(?:amount|figure|value|number)\b",
    re.I,
)
_OTHER_CUT = re.compile(
    r"\b(?:excluding|except|other than|besides|outside|after|organic\w*|m&a|acquisitions?|"
    r"constant|currency|adjusted|non-?gaap|why|reason\w*|customers?|drove|driv\w+|caus\w+|"
    r"expect\w*|guidance|how many|employees?|third|fourth)\b",
    re.I,
)
_GROWS = re.compile(
    r"\b(?:gr[eo]w|grown|growing|growth|increas\w+|declin\w+|decreas\w+|fell|shr[aiu]nk|dropped)\b",
    re.I,
)
_HOW_FAST = re.compile(
    r"\bhow (?:fast|quickly|rapidly|strongly|much) (?:did|has|have) (.{3,60}?) (?:grow|grown)\b",
    re.I,
)
_FALLS = re.compile(r"\b(?:declin\w+|decreas\w+|fell|shr[aiu]nk|dropped)\b", re.I)
_DRAGS = re.compile(r"\b(?:dragg?\w* (?:down )?|weigh\w* on|held back|hurt)\b", re.I)
_LEFT = re.compile(
    r"\b(?:had|has|have|having|reported?|reports|posted|earned|recorded|showed?|generat(?:ed?|es)|"
    r"brought in|made|ma(?:de|kes?) up|produc(?:ed?|es)|contribut(?:ed?|es)(?: to)?|accounts? for|"
    r"accounted for|deliver(?:ed|s)?|measured|ranked|terms|total|company|overall|did|does|was|were|"
    r"is|are|by|in terms of|to|of|the|its|their|for|share|portion|part|amount|contributor|"
    r"contribution|source|with|and|from|saw|see|experienced|growing|"
    r"year[- ]over[- ]year|consolidated|much|it|that|terms|segments?)\b",
    re.I,
)
_SHARE = re.compile(
    r"\b(?:(?:what|which|how (?:large|big|high|much)) (?:a |was the |is the |of a )?(?:%|"
    r"(?:share|percent(?:age)?|proportion|portion|fraction|part)(?: share)?) of|"
    r"(?:what|which) (?:was|is|were) (?:the )?(?:%|share|percent(?:age)?|proportion|portion|"
    r"fraction) of|(?:the )?(?:share|percent(?:age)?|proportion|portion|fraction) of|% of|"
    r"how (?:much|large a part) of(?=[^?]{5,80}\b(?:in|as a) (?:percent|%)))",
    re.I,
)
_AS_A_SHARE = re.compile(
    r"(?:,\s*)?\b(?:as|expressed as|in) (?:a |an )?(?:%|percent(?:age)?|share|proportion) of "
    r"(?:the |its )?(?:company['’]s )?(?:total |net |consolidated |overall )*(?:revenues?|sales)\b",
    re.I,
)
_OUTSIDE = re.compile(
    r"\b(?:from |in |by )?(?:markets? |countries |customers |sources |regions )?"
    r"(?:outside(?: of)?|beyond|other than(?: in)?|excluding) "
    r"(?:the |its )?(?:United States(?: of America)?|U\.S\.(?:A\.)?|US\b(?:A\b)?|America\b)|"
    r"\bnon-?(?:US|U\.S\.)|\bfrom abroad\b|\bfrom foreign (?:countries|markets|customers)\b",
)
_HOME = (
    r"(?:United States(?: of America)?(?!\s+dollars)|U\.S\.(?:A\.)?(?!\s*(?:dollars|\$|GAAP))|"
    r"US(?:A)?(?![\w$])(?!\s+(?:dollars|GAAP|\$))|(?i:domestic)(?:ally)?)"
)
_NOUN = (
    r"(?:(?:reportable |operating |business |product |geographic |revenue |overall )?"
    r"(?:segments?|divisions?|business(?:es)?(?: units?)?|units?|regions?|markets?|"
    r"product (?:lines?|categor(?:y|ies))|categor(?:y|ies)|products?|lines?|areas?|brands?|"
    r"operations|countr(?:y|ies)|customers))"
)
_BEFORE = (
    r"(?:\b(?:that |which )?(?:came|comes?|coming|was|were|is|are|did|does)?\s*(?:derived|earned|"
    r"generated|made|sold|contributed|attributable|attributed|accounted for|provided|recorded|"
    r"reported|represented)?\s*(?:from|by|in|within|of|for|to|on)\s+)?"
    r"(?:(?:(?:customers|business|operations)\s+(?:of|in|to|from)|its|the|their)\s+)*"
)
_VERBS = re.compile(
    r"\b(?:represent(?:ed|s)?|contribut(?:ed?|es)(?: to)?|account(?:ed|s)? for|bring in(?: as)?|"
    r"add(?:ed|s)?(?: to)?|make up|made up|com(?:es?|ing)|came)\b",
    re.I,
)
_PLURAL_MIN = 3
_GENERIC = frozenset(
    ("and", "the", "of", "other", "all", "corporate", "total", "segment", "member", "segments")
)


@dataclass(frozen=True)
class Ranking:
    """Which part is the most or the least of all."""

    axis: Axis
    wants_most: bool
    place: int
    """0 for the first, 1 for the second."""
    measured: str
    """The measure's question, of one part alone."""


def ranking_asked(words: str) -> Ranking | None:
    """The ranking that is asked for; None where none is, or one that no breakdown gives."""
    asked = _HOW_MUCH.sub(" ", words)
    if _OTHER_CUT.search(asked):
        return None
    for axis, kinds in _KINDS.items():
        part = rf"{_WHICH}{_FIRM}{_TOP_OF}{_ADJECTIVES}(?:{kinds})\b"
        which = re.search(part, asked) or re.search(part, asked, re.I)
        top = _SUPERLATIVE.search(asked)
        drags = _DRAGS.search(asked)
        if which is None or (top is None and drags is None):
            continue
        is_second = top is not None and top[0].lower().startswith("second")
        rest = f"{asked[: which.start()]} {asked[which.end() :]}"
        grows = bool(_GROWS.search(asked)) or bool(drags)
        most = drags is None and wants_most(re.sub(r"\bsecond[- ]", "", _as_size(asked)))
        if _FALLS.search(asked) and re.search(r"\bmost|biggest|largest|steepest\b", asked, re.I):
            most = not most
        rest = _GROWS.sub(" ", _DRAGS.sub(" ", _SUPERLATIVE.sub(" ", rest)))
        rest = re.sub(r"\s+", " ", _LEFT.sub(" ", rest)).strip(" ?.,")
        task = "revenue growth" if grows and not _names_line(rest) else ""
        measure = f"{task} {rest}".strip() if task else f"{rest} {'growth' if grows else ''}"
        if not task and not _names_line(rest):
            measure = f"revenue {rest}"
        return Ranking(axis, most, int(is_second), f"What was the {measure}?")
    return None


def _as_size(words: str) -> str:
    words = re.sub(r"\b(?:top|strongest|fastest)\b", "highest", words, flags=re.I)
    return re.sub(r"\bslowest\b", "lowest", words, flags=re.I)


def _names_line(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:revenues?|sales|income|profits?|earnings|margins?|assets|capex|expenditures?|"
            r"depreciation|d&a|loss(?:es)?|costs?|expenses?|ebitda|goodwill)\b",
            words,
            re.I,
        )
    )


@dataclass(frozen=True)
class Share:
    """What part of a whole is asked."""

    measured: str
    """The measure's question, with the part still in it."""
    is_outside_home: bool
    """Of all but the United States."""


def share_asked(words: str) -> Share | None:
    """The share that is asked for; None where none is."""
    if match := _AS_A_SHARE.search(words):
        rest = f"{words[: match.start()]} {words[match.end() :]}"
        if not re.search(r"\b(?:revenues?|sales)\b", rest, re.I):
            rest = re.sub(r"\b(?:how (?:much|large|big) (?:was|is|were|did))\b", " ", rest)
            rest = f"What was the revenue of {rest.lstrip(' ,')}"
    elif match := _SHARE.search(words):
        rest = f"{words[: match.start()]} what was {words[match.end() :]}"
    else:
        return None
    outside = _OUTSIDE.search(rest)
    if outside is not None:
        rest = _without(rest, _OUTSIDE.pattern)
    return Share(rest, outside is not None)


def without_names(words: str, names: Sequence[str]) -> str:
    """The question without companies' names, and without whose they are."""
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s?)?(?!\w)", " ", words, flags=re.I)
    return re.sub(r"\s+", " ", words).strip()


def in_full(words: str) -> str:
    """With the revenue named, where growth is asked and no line is: "how fast did X grow"."""
    match = _HOW_FAST.search(words)
    if match is None:
        return words
    of = match[1].strip() if _names_line(match[1]) else f"revenue of {match[1].strip()}"
    return f"{words[: match.start()]} what was the growth of {of} {words[match.end() :]}"


def names_home(words: str) -> bool:
    """Whether the United States are meant as a part, not as a currency."""
    return re.search(rf"(?<![\w.]){_HOME}", words) is not None


def without_home(words: str) -> str:
    """The question of the whole, without the United States in it."""
    return _without(words, rf"(?<![\w.]){_HOME}(?:\s+{_NOUN})?")


def without_label(words: str, label: str) -> str | None:
    """The question of the whole, without a part's name in it; None where it does not name it."""
    plain = label.casefold().replace("u.s.", "us ").replace("'s", "s").replace("’s", "s")
    told = [one for one in re.findall(r"[a-z0-9]+", plain) if one not in _GENERIC]
    if len(told) > _PLURAL_MIN - 1 and told[-1] == "us":
        # "Ashdale Club U.S." is also called without the country.
        told = told[:-1]
    if not told or sum(map(len, told)) < 3:
        return None
    between = r"(?:[\s,/&.'’-]|\b(?:and|the|of)\b)*"
    name = between.join(
        f"{re.escape(one.removesuffix('s') if len(one) > _PLURAL_MIN else one)}(?:s|es|['’]s)?"
        for one in told
    )
    pattern = rf"(?i:(?<![\w]){name}(?![\w])(?:\s+{_NOUN})?)"
    return _without(words, pattern) if re.search(pattern, words) else None


def _stemmed(word: str) -> str:
    if word == "us":
        return r"U\.?S\.?"
    return (
        f"{re.escape(word.removesuffix('s') if len(word) > _PLURAL_MIN else word)}(?:s|es|['’]s)?"
    )


def _without(words: str, pattern: str) -> str:
    whole = rf"(?i:{_BEFORE}){pattern}"
    rest = _VERBS.sub(" ", re.sub(whole, " ", words, count=1))
    return re.sub(r"\s+", " ", rest).replace(" ?", "?")
