"""Numbers of shares and per share, on the basis of today's shares and of the right scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import (
    LINES_BY_KEY,
    Kind,
    StandardLine,
)
from bookrunner.facts.splits import Split, announced, only_tagged, since, splits
from bookrunner.facts.vintages import Vintage
from bookrunner.facts.workings.bench import Bench, Found, source
from bookrunner.figures import (
    SHARES,
    Missing,
    Period,
    Severity,
    Term,
    instant,
    sourced,
)

# Three new shares for two old ones is the smallest split that is common.
_SPLIT_MIN = 1.4
# A thousand, less what preferred dividends and two classes of shares may add or take.
_SCALE_APART_MIN = 300


class ShareBasis:
    """Puts a company's shares and earnings per share on one basis, and says where it did."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def after_splits(self, line: StandardLine, fact: Fact, period: Period) -> Found:
        """The line on the basis of today's shares, where no report has restated it since a split.

        As first reported it stays as it was.
        """
        self._tell_of_announced(line, fact, period)
        unseen = since(fact, self._splits)
        names = " and the ".join(split.words for split in unseen)
        if not unseen:
            if self._bench.vintage is Vintage.LATEST and (
                tag := only_tagged(fact, self._bench.facts, unseen)
            ):
                self._bench.find(
                    "facts.split-not-shown",
                    f"{line.label} was last reported on {fact.accepted_at}, and a later report "
                    f"tags a stock split of {tag.value:f}; no numbers show whether it has to be "
                    "adjusted, so it is as reported",
                    period,
                )
            return Found(self._bench.sourced(line, fact), fact.concept, fact)
        if self._bench.vintage is not Vintage.LATEST:
            self._bench.find(
                "facts.before-split",
                f"{line.label} is as first reported, before the {names} split",
                period,
                Severity.NOTE,
            )
            return Found(self._bench.sourced(line, fact), fact.concept, fact)
        adjusted: Term = self._bench.sourced(line, fact, "before_split")
        words = fact.concept
        for split in unseen:
            ratio = self._split_ratio(split)
            is_count = line.kind is Kind.AVERAGE_SHARES
            adjusted = adjusted * ratio if is_count else adjusted / ratio
            words += f" {'x' if is_count else '/'} {split.words.replace('-for-', ':')}"
        self._bench.find(
            "facts.split-adjusted",
            f"{line.label} was last reported before the {names} split ({fact.value:f}) and is put "
            "on the basis of the new shares",
            period,
        )
        found = self._bench.computed(line, adjusted, period, words)
        return Found(found.figure, words, fact)

    def _tell_of_announced(self, line: StandardLine, fact: Fact, period: Period) -> None:
        if tag := announced(fact, self._bench.facts, self._splits):
            self._bench.find(
                "facts.split-announced",
                f"{line.label}: its report tags a stock split of {tag.value:f} for "
                f"{tag.period.end}, after the period; no numbers show whether it is before or "
                "after that split",
                period,
            )

    def tell_of_cover(self, line: StandardLine, fact: Fact, period: Period) -> None:
        """Tell of shares on a cover page that a split known by now has changed since."""
        self._tell_of_announced(line, fact, period)
        unseen = since(fact, self._splits)
        tag = only_tagged(fact, self._bench.facts, unseen)
        words = [split.words for split in unseen] or ([f"{tag.value:f}-for-1"] if tag else [])
        if words:
            self._bench.find(
                "facts.before-split",
                f"{line.label} is as the cover page of {fact.period.end} says, before the "
                f"{' and the '.join(words)} split",
                period,
            )

    @cached_property
    def _splits(self) -> Sequence[Split]:
        return splits(self._bench.facts)

    def _split_ratio(self, split: Split) -> Term:
        """New shares for an old one: as tagged, else as the same number told twice shows it."""
        subject = self._bench.company.ticker or self._bench.company.name
        at = instant(split.on)
        if split.tag is not None:
            key, name = f"{self._bench.prefix}.split_ratio", "Stock split, new shares for each old"
            tag = split.tag
            ratio = sourced(key, name, tag.value, tag.unit, at, source(tag, subject))
            return ratio if Fraction(tag.value) == split.ratio else 1 / ratio
        told = [
            sourced(
                f"{self._bench.prefix}.{side}_split",
                f"{fact.concept} {side} the split",
                fact.value,
                fact.unit,
                at,
                source(fact, subject),
            )
            for side, fact in (("before", split.before), ("after", split.after))
        ]
        # Of earnings per share the old are the more.
        old, new = told if split.before.unit == SHARES else reversed(told)
        return new / old

    def is_misscaled(self, line: StandardLine, fact: Fact, period: Period) -> bool:
        """Whether average shares contradict income and earnings per share by thousands or more.

        Some reports tag 732.3 where the table says millions. What the filer meant is not for us to
        type, so the number is left out and said to be.
        """
        if line.kind is not Kind.AVERAGE_SHARES:
            return False
        per_share = self._bench.reported(
            LINES_BY_KEY[f"eps_{line.key.removesuffix('_shares')}"], period
        )
        income = self._bench.reported(LINES_BY_KEY["net_income"], period)
        values = [
            found.fact.value for found in (per_share, income) if found is not None and found.fact
        ]
        if len(values) < 2 or 0 in (*values, fact.value):
            return False
        apart = abs(values[1] / values[0] / fact.value)
        if 1 / _SCALE_APART_MIN < apart < _SCALE_APART_MIN:
            return False
        self._bench.find(
            "facts.share-scale",
            f"{line.label}: {fact.concept} is tagged as {fact.value:,f}, which net income and "
            "earnings per share contradict by thousands or more; it is left out",
            period,
        )
        return True

    def check_jump(self, before: Period, after: Period) -> None:
        """Tell of a number of shares that jumps as only a split makes it jump."""
        found = (self._bench.found("diluted_shares", period) for period in (before, after))
        told = [one.figure.value for one in found if one is not None and one.fact is not None]
        values = [value for value in told if not isinstance(value, Missing) and value]
        if len(values) < 2:
            return
        fewer, more = values
        if not 1 / _SPLIT_MIN < more / fewer < _SPLIT_MIN:
            self._bench.find(
                "facts.share-basis",
                f"average shares go from {fewer:,.0f} for {before} to {more:,.0f}; if that "
                "is a split, per-share lines before and after it do not compare",
                after,
            )
