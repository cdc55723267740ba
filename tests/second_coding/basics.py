"""What several second codings share: NM, quotients and the statistics of multiples.

Coded from the written standard alone: section 0 (number formats: NM) and section 2 (statistics) of
the output standards, and docs/methods/comps.md. Nothing here imports the engine.
"""

from collections.abc import Sequence

NM = "NM"
NA = "NA"
Value = float | str
STATISTICS = ("maximum", "upper_quartile", "median", "mean", "lower_quartile", "minimum")


def quotient(numerator: Value, denominator: Value) -> Value:
    """A quotient that means something only over what is above zero (comps.md, NM and NA)."""
    for one in (numerator, denominator):
        if isinstance(one, str):
            return one
    assert not isinstance(numerator, str)
    assert not isinstance(denominator, str)
    return numerator / denominator if denominator > 0 else NM


def multiple(numerator: Value, denominator: Value, highest: float = 50.0) -> Value:
    """A multiple: NM where either part is not positive, or where it exceeds the threshold."""
    found = quotient(numerator, denominator)
    if isinstance(found, str):
        return found
    return NM if found <= 0 or found > highest else found


def percentile(values: Sequence[float], share: float) -> float:
    """Linear between order statistics: Hyndman and Fan's type 7, PERCENTILE.INC."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    if below + 1 >= len(ordered):
        return ordered[-1]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def statistics(values: Sequence[Value]) -> dict[str, Value]:
    """Maximum, quartiles, median, mean and minimum over what is meaningful; NA where nothing is."""
    counted = [value for value in values if not isinstance(value, str)]
    if not counted:
        return dict.fromkeys(STATISTICS, NA)
    return {
        "maximum": max(counted),
        "upper_quartile": percentile(counted, 0.75),
        "median": percentile(counted, 0.5),
        "mean": sum(counted) / len(counted),
        "lower_quartile": percentile(counted, 0.25),
        "minimum": min(counted),
    }
