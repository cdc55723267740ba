"""What the words of a message do in it; the lists are closed.

A word that is on none of them carries what a message says: another wording must keep it.
"""

from __future__ import annotations

from bookrunner.answers.vocabulary import NEGATIONS, root


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in text.split())


FREE = _words("""
    the a an and of in at to by on for with it they its their which that this these while is are
    was were be been has have had stand stands standing show shows put puts place places come
    comes give gives sit sits lie lies range ranges span spans run runs point points indicate
    indicates
    """)
"""Words that join, or say no more than "is"; they come and go."""
JOINS = _words("on by for in to")
RELATIVES = _words("which that")
PAST = _words("was were had been")
PRESENT = _words("""
    is are has have stands stand shows show puts put places place comes come gives give sits sit
    lies lie ranges range spans span runs run points point indicates indicate
    """)
PRONOUNS = _words("its their it they them")
BE = _words("is are was were be been being has have had get gets got")

LINKS = _words("from to by than between against before after for with within on and")
"""Before a number they say what it is to the others; "at" and "of" do not."""
TELLING_LINKS = LINKS - {"for", "with", "on", "and"}
SCOPES = _words("""
    above below if unless before after than less more against versus within under over beyond
    without only into across except until since when
    """) | {word for word in NEGATIONS if word != "n't"}  # fmt: skip
"""Words that apply to what follows them, so that this must not change."""
BREAKS = _words("""
    and but or while with where which that to from against than versus above below by into before
    """)
UNITS = _words("""
    million billion thousand trillion percent percentage point points basis bp bps per share
    turns times years year months days a
    """)
"""Words that may belong to the number they follow."""
MOVES = _roots("rose fell moves moved goes grew declined increased decreased dropped climbed")

_SAME_WORDS = (
    "rose rise rises risen increased increases increase grew grows grown climbed climbs",
    "fell fall falls fallen declined declines decline decreased decreases decrease dropped drops",
    "owes owe owed",
    "trade trades trading traded",
    "earns earned earn earning",
    "buys buying buy bought",
    "pay pays paid paying",
    "own owns owned owning",
    "centre centres centred center centers centered",
    "goes go going went",
    "gets get getting",
    "holder holders",
    "within inside",
    "against versus",
    "current today",
)
SAME = {root(word): root(words.split()[0]) for words in _SAME_WORDS for word in words.split()}
"""Forms of a word, and words that say the same of a company; what is on no line is itself."""
PASTS = _words("""
    rose risen grew grown fell fallen owed earned bought paid sold went got held made won lost
    """)
"""Of the words that end in no -ed."""
MOBILE = frozenset(
    SAME.get(made, made)
    for made in _roots("""
    trade earn owe buy pay own centre rose fell go get move imply value raise turn cost support
    could can would add dilute net nets forecast fall due together today also both
    """)
)
"""Words that may change their neighbours without another meaning: verbs, and adverbs of them."""

LOOSE = frozenset(SAME[root(word)] for word in ("trade", "centre")) | _roots(" ".join(SCOPES))
"""Words that may stand nearer to another number: what they are of is checked otherwise."""
