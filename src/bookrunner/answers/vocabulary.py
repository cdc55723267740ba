"""Words by what they do in a sentence about a company, and words reduced to their stems.

The lists are closed. What is on none of them is a term: it must stand in the evidence.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:[’'&-][^\W\d_]+)*")
_SUFFIXES = ("ions", "ion", "ings", "ing", "ies", "ed", "es", "s")


def stem(word: str) -> str:
    """The word without the endings of number and tense: ``increases`` and ``increased`` are one."""
    plain = re.sub(r"[’']s?$", "", word.casefold())
    made = root(_IRREGULAR.get(plain, plain))
    return _SAME.get(made, made)


def root(word: str) -> str:
    """The word without those endings and nothing else: no word of the trade stands for another."""
    plain = re.sub(r"[’']s?$", "", word.casefold())
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 3 and not plain.endswith("ss"):
            plain = plain[: -len(suffix)] + ("y" if suffix == "ies" else "")
            break
    return plain.removesuffix("e") if len(plain) > 3 else plain


def word_list(text: str) -> list[str]:
    """The words of a text as written, numbers left out; parts of joined words are words."""
    return [part for word in _WORD.findall(text) for part in word.split("-") if part]


def terms(text: str) -> list[str]:
    """The stems that carry what a text says: none that only join, report, hedge or point."""
    return [made for word in word_list(text) if (made := stem(word)) not in LIGHT]


_IRREGULAR = {
    "grew": "growth",
    "grown": "growth",
    "grow": "growth",
    "grows": "growth",
    "growing": "growth",
    "sold": "sell",
    "paid": "pay",
    "capex": "expenditure",
    "eps": "share",
    "lost": "loss",
    "losses": "loss",
    "d&a": "depreciation",
    "earnings": "income",
    "profit": "income",
    "profits": "income",
    "sales": "revenue",
    "turnover": "turnover",
    "expenditures": "expenditure",
    "purchases": "expenditure",
    "amortisation": "amortization",
    "shareholders": "stockholder",
    "shareholder": "stockholder",
    "shareowners": "stockholder",
}
_SAME = {"profitability": "incom", "personnel": "employe", "worker": "employe"}


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


UP = _stems(
    "rose risen rise rises rising increase increased increases increasing growth climb climbed "
    "higher up improve improved improves improving improvement expand expanded expanding expansion "
    "surge surged jump jumped greater accelerated doubled tripled quadrupled strengthened gained"
)
DOWN = _stems(
    "fell fall falls fallen falling decrease decreased decreases decreasing decline declined "
    "declines declining drop dropped drops dropping lower down reduce reduced reduces reducing "
    "reduction shrank shrink contracted contraction worsen worsened deteriorated deterioration "
    "halved slowed weakened"
)
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "n't",
        "nothing",
        "nobody",
        "lacks",
        "lack",
        "free",
    ]
)
LOSSES = _stems("loss negative deficit outflow shortfall")
OUTFLOWS = _stems(
    "loss negative deficit outflow used paid pay payment payments purchase purchases expenditure "
    "expenditures repurchase repurchases dividend dividends expense expenses cost costs tax taxes "
    "provision repayment repayments charge charges impairment depreciation amortization interest "
    "allowance contra acquisition acquisitions investment investing financing treasury"
)
QUALIFIERS = _stems(
    "gross operating pretax diluted basic adjusted cost comprehensive deferred current noncurrent "
    "accumulated organic comparable domestic international foreign"
)
"""Words that make another line of a line."""
WEAK = _stems("total net consolidated other all")
GOOD_WHEN_LOW = _stems("cost expense loss debt leverage days overhead delinquency charge shrink")

LIGHT = (
    _stems(
        """
        a about above according across after against ago all almost already also although am among
        amount amounts amounted amounting an and any approximately are around as at attributable
        be became because been before being below between both but by came can compare compared
        comparison comparing could did do does due during each earlier either end ended ending ends
        equal equals equivalent even ever exactly exceed exceeded far fiscal following follows for
        from full further given had has have having he hence her here his how however i if in
        include included includes including indeed instead into is it its itself just largely last
        later least less like mainly make made may me might more moreover most mostly much must my
        nearly no nor not now of off on once one only onto or other our out over overall own per
        period prior previous preceding primarily quarter quarterly ratio rather reach reached
        reaching record recorded recognize recognized report reported reporting reports represent
        represented representing respectively result resulted resulting results roughly said same
        say says see since slightly so some state stated states still stood such than that the their
        them then there thereby therefore these they this those though through thus to together too
        toward towards under until upon us versus very via vs was we well were what when where
        whereas whether which while who whose why will with within would year yearly years annual
        annually you your million millions billion billions thousand thousands trillion hundred
        percent percentage points point basis bps dollar dollars usd eur gbp cad aud jpy chf
        first second third
        fourth half january february march april june july august september october november
        december jan feb mar apr jun jul aug sep sept oct nov dec twice respectively figure figures
        number numbers value level levels change changed changes total compared-with while s t fy
        q x mm bn k m b amounting expressed shown shows show company
        """
    )
    | UP
    | DOWN
    | frozenset(NEGATIONS)
    | _stems("zero two three four five six seven eight nine ten eleven twelve twenty thirty forty")
)
"""What a sentence may say besides its terms; direction and negation are checked by themselves."""

ORDINARY = _stems(
    """
    revenue revenues sales net income loss profit margin gross operating operations cash flow flows
    cost costs expense expenses tax taxes rate share shares earnings diluted basic debt asset assets
    liability liabilities equity capital expenditure expenditures dividend dividends interest
    segment segments business businesses customer customers product products service services
    market markets price prices pricing volume volumes demand driven drove reflect reflected
    reflecting offset partly partially mix margin performance management attribute attributed
    attributes explain explained main principal several key business activity activities period
    position balance statement statements document documents filing filings passage passages note
    notes disclose disclosed discloses describe described describes mention mentioned mentions
    identify identified identifies expect expected expects provide provided provides use used uses
    depend depends subject relate related relates regarding concerning involve involves face faces
    """
)
"""Words of the trade that a sentence may use where its passages say it otherwise, within bounds."""
