"""What a bank brings: the columns of each kind of table, as its template has them."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.imports.values import ValueKind


@dataclass(frozen=True)
class ImportColumn:
    """One column: its name, what it holds and what else it may be called."""

    name: str
    holds: ValueKind
    words: str
    """What it means; a line of the template's guide."""
    required: bool = True
    also: tuple[str, ...] = ()
    """Other headings that mean it, in lower case."""
    example: str = ""


@dataclass(frozen=True)
class ImportKind:
    """One kind of table."""

    name: str
    summary: str
    columns: tuple[ImportColumn, ...]
    identity: tuple[str, ...]
    """The columns by which two rows are of the same thing."""

    def column(self, name: str) -> ImportColumn:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _column(
    name: str, holds: ValueKind, words: str, *also: str, example: str, required: bool = True
) -> ImportColumn:
    return ImportColumn(name, holds, words, required, also, example)


_TICKER = _column(
    "ticker", ValueKind.COMPANY, "whose it is", "symbol", "cik", "company", example="HD"
)
_CURRENCY = _column("currency", ValueKind.CURRENCY, "of the amounts", "ccy", example="USD")
_NOTE = _column("note", ValueKind.TEXT, "anything", "comment", example="", required=False)

PRICES = ImportKind(
    "prices",
    "Closing prices, as traded on the day.",
    (
        _TICKER,
        _column("date", ValueKind.DAY, "the trading day", "day", example="2024-08-30"),
        _column("close", ValueKind.AMOUNT, "per share", "price", "px_last", example="368.50"),
        _CURRENCY,
        _NOTE,
    ),
    ("ticker", "date"),
)
ESTIMATES = ImportKind(
    "estimates",
    "Analysts' estimates of a line in a fiscal period.",
    (
        _TICKER,
        _column("line", ValueKind.LINE, "what is estimated", "metric", "item", example="ebitda"),
        _column("period", ValueKind.PERIOD, "as the company names it", "year", example="FY2025"),
        _column("period_end", ValueKind.DAY, "its last day", "fye", example="2026-02-01"),
        _column("value", ValueKind.NUMBER, "the estimate", "estimate", "mean", example="24,900"),
        _column("unit", ValueKind.UNIT, "of the value, with its scale", example="USD million"),
        _column(
            "contributors",
            ValueKind.COUNT,
            "how many analysts",
            "analysts",
            "count",
            "n",
            example="28",
        ),
        _column(
            "statistic",
            ValueKind.TEXT,
            "mean (when left out), median, high or low",
            example="mean",
            required=False,
        ),
        _NOTE,
    ),
    ("ticker", "line", "period_end", "statistic"),
)
CURVES = ImportKind(
    "curves",
    "Yields by time to maturity; one row a point, or one row a day with a column for each time.",
    (
        _column("date", ValueKind.DAY, "the day of the yields", "day", example="2024-08-30"),
        _column("tenor", ValueKind.TENOR, "time to maturity", "maturity", "term", example="10Y"),
        _column("rate", ValueKind.RATE, "the yield", "yield", "par_yield", example="3.91%"),
    ),
    ("date", "tenor"),
)
MANAGEMENT_CASE = ImportKind(
    "management-case",
    "A company's own plan: one row a line and period, or one row a line with a column for each "
    "period.",
    (
        _TICKER,
        _column("case", ValueKind.NAME, "the plan's name", "scenario", example="Management"),
        _column("line", ValueKind.LINE, "what is planned", "item", example="revenue"),
        _column("period", ValueKind.PERIOD, "as the company names it", "year", example="FY2025"),
        _column("value", ValueKind.NUMBER, "the plan", "amount", example="159,500"),
        _column("unit", ValueKind.UNIT, "of the value, with its scale", example="USD million"),
        _NOTE,
    ),
    ("ticker", "case", "line", "period"),
)
PRECEDENTS = ImportKind(
    "precedents",
    "Past transactions: what was offered, for what, over which price.",
    (
        _column("target", ValueKind.NAME, "the company bought", example="SRS Distribution Inc"),
        _column("acquirer", ValueKind.NAME, "who bought it", "buyer", example="The Home Depot"),
        _column("announced", ValueKind.DAY, "the day", "announcement_date", example="2024-03-28"),
        _column("closed", ValueKind.DAY, "the day", example="2024-06-18", required=False),
        _column("status", ValueKind.TEXT, "closed, pending, withdrawn", example="closed"),
        _column("acquirer_type", ValueKind.TEXT, "strategic or sponsor", example="strategic",
                required=False),
        _column("description", ValueKind.TEXT, "the business", example="", required=False),
        _column("industry", ValueKind.TEXT, "of the target: the first digits of its SIC code, or "
                "words; the deal then serves companies of it only", "sic", example="",
                required=False),
        _column("acquired", ValueKind.RATE, "share bought", example="100%", required=False),
        _column("consideration", ValueKind.TEXT, "cash, stock, mixed", example="", required=False),
        _column("unit", ValueKind.UNIT, "of the amounts, with scale", example="USD million"),
        _column("offer_price", ValueKind.AMOUNT, "per share, in the unit's currency",
                example="", required=False),
        _column("contingent_price", ValueKind.AMOUNT, "most that is paid later per share (CVR)",
                "cvr", example="", required=False),
        _column("diluted_shares", ValueKind.AMOUNT, "at the offer price, in single shares",
                example="", required=False),
        _column("equity_value", ValueKind.AMOUNT, "of all shares at the offer", example="",
                required=False),
        _column("net_debt", ValueKind.NUMBER, "and other claims, net of cash", example="",
                required=False),
        _column("enterprise_value", ValueKind.NUMBER, "at the offer", "ev", example="18,250",
                required=False),
        _column("ltm_revenue", ValueKind.AMOUNT, "of the last report before the announcement",
                example="", required=False),
        _column("ltm_ebitda", ValueKind.NUMBER, "of the same report", example="", required=False),
        _column("ntm_ebitda", ValueKind.NUMBER, "consensus at the announcement", example="",
                required=False),
        _column("synergies", ValueKind.AMOUNT, "a year, as announced", example="", required=False),
        _column("unaffected_price", ValueKind.AMOUNT, "last close before the first credible leak",
                example="", required=False),
        _column("unaffected_date", ValueKind.DAY, "the day of it", example="", required=False),
        _column("unaffected_evidence", ValueKind.TEXT, "why that day", example="", required=False),
        _column("price_1w", ValueKind.AMOUNT, "a week before that day", example="",
                required=False),
        _column("vwap_30d", ValueKind.AMOUNT, "average of thirty days by volume", example="",
                required=False),
        _column("high_52w", ValueKind.AMOUNT, "highest close of 52 weeks", example="",
                required=False),
        _column("premium_1d", ValueKind.RATE, "to the price before, where no price is given",
                example="", required=False),
        _column("premium_30d", ValueKind.RATE, "to the 30-day VWAP, likewise", example="",
                required=False),
        _column("break_fee", ValueKind.RATE, "of equity value", example="", required=False),
        _column("advisors", ValueKind.TEXT, "of both sides", example="", required=False),
        _column("left_out", ValueKind.TEXT, "why it is listed only and not in the statistics",
                example="", required=False),
        _column("reference", ValueKind.TEXT, "filing or record", example="8-K", required=False),
    ),
    ("target", "acquirer", "announced"),
)  # fmt: skip
RATINGS = ImportKind(
    "ratings",
    "Issuer ratings by agency.",
    (
        _TICKER,
        _column("agency", ValueKind.NAME, "who rates", "rating_agency", example="S&P"),
        _column("rating", ValueKind.TEXT, "the long-term rating", example="A"),
        _column("outlook", ValueKind.TEXT, "stable, ...", example="stable", required=False),
        _column("date", ValueKind.DAY, "of the action", "rating_date", example="2024-03-28"),
        _column("upgrade_trigger", ValueKind.TEXT, "as published", example="", required=False),
        _column("downgrade_trigger", ValueKind.TEXT, "as published", example="", required=False),
        _column(
            "downgrade_leverage",
            ValueKind.AMOUNT,
            "adjusted debt / EBITDA of that trigger",
            example="2.5",
            required=False,
        ),
    ),
    ("ticker", "agency", "date"),
)
BONDS = ImportKind(
    "bonds",
    "Bonds and loans outstanding: amounts, terms by which they can be called, prices.",
    (
        _TICKER,
        _column("instrument", ValueKind.NAME, "its name", "bond", example="3.35% notes 2025"),
        _column("principal", ValueKind.AMOUNT, "outstanding", "amount", example="1,000"),
        _column("unit", ValueKind.UNIT, "of the principal, with its scale", example="USD million"),
        _column("coupon", ValueKind.RATE, "fixed, a year", "rate", example="3.35%"),
        _column("maturity", ValueKind.DAY, "the day", "maturity_date", example="2025-09-15"),
        _column("rank", ValueKind.TEXT, "senior, secured, ...", example="senior", required=False),
        _column("issued", ValueKind.DAY, "the day", "issue_date", example="", required=False),
        _column(
            "par_call_date", ValueKind.DAY, "from when it is called at par", "par_call",
            example="2025-06-15", required=False,
        ),
        _column(
            "make_whole_spread", ValueKind.RATE, "over the Treasury yield, as the indenture has it",
            "make_whole", example="0.20%", required=False,
        ),
        _column(
            "call_price", ValueKind.AMOUNT, "of a fixed call that is open now, for 100",
            example="", required=False,
        ),
        _column(
            "tender_price", ValueKind.AMOUNT, "at which holders are taken to sell, for 100",
            example="", required=False,
        ),
        _column("price", ValueKind.AMOUNT, "clean, for 100", example="", required=False),
        _column("price_date", ValueKind.DAY, "the day of it", example="", required=False),
        _column("reference", ValueKind.TEXT, "filing or record", example="10-K", required=False),
    ),
    ("ticker", "instrument", "maturity"),
)  # fmt: skip
BOND_QUOTES = ImportKind(
    "bond-quotes",
    "Levels at which bonds of an issuer trade, or at which dealers see them.",
    (
        _TICKER,
        _column("instrument", ValueKind.NAME, "its name", "bond", example="3.35% notes 2025"),
        _column("date", ValueKind.DAY, "of the level", "day", example="2024-08-30"),
        _column("maturity", ValueKind.DAY, "the day", "maturity_date", example="2029-06-15"),
        _column(
            "coupon", ValueKind.RATE, "fixed, a year; needed with a price", example="3.35%",
            required=False,
        ),
        _column(
            "price", ValueKind.AMOUNT, "clean, for 100", "px", example="98.25", required=False
        ),
        _column("yield", ValueKind.RATE, "to maturity", "ytm", example="", required=False),
        _column(
            "spread_bp", ValueKind.NUMBER,
            "over Treasuries interpolated to the maturity, in basis points", "g_spread",
            example="", required=False,
        ),
        _column("rating", ValueKind.TEXT, "of the bond", example="A", required=False),
        _column("quoted_by", ValueKind.TEXT, "who saw it there", "dealer", example="",
                required=False),
        _NOTE,
    ),
    ("ticker", "instrument", "maturity", "date", "quoted_by"),
)  # fmt: skip
NEW_ISSUES = ImportKind(
    "new-issues",
    "Recent new issues: spreads from first talk to final terms, in basis points.",
    (
        _column("issuer", ValueKind.NAME, "who borrowed", example="Example Corp"),
        _column("priced", ValueKind.DAY, "the day", "pricing_date", example="2024-08-19"),
        _column("tenor", ValueKind.TENOR, "time to maturity", "term", example="10Y"),
        _column("size", ValueKind.AMOUNT, "of the tranche", "amount", example="1,750"),
        _column("unit", ValueKind.UNIT, "of the size, with its scale", example="USD million"),
        _column(
            "reoffer_bp", ValueKind.NUMBER, "spread of the final terms", "reoffer_spread",
            example="110",
        ),
        _column(
            "fair_value_bp", ValueKind.NUMBER,
            "spread at which the issuer's curve stood before, on the same benchmark",
            "fair_value_spread", example="", required=False,
        ),
        _column("ipt_bp", ValueKind.NUMBER, "first price talk", "ipt", example="", required=False),
        _column("guidance_bp", ValueKind.NUMBER, "guidance", example="", required=False),
        _column(
            "secondary_bp", ValueKind.NUMBER, "where it trades now", example="", required=False
        ),
        _column(
            "book", ValueKind.AMOUNT, "orders at final terms, in the unit", "orders", example="",
            required=False,
        ),
        _column("rating", ValueKind.TEXT, "of the issue", example="A", required=False),
        _column("coupon", ValueKind.RATE, "fixed, a year", example="", required=False),
        _column("reference", ValueKind.TEXT, "filing or record", example="FWP", required=False),
    ),
    ("issuer", "priced", "tenor"),
)  # fmt: skip
LEAGUE_TABLE = ImportKind(
    "league-table",
    "League tables as their publisher gives them.",
    (
        _column("table", ValueKind.NAME, "product and region", "product", example="US IG bonds"),
        _column("period", ValueKind.PERIOD, "year or last day", "year", example="2024"),
        _column("rank", ValueKind.COUNT, "place", example="1"),
        _column("bank", ValueKind.NAME, "who", "bookrunner", "advisor", example="Example Bank"),
        _column("volume", ValueKind.AMOUNT, "credited", "value", example="51,200"),
        _column("unit", ValueKind.UNIT, "of the volume, with scale", example="USD million"),
        _column("deals", ValueKind.COUNT, "number", "issues", example="88", required=False),
        _column("criteria", ValueKind.TEXT, "what is counted", example="full credit to each"),
    ),
    ("table", "period", "bank"),
)
CAP_TABLE = ImportKind(
    "cap-table",
    "Who holds shares, options and share units of a company that is not listed.",
    (
        _TICKER,
        _column("holder", ValueKind.NAME, "who", "shareholder", "name", example="Founders"),
        _column("group", ValueKind.TEXT, "founders, fund, staff, ...", "class", example="Founders"),
        _column("shares", ValueKind.AMOUNT, "held, before a split", "units", example="8,000,000"),
        _column(
            "sells", ValueKind.AMOUNT, "of them given to an offering; others sell in proportion",
            example="", required=False,
        ),
        _column(
            "strike", ValueKind.AMOUNT, "of options; 0 of share units; empty for shares",
            example="", required=False,
        ),
        _NOTE,
    ),
    ("ticker", "holder"),
)  # fmt: skip
CREDENTIALS = ImportKind(
    "credentials",
    "The bank's own deals, as its records have them.",
    (
        _column("client", ValueKind.NAME, "whom the bank served", "issuer", example="Example Inc"),
        _column("deal", ValueKind.NAME, "what was done", "transaction", example="Senior notes"),
        _column("product", ValueKind.TEXT, "M&A, equity, bonds ...", example="Bonds"),
        _column("closed", ValueKind.DAY, "the day", "date", "pricing_date", example="2024-05-14"),
        _column("role", ValueKind.TEXT, "the bank's part in it", example="Joint bookrunner"),
        _column("size", ValueKind.AMOUNT, "of the deal", "value", "amount", example="1,250",
                required=False),
        _column("unit", ValueKind.UNIT, "of the size, with its scale", example="USD million"),
        _column("sector", ValueKind.TEXT, "of the client", example="Retail", required=False),
        _column("reference", ValueKind.TEXT, "filing or record", example="424B2", required=False),
    ),
    ("client", "deal", "closed"),
)  # fmt: skip
COVERAGE = ImportKind(
    "coverage",
    "Who at the bank covers a company, whom they know there, and what stands in the way.",
    (
        _TICKER,
        _column("banker", ValueKind.NAME, "who covers it", "coverage", "owner", example="A. Lind"),
        _column("contact", ValueKind.TEXT, "whom they know", "contacts", example="CFO, B. Marsh",
                required=False),
        _column("last_met", ValueKind.DAY, "the day", "last_meeting", example="2024-06-14",
                required=False),
        _column("conflict", ValueKind.TEXT, "what stands in the way; empty for nothing known",
                "conflicts", example="", required=False),
        _column("restricted", ValueKind.TEXT, "yes where it is on the restricted list",
                example="no", required=False),
        _NOTE,
    ),
    ("ticker", "banker"),
)  # fmt: skip
WATCHLIST = ImportKind(
    "watchlist",
    "Companies that somebody watches, by the name of the list.",
    (
        _column("list", ValueKind.NAME, "the name of the list", "watchlist", example="Retail"),
        _TICKER,
        _NOTE,
    ),
    ("list", "ticker"),
)
SPONSORS = ImportKind(
    "sponsors",
    "Financial sponsors: their funds, what they look for, and what they own.",
    (
        _column("sponsor", ValueKind.NAME, "the house", "firm", "name", example="Example Partners"),
        _column("fund", ValueKind.NAME, "the fund that would buy", example="Example Partners IV"),
        _column("as_of", ValueKind.DAY, "of the amounts", "date", example="2024-06-30"),
        _column("unit", ValueKind.UNIT, "of the amounts, with scale", example="USD million"),
        _column("fund_size", ValueKind.AMOUNT, "commitments", "size", example="8,000",
                required=False),
        _column("dry_powder", ValueKind.AMOUNT, "commitments not drawn yet", example="3,500",
                required=False),
        _column("largest_cheque", ValueKind.AMOUNT, "most equity it puts into one company",
                "max_equity", example="", required=False),
        _column("strategy", ValueKind.TEXT, "buyout, growth, ...", example="buyout",
                required=False),
        _column("industries", ValueKind.TEXT, "what it buys: first digits of SIC codes, or words, "
                "parted by semicolons", "sectors", example="52; 50; retail", required=False),
        _column("country", ValueKind.TEXT, "its home, as two letters", example="US",
                required=False),
        _column("portfolio_company", ValueKind.TEXT, "one that it owns; one row for each",
                "holding", example="Example Hardware", required=False),
        _column("portfolio_industry", ValueKind.TEXT, "of that company: first digits of its SIC "
                "code, or words", example="52", required=False),
        _column("reference", ValueKind.TEXT, "filing or record", example="Form ADV",
                required=False),
    ),
    ("sponsor", "fund", "portfolio_company"),
)  # fmt: skip
RESTRICTED_LIST = ImportKind(
    "restricted-list",
    "Whom the bank may not call, or who said no: the name, why, and from when to when.",
    (
        _column("name", ValueKind.NAME, "of company or sponsor, or a ticker", "company",
                example="Example Corp"),
        _column("reason", ValueKind.NAME, "restricted, sanctions, known no", "why",
                example="restricted"),
        _column("since", ValueKind.DAY, "from when", "from", example="2024-08-01"),
        _column("until", ValueKind.DAY, "the last day; empty where it is open", example="",
                required=False),
        _NOTE,
    ),
    ("name", "reason", "since"),
)  # fmt: skip
MEASURES = ImportKind(
    "measures",
    "What the bank knows of a company that its reports do not tell, by measure and day.",
    (
        _TICKER,
        _column("measure", ValueKind.NAME, "its name among the features of screens", "feature",
                example="holder_stake"),
        _column("value", ValueKind.NUMBER, "a share as a fraction: 0.12 for 12%", "amount",
                example="0.12"),
        _column("date", ValueKind.DAY, "from which it was known", "known_since", "as_of",
                example="2024-08-15"),
        _NOTE,
    ),
    ("ticker", "measure", "date"),
)  # fmt: skip

