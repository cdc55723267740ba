"""The words at the head of a row change what its tag means, and a code may stand for them."""

import pytest

from bookrunner.facts.rows import RowMeaning, row_meaning


@pytest.mark.parametrize(
    "label",
    [
        "Depreciation and amortization, excluding amortization of intangible assets",
        "Cost of products sold, excluding amortization of intangible assets",
        "Depreciation (exclusive of amortization of acquired intangibles)",
        "excludes-amortization",
    ],
)
def test_a_row_that_leaves_amortization_out_is_known_by_its_words_or_its_code(label: str) -> None:
    assert row_meaning(label) is RowMeaning.EXCLUDES_AMORTIZATION


@pytest.mark.parametrize(
    "label",
    [
        "",
        "Amortization of intangible assets",
        "Depreciation, including amortization of intangible assets",
        "Depreciation and amortization, excluding amortization of debt discount",
    ],
)
def test_other_words_mean_what_the_tag_means(label: str) -> None:
    assert row_meaning(label) is None


@pytest.mark.parametrize(
    "label, meaning",
    [
        ("Depreciation and amortization", RowMeaning.DEPRECIATION_AND_AMORTIZATION),
        ("Depreciation, depletion and amortization", RowMeaning.DEPRECIATION_AND_AMORTIZATION),
        ("Depreciation and amortization of financing costs", None),
        ("Total revenues", RowMeaning.TOTAL_REVENUE),
        ("Total net sales", RowMeaning.TOTAL_REVENUE),
        ("Total revenues, net of interest expense", RowMeaning.TOTAL_REVENUE),
        ("Revenues, net of interest expense", RowMeaning.TOTAL_REVENUE),
        ("Total revenue from products", None),
        ("Operating revenues", RowMeaning.TOTAL_REVENUE),
        ("Net sales to affiliates", None),
        ("Cost of sales", None),
        ("Income (loss) from operations", RowMeaning.OPERATING_INCOME),
        ("Operating income", RowMeaning.OPERATING_INCOME),
        ("Operating income of segments", RowMeaning.OF_SEGMENTS),
        ("Total segment operating income", RowMeaning.OF_SEGMENTS),
        ("Capital expenditures", RowMeaning.CAPITAL_EXPENDITURE),
        ("Purchases of property and equipment", RowMeaning.CAPITAL_EXPENDITURE),
        ("Proceeds from sales of property and equipment", None),
        ("Long-term debt, less current portion", RowMeaning.LONG_TERM_DEBT),
        ("Current portion of long-term debt", None),
    ],
)
def test_words_that_name_a_line(label: str, meaning: RowMeaning | None) -> None:
    assert row_meaning(label) is meaning
