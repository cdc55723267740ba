"""Pitch books: a valuation laid out in a workbook, told in a deck, and held to one ledger."""

from bookrunner.pitch.adoptions_csv import UnusableAssumptions, adoptions_template, read_adoptions
from bookrunner.pitch.book import PitchBook, Writers, write_pitch
from bookrunner.pitch.buyer_worth import buyer_worth, unpriced
from bookrunner.pitch.inputs import (
    CurrenciesDiffer,
    PitchInputs,
    Request,
    pitch_inputs,
)
from bookrunner.pitch.narrating import Narrative, narrated, unused
from bookrunner.pitch.parts import TypeDoesNotFit
from bookrunner.pitch.refreshing import (
    NotDecided,
    NotInDraft,
    Refreshed,
    StructureChanged,
    refresh_pitch,
    require_editable,
)
from bookrunner.pitch.storylines import STORYLINES, pitch_of, storyline
from bookrunner.pitch.usual_peers import PeersUnusable
from bookrunner.pitch.valued import Headline, Valued, valued
from bookrunner.pitch.workbook_pages import pitch_workbook

__all__ = [
    "STORYLINES",
    "CurrenciesDiffer",
    "Headline",
    "Narrative",
    "NotDecided",
    "NotInDraft",
    "PeersUnusable",
    "PitchBook",
    "PitchInputs",
    "Refreshed",
    "Request",
    "StructureChanged",
    "TypeDoesNotFit",
    "UnusableAssumptions",
    "Valued",
    "Writers",
    "adoptions_template",
    "buyer_worth",
    "narrated",
    "pitch_inputs",
    "pitch_of",
    "pitch_workbook",
    "read_adoptions",
    "refresh_pitch",
    "require_editable",
    "storyline",
    "unpriced",
    "unused",
    "valued",
    "write_pitch",
]
