"""Stock splits, found in how reports tell the same shares and earnings per share again.

Reports after a split restate what they show of earlier periods; what they no longer show stays on
the old basis. A split is believed when numbers show it: at least two of average shares and earnings
per share, told again at one ratio, or one of them with a tagged ratio. A tag alone moves nothing:
it may tell of a split that is only planned, or of another company's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LINES_BY_KEY, Tagged
from bookrunner.facts.vintages import rounding

RATIO_CONCEPT = "us-gaap:StockholdersEquityNoteStockSplitConversionRatio1"

# From five for four up; thousands are slips of scale, and no split.
_RATIOS = tuple(
    sorted(
        {
            *(Fraction(n) for n in range(2, 61)),
            Fraction(100),
            *(Fraction(n, d) for n, d in ((5, 4), (4, 3), (3, 2), (5, 3), (5, 2))),
        }
    )
)
_SLACK = Decimal("0.003")
_CENT_ROUNDING = Decimal("0.005")
_WITNESSES_MIN = 2


@dataclass(frozen=True)
class Split:
    """New shares for each old one, and since when reports tell of the new ones."""

    ratio: Fraction
    """10 for ten new shares for one old; 1/20 where twenty became one."""
    on: date
    """Reports that became known on this day or later are on the new basis."""
    before: Fact
    """Average shares, or earnings per share, as a report before the split tells them."""
    after: Fact
    """The same number of the same period in a report after it."""
    tag: Fact | None = None
    """The ratio as a report tags it, where one does."""

    @property
    def words(self) -> str:
        """``10-for-1``, ``1-for-20``."""
        return f"{self.ratio.numerator}-for-{self.ratio.denominator}"


def splits(facts: Iterable[Fact]) -> Sequence[Split]:
    """The splits of a company's shares that its facts show, oldest first."""
    told = [fact for fact in facts if not fact.dimensions and fact.accepted_at is not None]
    retold = sorted(_retold(told), key=lambda one: (one.days, one.until, one.after.concept))
    groups: list[list[_Retold]] = []
    for one in retold:
        if not _explained(one, groups):
            same = next((g for g in groups if _overlap(one, g)), None)
            if same is None:
                groups.append([one])
            else:
                same.append(one)
    tags = [fact for fact in told if fact.concept == RATIO_CONCEPT and fact.value > 0]
    found = (_split(group, tags) for group in groups)
    return sorted((split for split in found if split is not None), key=lambda split: split.on)


def since(fact: Fact, shown: Sequence[Split]) -> Sequence[Split]:
    """The splits that the report of a fact does not know yet."""
    known = fact.accepted_at
    return [split for split in shown if known is not None and known < split.on]


def only_tagged(fact: Fact, facts: Iterable[Fact], shown: Sequence[Split]) -> Fact | None:
    """A split's ratio that a later report tags for a later day, which no numbers show; or None."""
    known = fact.accepted_at
    for tag in facts:
        if (
            tag.concept == RATIO_CONCEPT
            and tag.value not in (0, 1)
            and known is not None
            and tag.accepted_at is not None
            and known < tag.accepted_at
            and known < tag.period.end
            and not any(_tells(tag, split.ratio, known) for split in shown)
        ):
            return tag
    return None


def announced(fact: Fact, facts: Iterable[Fact], shown: Sequence[Split]) -> Fact | None:
    """A split's ratio that the report of a fact tags for a day after its own period; or None.

    Some reports have put their numbers on the new shares by then, and others not. Numbers of an
    earlier report told again at that ratio would show it.
    """
    known = fact.accepted_at
    for tag in facts:
        if (
            tag.concept == RATIO_CONCEPT
            and tag.value not in (0, 1)
            and known is not None
            and (tag.accession, tag.document) == (fact.accession, fact.document)
            and fact.report_end is not None
            # A count on a cover page may be of a day after the split.
            and tag.period.end > max(fact.report_end, fact.period.end)
            and not any(
                Fraction(tag.value) in (split.ratio, 1 / split.ratio) and split.on <= known
                for split in shown
            )
        ):
            return tag
    return None