MARKET_SERIES = ImportKind(
    "market-series",
    "Levels of the market by day: rates, credit, equity, volatility, foreign exchange.",
    (
        _column("class", ValueKind.NAME, "rates, credit, equity, volatility, fx or another",
                "asset_class", "market", example="equity"),
        _column("series", ValueKind.NAME, "its name", "name", "index", example="Example 500"),
        _column("date", ValueKind.DAY, "of the level", "day", example="2024-08-30"),
        _column("value", ValueKind.NUMBER, "the level", "level", "close", "px_last",
                example="5,648.40"),
        _column("unit", ValueKind.UNIT, "percent or bp of yields and spreads, ratio of indices, "
                "volatility and exchange rates, else a currency", example="ratio"),
        _column("time", ValueKind.TEXT, "of the day, with its zone", "data_time",
                example="16:00 ET", required=False),
        _NOTE,
    ),
    ("series", "date"),
)  # fmt: skip

KINDS = {
    kind.name: kind
    for kind in (
        PRICES,
        ESTIMATES,
        CURVES,
        MANAGEMENT_CASE,
        PRECEDENTS,
        RATINGS,
        BONDS,
        BOND_QUOTES,
        NEW_ISSUES,
        LEAGUE_TABLE,
        CAP_TABLE,
        CREDENTIALS,
        COVERAGE,
        SPONSORS,
        RESTRICTED_LIST,
        MEASURES,
        MARKET_SERIES,
        WATCHLIST,
    )
}
