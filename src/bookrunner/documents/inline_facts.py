"""Tagged facts from their elements: value, unit, period, dimensions and spans."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from bookrunner.documents import transformations
from bookrunner.documents.canonical import Reading, TaggedSpan
from bookrunner.documents.contexts import Context, Resources, resources
from bookrunner.documents.document import InlineFact
from bookrunner.documents.errors import NotTransformable
from bookrunner.documents.tags import Tags
from bookrunner.figures.citations import Citation
from bookrunner.figures.findings import Finding, Severity
from bookrunner.figures.units import Unit

FINDINGS_MAX = 100
"""Facts of one problem that are named one by one; the others are counted."""

_SCALE_MAX = 18
"""Real tags scale by at most trillions."""
_STANDARD_NAMESPACES = re.compile(r"https?://(?:fasb\.org|xbrl\.(?:us|sec\.gov))/([\w-]+)/20\d\d")


@dataclass
class InlineFacts:
    """The facts of a document in its order, and what was wrong with others."""

    facts: list[InlineFact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _made(**fields: object) -> InlineFact:
    """A fact of all its fields, without the detour by which frozen classes set each of them.

    A filing has thousands, and that detour takes a third of the time that a fact takes.
    """
    fact = object.__new__(InlineFact)
    fact.__dict__.update(fields)
    return fact


class _Unusable(ValueError):
    """Why an element yields no fact: a finding's code and message."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def inline_facts(
    read: Reading,
    series: Tags,
    prefixes: Mapping[str, str],
    digest: str,
    found: Resources | None = None,
) -> InlineFacts:
    """Every tagged fact that can be understood; the others are findings, never guesses.

    Args:
        found: Contexts and units, where other documents of the report declare some of them.
    """
    result = InlineFacts()
    counts: Counter[str] = Counter()
    standard = standard_prefixes(prefixes)
    maker = _Maker(read, series, found or resources(series, standard), standard)
    for tagged in read.facts:
        try:
            result.facts.append(maker.fact(tagged))
        except _Unusable as problem:
            counts[problem.code] += 1
            if counts[problem.code] <= FINDINGS_MAX:
                result.findings.append(_finding(problem, tagged, digest))
    result.findings.extend(_further(counts))
    result.findings.extend(maker.notes)
    result.findings.extend(contradictions(result.facts, digest))
    return result


def _further(counts: Mapping[str, int]) -> list[Finding]:
    return [
        Finding(
            f"documents.{code}",
            f"the same holds for {count - FINDINGS_MAX} further facts",
            Severity.ERROR,
        )
        for code, count in counts.items()
        if count > FINDINGS_MAX
    ]


def contradicted(facts: Iterable[InlineFact]) -> list[InlineFact]:
    """One fact of each number that is told twice with values that no rounding explains."""
    return [same[0] for same in _contradictory(facts)]


def contradictions(facts: Iterable[InlineFact], digest: str) -> list[Finding]:
    """Facts told twice whose values differ by more than their rounding allows."""
    findings = []
    for same in _contradictory(facts):
        values = ", ".join(sorted({f"{fact.value:f}" for fact in same}))
        findings.append(
            Finding(
                "documents.facts-contradict",
                f"{same[0].concept} of {same[0].period} is told as {values}",
                Severity.ERROR,
                where=same[0].concept,
                citation=Citation(digest, same[0].start, same[0].end, same[0].fact_id or None),
            )
        )
    return findings


def _contradictory(facts: Iterable[InlineFact]) -> list[list[InlineFact]]:
    told: dict[object, list[InlineFact]] = defaultdict(list)
    for fact in facts:
        if fact.value is not None:
            told[_what(fact)].append(fact)
    return [
        same
        for same in told.values()
        if len({fact.value for fact in same}) > 1 and not _consistent(same)
    ]


def _what(fact: InlineFact) -> object:
    """What a fact is about; in plain values, whose hashes cost little."""
    period, unit = fact.period, fact.unit
    powers = None if unit is None else unit.powers
    return fact.concept, fact.entity, period.start, period.end, powers, fact.dimensions


def _consistent(same: Sequence[InlineFact]) -> bool:
    """Whether one true value may stand behind all roundings (XBRL's consistent duplicates)."""
    lowest = max(_bounds(fact)[0] for fact in same)
    highest = min(_bounds(fact)[1] for fact in same)
    return lowest <= highest


