"""What can happen to a company, as filings tell it, and how much each weighs before its text.

The weights are the first routing of the output standards, section 12: 5 is read at once, 1 is kept
for the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Materiality = Literal[1, 2, 3, 4, 5]


@dataclass(frozen=True)
class EventType:
    """A kind of event."""

    name: str
    says: str
    """What happened, in a few words for people."""
    materiality: Materiality


def _types(*rows: tuple[str, str, Materiality]) -> dict[str, EventType]:
    return {name: EventType(name, says, weight) for name, says, weight in rows}


DEALS = _types(
    ("merger_agreement", "agreement to merge, to buy or to sell a business", 5),
    ("deal_terminated", "deal called off", 5),
    ("deal_completed", "acquisition or disposal completed", 4),
    ("deal_update", "news of a pending deal", 3),
    ("tender_offer", "tender offer for shares", 5),
    ("tender_response", "target's answer to a tender offer", 4),
    ("going_private", "going-private transaction", 5),
    ("spin_off", "spin-off or separation", 4),
    ("strategic_review", "review of strategic alternatives", 4),
    ("merger_proxy", "proxy statement on a merger", 4),
    ("exchange_registration", "securities registered for an exchange or a merger", 4),
    ("deal_communication", "communication about a deal", 3),
    ("proxy_contest", "proxy contest", 5),
)
CREDIT = _types(
    ("bankruptcy", "bankruptcy or receivership", 5),
    ("debt_restructuring", "debt restructured or converted", 5),
    ("acceleration", "default or accelerated obligation", 5),
    ("covenant_waiver", "covenant waived or forbearance granted", 4),
    ("going_concern", "substantial doubt about going concern", 5),
    ("late_filing", "report not filed in time", 4),
    ("credit_agreement", "credit agreement entered or changed", 4),
    ("debt_offering", "notes offered or issued", 4),
    ("new_debt", "direct financial obligation", 4),
    ("debt_exchange", "exchange or tender offer for debt, or consents of its holders", 3),
    ("debt_redemption", "debt called or repaid early", 3),
    ("rating_action", "credit rating changed", 3),
)
EQUITY = _types(
    ("equity_offering", "shares offered or sold", 4),
    ("unregistered_equity", "unregistered sale of equity", 4),
    ("shelf_filed", "shelf registration filed", 3),
    ("registration_filed", "registration of an offering filed", 4),
    ("registration_effective", "registration statement effective", 3),
    ("registration_withdrawn", "registration withdrawn", 3),
    ("prospectus_filed", "prospectus filed", 3),
    ("structured_note", "structured note offered", 1),
    ("term_sheet", "free writing prospectus", 3),
    ("private_placement", "exempt offering", 3),
    ("buyback", "shares to be repurchased", 3),
    ("dividend", "dividend declared", 2),
    ("dividend_cut", "dividend cut or suspended", 4),
    ("stock_split", "stock split", 3),
    ("rights_plan", "shareholder rights plan", 3),
    ("rights_modified", "rights of holders changed", 3),
    ("delisting_notice", "listing in danger or ended", 5),
    ("listing_transfer", "listing moved or compliance regained", 3),
    ("deregistration", "securities deregistered", 4),
)
OWNERSHIP = _types(
    ("control_change", "control changed", 5),
    ("activist_stake", "stake of more than 5% with intent (13D)", 4),
    ("activist_settlement", "agreement with an activist holder", 4),
    ("passive_stake", "stake of more than 5% without intent (13G)", 2),
    ("insider_holding", "insider's first statement of holdings", 1),
    ("insider_trade", "insider's change of holdings", 2),
    ("insider_sale_notice", "insider's notice of a sale", 2),
    ("holdings_report", "manager's quarterly holdings", 2),
    ("trading_plan", "insider's trading plan", 2),
)
FIGURES = _types(
    ("results", "results", 4),
    ("results_revised", "results revised", 5),
    ("guidance", "outlook given or changed", 4),
    ("non_reliance", "earlier statements not to be relied on", 5),
    ("misstatement", "misstatement or irregularity found", 4),
    ("auditor_change", "auditor changed", 4),
    ("impairment", "material impairment", 3),
    ("restructuring", "restructuring or exit", 3),
    ("fiscal_year_change", "fiscal year changed", 3),
    ("periodic_report", "annual or quarterly report", 3),
    ("statements_recast", "statements recast or added", 2),
    ("certification", "certification of a report", 1),
)
PEOPLE = _types(
    ("ceo_departure", "chief executive leaves", 4),
    ("ceo_appointment", "chief executive named", 4),
    ("cfo_departure", "chief financial officer leaves", 4),
    ("cfo_appointment", "chief financial officer named", 4),
    ("officer_departure", "officer leaves", 3),
    ("officer_appointment", "officer named", 3),
    ("director_departure", "director leaves", 3),
    ("director_election", "director elected", 2),
    ("compensation", "pay, plan or employment agreement", 2),
)
GOVERNANCE = _types(
    ("vote", "vote of holders", 2),
    ("vote_failed", "pay, a director or a proposal of the company failed", 4),
    ("annual_meeting", "meeting of holders called", 2),
    ("proxy_statement", "proxy statement", 2),
    ("charter_amendment", "charter or by-laws changed", 2),
    ("name_change", "name changed", 2),
    ("blackout", "trading under benefit plans suspended", 2),
    ("ethics_waiver", "code of ethics changed or waived", 2),
    ("shell_status", "no longer a shell company", 4),
    ("nominations", "date for nominations of directors", 2),
)
BUSINESS = _types(
    ("material_agreement", "material agreement", 3),
    ("agreement_terminated", "material agreement ended", 3),
    ("commercial_contract", "contract won or signed", 3),
    ("cyber_incident", "cyber incident", 4),
    ("litigation", "litigation or claim", 3),
    ("regulatory_action", "order or investigation of an authority", 4),
    ("product_milestone", "approval or trial of a product", 3),
    ("mine_safety", "mine safety", 3),
    ("asset_backed", "report on an asset-backed security", 1),
    ("presentation", "presentation to investors", 2),
    ("other_event", "other event", 2),
)
EVENT_TYPES = DEALS | CREDIT | EQUITY | OWNERSHIP | FIGURES | PEOPLE | GOVERNANCE | BUSINESS
"""All kinds, by name."""
