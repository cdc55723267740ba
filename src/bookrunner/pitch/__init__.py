"""Pitch books: a valuation laid out in a workbook, told in a deck, and held to one ledger."""

from bookrunner.pitch.adoptions_csv import UnusableAssumptions, read_adoptions
from bookrunner.pitch.book import PitchBook, Writers, write_pitch
from bookrunner.pitch.inputs import PeersUnusable, PitchInputs, Request, pitch_inputs
from bookrunner.pitch.valued import Headline, Valued, valued

__all__ = [
    "Headline",
    "PeersUnusable",
    "PitchBook",
    "PitchInputs",
    "Request",
    "UnusableAssumptions",
    "Valued",
    "Writers",
    "pitch_inputs",
    "read_adoptions",
    "valued",
    "write_pitch",
]
