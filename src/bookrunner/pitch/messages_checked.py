"""Whether another wording of a message says what the message says, and no more.

Both are patterns: words with slots ``{1}``, ``{2}`` ... where figures stand. The wording may order
the words otherwise, join them otherwise, and use another form of a word. It must keep each slot
once, each word that carries meaning beside its own figure, each unit behind it, what every "above",
"if" and "not" applies to, and the tense; and it may bring nothing of its own. Nothing is put right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bookrunner.answers.instructions import reads_as_instruction
from bookrunner.answers.numbers_checked import Wrong
from bookrunner.answers.plain import plain, visible_piece
from bookrunner.answers.vocabulary import DOWN, NEGATIONS, UP, stem
from bookrunner.lint import informal, promises
from bookrunner.pitch.message_patterns import POSSESSIVE, SLOT, Pattern, Token
from bookrunner.pitch.message_words import LOOSE, PAST, PRESENT, PRONOUNS

_LOOSE_SLOT = re.compile(r"(?<![\s(])\{\d+\}|\{\d+\}(?![\s,;:.]|$)|\(\{\d+\}")
_ENDS = re.compile(r"[.!?](?=\s|$)")
_PLAIN = frozenset(",;:.'’-")
_LONGER_MAX, _ROOM = 1.2, 12
"""How much longer a wording may be: a share of its message, and some letters."""


def wrong_wording(message: str, wording: str, names: Sequence[str] = ()) -> Wrong | None:
    """The first thing in which a wording departs from its message; None for a faithful one.

    Args:
        names: The companies that a deck speaks of, as its words have them.
    """
    if wrong := _wrong_text(message, wording):
        return wrong
    told, said = Pattern(message), Pattern(wording)
    checks = (
        _wrong_slots, _wrong_words, _wrong_forms, _wrong_capitals, _wrong_attachment, _wrong_places,
        _wrong_relatives, _wrong_scopes,
    )  # fmt: skip
    for check in checks:
        if found := check(told, said):
            return found
    return _wrong_names(told, said, names)


def _wrong_text(message: str, wording: str) -> Wrong | None:
    """What no wording may be, whatever its message."""
    return (
        _wrong_shape(message, wording) or _wrong_manner(wording) or _wrong_signs(message, wording)
    )


def _wrong_shape(message: str, wording: str) -> Wrong | None:
    if not wording.strip():
        return Wrong("empty", "it says nothing")
    if len(wording) > _LONGER_MAX * len(message) + _ROOM:
        return Wrong("length", "it is longer than its place allows")
    if len(_ENDS.findall(wording)) > len(_ENDS.findall(message)):
        return Wrong("sentences", "it is more than one sentence")
    if not (wording[0].isupper() or wording[0] in ("{", message[0])):
        return Wrong("informal", "it begins with a small letter")
    return None


def _wrong_manner(wording: str) -> Wrong | None:
    """By the rules of the answers and of the linter of decks."""
    bare = SLOT.sub("0", wording)
    if reads_as_instruction(wording):
        return Wrong("instruction", "it speaks to its reader, not of the company")
    if plain(bare)[1]:
        return Wrong("markup", "it holds a link, address or characters that cannot be seen")
    if promised := next(iter(promises(bare)), ""):
        return Wrong("promise", f"it promises: {visible_piece(promised)}")
    if loose := informal(bare):
        return Wrong("informal", f"{visible_piece(loose)} is not the language of a board's paper")
    return None


def _wrong_signs(message: str, wording: str) -> Wrong | None:
    strange = set(re.sub(r"[^\W_]|\s|\{\d+\}", "", wording)) - _PLAIN - set(message)
    if strange or "\n" in wording:
        return Wrong("markup", f"it holds the signs {visible_piece(' '.join(sorted(strange)))}")
    if _LOOSE_SLOT.search(wording) and not _LOOSE_SLOT.search(message):
        return Wrong("number", "a figure stands with signs that would alter it")
    return None


def _wrong_slots(told: Pattern, said: Pattern) -> Wrong | None:
    if Counter(told.slots) != Counter(said.slots):
        return Wrong("figures", "it does not hold each figure of the message once")
    if told.units != said.units:
        return Wrong("unit", "a figure has lost its unit or got another")
    if told.links != said.links or told.rests != said.rests:
        return Wrong("figures", "a figure is another end or measure of what moves")
    return None


def _wrong_words(told: Pattern, said: Pattern) -> Wrong | None:
    for one in said.meant:
        if one.meaning not in told.counts:
            return Wrong(_kind(one), f"the message does not say {visible_piece(one.text)}")
    for one in told.meant:
        if one.meaning not in said.counts:
            return Wrong("dropped", f"it leaves out {visible_piece(one.text)}")
        if said.counts[one.meaning] > told.counts[one.meaning]:
            return Wrong("repeated", f"it says {visible_piece(one.text)} more often")
    return None


def _kind(one: Token) -> str:
    made = stem(one.low)
    if re.search(r"\d", one.text):
        return "number"
    if made in UP | DOWN:
        return "direction"
    if one.low in NEGATIONS:
        return "negation"
    return "name" if one.text[0].isupper() and one.at else "word"


def _wrong_forms(told: Pattern, said: Pattern) -> Wrong | None:
    """Tense, voice and how names are written."""
    if told.past != said.past:
        return Wrong("tense", "it puts the message into another tense")
    lows = {one.low for one in told.tokens}
    own = {one.low for one in said.tokens}
    if own & PAST and not (lows & PAST or told.past):
        return Wrong("tense", "it tells of the past what the message tells of now")
    if lows & PAST and own & PRESENT - lows:
        return Wrong("tense", "it tells of now what the message tells of the past")
    is_turned = said.acts & {(other, verb, one) for one, verb, other in told.acts}
    if said.passive - told.passive or is_turned:
        return Wrong("voice", "it turns round who does what")
    return None


def _wrong_capitals(told: Pattern, said: Pattern) -> Wrong | None:
    """Names and abbreviations are written as the message writes them."""
    known = {POSSESSIVE.sub("", one.text) for one in told.tokens}
    for one in said.meant:
        written = POSSESSIVE.sub("", one.text)
        opens = one.at == 0 and written[0].isupper() and written[1:].islower()
        alike = {text for text in known if text.casefold() == one.low}
        is_name = any(text[1:] != text[1:].lower() for text in alike)
        if (is_name or (not opens and written[0].isupper())) and written not in alike:
            begins = told.tokens[0].text
            if is_name or not begins.casefold().startswith(one.low):
                return Wrong("name", f"the message does not write {visible_piece(one.text)}")
    return None


def _wrong_places(told: Pattern, said: Pattern) -> Wrong | None:
    if len(told.slots) > 1:
        for meaning, slots in said.beside.items():
            is_free = meaning in LOOSE or meaning == told.framing == said.framing
            if not is_free and not slots <= told.beside[meaning]:
                return Wrong("figures", f"{visible_piece(meaning)} stands beside another figure")
    if said.pairs - told.pairs:
        pair = " ".join(sorted(said.pairs - told.pairs)[0])
        return Wrong("words", f"it joins words that the message does not: {visible_piece(pair)}")
    if told.pairs - said.pairs - said.turned:
        pair = " ".join(sorted(told.pairs - said.pairs - said.turned)[0])
        return Wrong("words", f"it parts words that belong together: {visible_piece(pair)}")
    if told.ratios != said.ratios:
        return Wrong("words", "a ratio is another")
    return None


def _wrong_attachment(told: Pattern, said: Pattern) -> Wrong | None:
    """Labels, clauses and joining words stay with what they belong to."""
    if len(told.sides) > 1 and told.sides != said.sides:
        return Wrong("period", "a period or tenor stands on the other side of its figure")
    if moved := [one for one, slots in said.clauses.items() if _is_elsewhere(one, slots, told)]:
        return Wrong("figures", f"{visible_piece(moved[0])} stands in the clause of another figure")
    links = {link for _, link, _ in told.joined}
    if any(one[1] in links for one in said.joined - told.joined):
        return Wrong("words", "it attaches words to others than the message does")
    return None


def _is_elsewhere(meaning: str, slots: frozenset[str], told: Pattern) -> bool:
    own = told.clauses[meaning]
    return bool(own) and not own & slots


def _wrong_relatives(told: Pattern, said: Pattern) -> Wrong | None:
    """What the message sets apart is not said of the words before it."""
    parted = [sum(one.text in (";", ":") for one in two.tokens) for two in (told, said)]
    if parted[1] < parted[0] and said.related > told.related:
        return Wrong("words", "it says of one thing what the message says of another")
    return None


def _wrong_scopes(told: Pattern, said: Pattern) -> Wrong | None:
    if told.scopes != said.scopes:
        one = sorted((told.scopes - said.scopes) or (said.scopes - told.scopes))[0][0]
        return Wrong("scope", f"{visible_piece(one)} applies to something else")
    is_compared = {"abov", "above", "below"} & set(told.counts)
    if is_compared and told.slots != said.slots:
        return Wrong("figures", "it compares the figures the other way round")
    return None


def _wrong_names(told: Pattern, said: Pattern, names: Sequence[str]) -> Wrong | None:
    """Companies stand whole and in their order, and no pronoun means one of several."""
    held = [name for name in names if name and name in told.text]
    whole = [one for one in held if not any(one != other and one in other for other in held)]
    for name in whole:
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said.text):
            return Wrong("name", f"{visible_piece(name)} is not named as in the message")
    if len(whole) > 1:
        order = sorted(whole, key=told.text.index)
        if order != sorted(whole, key=said.text.index):
            return Wrong("name", "it names the companies in another order")
        lows = {one.low for one in told.tokens}
        if any(one.low in PRONOUNS - lows for one in said.tokens):
            return Wrong("name", "a pronoun may mean either company")
    return None
