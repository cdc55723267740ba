"""Titles whose words the exhibit contradicts: rose where it fell, highest where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bookrunner.lint.amounts import amounts, same
from bookrunner.lint.flaws import DeckFlaw, error, warning
from bookrunner.lint.pages import Page, is_statistic, tokens
from bookrunner.lint.periods import Span, periods_in
from bookrunner.lint.series import Course, Ranking, courses, rankings

_MOVING = r"(?:is|are|was|were|been|keeps?|kept)\s+"
_BY = r"(?=\s+(?:by\s+|from\b|since\b|\d|[$€£]))"
"""What must follow a bare "up" or "down"."""
_UP = (
    r"grew|grows|grown|rose|rises|risen|increased|climbed|climbs|expanded|surged|soared|jumped"
    r"|gained|went up|doubled|tripled|quadrupled|strengthened"
    rf"|{_MOVING}(?:rising|growing|increasing|expanding|climbing)|up{_BY}"
)
_DOWN = (
    r"fell|falls|fallen|declined|decreased|dropped|drops|shrank|shrunk|contracted|slipped|plunged"
    r"|collapsed|went down|halved|weakened"
    rf"|{_MOVING}(?:falling|declining|decreasing|shrinking|contracting|dropping)|down{_BY}"
)
_UP_OF = r"(?:growth|increase|rise)\s+in|(?:growing|rising|increasing|expanding)"
_DOWN_OF = (
    r"(?:decline|fall|drop|decrease|contraction)\s+in"
    r"|(?:shrinking|declining|falling|decreasing|contracting)"
)
_NOUN = re.compile(rf"\b(?:(?P<up>{_UP_OF})|(?P<down>{_DOWN_OF}))(?=\s+[A-Za-z])", re.I)
"""A course that is named rather than told: growth in revenue, falling margins."""
_FLAT = re.compile(
    r"\b(?:(?:is|are|was|were|stay(?:s|ed)?|remain(?:s|ed)?|held|holds|kept|keeps|ran|runs)\s+"
    r"(?:broadly\s+|roughly\s+|largely\s+|essentially\s+|almost\s+)?"
    r"(?:flat|level|stable|steady|unchanged|constant)"
    r"|(?:broadly|roughly|largely|essentially)\s+(?:flat|level|stable|steady|unchanged)"
    r"|flat(?=\s+(?:at|since|from|over|year)\b))"
    r"(?!\s+(?:with|to|against|fee|rate|rates|tax|curve)\b|-)",
    re.IGNORECASE,
)
_FLAT_WITHIN = Decimal("0.05")
"""Up to this part of itself a measure may move and be called flat."""
_BETWEEN = re.compile(r"(\bbetween\b[^,;]{1,30}?\b)and\b", re.I)
_VERB = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))", re.IGNORECASE)
_NO_COURSE = re.compile(
    r"^\s*(?:due|short|within|in line|behind|back|into|between(?!\s+\D{0,3}\d)|to the"
    r"|on\b(?! average)|over to"
    r"|payment|front|side|market|round|listing|and running)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:–—]|,(?!\d)|\b(?:while|whereas|although|though|but|despite|as|and|yet|even)\b", re.I
)
_DOUBTED = re.compile(r"\b(?:not?|never|would|could|may|might|if|without|little|limited)\b", re.I)
_STEADY = re.compile(
    r"\b(?:every|each|in all|all)\s+(?:year|quarter|period)s?\b"
    r"|\b(?:steadily|consistently|continuously|uninterrupted|without a break)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:last|latest|most recent|past)\s+(?:fiscal\s+)?(?:year|quarter)\b", re.I)
_TIMES = {"doubled": Decimal("1.9"), "tripled": Decimal("2.85"), "quadrupled": Decimal("3.8")}
_FROM_TO = re.compile(r"\bfrom\b(?P<first>.{1,40}?)\bto\b(?P<last>.{1,30})", re.I)
_MOST = re.compile(
    r"\b(?:(?P<most>highest|largest|biggest|greatest|fastest|best|widest|strongest|leader|leads"
    r"|ranks? first|peaked|peak|record|all-time high|no\. ?1|number one|tops)"
    r"|(?P<least>lowest|smallest|slowest|cheapest|weakest|narrowest|worst|trough|last of))\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:one of|among|second|third|next|nearly|almost|not|without|before)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:(?P<above>above|exceeds?|over|higher than|ahead of|premium to|more than|outperforms?)"
    r"|(?P<below>below|under|lower than|behind|discount to|less than|trails?|lags?))\b"
    r"[^;,]{0,40}?\b(?:median|mean|average)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Claim:
    """A clause that says how something moved."""

    verb: str
    is_up: bool
    words: frozenset[str]
    """Of what moved, as the clause says it."""
    after: frozenset[str]
    """Of what follows the verb, where the clause says "grew revenue"."""
    text: str
    is_named: bool = False
    """Growth in a measure rather than a measure that grew."""
    is_flat: bool = False
    """That it did not move; its direction then says nothing."""


def title_claim_flaws(page: Page) -> Iterator[DeckFlaw]:
    """What the title's words say and the page's figures deny."""
    yield from _own_words(page)
    known = [one for exhibit in page.exhibits for one in courses(exhibit)]
    claims = list(_claims(page.title))
    for claim in claims:
        yield from _course_flaws(page, claim, known, is_alone=len(claims) == 1)
    ranked = [one for exhibit in page.exhibits for one in rankings(exhibit)]
    yield from _most_flaws(page, ranked)
    yield from _against_flaws(page, ranked)


def _claims(title: str) -> Iterator[_Claim]:
    start = 0
    # The two ends of a period are no two clauses.
    joined = _BETWEEN.sub(r"\1to ", title)
    bounds = [found.span() for found in _CLAUSE.finditer(joined)] + [(len(title), len(title))]
    for end, following in bounds:
        clause = title[start:end]
        start = following
        found = _VERB.search(clause) or _NOUN.search(clause) or _FLAT.search(clause)
        if found is None or _NO_COURSE.match(clause[found.end() :]):
            continue
        if _DOUBTED.search(clause[: found.start()]):
            continue
        rest = re.split(r"\b(?:from|to|by|in|since|at|over|with|of)\b|\d", clause[found.end() :])[0]
        is_named, is_flat = found.re is _NOUN, found.re is _FLAT
        yield _Claim(
            found[0].lower(),
            not is_flat and found["up"] is not None,
            frozenset() if is_named else tokens(clause[: found.start()]),
            tokens(rest),
            clause if len(bounds) > 1 else title,
            is_named,
            is_flat,
        )


def _course_flaws(
    page: Page, claim: _Claim, known: Sequence[Course], *, is_alone: bool
) -> Iterator[DeckFlaw]:
    meant = _meant(claim.words, known) or _meant(claim.after, known)
    is_sure = bool(meant)
    if not meant and is_alone and not claim.is_named and len({one.words for one in known}) == 1:
        meant = list(known)
    if not meant:
        return
    if all(_denies(claim, page.title, course) for course in meant):
        course = meant[0]
        first, last = course.points[0], course.points[-1]
        tell = error if is_sure else warning
        yield tell(
            "title-trend", page.number, page.title_shape, claim.text.strip(),
            f"the title says {claim.verb}, and {course.label or 'the series'} in {course.shape} "
            f"goes from {_plain(first[1])} to {_plain(last[1])}",
            "say what the exhibit shows, or show the period that the title means",
        )  # fmt: skip


def _meant(words: frozenset[str], known: Sequence[Course]) -> list[Course]:
    """The measures that the words name, those of the most words alone."""
    named = [one for one in known if one.words and one.words <= words]
    if not named and words == {"margin"}:
        # The only margin shown is the one that is meant, whatever it is a margin of.
        margins = [one for one in known if "margin" in one.words]
        named = margins if len(margins) == 1 else []
    longest = max((len(one.words) for one in named), default=0)
    return [one for one in named if len(one.words) == longest]


def _denies(claim: _Claim, title: str, course: Course) -> bool:
    pairs = _compared(claim, title, course)
    if not pairs:
        return False
    if claim.is_flat:
        return all(abs(after - before) > _FLAT_WITHIN * abs(before) for before, after in pairs)
    factor = _TIMES.get(claim.verb)
    moves = [(after - before) if claim.is_up else (before - after) for before, after in pairs]
    if _STEADY.search(claim.text):
        return any(move <= 0 for move in moves)
    if factor is not None:
        return all(before > 0 and after / before < factor for before, after in pairs)
    if claim.verb == "halved":
        return all(before > 0 and after / before > Decimal("0.6") for before, after in pairs)
    return all(move <= 0 for move in moves)


def _compared(claim: _Claim, title: str, course: Course) -> list[tuple[Decimal, Decimal]]:
    """The pairs of values that the title may mean, earlier first."""
    spans = {span.key: at for at, (span, _) in enumerate(course.points)}
    values = [value for _, value in course.points]
    named = [spans[one.key] for one in _named(claim, title) if one.key in spans]
    if len(named) >= 2:
        first, last = min(named), max(named)
        return [(values[at], values[at + 1]) for at in range(first, last)] if (
            _STEADY.search(claim.text)
        ) else [(values[first], values[last])]  # fmt: skip
    if len(named) == 1 and re.search(r"\bsince\b", claim.text, re.I):
        return [(values[named[0]], values[-1])] if named[0] < len(values) - 1 else []
    if len(named) == 1:
        return [(values[named[0] - 1], values[named[0]])] if named[0] else []
    past = [value for span, value in course.points if not span.is_forecast]
    values = past if len(past) >= 2 else values
    if _STEADY.search(claim.text):
        return list(pairwise(values))
    if _LATEST.search(claim.text):
        return [(values[-2], values[-1])]
    return [(values[0], values[-1]), (values[-2], values[-1])]


def _named(claim: _Claim, title: str) -> list[Span]:
    return periods_in(claim.text) or periods_in(title)


def _own_words(page: Page) -> Iterator[DeckFlaw]:
    """A title that contradicts itself: rose from the larger to the smaller."""
    for claim in _claims(page.title):
        found = _FROM_TO.search(claim.text)
        if found is None:
            continue
        before, after = list(amounts(found["first"])), list(amounts(found["last"]))
        if len(before) != 1 or len(after) != 1 or before[0].unit != after[0].unit:
            continue
        one, other = before[0], after[0]
        is_scaled_alike = one.printed[-3:] == other.printed[-3:] or not (
            one.is_scaled or other.is_scaled
        )
        if claim.is_flat:
            if is_scaled_alike and abs(other.value - one.value) > _FLAT_WITHIN * abs(one.value):
                yield _denied_by_itself(page, claim, one.printed, other.printed)
        elif one.printed == other.printed:
            yield warning(
                "title-says-nothing", page.number, page.title_shape, claim.text.strip(),
                f"both ends of the move are printed as {one.printed}",
                "print another decimal, or say that it was level",
            )  # fmt: skip
        elif is_scaled_alike and not same(one, other) and (other.value > one.value) != claim.is_up:
            yield _denied_by_itself(page, claim, one.printed, other.printed)


def _denied_by_itself(page: Page, claim: _Claim, first: str, last: str) -> DeckFlaw:
    return error(
        "title-contradicts-itself", page.number, page.title_shape, claim.text.strip(),
        f"it says {claim.verb}, from {first} to {last}",
        "turn the verb or the numbers round",
    )  # fmt: skip


def _most_flaws(page: Page, ranked: Sequence[Ranking]) -> Iterator[DeckFlaw]:
    found = _MOST.search(page.title)
    if found is None or _HEDGED.search(page.title[: found.end()]):
        return
    want_most = found["most"] is not None
    for entity, ranking in _ranked(page.title, page.title[: found.start()], ranked):
        values = [value for label, value in ranking.entries if not is_statistic(label)]
        own = dict(ranking.entries)[entity]
        if len(values) < 2 or own == (max(values) if want_most else min(values)):
            return
        best = max(values) if want_most else min(values)
        who = next(label for label, value in ranking.entries if value == best)
        yield error(
            "title-rank", page.number, page.title_shape, found[0],
            f"the title puts {entity} first, and in {ranking.shape} {who} has "
            f"{_plain(best)} against {_plain(own)} ({ranking.label or 'its values'})",
            "name the one that is, or say what the title compares",
        )  # fmt: skip
        return


def _against_flaws(page: Page, ranked: Sequence[Ranking]) -> Iterator[DeckFlaw]:
    found = _AGAINST.search(page.title)
    if found is None:
        return
    is_above = found["above"] is not None
    before = list(amounts(page.title[: found.start()]))
    after = list(amounts(page.title[found.end() : found.end() + 40]))
    if before and after and before[-1].unit == after[0].unit:
        one, other = before[-1].value, after[0].value
        if one != other and (one > other) != is_above:
            yield error(
                "title-contradicts-itself", page.number, page.title_shape, found[0],
                f"it says {found['above'] or found['below']}, and {before[-1].printed} against "
                f"{after[0].printed} is not", "turn the words or the numbers round",
            )  # fmt: skip
            return
    for entity, ranking in _ranked(page.title, page.title[: found.start()], ranked):
        middles = [
            value
            for label, value in ranking.entries
            if re.search(r"\b(?:median|mean|average)\b", label, re.I)
            and _kind(label) == _kind(found[0])
        ]
        own = dict(ranking.entries)[entity]
        if middles and middles[0] != own and (own > middles[0]) != is_above:
            yield error(
                "title-rank", page.number, page.title_shape, found[0],
                f"{entity} has {_plain(own)} in {ranking.shape}, and {found[0]} is "
                f"{_plain(middles[0])}", "say on which side it stands",
            )  # fmt: skip
        return


def _kind(words: str) -> str:
    return "median" if "median" in words.lower() else "mean"


def _ranked(title: str, ahead: str, ranked: Sequence[Ranking]) -> Iterator[tuple[str, Ranking]]:
    """The one measure that the title is about, with whom it is about; nothing where unsure."""
    words = tokens(title)
    fits: list[tuple[int, str, Ranking]] = []
    for ranking in ranked:
        names = [label for label, _ in ranking.entries if not is_statistic(label)]
        if len(names) < 2 or len(set(names)) < len(names):
            continue
        entity = _entity(ahead, names) or _entity(title, names)
        if entity is None:
            continue
        heads = ranking.words or ranking.around
        named = tokens(entity)
        if heads and heads <= words - named:
            fits.append((len(heads), entity, ranking))
        elif ranking.around and ranking.around <= words - named:
            fits.append((len(ranking.around), entity, ranking))
    best = max((score for score, _, _ in fits), default=0)
    chosen = [(entity, ranking) for score, entity, ranking in fits if score == best]
    if len({entity for entity, _ in chosen}) == 1:
        yield chosen[0]


def _entity(text: str, names: Sequence[str]) -> str | None:
    """The only name, company or period, that the text holds."""
    spans = {one.key for one in periods_in(text)}
    held = []
    for name in names:
        own = periods_in(name)
        short = re.sub(
            r"\s*\(.*?\)|,?\s+(?:Inc|Corp|Co|Ltd|plc|LLC|Company)\b\.?", "", name
        ).strip()
        if own and len(tokens(name)) == 0:
            if own[0].key in spans:
                held.append(name)
        elif short and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text, re.IGNORECASE):
            held.append(name)
    return held[0] if len(held) == 1 else None


def _plain(value: Decimal) -> str:
    return f"{float(value):,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
