"""Cited answers whose every number is checked, or an abstention."""

from bookrunner.answers.answering import answer
from bookrunner.answers.library import Answer, Kind, Library, Quoted

__all__ = ["Answer", "Kind", "Library", "Quoted", "answer"]
