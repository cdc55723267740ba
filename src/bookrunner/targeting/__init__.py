"""Whom to call: companies known on a day, their features, and screens over them."""

from bookrunner.targeting.backtests import Backtest, Group, alarms, backtest
from bookrunner.targeting.definitions import LAGS, Definitions, Feature, definitions
from bookrunner.targeting.expressions import BadExpression, Node, UnknownFeature, parsed
from bookrunner.targeting.lineage import FeatureFigures
from bookrunner.targeting.look_ahead import Leak, leaks
from bookrunner.targeting.measures import Bin, Interval
from bookrunner.targeting.panel import Frame, Panel
from bookrunner.targeting.records import newest_day, read_panel
from bookrunner.targeting.screening import Screened, screened
from bookrunner.targeting.screens import BadScreen, Screen, read_screen, screen, shipped
from bookrunner.targeting.trials import (
    BadTrials,
    Trials,
    events_of,
    trials_of_file,
    trials_of_panel,
)

__all__ = [
    "LAGS",
    "Backtest",
    "BadExpression",
    "BadScreen",
    "BadTrials",
    "Bin",
    "Definitions",
    "Feature",
    "FeatureFigures",
    "Frame",
    "Group",
    "Interval",
    "Leak",
    "Node",
    "Panel",
    "Screen",
    "Screened",
    "Trials",
    "UnknownFeature",
    "alarms",
    "backtest",
    "definitions",
    "events_of",
    "leaks",
    "newest_day",
    "parsed",
    "read_panel",
    "read_screen",
    "screen",
    "screened",
    "shipped",
    "trials_of_file",
    "trials_of_panel",
]
