"""Learned scores: tested by time, kept by hash, shown only when better than one rule."""

from bookrunner.modelrisk.drift import Drift, drifts
from bookrunner.modelrisk.predictions import Prediction, Replayed, log, predicted, replayed
from bookrunner.modelrisk.registry import (
    ACTIVE,
    CANDIDATE,
    RETIRED,
    SHADOW,
    NotPromoted,
    Registry,
    SamePerson,
    Version,
)
from bookrunner.modelrisk.scorers import BadModel, ColumnOf, Scorer, canonical
from bookrunner.modelrisk.training import FITTERS, TooFewOutcomes, Trained, train

__all__ = [
    "ACTIVE",
    "CANDIDATE",
    "FITTERS",
    "RETIRED",
    "SHADOW",
    "BadModel",
    "ColumnOf",
    "Drift",
    "NotPromoted",
    "Prediction",
    "Registry",
    "Replayed",
    "SamePerson",
    "Scorer",
    "TooFewOutcomes",
    "Trained",
    "Version",
    "canonical",
    "drifts",
    "log",
    "predicted",
    "replayed",
    "train",
]
