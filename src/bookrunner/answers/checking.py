"""Whatever is written in sentences, checked against the evidence it names.

A sentence is kept only if each of its numbers is a figure in evidence or printed in a passage that
it cites, of the line, company and period that it says, after unit, scale, sign and rounding are
aligned; if each citation holds what it is cited for; and if what goes up does so in the evidence.
All else is withheld with a finding. Nothing is put right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bookrunner.answers.amounts import unread
from bookrunner.answers.evidence import SENTENCE_END, Evidence, EvidencePassage
from bookrunner.answers.numbers_checked import Wrong, checked_numbers
from bookrunner.answers.plain import TAKEN, plain, visible_piece
from bookrunner.answers.stated_periods import stated_periods
from bookrunner.answers.vocabulary import (
    DOWN,
    LIGHT,
    NEGATIONS,
    ORDINARY,
    UP,
    stem,
    terms,
    word_list,
)
from bookrunner.answers.ways_checked import checked_ways
from bookrunner.figures import Finding, Severity

_MARK = re.compile(r"\[\s*(F?\d{1,3}(?:\s*[,;]\s*F?\d{1,3})*)\s*\]")
_LOOSE_BRACKET = re.compile(r"\[[^\]]*\]?|\]")
_CODE = re.compile(r"[{}<>\\^]|==|::")
_BULLET = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"[*_`~#|]+")
_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_MISSING_MAX = 1 / 3
"""How much of a sentence's terms may be ordinary words that its passages say otherwise."""
_TOGETHER_MIN = 0.6
"""How much of them two neighbouring sentences of one passage must hold."""


@dataclass(frozen=True)
class Kept:
    """A sentence that holds."""

    text: str
    """As written, with its marks."""
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Withheld:
    """A sentence that is not shown as an answer, and why."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """What of a text may be shown: kept + withheld = its sentences."""

    kept: tuple[Kept, ...]
    withheld: tuple[Withheld, ...]
    findings: tuple[Finding, ...] = ()
    """What was taken out of the text as a whole: links, images, HTML."""

    @property
    def text(self) -> str:
        """The sentences that hold."""
        return " ".join(one.text for one in self.kept)


def checked(
    text: str, evidence: Evidence, *, names: Callable[[str], Collection[str]] | None = None
) -> Checked:
    """The sentences of a text that hold, and those that do not with the reasons.

    Args:
        names: The companies that a text names, of all that are known, to notice others' names.
    """
    companies = {n for p in evidence.passages for n in p.companies}
    companies |= {one.company for one in evidence.figures}
    shown, findings = plain(text, tuple(companies))
    kept: list[Kept] = []
    withheld: list[Withheld] = []
    for sentence in sentences(shown):
        wrong = _wrong(sentence, evidence, names, companies)
        if wrong:
            withheld.append(
                Withheld(
                    sentence.replace(TAKEN, ""), tuple(_finding(one, sentence) for one in wrong)
                )
            )
        else:
            kept.append(Kept(sentence, _marks(sentence)))
    return Checked(tuple(kept), tuple(withheld), findings)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the citation marks that follow it."""
    found: list[str] = []
    for whole in text.splitlines():
        line = re.sub(rf"(?<=[.!?])((?:\s*\[[F\d,;\s]+\])*)\s+(?={TAKEN})", r"\1\n", whole)
        for part in line.split("\n"):
            found += _of_line(part)
    return found


def _of_line(line: str) -> list[str]:
    bare = re.sub(r"\s+", " ", _EMPHASIS.sub("", _BULLET.sub("", line))).strip()
    # A mark after the full stop belongs to the sentence before it.
    bare = re.sub(r"([.!?])\s*((?:\[[F\d,;\s]+\]\s*)+)(?=\s|$)", r" \2\1 ", bare)
    bare = re.sub(r"\s+([.!?])(?=\s|$)", r"\1", re.sub(r"\s+", " ", bare)).strip()
    pieces = (piece.strip() for piece in SENTENCE_END.split(bare))
    return [piece for piece in pieces if piece.strip(f" .!?()[]{TAKEN}")]


def _marks(sentence: str) -> tuple[str, ...]:
    marks = [m for group in _MARK.findall(sentence) for m in re.split(r"\s*[,;]\s*", group)]
    return tuple(dict.fromkeys(marks))


def _finding(wrong: Wrong, sentence: str) -> Finding:
    message = f"withheld: {wrong.why}"
    return Finding(f"answers.{wrong.code}", message, Severity.WARNING, visible_piece(sentence))


