"""How the lines of one company's statements are found, and remembered for every basis."""

from bookrunner.facts.workings.bench import Found, source
from bookrunner.facts.workings.remembered import Workings

__all__ = ["Found", "Workings", "source"]
