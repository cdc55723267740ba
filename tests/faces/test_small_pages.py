"""Pages of answers that lack what most answers have."""

import gzip
from pathlib import Path

from tests.faces.asking import Newcomer

_OFFER = b"""<html><body><p>PROSPECTUS SUPPLEMENT</p>
<p>Filed Pursuant to Rule 424(b)(5)</p><p>Registration No. 333-123456</p>
<p>1,000,000 Shares</p><p>Testwick Stores, Inc.</p><p>Common Stock</p>
<p>Testwick Stores, Inc. is offering 1,000,000 shares of its common stock.</p></body></html>"""


def test_a_document_without_a_deal_is_said_to_state_none(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    path = tmp_path / "letter.htm"
    path.write_bytes(
        b"<html><body><p>FORM 8-K</p><p>CURRENT REPORT</p><p>Testwick Stores, Inc.</p>"
        b"<p>Item 8.01 Other Events</p><p>The weather was fine.</p></body></html>"
    )
    said = newcomer.asks("deal", path)
    assert said.code == 0
    assert "states no deal" in said.out


def test_the_issuer_in_the_words_names_a_deal_without_header(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    path = tmp_path / "offer.htm.gz"
    path.write_bytes(gzip.compress(_OFFER))
    said = newcomer.asks("deal", path)
    assert said.code == 0
    assert said.out.startswith("Testwick Stores, Inc.: ")