@dataclass(frozen=True)
class _Retold:
    """One number of one period that a later report tells at a split's ratio."""

    ratio: Fraction
    before: Fact
    after: Fact

    @property
    def since(self) -> date:
        assert self.before.accepted_at is not None
        return self.before.accepted_at

    @property
    def until(self) -> date:
        assert self.after.accepted_at is not None
        return self.after.accepted_at

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def _retold(facts: Iterable[Fact]) -> Iterable[_Retold]:
    by_place: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.concept in _SHARES or fact.concept in _PER_SHARE:
            by_place.setdefault((fact.concept, fact.period, fact.unit), []).append(fact)
    for told in by_place.values():
        told.sort(key=lambda fact: (fact.accepted_at or date.min, fact.accession))
        for before, after in pairwise(told):
            ratio = _ratio(before, after)
            if ratio is not None and before.accepted_at != after.accepted_at:
                yield _Retold(ratio, before, after)


def _ratio(before: Fact, after: Fact) -> Fraction | None:
    """The ratio of a split that lies between two tellings; None when none is that near."""
    if not before.value or not after.value or (before.value > 0) != (after.value > 0):
        return None
    old, new = (before, after) if before.concept in _SHARES else (after, before)
    found = new.value / old.value
    slack = _SLACK + _error(old) + _error(new)
    for ratio in _RATIOS:
        for one in (ratio, 1 / ratio):
            exact = Decimal(one.numerator) / Decimal(one.denominator)
            if abs(found / exact - 1) <= slack and not _is_near_one(found, slack):
                return one
    return None


def _is_near_one(found: Decimal, slack: Decimal) -> bool:
    return abs(found - 1) <= max(slack, Decimal("0.2"))


def _error(fact: Fact) -> Decimal:
    """How far rounding alone may move the number, as a share of it."""
    told = rounding(fact)
    if not told and fact.concept in _PER_SHARE:
        told = _CENT_ROUNDING
    return min(abs(told / fact.value), Decimal("0.1"))


def _explained(one: _Retold, groups: Sequence[Sequence[_Retold]]) -> bool:
    """Whether splits that are shown more narrowly make up a change over a longer time."""
    product = Fraction(1)
    for group in groups:
        if one.since <= group[0].since and group[0].until <= one.until and len(group) > 1:
            product *= group[0].ratio
    return product == one.ratio and product != 1 and all(not _overlap(one, g) for g in groups)


def _overlap(one: _Retold, group: Sequence[_Retold]) -> bool:
    since, until = _window(group)
    return one.ratio == group[0].ratio and one.since < until and since < one.until


def _window(group: Sequence[_Retold]) -> tuple[date, date]:
    return max(one.since for one in group), min(one.until for one in group)


def _split(group: Sequence[_Retold], tags: Sequence[Fact]) -> Split | None:
    since, until = _window(group)
    ratio = group[0].ratio
    tag = next((fact for fact in tags if _tells(fact, ratio, since)), None)
    witnesses = {(one.after.concept, one.after.period) for one in group}
    if tag is None and len(witnesses) < _WITNESSES_MIN:
        return None
    # Shares tell the ratio exactly; earnings per share are rounded to cents.
    shown = min(group, key=lambda one: (one.after.concept in _PER_SHARE, one.days))
    return Split(ratio, until, shown.before, shown.after, tag)


def _tells(tag: Fact, ratio: Fraction, since: date) -> bool:
    value = Fraction(tag.value)
    return value in (ratio, 1 / ratio) and tag.accepted_at is not None and tag.accepted_at > since


def _concepts(*keys: str) -> frozenset[str]:
    return frozenset(
        concept
        for key in keys
        for rule in LINES_BY_KEY[key].rules
        if isinstance(rule, Tagged)
        for concept in rule.concepts
    )


_SHARES = _concepts("basic_shares", "diluted_shares")
_PER_SHARE = _concepts("eps_basic", "eps_diluted")
