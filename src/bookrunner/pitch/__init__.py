"""Pitch books: a valuation laid out in a workbook, told in a deck, and held to one ledger."""

from bookrunner.pitch.adoptions_csv import UnusableAssumptions, adoptions_template, read_adoptions
from bookrunner.pitch.book import PitchBook, Writers, write_pitch
from bookrunner.pitch.inputs import (
    CurrenciesDiffer,
    PeersUnusable,
    PitchInputs,
    Request,
    pitch_inputs,
)
from bookrunner.pitch.valued import Headline, Valued, valued
from bookrunner.pitch.workbook_pages import pitch_workbook

__all__ = [
    "CurrenciesDiffer",
    "Headline",
    "PeersUnusable",
    "PitchBook",
    "PitchInputs",
    "Request",
    "UnusableAssumptions",
    "Valued",
    "Writers",
    "adoptions_template",
    "pitch_inputs",
    "pitch_workbook",
    "read_adoptions",
    "valued",
    "write_pitch",
]
