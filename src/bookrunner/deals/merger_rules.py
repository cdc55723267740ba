"""Phrases that state the values, dates and conditions of a merger, an acquisition or an offer."""

from __future__ import annotations

from bookrunner.deals.amounts import CURRENCY, DATE, MONEY, NUMBER, PERCENT, pattern
from bookrunner.deals.gathering import Rule

VALUE_RULES = (
    Rule(
        "transaction_value",
        pattern(
            rf"(?:merger consideration|transaction valued? (?:at|of)|total transaction value "
            rf"of|(?:transaction|merger|acquisition|deal)[^.$]{{0,80}}? valued at|aggregate "
            rf"(?:merger |cash )?(?:consideration|purchase price)|(?:a|base|cash|initial|upfront) "
            rf"purchase price|"
            rf"total consideration|transaction value of)(?: \([^)]{{0,60}}\))?(?: is| was| "
            rf"payable)?(?: of)?,? ?(?:approximately|about)? ?(?P<v>{MONEY})(?! (?:in the "
            rf"aggregate |in cash )?(?:per|a) (?:[\w]+ )?(?:share|Share|ADS|unit|Unit))"
        ),
        "money",
    ),
    Rule(
        "transaction_value",
        pattern(
            rf"(?:to acquire|will acquire|acquisition of|acquired)[^.$€£\n]{{0,200}}? for "
            rf"(?:approximately |"
            rf"about |a total of |up to )?(?P<v>(?:{CURRENCY}) ?(?:{NUMBER}) (?:million|billion)\b)"
            rf"(?! (?:in cash )?(?:per|a) )"
        ),
        "money",
    ),
    Rule(
        "equity_value",
        pattern(
            rf"(?:(?:fully[- ]diluted )?equity value(?: of [A-Z]\w+)?(?: is)?(?: of)?|equity "
            rf"valued at) ?(?:approximately|about)? ?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "enterprise_value",
        pattern(
            rf"(?:total )?enterprise value(?: \([^)]{{0,60}}\))?(?: is)?(?: of)? "
            rf"?(?:approximately|about)? ?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "premium",
        pattern(
            rf"(?:represents?|representing|reflects?) (?:a|an) (?:approximate(?:ly)? "
            rf")?(?:premium of )?(?:approximately |about )?(?:\([1ia]\) )?(?:approximately "
            rf")?(?P<v>{PERCENT})(?: premium)?(?= (?:over|"
            rf"to|premium))"
        ),
        "percent",
    ),
    Rule(
        "outside_date",
        pattern(
            rf"(?:on or before|on or prior to|by|prior to|until|is|be) (?:11:59 "
            rf"p\.m\.[^.]{{0,40}}? on )?(?P<v>{DATE})"
            rf"(?: \([^)“]{{0,160}}\))?,? ?\((?:as [^)]{{0,60}})?(?:the |such "
            rf"date[^)]{{0,40}})?“(?:Initial )?(?:Outside|End|Termination|Long[- ]?[Ss]top|"
            rf"Drop Dead) Date[”,]"
        ),
        "date",
    ),
    Rule(
        "outside_date",
        pattern(
            rf"(?:on or before|on or prior to|by|prior to|until) (?:11:59 "
            rf"p\.m\.[^.]{{0,40}}? on )?(?P<v>{DATE}),?"
            rf" [^.“(]{{0,120}}?\((?:as [^)]{{0,60}})?(?:the |such [^)]{{0,60}})?“(?:Initial "
            rf")?(?:Outside|End|"
            rf"Termination|Long[- ]?[Ss]top) Date”"
        ),
        "date",
    ),
    Rule(
        "outside_date",
        pattern(
            rf"[“\"](?:Outside|End|Termination|Long[- ]?[Ss]top) Date[”\"] (?:means|shall mean|is) "
            rf"(?:11:59 p\.m\.[^.]{{0,40}}? on )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule("outside_date", pattern(rf"[Oo]utside [Dd]ate(?: of| is| to)? (?P<v>{DATE})"), "date"),
    Rule(
        "tender_expiration",
        pattern(
            rf"(?:[Oo]ffer|[Ee]xpiration (?:[Dd]ate|[Tt]ime))[^.\n]{{0,80}}? (?:has|have) "
            rf"been extended"
            rf"[^\n;]{{0,160}}? (?:on|of|to|until) (?:\w+day, )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "tender_expiration",
        pattern(
            rf"[Oo]ffer (?:is scheduled to expire|will expire|expired|and withdrawal rights "
            rf"(?:will )?expired?)"
            rf"[^.]{{0,90}}?(?:a\.m\.|p\.m\.|midnight)?[^.;]{{0,90}}? (?:on|of) (?:the day "
            rf"on )?(?:\w+day, )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "tender_expiration",
        pattern(
            rf"(?:OFFER(?:, PRORATION PERIOD,?)?,? AND (?:ANY )?WITHDRAWAL RIGHTS (?:WILL )?EXPIRE)"
            rf"[^;“]{{0,200}}?(?P<v>(?i:{DATE}))"
        ),
        "date",
    ),
    Rule(
        "minimum_offer_period",
        pattern(
            r"[Oo]ffer will (?:initially )?remain open for a minimum of (?P<v>\d+) business days"
        ),
        "business days",
    ),
    Rule(
        "maximum_shares_sought",
        pattern(
            rf"(?:offer|offering|Offer)[^\n]{{0,160}}? to purchase (?:for cash )?up to "
            rf"(?P<v>{NUMBER}) "
            rf"(?:[Ss]hares|shares)"
        ),
        "shares",
    ),
    Rule(
        "aggregate_purchase_price",
        pattern(
            rf"for (?:a total|an aggregate) purchase price of (?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "expected_closing",
        pattern(
            r"(?:expected|anticipated|expects?|anticipates?)(?: (?:the|this) (?:proposed "
            r")?(?:[Tt]ransaction|"
            r"[Mm]erger|[Aa]cquisition|sale)s?)? (?:to (?:close|occur|be completed|be "
            r"consummated|complete "
            r"the [\w ]{3,30}|close the [\w ]{3,30}|consummate the [\w ]{3,30})|closing) "
            rf"(?:in|during|by|on|on or about|around|before|prior to) (?:the )?(?P<v>(?:end "
            rf"of (?:the "
            rf")?)?(?:(?:(?:first|second|third|fourth)(?: calendar| fiscal)? quarter (?:of "
            rf")?|(?:first|second) half of |(?:early|mid|late)(?:[- ]|-to-late )|summer of |"
            rf"spring of |"
            rf"fall of )(?:calendar |fiscal )?(?:year )?(?:\d{{4}}(?: or (?:early|mid|"
            rf"late)[- ]\d{{4}})?)|"
            rf"calendar year \d{{4}}|year-end \d{{4}}|{DATE}|\d{{4}}\b))"
        ),
        "",
    ),
    Rule(
        "financing_condition",
        pattern(
            r"(?P<v>(?:is|are) not (?:subject to|conditioned (?:up)?on) (?:any|a|obtaining) "
            r"?financing(?: (?:condition|contingency))?)"
        ),
        "",
    ),
    Rule(
        "minimum_condition",
        pattern(
            r"(?P<v>(?:at least )?(?:a majority|one (?:more )?(?:[Ss]hare )?more than (?:50%|"
            r"half)|one more [Ss]hare "
            r"than (?:50%|half)|90%|two-thirds|66 ?2/3%) of (?:all |the )*(?:(?:total|"
            r"aggregate) )?(?:(?:number|voting "
            r"power) of )?(?:all |the )?(?:then[- ])?(?:issued and )?(?:outstanding "
            r"[Ss]hares|[Ss]hares "
            r"(?:then )?(?:issued and )?outstanding))"
        ),
        "",
    ),
    Rule(
        "governing_law",
        pattern(
            r"governed by(?:,)?(?: and (?:construed|enforced|interpreted)(?: and enforced)? "
            r"in accordance with,?)? the "
            r"(?:internal )?[Ll]aws of the State of (?P<v>[A-Z]\w+(?: [A-Z]\w+)?)"
        ),
        "",
    ),
    Rule("go_shop", pattern(r"(?P<v>“?[Gg]o-[Ss]hop”? period[^.]{0,160})"), ""),
    Rule(
        "no_shop",
        pattern(
            r"(?P<v>(?:agreed not to|covenants? not to|not to)(?: \([a-z]+\))? (?:directly "
            r"or indirectly,? )?(?:solicit|initiate)[^.;]{0,90}?(?:proposals?|transactions?))"
        ),
        "",
    ),
    Rule(
        "dividend_funding",
        pattern(rf"fund a dividend in the amount of (?P<v>{MONEY})"),
        "money",
    ),
    Rule(
        "contingent_consideration",
        pattern(
            rf"(?:contingent|earn-?out|milestone|deferred)[^.$€£\n]{{0,60}}?(?:consideration|"
            rf"payments?)[^.$€£\n]"
            rf"{{0,60}}?of up to (?:an? (?:additional|aggregate(?: of)?) )?(?P<v>{MONEY})(?! "
            rf"(?:per|for each) )"
        ),
        "money",
    ),
    Rule(
        "contingent_consideration",
        pattern(rf"(?:earn-?out|contingent consideration) of up to (?P<v>{MONEY})"),
        "money",
    ),
    Rule(
        "completion_date",
        pattern(
            rf"[Oo]n (?P<v>{DATE}),[^\n]{{0,300}}? (?:completed|consummated|closed) (?:its |"
            rf"the )(?:previously "
            rf"announced )?(?:acquisition|[Mm]erger|sale|purchase|[Tt]ransaction)"
        ),
        "date",
    ),
    Rule(
        "amendment_date",
        pattern(
            rf"[Oo]n (?P<v>{DATE}),[^\n]{{0,300}}?entered into (?:an? |the )?(?:First |"
            rf"Second )?[Aa]mendment"
            r"(?: No\. \d)?[^\n]{0,80}?(?:[Mm]erger|Purchase|Transaction)"
        ),
        "date",
    ),
    Rule(
        "meeting_date",
        pattern(
            rf"[Ss]pecial (?:[Gg]eneral )?[Mm]eeting of (?:the )?(?:stock|"
            rf"share)holders[^\n]{{0,160}}? (?:held |on )"
            rf"(?:virtually )?(?:on )?(?:\w+day, )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "meeting_record_date",
        pattern(
            r"(?:[Rr]ecord [Dd]ate for (?:the|determining)[^\n.]{0,80}?(?:is|was|as)|close "
            r"of business on) "
            rf"(?P<v>{DATE})(?=(?:,? (?:as|\(|the record date)|\.|,))"
        ),
        "date",
    ),
)
