"""Cited answers whose every number is checked, or an abstention."""

from bookrunner.answers.answering import Answer, Kind, Library, Quoted, answer

__all__ = ["Answer", "Kind", "Library", "Quoted", "answer"]
