"""Two sentences on why a name would buy: what ties it to the target, and what it could pay."""

from __future__ import annotations

from bookrunner.figures import Missing
from bookrunner.targeting.buyers import Buyer
from bookrunner.targeting.buyers_capacity import Capacity

_WORDS = 4
_COMMON = 0.1
"""Of the driver of words; below it shared words are chance."""


def rationale(one: Buyer) -> str:
    """The sentences, from what is known alone and with its days."""
    named = one.driver("named")
    tie = _tie(one)
    if named is not None and named.part:
        tie = f"{tie[:-1]}, and {named.words}."
    return f"{tie} {_means(one)}"


def _tie(one: Buyer) -> str:
    if one.sponsor is not None:
        holdings = one.driver("holdings")
        if holdings is not None and holdings.part:
            return f"As of {one.sponsor.as_of} it {holdings.words}."
        sector = one.driver("sector")
        assert sector is not None
        return f"As of {one.sponsor.as_of} {sector.words}."
    words, industry = one.driver("words"), one.driver("industry")
    assert words is not None
    assert industry is not None
    by_code = industry.words if industry.part is not None else ""
    if words.part is None or not words.cited:
        return f"It is of {by_code}." if by_code else "What it does is not told."
    reports = " and ".join(f"{cited.form} of {cited.known_on}" for cited in words.cited)
    if words.part < _COMMON:
        said = f"Their reports ({reports}) have little in common"
        return f"{said}; it is of {by_code}." if by_code else f"{said}."
    shared = words.words.partition(" by ")[2].split(", ")[:_WORDS]
    said = f"Both reports ({reports}) speak of {', '.join(shared)}"
    return f"{said}; it is of {by_code}." if by_code else f"{said}."


def _means(one: Buyer) -> str:
    if one.sponsor is not None:
        means = [one.driver(name) for name in ("dry powder", "buyout price")]
        told = [driver.words for driver in means if driver is not None and driver.part is not None]
        if not told:
            return "Its means beside the price are not assessed."
        whole = "; ".join(told)
        return f"{whole[:1].upper()}{whole[1:]}."
    held = one.capacity
    unknown = "Its means beside the price are not assessed."
    if not isinstance(held, Capacity) or held.covered is None or held.leverage_after is None:
        return unknown
    covered = held.covered.value
    if isinstance(covered, Missing):
        return unknown
    before, after = _turns(held.leverage_before.value), _turns(held.leverage_after.value)
    known = f"On the reports known at {held.most.period.end} it could pay"
    move = f"would take net debt from {before} to {after} EBITDA"
    if covered >= 1:
        return f"{known} the assumed price in cash and debt, which {move}."
    return f"{known} {covered:.0%} of the assumed price in cash and debt; paying all so {move}."


def _turns(value: float | Missing) -> str:
    return str(value) if isinstance(value, Missing) else f"{value:.1f}x"
