"""Which one company a ticker, a CIK or a name means; never a guess."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bookrunner.facts.companies import Company, cik_text, named_company
from bookrunner.facts.names import (
    CoRegistrant,
    Named,
    NameKind,
    best_named,
    common_cik,
    name_key,
    ticker_key,
)
from bookrunner.figures import Ambiguous, NotFound

_NEAR_MAX = 3
_CHOICES_MAX = 12
_CIK = re.compile(r"(?:CIK)?[\s:#]*0*(\d{1,10})", re.IGNORECASE)


class Register(Protocol):
    """What is known of companies' names."""

    def named(self, asked: str) -> Sequence[Named]:
        """Companies with exactly this ticker or name."""
        ...

    def named_in_part(self, asked: str) -> Sequence[Named]:
        """Companies whose name holds these words, or one of whose classes has this ticker."""
        ...

    def all_named(self) -> Sequence[Named]:
        """Every name."""
        ...

    def known(self, cik: str, as_of: date | None) -> Company | None:
        """The company of a CIK, as it was known on a day; None when nothing is known of it."""
        ...

    def co_registrant(self, cik: str) -> CoRegistrant | None:
        """In whose filings the registrant of a CIK takes part; None when in nobody's."""
        ...


def company_named(asked: str, as_of: date | None, register: Register) -> Company:
    """The one company that is meant, in this order of trust.

    Its CIK; its ticker in any spelling of the class; its name or what people call it; a former
    name; a part of its name, or its ticker without the class, when no other company has it.

    Raises:
        NotFound: None fits; the error names the nearest tickers and names, or, of a registrant
            that only takes part in another's filings, that other.
        Ambiguous: Several fit; the error names them.
    """
    wanted = asked.strip()
    ciks: Sequence[str] = []
    number = _CIK.fullmatch(wanted)
    if number is not None:
        ciks = [cik_text(number[1])]
    elif name_key(wanted):
        exact = list(register.named(wanted))
        common = common_cik(wanted)
        if common is not None and register.known(common, as_of) is not None:
            exact.append(Named(common, NameKind.NAME, wanted))
        ciks = best_named(wanted, exact, as_of)
        ciks = ciks or best_named(wanted, register.named_in_part(wanted), as_of)
    found = [company for cik in ciks if (company := register.known(cik, as_of)) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        choices = [f"{named_company(company)}, CIK {company.cik}" for company in found]
        more = len(choices) - _CHOICES_MAX
        raise Ambiguous(
            "companies",
            asked,
            choices[:_CHOICES_MAX] + ([f"{more} more"] if more > 0 else []),
        )
    joint = [one for cik in ciks if (one := register.co_registrant(cik)) is not None]
    if joint:
        raise _joint(asked, joint[0])
    raise _not_found(asked, as_of, register)


def _joint(asked: str, joint: CoRegistrant) -> NotFound:
    filer = named_company(Company(joint.filer_cik, joint.filer_name, joint.filer_ticker))
    return NotFound(
        "filing of its own of",
        asked,
        hint=(
            f"{joint.name}, CIK {joint.cik}, takes part in {joint.filing} of {filer}, where its "
            "numbers stand under its legal entity and are not kept as a company's of their own; "
            f"ask for {joint.filer_ticker or joint.filer_cik} to have those of the whole group"
        ),
    )


def _not_found(asked: str, as_of: date | None, register: Register) -> NotFound:
    every = register.all_named()
    what = "company" if as_of is None else f"company known on {as_of}"
    if not every:
        hint = "the store is empty; run `bookrunner ingest FOLDER`"
        return NotFound("company", asked, hint=hint)
    keys: dict[str, str] = {}
    for one in every:
        is_ticker = one.kind is NameKind.TICKER
        keys.setdefault(ticker_key(one.name) if is_ticker else name_key(one.name), one.cik)
    near = difflib.get_close_matches(ticker_key(asked), keys, n=_NEAR_MAX, cutoff=0.5)
    near += difflib.get_close_matches(name_key(asked), keys, n=_NEAR_MAX, cutoff=0.6)
    companies = [register.known(keys[key], as_of) for key in near]
    told = [named_company(company) for company in companies if company is not None]
    return NotFound(what, asked, near=list(dict.fromkeys(told))[:_NEAR_MAX])
