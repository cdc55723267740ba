"""Titles and leftover words over one small deck: what is told, and what must not be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pptx.enum.chart import XL_CHART_TYPE

from bookrunner.lint import lint_deck
from tests.lint.strangers import Maker

_YEARS, _REVENUE = ("2020", "2021", "2022", "2023"), (100.0, 120.0, 140.0, 160.0)
_ROWS = (
    ("$ in millions", "2021", "2022", "2023"),
    ("Revenue", "120", "140", "160"),
    ("EBITDA", "30", "28", "24"),
    ("EBITDA margin", "25.0%", "20.0%", "15.0%"),
)


def _told(path: Path, title: str, *, rows: Sequence[Sequence[str]] = (), words: str = "") -> Any:
    maker = Maker(0)
    slide = maker.page(title)
    if rows:
        maker.table(slide, rows, (0.5, 1.9, 5.0, 1.8))
    else:
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED
        maker.chart(slide, kind, _YEARS, "Revenue", _REVENUE, (0.5, 1.9, 5.0, 3.4), "#,##0")
    if words:
        maker.text(slide, words, (5.8, 1.9, 3.2, 1.0), 14, "Points")
    maker.deck.save(str(path / "deck.pptx"))
    return {flaw.rule for flaw in lint_deck(path / "deck.pptx").flaws}


@pytest.mark.parametrize(
    "title, rule",
    [
        ("Revenue declined between 2020 and 2023", "title-trend"),
        ("Sales down since 2020", "title-trend"),
        ("A decade of shrinking revenue", "title-trend"),
        ("Continued decline in revenue", "title-trend"),
        ("Revenue was broadly flat", "title-trend"),
        ("Revenue remained stable in 2023", "title-trend"),
        ("Revenue flat since 2020", "title-trend"),
        (
            "Revenue was level from $120 million in 2021 to $160 million in 2023",
            "title-contradicts-itself",
        ),
        ("Revenue peaked in 2021", "title-rank"),
        # 120 is 75% of 160, which is not by how much revenue grew.
        ("Revenue grew 75% from 2020 to 2023", "title-number"),
        ("Revenue grew more than 80% since 2020", "title-number"),
        ("Revenue CAGR of 25% over 2020-23", "title-number"),
        ("Revenue of $140 million in 2023", "figure-differs"),
    ],
)
def test_a_title_that_the_chart_denies_is_told(tmp_path: Path, title: str, rule: str) -> None:
    assert rule in _told(tmp_path, title)


@pytest.mark.parametrize(
    "title",
    [
        "Revenue rose between 2020 and 2022 and again in 2023",
        "Revenue grew more than 50% since 2020",
        "Revenue rose nearly 60%",
        "Revenue grew 33% from 2021 to 2023",
        "Revenue grew at 17% a year",
        "Revenue up $60 million since 2020",
        "No decline in revenue is visible",
        "Growth in revenue slowed",
        "Revenue did not stay flat",
        "Revenue is level with the guidance",
        "A flat fee for revenue of all sizes",
        "An increase in revenue of $20 million in 2023",
    ],
)
def test_a_title_that_the_chart_bears_out_is_not(tmp_path: Path, title: str) -> None:
    assert _told(tmp_path, title) == set()


_LEVEL = (
    ("$ in millions", "2021", "2022", "2023"),
    ("Revenue", "120", "122", "121"),
    ("EBITDA", "30", "28", "24"),
)


def test_what_moves_by_a_twentieth_at_most_may_be_called_flat(tmp_path: Path) -> None:
    assert _told(tmp_path, "Revenue was broadly flat", rows=_LEVEL) == set()
    assert _told(tmp_path, "EBITDA was broadly flat", rows=_LEVEL) == {"title-trend"}
    assert _told(tmp_path, "Revenue held steady while EBITDA fell", rows=_LEVEL) == set()


@pytest.mark.parametrize(
    "words",
    [
        "Coupon: TK",
        "The notes raise $TK million",
        "Margin of TK%",
        "TKTK",
        "Governing law: to be confirmed",
        "To be completed",
        "Trustee (to be confirmed)",
    ],
)
def test_what_is_still_to_come_is_told(tmp_path: Path, words: str) -> None:
    assert "leftover-words" in _told(tmp_path, "Revenue grew", words=words)


@pytest.mark.parametrize(
    "words",
    [
        "Teekay (TK) and its peers",
        "TK trades below its peers",
        "TK Elevator was bought by funds",
        "The timetable is to be confirmed with counsel",
        "Fees to be added to the principal",
        "Shares to be supplied by the lender: half of the issue",
    ],
)
def test_words_that_only_look_open_are_not(tmp_path: Path, words: str) -> None:
    assert _told(tmp_path, "Revenue grew", words=words) == set()


def test_a_move_is_not_read_off_a_margin(tmp_path: Path) -> None:
    assert _told(tmp_path, "EBITDA fell 14% in 2023", rows=_ROWS) == set()
    assert _told(tmp_path, "EBITDA fell 25% in 2022", rows=_ROWS) == {"title-number"}
    assert _told(tmp_path, "Margin gained 500 basis points", rows=_ROWS) == {"title-trend"}


@pytest.mark.parametrize(
    "words, is_left",
    [
        ("[Company name] is a leader", True),
        ("{{company}} is a leader", True),
        ("Revenue of $xx million", True),
        ("Title goes here", True),
        ("Terms: TBU", True),
        ("A cell says #REF!", True),
        ("The text of Article XX applies", False),
        ("EBITDA [excludes one-off items]", False),
        ("Holders may click to accept the offer", False),
    ],
)
def test_words_that_somebody_meant_to_replace(tmp_path: Path, words: str, is_left: bool) -> None:
    told = _told(tmp_path, "Revenue rose", words=words)
    assert ("leftover-words" in told) is is_left