def _bounds(fact: InlineFact) -> tuple[Decimal, Decimal]:
    assert fact.value is not None, "only numbers are compared"
    if fact.decimals is None:
        return fact.value, fact.value
    half = Decimal(5).scaleb(-fact.decimals - 1)
    return fact.value - half, fact.value + half


class _Maker:
    """Makes facts from elements; knows the document's contexts, units and continuations."""

    def __init__(
        self, read: Reading, series: Tags, found: Resources, standard: Mapping[str, str]
    ) -> None:
        self._read = read
        self._series = series
        self._found = found
        self._standard = standard
        self.notes: list[Finding] = []
        self._noted: set[tuple[str, str]] = set()
        self._continued: set[str] = set()
        # Names, scales and amounts repeat from fact to fact.
        self._concepts: dict[str, str] = {}
        self._scales: dict[tuple[str, str], tuple[int, int]] = {}
        self._values: dict[tuple[str, str, int, int], Decimal | None] = {}

    def fact(self, tagged: TaggedSpan) -> InlineFact:
        attributes = tagged.tag.attributes
        kind = tagged.tag.local
        concept = self._concept(attributes.get("name", ""))
        if target := attributes.get("target"):
            raise _Unusable("other-target", f"{concept}: belongs to the target document {target}")
        context = self._context(attributes, concept)
        assert context.period is not None, "a context without a period is refused before"
        spans = self._spans(tagged, attributes, concept)
        is_nil = attributes.get("nil") in {"true", "1"}
        numeric = kind != "nonnumeric"
        exponent, sign = self._scale(attributes, concept) if numeric else (0, 1)
        value = unit = meaning = None
        if numeric:
            unit = self._unit(attributes, concept)
            if kind == "fraction" and not is_nil:
                value = self._fraction(tagged.place, concept)
            elif not is_nil:
                value = self._value(self._words(spans), attributes, concept, exponent, sign)
                is_nil = value is None
        elif not is_nil:
            meaning = self._meaning(attributes, spans, concept)
        return _made(
            fact_id=attributes.get("id", ""),
            concept=concept,
            value=value,
            unit=unit,
            period=context.period,
            dimensions=context.dimensions,
            decimals=_decimals(attributes.get("decimals", "")),
            exponent=exponent,
            sign=sign,
            entity=context.entity,
            start=spans[0][0],
            end=spans[0][1],
            hidden=tagged.hidden,
            spans=spans,
            canonical=self._read.text,
            meaning=meaning or "",
            transformed=meaning is not None,
            is_nil=is_nil,
            numeric=numeric,
            context_id=attributes.get("contextref", ""),
        )

    def _words(self, spans: tuple[tuple[int, int], ...]) -> str:
        text = self._read.text
        if len(spans) == 1:
            return text[spans[0][0] : spans[0][1]]
        return " ".join(text[start:end] for start, end in spans)

    def _concept(self, named: str) -> str:
        found = self._concepts.get(named)
        if found is None:
            name = named.strip()
            prefix, _, local = name.rpartition(":")
            if not local or not prefix:
                raise _Unusable("nameless-fact", f"a tag names no concept ({name[:60]!r})")
            found = f"{self._standard.get(prefix, prefix)}:{local}"
            self._concepts[named] = found
        return found

    def _context(self, attributes: Mapping[str, str], concept: str) -> Context:
        reference = attributes.get("contextref", "")
        context = self._found.contexts.get(reference)
        if context is None:
            raise _Unusable("missing-context", f"{concept}: there is no context {reference[:60]!r}")
        if context.period is None:
            raise _Unusable("unusable-context", f"{concept}: {context.problem}")
        return context

    def _unit(self, attributes: Mapping[str, str], concept: str) -> Unit:
        reference = attributes.get("unitref", "")
        if reference in self._found.unreadable_units:
            raise _Unusable(
                "unusable-unit", f"{concept}: {self._found.unreadable_units[reference]}"
            )
        unit = self._found.units.get(reference)
        if unit is None:
            raise _Unusable("missing-unit", f"{concept}: there is no unit {reference[:60]!r}")
        return unit

    def _scale(self, attributes: Mapping[str, str], concept: str) -> tuple[int, int]:
        stated = attributes.get("scale", "0"), attributes.get("sign", "")
        found = self._scales.get(stated)
        if found is None:
            scale, sign = stated[0].strip(), stated[1].strip()
            if not re.fullmatch(r"[+-]?\d{1,2}", scale) or abs(int(scale)) > _SCALE_MAX:
                raise _Unusable(
                    "unusable-scale", f"{concept}: the scale {scale[:20]!r} is not usable"
                )
            if sign not in {"", "-"}:
                raise _Unusable("unusable-sign", f"{concept}: the sign {sign[:20]!r} is not usable")
            found = int(scale), -1 if sign else 1
            self._scales[stated] = found
        return found

    def _value(
        self, text: str, attributes: Mapping[str, str], concept: str, exponent: int, sign: int
    ) -> Decimal | None:
        known = text, attributes.get("format", ""), exponent, sign
        if known in self._values:
            return self._values[known]
        try:
            shown = transformations.number(text, known[1])
        except NotTransformable as problem:
            raise _Unusable("not-transformable", f"{concept}: {problem}") from problem
        value = None if shown is None else shown.scaleb(exponent) * sign or Decimal(0)
        self._values[known] = value
        return value

    def _fraction(self, place: int, concept: str) -> Decimal:
        """Numerator by denominator, where the quotient has an end."""
        told: dict[str, Decimal] = {}
        for node in range(place + 1, self._series.ends[place]):
            tag = self._series.tags[node]
            if tag.opens and tag.local in {"numerator", "denominator"}:
                exponent, sign = self._scale(tag.attributes, concept)
                words = " ".join(self._series.inside(node).split())
                part = self._value(words, tag.attributes, concept, exponent, sign)
                if part is not None:
                    told[tag.local] = part
        if len(told) < 2 or not told["denominator"]:
            raise _Unusable("fraction", f"{concept}: a fraction without its two numbers")
        value = told["numerator"] / told["denominator"]
        if value * told["denominator"] != told["numerator"]:
            raise _Unusable("fraction", f"{concept}: a fraction that no decimal number equals")
        return value

    def _meaning(
        self, attributes: Mapping[str, str], spans: tuple[tuple[int, int], ...], concept: str
    ) -> str | None:
        """What the words stand for under their format; None when there is none that fits."""
        fmt = attributes.get("format", "")
        if not fmt:
            return None
        text = self._words(spans)
        try:
            return transformations.words(text if len(text) < 1000 else text[:1000], fmt)
        except NotTransformable as problem:
            self._note("not-transformable", f"{concept}: {problem}; kept as the words shown")
            return None

    def _spans(
        self, tagged: TaggedSpan, attributes: Mapping[str, str], concept: str
    ) -> tuple[tuple[int, int], ...]:
        following = attributes.get("continuedat", "")
        if len(tagged.pieces) == 1 and not following:  # as with most, even if it says nothing
            only = tagged.pieces[0]
            if only.end > only.start >= 0:
                return ((only.start, only.end),)
        pieces = [(piece.start, piece.end) for piece in tagged.pieces if piece.end > piece.start]
        while following:
            continuation = self._read.continuations.get(following)
            # A continuation belongs to one fact; shared or circular ones are broken.
            if continuation is None or following in self._continued:
                self._note("broken-continuation", f"{concept}: it continues at no usable place")
                break
            self._continued.add(following)
            pieces += [(p.start, p.end) for p in continuation.pieces if p.end > p.start]
            following = continuation.tag.attributes.get("continuedat", "")
        if not pieces:
            first = tagged.pieces[0] if tagged.pieces else None
            place = first.start if first is not None and first.start >= 0 else 0
            pieces = [(place, place)]
        return tuple(pieces)

    def _note(self, code: str, message: str) -> None:
        if (code, message) not in self._noted:
            self._noted.add((code, message))
            self.notes.append(Finding(f"documents.{code}", message, Severity.WARNING))


@lru_cache(1000)
def _decimals(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\s*-?\d{1,3}\s*", text) else None


def standard_prefixes(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Prefix as declared to the customary one: whoever calls us-gaap ``g`` means us-gaap."""
    standard = {}
    for prefix, space in prefixes.items():
        match = _STANDARD_NAMESPACES.match(space)
        if match is not None:
            standard[prefix] = match[1]
    return standard


def _finding(problem: _Unusable, tagged: TaggedSpan, digest: str) -> Finding:
    piece = tagged.pieces[0] if tagged.pieces else None
    citation = None
    if piece is not None and 0 <= piece.start <= piece.end:
        fact_id = tagged.tag.attributes.get("id")
        citation = Citation(digest, piece.start, piece.end, fact_id)
    severity = Severity.NOTE if problem.code == "other-target" else Severity.WARNING
    return Finding(f"documents.{problem.code}", str(problem), severity, citation=citation)
