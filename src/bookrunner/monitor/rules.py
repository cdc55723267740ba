"""The rules that tell events from words, in the order in which they count."""

from __future__ import annotations

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """Words that tell an event."""

    event: str
    words: re.Pattern[str]
    because: str


_DEBT = (
    r"(?:notes?|debentures?|bonds?|(?:senior|subordinated|convertible)\s+(?:\w+\s+){0,4}securities)"
)
_SHARES = (
    r"(?:shares|common\s+stock|common\s+units|ordinary\s+shares|depositary\s+shares|warrants|"
    r"ADSs|units|preferred\s+stock)"
)
_LOAN = (
    r"(?:(?:credit|loan|term\s+loan|bridge|revolving\s+credit|revolving|financing|facility|"
    r"reimbursement)\s+(?:and\s+\w+\s+)?agreement|(?:revolving\s+|term\s+)?(?:credit|loan)\s+"
    r"facilit(?:y|ies)|line\s+of\s+credit|term\s+loan|revolver|promissory\s+note|"
    r"(?:receivables|accounts)\s+(?:purchase|financing|securiti[sz]ation)\s+(?:agreement|facility))"
)
_MERGER = (
    r"(?:agreement\s+and\s+plan\s+of\s+(?:merger|reorganization)|merger\s+agreement|(?:business\s+"
    r"combination|transaction|arrangement)\s+agreement|plan\s+of\s+merger|(?:stock|share|asset|"
    r"equity|membership\s+interest|unit)s?\s+(?:and\s+asset\s+)?purchase\s+agreement|purchase\s+"
    r"and\s+sale\s+agreement|contribution\s+agreement|definitive\s+agreements?\s+(?:to|for|under|"
    r"pursuant|with\s+.{0,80}\bto)\s+.{0,60}(?:acqui|merge|sell|purchas|combin|sale))"
)


def _rule(event: str, words: str, because: str) -> Rule:
    return Rule(event, re.compile(words, re.IGNORECASE), because)


