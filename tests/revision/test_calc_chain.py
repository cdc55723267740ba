"""Excel's chain of calculation after cells have lost their formula."""

import io
import zipfile

from bookrunner.revision import Package
from bookrunner.revision.calc_chain_xlsx import trimmed_chain

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHAIN = b'<calcChain><c r="A1" i="1"/><c r="A2"/><c r="B1" i="7" l="1"/><c r="B2"/></calcChain>'


def package(chain: bytes | None) -> Package:
    """Two sheets, the second of which Excel calls the seventh, and the chain."""
    relations = [("rId1", "worksheet", "a.xml"), ("rId2", "worksheet", "b.xml")]
    relations += [("rId3", "calcChain", "calcChain.xml")] if chain is not None else []
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "workbook.xml",
            '<workbook xmlns:r="x"><sheets><sheet name="A" sheetId="1" r:id="rId1"/>'
            '<sheet name="B" sheetId="7" r:id="rId2"/></sheets></workbook>',
        )
        archive.writestr("_rels/workbook.xml.rels", f"<Relationships>{listed}</Relationships>")
        if chain is not None:
            archive.writestr("calcChain.xml", chain)
    return Package("book.xlsx", content.getvalue())


def sheet(*formulas: str) -> bytes:
    cells = "".join(f'<c r="{one}"><f>1</f><v>1</v></c>' for one in formulas)
    return f'<worksheet><row><c r="A9"><v>1</v></c>{cells}</row></worksheet>'.encode()


def test_cells_without_a_formula_leave_the_chain_and_the_next_names_its_sheet() -> None:
    trimmed = trimmed_chain(package(_CHAIN), "workbook.xml", {"b.xml": sheet("B2", "B3")})
    kept = b'<calcChain><c r="A1" i="1"/><c r="A2"/><c i="7" r="B2"/></calcChain>'
    assert trimmed == {"calcChain.xml": kept}


def test_a_chain_that_holds_stays_as_it_is() -> None:
    assert trimmed_chain(package(_CHAIN), "workbook.xml", {"a.xml": sheet("A1", "A2")}) == {}
    assert trimmed_chain(package(None), "workbook.xml", {"a.xml": sheet()}) == {}
