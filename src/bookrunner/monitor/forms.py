"""What the filing of a form is in itself: ownership, capital markets, mergers, distress."""

from __future__ import annotations

_KINDS = (
    # Mergers and contests. Longer names come before their beginnings.
    ("SC 13E3", "going_private"),
    ("SC TO", "tender_offer"),
    ("SC 14D9", "tender_response"),
    ("SC14D9C", "tender_response"),
    ("DEFM14", "merger_proxy"),
    ("PREM14", "merger_proxy"),
    ("DEFC14", "proxy_contest"),
    ("PREC14", "proxy_contest"),
    ("DFAN14A", "proxy_contest"),
    ("S-4", "exchange_registration"),
    ("F-4", "exchange_registration"),
    ("425", "deal_communication"),
    # Ownership.
    ("SC 13D", "activist_stake"),
    ("SCHEDULE 13D", "activist_stake"),
    ("SC 13G", "passive_stake"),
    ("SCHEDULE 13G", "passive_stake"),
    ("13F", "holdings_report"),
    ("144", "insider_sale_notice"),
    # Capital markets.
    ("424B", "prospectus_filed"),
    ("FWP", "term_sheet"),
    ("S-3", "shelf_filed"),
    ("F-3", "shelf_filed"),
    ("S-11", "registration_filed"),
    ("S-1", "registration_filed"),
    ("F-10", "registration_filed"),
    ("F-1", "registration_filed"),
    ("10-12B", "spin_off"),
    ("EFFECT", "registration_effective"),
    ("RW", "registration_withdrawn"),
    ("25-NSE", "delisting_notice"),
    ("15-", "deregistration"),
    # Distress.
    ("NT 10-", "late_filing"),
    ("NT 20-F", "late_filing"),
    # Regular reports and meetings.
    ("10-K", "periodic_report"),
    ("10-Q", "periodic_report"),
    ("20-F", "periodic_report"),
    ("40-F", "periodic_report"),
    ("DEF 14", "proxy_statement"),
    ("PRE 14", "proxy_statement"),
    ("DEFA14", "proxy_statement"),
)
_EXACT = {
    "3": "insider_holding",
    "4": "insider_trade",
    "5": "insider_trade",
    "15": "deregistration",
    "25": "delisting_notice",
    "D": "private_placement",
}


def is_current_report(form: str) -> bool:
    """Whether a form is an 8-K, amended or not."""
    return form.upper().startswith("8-K")


def kind_of_form(form: str) -> str:
    """The event that the filing of a form is; empty for forms that tell none by themselves."""
    plain = form.upper().removesuffix("/A").strip()
    if plain in _EXACT:
        return _EXACT[plain]
    return next((event for begins, event in _KINDS if plain.startswith(begins)), "")
