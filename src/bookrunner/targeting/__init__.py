"""Whom to call: companies known on a day, their features, and screens over them."""

from bookrunner.targeting.definitions import LAGS, Definitions, Feature, definitions
from bookrunner.targeting.expressions import BadExpression, Node, UnknownFeature, parsed
from bookrunner.targeting.lineage import FeatureFigures
from bookrunner.targeting.look_ahead import Leak, leaks
from bookrunner.targeting.panel import Frame, Panel
from bookrunner.targeting.records import newest_day, read_panel
from bookrunner.targeting.screening import Screened, screened
from bookrunner.targeting.screens import BadScreen, Screen, read_screen, screen, shipped

__all__ = [
    "LAGS",
    "BadExpression",
    "BadScreen",
    "Definitions",
    "Feature",
    "FeatureFigures",
    "Frame",
    "Leak",
    "Node",
    "Panel",
    "Screen",
    "Screened",
    "UnknownFeature",
    "definitions",
    "leaks",
    "newest_day",
    "parsed",
    "read_panel",
    "read_screen",
    "screen",
    "screened",
    "shipped",
]