def _wrong(
    sentence: str,
    evidence: Evidence,
    names: Callable[[str], Collection[str]] | None,
    companies: Collection[str],
) -> list[Wrong]:
    """All that is wrong with a sentence."""
    if TAKEN in sentence:
        return [Wrong("markup", "it held a link, image, address or HTML")]
    if _CODE.search(sentence):
        return [Wrong("markup", "it holds characters of code or markup")]
    marks = _marks(sentence)
    words = re.sub(r"\s+", " ", _MARK.sub(" ", sentence))
    if _LOOSE_BRACKET.search(words):
        return [Wrong("citation", "it holds brackets that are no citation of the evidence")]
    known = {p.mark: p for p in evidence.passages}
    figures = {one.mark for one in evidence.figures}
    unknown = [mark for mark in marks if mark not in known and mark not in figures]
    if unknown:
        return [Wrong("citation", f"[{unknown[0]}] is no passage or figure of the evidence")]
    cited = [known[mark] for mark in marks if mark in known]
    numbers = checked_numbers(words, evidence, cited)
    wrong = list(numbers.wrong)
    loose = unread(words)
    if loose and not any(loose.strip(".,;:()") in p.said for p in cited):
        wrong.append(Wrong("number", f"{visible_piece(loose)} cannot be read as a number"))
    if not marks and not numbers.figures:
        wrong.append(Wrong("uncited", "it cites nothing"))
    wrong += _wrong_periods(words, evidence, cited)
    wrong += _wrong_quotes(words, cited)
    by_figures = not cited and bool(numbers.figures)
    wrong += _wrong_terms(words, evidence, cited, by_figures=by_figures)
    wrong += _wrong_names(words, evidence, cited, names, companies)
    wrong += [
        Wrong("citation", f"[{one.mark}] does not hold what it is cited for")
        for one in cited
        if one.mark not in numbers.passages
        and (numbers.passages or not _holds_together(words, one))
    ]
    if not by_figures:
        wrong += _wrong_negation(words, cited)
    wrong += checked_ways(words, evidence, cited)
    return wrong


def _wrong_periods(words: str, evidence: Evidence, cited: list[EvidencePassage]) -> list[Wrong]:
    """A year that is said must be one of the evidence's."""
    years = {one.year for one in evidence.figures} | {
        f.figure.period.end.year for f in evidence.figures
    }
    for passage in cited:
        years |= {passage.year, passage.period_end.year if passage.period_end else None}
        years |= {one.year for one in stated_periods(f"{passage.above}\n{passage.said}")}
    return [
        Wrong("period", f"{one.text} is no period of the evidence")
        for one in stated_periods(words)
        if one.year is not None and one.year not in years
    ]


def _wrong_quotes(words: str, cited: list[EvidencePassage]) -> list[Wrong]:
    """What stands in quotation marks must be in a cited passage, word for word."""
    held = [re.sub(r"\s+", " ", one.said) for one in cited]
    return [
        Wrong("quote", f"{visible_piece(quote)} does not stand in the passages cited")
        for quote in _QUOTE.findall(words)
        if not any(quote.strip(" ,.") in text for text in held)
    ]


def _wrong_terms(
    words: str, evidence: Evidence, cited: list[EvidencePassage], *, by_figures: bool
) -> list[Wrong]:
    """What a sentence speaks of must be spoken of in what it cites."""
    said = dict.fromkeys(terms(words))
    held = {s for one in cited for s in one.stems}
    for one in evidence.figures:
        if by_figures or said.keys() & set(terms(one.figure.name)):
            held |= set(map(stem, word_list(f"{one.figure.name} {one.company}")))
    missing = [term for term in said if term not in held]
    strange = [term for term in missing if term not in ORDINARY]
    if strange:
        return [Wrong("term", f"its evidence does not speak of {visible_piece(strange[0])}")]
    if said and len(missing) > _MISSING_MAX * len(said):
        return [Wrong("term", f"its evidence does not speak of {visible_piece(missing[0])}")]
    if not said:
        return [Wrong("term", "it says nothing that evidence could hold")]
    return []


def _holds_together(words: str, passage: EvidencePassage) -> bool:
    """Whether two neighbouring sentences of a passage hold most of what a sentence says."""
    said = set(terms(words)) - set(map(stem, word_list(" ".join(passage.companies))))
    if not said:
        return bool(terms(words))
    above = set(map(stem, word_list(passage.above)))
    pieces = [set(map(stem, word_list(one))) for one in passage.sentences]
    pairs = [first | second for first, second in zip(pieces, [*pieces[1:], set()], strict=True)]
    best = max((len(said & (pair | above)) for pair in pairs), default=0)
    return best >= _TOGETHER_MIN * len(said)


def _wrong_negation(words: str, cited: list[EvidencePassage]) -> list[Wrong]:
    """What is denied must be denied in the words that speak of it most, and the other way round."""
    if not cited:
        return []
    said = set(terms(words))
    if not said:
        return []
    denied = _denies(words)
    pieces = [
        (len(said & set(map(stem, word_list(piece)))), piece)
        for one in cited
        for piece in one.sentences
    ]
    most = max((shared for shared, _ in pieces), default=0)
    near = [piece for shared, piece in pieces if shared == most and shared]
    if any(_denies(piece) == denied for piece in near) or (not near and not denied):
        return []
    if not denied and any("\t" in piece for piece in near):
        return []
    why = "it denies what its evidence does not deny" if denied else "its evidence denies it"
    return [Wrong("negation", why)]


def _denies(text: str) -> bool:
    plain_words = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text)]
    return any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in plain_words)


def _wrong_names(
    words: str,
    evidence: Evidence,
    cited: list[EvidencePassage],
    names: Callable[[str], Collection[str]] | None,
    companies: Collection[str],
) -> list[Wrong]:
    """Names must be those of the evidence."""
    held = {s for one in cited for s in one.stems}
    held |= {stem(w) for name in companies for w in word_list(name)}
    held |= {stem(w) for one in evidence.figures for w in word_list(one.figure.name)}
    for word in word_list(words):
        made = stem(word)
        if word[0].isupper() and made not in held | LIGHT | ORDINARY | UP | DOWN:
            return [Wrong("name", f"{visible_piece(word)} is no name of its evidence")]
    if names is not None:
        own = {subject for name in companies for subject in names(name)}
        if other := [one for one in names(words) if one not in own]:
            return [
                Wrong("name", f"it names {visible_piece(other[0])}, whom its evidence is not about")
            ]
    return []