RULES = (
    _rule(
        "certification",
        r"\bsection\s+906\b|\b18\s+U\.S\.C\..{0,20}1350|certifications?\s+(?:of|by|required|"
        r"pursuant)|fully\s+complies\s+with\s+the\s+requirements\s+of\s+section\s+13",
        "certifies a report",
    ),
    _rule(
        "non_reliance",
        r"no\s+longer\s+be\s+relied|non-?reliance|should\s+not\s+be\s+relied\s+upon",
        "earlier statements are not to be relied on",
    ),
    _rule(
        "going_concern",
        r"(?:substantial\s+doubt|ability\s+to\s+continue).{0,160}going\s+concern",
        "speaks of substantial doubt about going concern",
    ),
    _rule(
        "cyber_incident",
        r"cyber\s?(?:security)?[\s-]*(?:incident|attack|event)|ransomware|unauthorized\s+(?:access|"
        r"activity|third\s+part\w+).{0,120}(?:system|network|data|information)",
        "tells of a cyber incident",
    ),
    _rule(
        "misstatement",
        r"misappropriat|\boverstat|\bunderstat|material\s+misstatement|accounting\s+irregularit|"
        r"\bembezzl|restate(?:ment|d)?\s+(?:of\s+)?(?:its|the|our|certain|previously)\b.{0,60}"
        r"financial\s+statements",
        "tells of a misstatement",
    ),
    _rule(
        "debt_restructuring",
        r"\b(?:recapitali[sz]|restructur|conver)\w*.{0,160}(?:debentures|(?:outstanding|senior|"
        r"subordinated|convertible)\s+notes|indebtedness).{0,120}(?:equity|common\s+stock|"
        r"prepackaged|plan\s+of\s+reorganization|restructuring)|restructuring\s+support\s+agreement|"
        r"consent\s+of\s+(?:the\s+)?(?:debenture|note|bond)\s?-?holders.{0,200}"
        r"(?:prepackaged|reorganization)|(?:solicit\w*|consent).{0,200}of\s+(?:holders|all)"
        r".{0,160}(?:convertible\s+)?debentures",
        "debt is to be restructured",
    ),
    _rule(
        "bankruptcy",
        r"voluntary\s+petitions?|chapter\s+(?:11|7)\b|bankruptcy\s+(?:court|code)|receivership|"
        r"securities\s+investor\s+protection\s+corporation",
        "tells of a bankruptcy",
    ),
    _rule(
        "covenant_waiver",
        r"\bwaive[sdr]?\b.{0,200}(?:covenant|default|credit\s+agreement|loan)|(?:covenant|"
        r"default).{0,160}\bwaive[drs]?\b|\bforbear(?:ance|s)?\b",
        "a covenant is waived or a lender forbears",
    ),
    _rule(
        "acceleration",
        r"event\s+of\s+default\s+(?:has\s+)?occurred|(?:notice\s+of\s+(?:default|acceleration))|"
        r"failed\s+to\s+(?:make|pay).{0,80}(?:interest|principal)",
        "a default has occurred",
    ),
    _rule(
        "delisting_notice",
        r"^(?!.*\bregained\s+compliance).*?(?:\bdelist|minimum\s+bid\s+price|"
        r"(?:not\s+(?:been\s+)?in\s+compliance|non-?compliance|fail\w*\s+to\s+"
        r"(?:comply|satisfy)).{0,120}(?:listing|nasdaq|nyse|new\s+york\s+stock))",
        "the listing is in danger",
    ),
    _rule(
        "rights_plan",
        r"(?:shareholder|stockholder|preferred\s+(?:share|stock)\s+purchase|share\s+purchase)\s+"
        r"rights?(?:\s+(?:plan|agreement))?|(?<!registration )(?<!investor )"
        r"(?<!investors )(?<!holders )\brights\s+"
        r"(?:agreement|plan)\b|tax\s+benefits?\s+"
        r"preservation\s+plan",
        "a rights plan is adopted or changed",
    ),
    _rule(
        "results_revised",
        r"\b(?:revis|restat|correct)\w*\s+(?:its\s+|the\s+|our\s+)?(?:previous\w*|prior|earlier)\b"
        r".{0,100}(?:results|earnings|financial)",
        "earlier results are revised",
    ),
    _rule(
        "name_change",
        r"chang\w+\s+(?:of\s+)?(?:its|the\s+company[’']s|the|our)\s+(?:corporate\s+|legal\s+)?name|"
        r"\bname\s+change\b",
        "the name is changed",
    ),
    _rule(
        "deal_terminated",
        r"\b(?:terminat|cancel|void|abandon|withdr[ae]w)\w*.{0,100}(?:merger|acquisition|"
        r"investment|purchase\s+agreement|business\s+combination|tender\s+offer)|mutual(?:ly)?\s+"
        r"(?:agree\w*|termination).{0,60}terminat\w*.{0,40}merger",
        "a deal is called off",
    ),
    _rule(
        "activist_settlement",
        r"\b(?:cooperation|nomination|standstill|director\s+appointment)\s+(?:and\s+\w+\s+)?"
        r"agreement",
        "an agreement with an activist holder",
    ),
    _rule(
        "debt_exchange",
        rf"(?:exchange\s+offers?|offers?\s+to\s+exchange|tender\s+offers?|offers?\s+to\s+purchase|"
        rf"consent\s+solicitation|requisite\s+(?:number\s+of\s+)?consents).{{0,300}}\b{_DEBT}\b",
        "an offer is made to holders of debt",
    ),
    _rule(
        "tender_offer",
        rf"(?:tender\s+offer|offer\s+to\s+purchase).{{0,200}}{_SHARES}",
        "an offer is made to holders of shares",
    ),
    _rule(
        "debt_redemption",
        rf"\b(?:redemption|redeem\w*|called\s+for\s+redemption|repurchase\w*|prepay\w*|repaid|"
        rf"defeas\w*|par\s+call).{{0,500}}\b{_DEBT}\b.{{0,120}}|notice\s+under.{{0,60}}"
        r"supplemental\s+indenture|notice\s+of\s+(?:\w+\s+)?redemption",
        "debt is called or repaid early",
    ),
    _rule(
        "debt_offering",
        rf"(?:underwriting|purchase|placement|terms|pricing|distribution)\s+agreement.{{0,700}}"
        rf"\b{_DEBT}\b|\b(?:offer|sale|sold|sell|issu|pric)\w*.{{0,300}}(?:aggregate\s+principal\s+"
        rf"amount|\b{_DEBT}\s+due\b)|offering\s+of\s+(?:the\s+)?(?:\$[\d,.]+\s*(?:million|billion)?"
        rf".{{0,60}})?\b{_DEBT}\b|(?:issued\s+(?!a\s+(?:press|news))|sold|priced|pricing\s+of|issuance\s+of|sale\s+of)"
        rf".{{0,80}}\b{_DEBT}\b|supplemental\s+indenture|entered\s+into\s+an\s+indenture",
        "notes are offered or issued",
    ),
    _rule(
        "equity_offering",
        rf"(?:underwriting|equity\s+distribution|(?:at[- ]the[- ]market|open\s+market|controlled)"
        rf".{{0,40}}|sales|securities\s+purchase|subscription|placement\s+agen\w+|forward\s+sale)"
        rf"\s+agreement.{{0,700}}\b{_SHARES}\b|(?:public|registered\s+direct|private|rights)\s+"
        rf"(?:offering|placement)\s+of.{{0,160}}\b{_SHARES}\b|initial\s+public\s+offering|"
        r"standby\s+equity\s+purchase|at[- ]the[- ]market\s+(?:program|offering|facility)",
        "shares are offered or sold",
    ),
    _rule(
        "merger_agreement",
        rf"\b(?:enter\w*\s+into|sign(?:ed|ing)|execut(?:ed|ion)|entry\s+into).{{0,700}}"
        rf"\b{_MERGER}|(?:agreed|agreement)\s+to\s+(?:acquire|be\s+acquired|merge|sell\s+(?:its|"
        r"all|substantially))|(?:agreements?)\s+pursuant\s+to\s+which\s+(?:it|the).{0,40}"
        r"(?:combine|merge|acquire)|(?:have|has|had)\s+amended\s+.{0,60}merger\s+agreement",
        "a merger or purchase agreement is signed",
    ),
    _rule(
        "spin_off",
        r"\bspin[- ]?off\b|\bsplit-?off\b|separat\w+\s+(?:of\s+)?(?:its|the|into).{0,120}"
        r"(?:business|compan(?:y|ies))|distribution\s+of.{0,120}shares.{0,80}to\s+.{0,30}"
        r"(?:share|stock)holders",
        "a business is to be separated",
    ),
    _rule(
        "credit_agreement",
        rf"\b(?:enter|amend|replac|extend|execut|clos|renew|increas|obtain|establish|issu)\w*.{{0,500}}"
        rf"\b{_LOAN}|entry\s+into\s+(?:the|a|an)\s+.{{0,40}}{_LOAN}",
        "a credit agreement is entered or changed",
    ),
    _rule(
        "debt_redemption",
        rf"\b(?:repaid|repay\w*|prepa\w+|terminat\w*|paid\s+off).{{0,60}}\b{_LOAN}",
        "a loan is repaid",
    ),
    _rule(
        "deal_completed",
        r"\b(?:complet|consummat|clos)(?:ed|es|ion|ing|ure)\s+(?:of\s+)?(?:(?:its|the|a|an|our)\s+)?"
        r".{0,100}(?:acquisition|merger|sale|investment|transactions?|disposition|purchase|"
        r"divestiture|spin-?off|combination|offer)\b|\b(?:merger|acquisition|transaction|sale|"
        r"purchase|disposition|closing)s?\s+(?:was|were|has\s+been)\s+(?:completed|consummated|"
        r"closed|effective)|\b(?:acquired|purchased|sold)\s+(?:from\s+.{0,80})?(?:all|"
        r"substantially\s+all|certain\s+(?:of\s+)?(?:the\s+|its\s+)?assets|[\d,]+\s+shares|the\s+"
        r"(?:business|assets|stock))|became\s+a\s+(?:direct\s+|indirect\s+)?wholly[- ]owned\s+"
        r"subsidiary",
        "a deal is completed",
    ),
    _rule(
        "strategic_review",
        r"strategic\s+(?:\w+\s+(?:and\s+\w+\s+)?)?alternatives|strategic\s+review",
        "strategic alternatives are reviewed",
    ),
    _rule(
        "deal_update",
        r"(?:joint\s+)?proxy\s+statement(?:/prospectus)?.{0,200}(?:supplement|amend)|"
        r"supplement\w*\s+(?:to\s+)?the\s+(?:joint\s+|definitive\s+)?proxy|(?:antitrust|"
        r"hart-scott|waiting\s+period|takeover\s+panel|department\s+of\s+justice|regulatory\s+"
        r"approval|consent\s+decree).{0,250}(?:merger|acquisition|transaction|sale|ruling|"
        r"clear|approv|divest)|(?:consent|reimbursement|voting|support|letter)\s+(?:and\s+\w+\s+)?"
        r"agreement.{0,200}(?:merger|acquisition)",
        "news of a pending deal",
    ),
    _rule("stock_split", r"\b(?:stock|share)\s+split\b|\bsplit\s+of\s+its\b", "shares are split"),
    _rule(
        "dividend_cut",
        r"\b(?:suspend|suspension|reduc|eliminat|defer|discontinu|omit)\w*.{0,100}\bdividends?\b|"
        r"\bdividends?\b.{0,50}\b(?:suspended|suspension|reduced|eliminated|omitted|deferred)",
        "the dividend is cut or suspended",
    ),
    _rule(
        "dividend",
        r"\b(?:declared|declares|declaration\s+of|approved|announced|authorized)\b.{0,120}"
        r"\bdividends?\b|\bdividend\s+(?:of|in\s+the\s+amount)|"
        r"(?:cash|quarterly|monthly|special)\s+distribution\s+of\s+\$",
        "a dividend is declared",
    ),
    _rule(
        "buyback",
        r"\b(?:repurchas|buy\s?-?back|buy\s+back)\w*.{0,160}(?:shares|stock|program|units)|"
        r"(?:share|stock|unit)\s+(?:repurchase|buy-?back)",
        "shares are to be repurchased",
    ),
    _rule(
        "shelf_filed",
        r"(?:shelf\s+registration|registration\s+statement\s+on\s+form\s+[SF]-3).{0,120}|"
        r"filed\s+a\s+(?:universal\s+)?shelf",
        "a shelf registration is filed",
    ),
    _rule("trading_plan", r"\b10b5-1\b", "an insider has a trading plan"),
    _rule(
        "auditor_change",
        r"\b(?:engag|appoint|dismiss|resign|select|replac)\w*.{0,200}(?:independent\s+(?:registered"
        r"\s+)?(?:public\s+)?(?:account|audit)\w+|certifying\s+accountant)",
        "the auditor changes",
    ),
    _rule(
        "regulatory_action",
        r"cease\s+and\s+desist|consent\s+order|prompt\s+corrective\s+action|supervisory\s+"
        r"(?:agreement|directive)|written\s+agreement\s+with\s+the\s+federal|net\s+capital\s+rules?|"
        r"(?:in\s+)?violation\s+of\s+.{0,80}(?:commission|SEC|rules)|wells\s+notice|(?:SEC|"
        r"department\s+of\s+justice|commission|attorney\s+general|FTC)\b.{0,80}(?:investigat|"
        r"inquir|subpoena)|warning\s+letter|civil\s+investigative\s+demand|"
        r"subpoena|\bstipulation\s+and\s+consent",
        "an authority acts",
    ),
    _rule(
        "litigation",
        r"\b(?:lawsuit|litigation|class\s+action|complaint|arbitration|jury|verdict|indict\w+|"
        r"plaintiffs?|settle(?:d|ment)?|derivative\s+(?:action|suit)|"
        r"injunction|court\s+of\s+appeals)\b|\bclaim\s+(?:for|"
        r"against)\b|\bpatent\s+infringement",
        "a suit or a claim",
    ),
    _rule(
        "product_milestone",
        r"\bFDA\b|food\s+and\s+drug\s+administration|phase\s+(?:[1-4]|I{1,3}V?)[ab]?\s+(?:\w+\s+){0,3}(?:trial|study|studies|data)|clinical\s+"
        r"(?:trial|study|data)|new\s+drug\s+application|marketing\s+authori[sz]ation|top-?line",
        "a product's trial or approval",
    ),
    _rule(
        "impairment",
        r"\b(?:goodwill|asset|impairment)\b.{0,60}\bimpairment|impairment\s+charge|write-?down",
        "an impairment",
    ),
    _rule(
        "restructuring",
        r"\brestructuring\b|\bworkforce\b|\blay-?offs?\b|headcount|severance\s+(?:costs|charges)|"
        r"\b(?:discontinu|clos|exit)\w*.{0,80}(?:operations|plants?|facilit|division|business)|"
        r"cost\s+(?:reduction|savings?)",
        "a restructuring",
    ),
    _rule(
        "annual_meeting",
        r"(?:annual|special)\s+(?:general\s+)?meeting\s+of\s+(?:its\s+|the\s+)?(?:share|stock|unit)"
        r"holders|\bannual\s+meeting\b|date\s+of\s+(?:its|the)\s+\d{4}\s+annual",
        "a meeting is called",
    ),
    _rule(
        "rating_action",
        r"(?:moody|standard\s+&\s+poor|s&p|fitch).{0,120}(?:upgrad|downgrad|rating|outlook)",
        "a rating is changed",
    ),
    _rule(
        "guidance",
        r"\b(?:guidance|earnings\s+estimates?|profit\s+"
        r"warning)\b|(?:estimates?|outlook|forecasts?|expectations?)\s+(?:related|relating|for|of)\b"
        r".{0,80}(?:quarter|year|fiscal|20\d\d)|(?:anticipates?|expects?)\s+(?:an?\s+)?"
        r".{0,60}(?:increase|decrease|decline|loss|revenue|sales|earnings|results).{0,120}"
        r"(?:quarter|year)|\b(?:reaffirm|updat|rais|lower|withdr[ae]w)\w*.{0,40}(?:guidance|"
        r"outlook|forecast)",
        "an outlook is given",
    ),
    _rule(
        "results",
        r"(?:earnings|financial|operating|quarterly|unaudited|annual|preliminary)\s+"
        r"(?:\w+\s+){0,2}results|results\s+(?:of\s+"
        r"operations\s+)?(?:for|of)\s+(?:its|the|our)|earnings\s+(?:release|for)|(?:net\s+income|"
        r"revenues?|sales)\s+for\s+(?:its|the)\s+.{0,60}(?:quarter|year|month)|"
        r"(?:monthly|quarterly|weekly|same[- ]store|comparable)\s+(?:\w+\s+){0,2}(?:sales|results|"
        r"traffic)",
        "results are told",
    ),
    _rule(
        "commercial_contract",
        r"award\w*.{0,250}\b(?:contract|order)\b|\bcontract\b.{0,100}award|(?:supply|licen[sc]e|"
        r"collaboration|services|distribution|manufacturing|customer)\s+agreement",
        "a contract is won or signed",
    ),
    _rule(
        "compensation",
        r"\b(?:stock\s+(?:incentive|option)|incentive|equity|bonus|retirement|deferred\s+"
        r"compensation|severance|salary\s+continuation)\s+(?:\w+\s+){0,2}(?:plan|agreement|award)s?\b|"
        r"employment\s+agreement|\bsalar(?:y|ies)\b|stock\s+options?\b|restricted\s+stock|base\s+"
        r"salar|director\w*\s+(?:compensation|fees)|fee\s+paid\s+to\s+directors",
        "pay of officers or directors",
    ),
    _rule(
        "listing_transfer",
        r"regained\s+compliance|voluntar\w*.{0,80}(?:listing|delist|withdraw)|transfer\w*\s+"
        r".{0,40}\blisting\b",
        "the listing moves, or compliance is regained",
    ),
    _rule(
        "fiscal_year_change",
        r"chang\w*.{0,60}fiscal\s+year(?:\s+end)?\s+(?:from|to)|fiscal\s+year\s+end\w*\s+"
        r"(?:from|to)\b",
        "the fiscal year is changed",
    ),
    _rule(
        "deal_update",
        r"(?:pending|proposed|previously\s+announced|planned|anticipated)\s+(?:\w+\s+){0,2}(?:merger|"
        r"acquisition|business\s+combination|combination|transaction|sale)\b|\b(?:share|stock|unit)"
        r"holders\b.{0,100}(?:approv|adopt|vot)\w*.{0,100}\b(?:merger|acquisition|combination)|"
        r"in\s+connection\s+with\s+the\s+(?:merger|business\s+combination)|(?:announc|regard|relat|"
        r"concern)\w*.{0,60}\b(?:its|the)\s+(?:acquisition|merger|combination)\s+(?:of|with)\b",
        "news of a pending deal",
    ),
    _rule(
        "statements_recast",
        r"\brecast|retrospectively\s+(?:adjust|revis)|pro\s+forma\s+(?:condensed\s+)?(?:\w+\s+){0,2}"
        r"financial|audited\s+(?:consolidated\s+)?financial\s+statements",
        "statements are recast or added",
    ),
    _rule(
        "presentation",
        r"\bpresentations?\b|investor\s+(?:day|conference)|will\s+(?:present|participate|speak)\s+at",
        "a presentation to investors",
    ),
)
"""Of those that fit a sentence the first counts."""
