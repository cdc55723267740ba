"""Our own cutting of XHTML into tags agrees with libxml2 on whatever it does not refuse."""

import random
import re

import pytest
from lxml import etree

from bookrunner.documents.markup import _of_tree, _xml_parser
from bookrunner.documents.tags import DEPTH_MAX, Irregular, Tags, resolved
from bookrunner.documents.xhtml import xhtml
from tests.documents.filings import INVENTED_NAME, invented_bytes

ROOT = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">'


def told(series: Tags) -> list[object]:
    """Tags and texts, whether an empty element was written as one tag or as two."""
    found: list[object] = []
    text = ""
    for tag, after in zip(series.tags, series.texts, strict=True):
        found += [text] if text else []
        if tag.opens:
            found.append((tag.local, tag.kind, tag.hidden, tag.attributes))
        if tag.closes:
            found.append(tag.local)
        text = resolved(after).replace("\r\n", "\n").replace("\r", "\n")
    return found


def by_libxml2(body: str) -> list[object] | None:
    """What libxml2 reads; None when it refuses."""
    try:
        root = etree.fromstring(body.encode(), _xml_parser())
    except etree.XMLSyntaxError:
        return None
    return told(_of_tree(root, None, "x"))


def ours(body: str) -> list[object] | None:
    try:
        return told(xhtml(body, "x")[0])
    except Irregular:
        return None


def invented() -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", invented_bytes().decode())


def test_a_regular_filing_is_cut_as_libxml2_reads_it() -> None:
    read = ours(invented())
    assert read is not None
    assert len(read) > 200
    assert read == by_libxml2(invented())


@pytest.mark.parametrize(
    "inside",
    [
        "<p>a &amp; b &#160; &#x2014; &lt;c&gt; ]</p>",
        '<p class=\'x\'  id = "y" >a</p ><br/><br /><td colspan="2"/>',
        "<!-- a > b <c> --><p>a<!-- x -->b</p><?target a b?>",
        '<p title="a&#10;b\tc&amp;">x</p>',
        '<i xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">x</i>',
        "<P>upper</P>",
    ],
)
def test_what_is_well_formed_is_read_alike(inside: str) -> None:
    body = f"{ROOT}<body>{inside}</body></html>\n"
    read = ours(body)
    assert read is not None
    assert read == by_libxml2(body)


@pytest.mark.parametrize(
    "body",
    [
        f"{ROOT}<p>a</div></html>",
        f"{ROOT}<p>a & b</p></html>",
        f"{ROOT}<p>&#0;</p></html>",
        f"{ROOT}<p>a < b</p></html>",
        f"{ROOT}<p a=1>x</p></html>",
        f'{ROOT}<p a="1"b="2">x</p></html>',
        f'{ROOT}<p a="1" a="2">x</p></html>',
        f"{ROOT}<p>x</p>",
        f"{ROOT}</html><html/>",
        f"{ROOT}</html>more",
        f"{ROOT}<zz:p>x</zz:p></html>",
        f"{ROOT}<!-- a -- b --></html>",
        f"{ROOT}<p>]]></p></html>",
        f"{ROOT}<p>\x0c</p></html>",
        "words",
        "",
    ],
)
def test_what_is_not_well_formed_is_refused(body: str) -> None:
    assert by_libxml2(body) is None
    assert ours(body) is None


@pytest.mark.parametrize(
    "body",
    [
        f'{ROOT}<p title="a > b">x</p></html>',
        f"{ROOT}<p><![CDATA[a < b]]></p></html>",
        f'{ROOT}<p xmlns="urn:other">x</p></html>',
        f'{ROOT}<z:a xmlns:z="urn:z"><z:b/></z:a></html>',
    ],
)
def test_what_is_well_formed_but_unusual_is_left_to_libxml2(body: str) -> None:
    assert by_libxml2(body) is not None
    assert ours(body) is None


def test_of_a_filing_damaged_at_random_nothing_is_read_differently() -> None:
    """Whatever ours accepts libxml2 accepts, and reads the same."""
    source = invented()
    chance = random.Random(20240131)
    alphabet = ["<", ">", "/", '"', "'", "&", ";", "=", ":", " ", "x", "<p>", "</p>", "&#1;", "-"]
    accepted = 0
    for _ in range(400):
        body = source
        for _ in range(chance.randint(1, 2)):
            place = chance.randrange(len(body))
            until = place + chance.randint(0, 3)
            body = body[:place] + chance.choice([*alphabet, ""]) + body[until:]
        read = ours(body)
        if read is not None:
            accepted += 1
            assert read == by_libxml2(body)
    assert 20 < accepted < 380, "both verdicts are tried"


def test_elements_nested_deeper_than_filings_nest_them_are_refused() -> None:
    from bookrunner.documents.errors import TooDeep

    deep = DEPTH_MAX + 1
    with pytest.raises(TooDeep):
        xhtml("<html>" + "<p>" * deep + "</p>" * deep + "</html>", INVENTED_NAME)
