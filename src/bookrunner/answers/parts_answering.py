"""Answers about a company's parts: the most of them, one by its name, its share of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookrunner.answers.computing import Computation, NotStated, compute
from bookrunner.answers.figuring import answered, whens_of
from bookrunner.answers.formulas import Line, Operation, lines_of
from bookrunner.answers.judging import as_trend
from bookrunner.answers.library import Answer, Library, company_of
from bookrunner.answers.lines import LineSource
from bookrunner.answers.measures import Shown
from bookrunner.answers.parts import Part, Parts, PartSource, places_of
from bookrunner.answers.parts_asked import (
    Ranking,
    in_full,
    names_home,
    ranking_asked,
    share_asked,
    without_home,
    without_label,
    without_names,
)
from bookrunner.answers.periods import When
from bookrunner.answers.planning import OF_A_PART, Plan, Task, plan
from bookrunner.answers.telling import told
from bookrunner.facts import Axis
from bookrunner.figures import Figure, Missing, Operand, computed, natural, ratio
from bookrunner.search import Entry, Question, question

_HOME_LABEL = re.compile(
    r"(?:the )?(?:u\.?s\.?a?\.?|united states(?: of america)?|domestic)(?: markets?| segments?)?",
    re.I,
)
_TWO = 2


class PartAnswers:
    """What a company's tagged facts tell of its parts.

    Args:
        names: Words of the question that name companies.
        entries: The company's documents, the one that fits the question best first.
    """

    def __init__(
        self, asked: Question, names: Sequence[str], entries: Sequence[Entry], library: Library
    ) -> None:
        self._asked = asked
        self._names = names
        self._entries = entries
        self._library = library
        first = entries[0]
        statements = library.statements(first.cik) if first.cik else None
        facts = library.facts(first.cik) if statements is not None else ()
        self._parts = (
            Parts(statements, facts, library.passages) if statements is not None and facts else None
        )
        self._whole = LineSource(statements, entries, library.statement_passages, library.walls)

    @property
    def is_of_home(self) -> bool:
        """Whether it asks of the United States, and so not of the whole company."""
        return names_home(without_names(self._asked.words, self._names))

    def answer(self) -> Answer | None:
        """The figure that answers; None where no tagged part is surely the one meant."""
        if self._parts is None:
            return None
        ranking = ranking_asked(without_names(self._asked.words, self._names))
        if ranking is not None:
            return self._ranked(ranking, self._parts)
        return self._of_one(self._parts)

    # ---------------------------------------------------------------------------- the most

    def _ranked(self, ranking: Ranking, parts: Parts) -> Answer | None:
        made = self._planned(ranking.measured)
        whens = whens_of(made, self._whole) if made is not None else ()
        if made is None or not whens:
            return None
        keys = lines_of(made.formula)
        key = "revenue" if "revenue" in keys else keys[0]
        members = parts.ranked(key, ranking.axis, whens[-1])
        if not members and ranking.axis is Axis.GEOGRAPHY:
            members = parts.ranked(key, Axis.SEGMENT, whens[-1])
            members = places_of(members)
        each = [(one, self._computed(made, one, whens, parts)) for one in members]
        sure = [(one, done) for one, done in each if done is not None]
        told_all = len(sure) == len(each)
        # A part without any is none that is ranked: the business was given up.
        sure = [(one, done) for one, done in sure if done.each[-1][1].value]
        if len(sure) < _TWO or not told_all or len(sure) <= ranking.place:
            return None
        sure.sort(key=lambda pair: _value(pair[1].figure), reverse=ranking.wants_most)
        best, done = sure[ranking.place]
        said = told(made, done, f"{best.label} of {company_of(self._entries[0])}")
        source = PartSource(parts, best.member, whens, self._entries)
        found = answered(said, done, made, self._library, source)
        place = "second " if ranking.place else ""
        most = f"{place}{'highest' if ranking.wants_most else 'lowest'}"
        series = " ".join(told(made, one, part.label).words for part, one in sure)
        every = [answered(said, one, made, self._library, source).citations for _, one in sure]
        first = f"{best.label[0].upper()}{best.label[1:]} is the {most}"
        return replace(
            found,
            words=f"{first} by {ranking.axis.name.lower()}. {series}",
            citations=tuple(dict.fromkeys((*found.citations, *(c for e in every for c in e)))),
        )

    # --------------------------------------------------------------------------------- one

    def _of_one(self, parts: Parts) -> Answer | None:
        share = share_asked(self._asked.words)
        words = share.measured if share is not None else in_full(self._asked.words)
        if share is not None and share.is_outside_home:
            made = self._planned(words)
            return self._one(made, None, parts, share=True, others=True) if made else None
        found: list[tuple[Part, Plan]] = []
        for part in self._named_in(words, parts):
            rest = (
                without_home(words)
                if _HOME_LABEL.fullmatch(part.label) or part.member.name == "country:US"
                else without_label(words, part.label)
            )
            made = self._planned(rest or "")
            if made is not None:
                found.append((part, made))
        answers = [
            one
            for part, made in found
            if (one := self._one(made, part, parts, share=share is not None)) is not None
        ]
        # Of two parts that are called so, such as a region and a segment, neither is surely meant.
        if not answers or len({one.value for one in answers}) > 1:
            return None
        return answers[0]

    def _named_in(self, words: str, parts: Parts) -> list[Part]:
        """Those whose names the question says, by the longest name."""
        made = self._planned_anyhow()
        whens = whens_of(made, self._whole) if made is not None else ()
        if made is None or not whens:
            return []
        known = parts.named(lines_of(made.formula), whens[-1])
        found = [one for one in known if without_label(words, one.label) is not None]
        most = max((len(one.label) for one in found), default=0)
        found = [one for one in found if len(one.label) == most]
        if found or not names_home(words):
            return found
        return [
            one
            for one in known
            if _HOME_LABEL.fullmatch(one.label) or one.member.name == "country:US"
        ]

    def _planned_anyhow(self) -> Plan | None:
        """The measure, whatever else the question says; for finding who has it."""
        plain = OF_A_PART.sub(" ", in_full(self._asked.words))
        return plan(replace(self._asked, terms=(), words=plain), self._names)

    def _one(
        self, made: Plan, part: Part | None, parts: Parts, *, share: bool, others: bool = False
    ) -> Answer | None:
        whens = whens_of(made, self._whole)
        if not whens:
            return None
        if part is None:
            key = lines_of(made.formula)[0]
            home = [
                one for one in parts.named([key], whens[-1]) if one.member.name == "country:US"
            ] or [one for one in parts.named([key], whens[-1]) if _HOME_LABEL.fullmatch(one.label)]
            if not home:
                return None
            part = home[0]
        done = self._computed(made, part, whens, parts)
        if done is None:
            return None
        source = PartSource(parts, part.member, whens, self._entries)
        company = company_of(self._entries[0])
        if not share:
            said = told(made, done, f"{part.label} of {company}")
            return answered(said, done, made, self._library, source)
        shared = self._share(made, part, done, parts, others=others)
        if shared is None:
            return None
        plan_of_it, done = shared
        said = told(plan_of_it, done, company)
        return answered(said, done, plan_of_it, self._library, source)

    def _share(
        self, made: Plan, part: Part, done: Computation, parts: Parts, *, others: bool
    ) -> tuple[Plan, Computation] | None:
        """The part's share of the whole, of one tag and report."""
        if not isinstance(made.formula, Line) or made.task is not Task.VALUE:
            return None
        when, own = done.each[-1]
        period = parts.period(made.formula.key, when)
        whole = parts.lines.whole(own, made.formula.key, period) if period is not None else None
        if whole is None or not isinstance(whole.value, float) or not whole.value:
            return None
        if not 0 <= _value(own) <= whole.value:
            return None
        of: Operand = natural(1) - ratio(own, whole) if others else ratio(own, whole)
        name = f"share of {made.name} {'outside ' if others else 'of '}{part.label}"
        figure = computed(
            f"answer.share_{made.formula.key}", f"{name} {when}", of, own.period, case=name
        )
        return replace(made, name=name, shown=Shown.PERCENT, exponent=None), Computation(
            figure, ((when, figure),)
        )

    def _computed(
        self, made: Plan, part: Part, whens: Sequence[When], parts: Parts
    ) -> Computation | None:
        try:
            done = compute(made, PartSource(parts, part.member, whens, self._entries), whens)
        except NotStated:
            return None
        missing = any(isinstance(one.value, Missing) for _, one in done.each)
        return None if missing or isinstance(done.figure.value, Missing) else done

    def _planned(self, words: str) -> Plan | None:
        made = plan(question(words, names=self._names), self._names)
        if made is None:
            return None
        if _is_of_itself(made):
            made = replace(made, formula=Line("revenue"), name="revenue", shown=Shown.MONEY)
        made = as_trend(made, self._asked.words)
        if not made.whens:
            own = plan(replace(self._asked, words=f"What was the revenue {_periods(self._asked)}?"))
            if own is not None:
                made = replace(made, whens=own.whens, years=own.years)
        return made


def _is_of_itself(made: Plan) -> bool:
    """Revenue over revenue: of a part it is the share in the whole's, which is asked apart."""
    return made.formula == Operation("/", Line("revenue"), Line("revenue"))


def _periods(asked: Question) -> str:
    return " and ".join(f"FY{year}" for year in asked.years)


def _value(figure: Figure) -> float:
    return figure.value if isinstance(figure.value, float) else 0.0
