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
        "Depreciation and amortization",
        "Amortization of intangible assets",
        "Depreciation, including amortization of intangible assets",
        "Depreciation and amortization, excluding amortization of debt discount",
    ],
)
def test_other_words_mean_what_the_tag_means(label: str) -> None:
    assert row_meaning(label) is None
