"""The documented template of a kind: a sheet to fill, and a sheet that says what goes where."""

from __future__ import annotations

import io

from bookrunner.imports.kinds import ImportKind

_NAVY, _YELLOW = "#1F3864", "#FFF9DB"


def template(kind: ImportKind) -> bytes:
    """The workbook, with one row as an example."""
    import xlsxwriter  # noqa: PLC0415 - only templates need it

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        heading = book.add_format({"bold": True, "font_color": "white", "bg_color": _NAVY})
        optional = book.add_format({"bold": True, "font_color": _NAVY, "bg_color": "#D9E2F3"})
        typed = book.add_format({"font_color": "#0000FF", "bg_color": _YELLOW})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(kind.name)
        for n, column in enumerate(kind.columns):
            sheet.write_string(0, n, column.name, heading if column.required else optional)
            sheet.write_string(1, n, column.example, typed)
            sheet.set_column(n, n, max(14, len(column.name) + 3, len(column.example) + 3))
        sheet.freeze_panes(1, 0)
        guide = book.add_worksheet("Guide")
        guide.set_column(0, 0, 20)
        guide.set_column(1, 1, 11)
        guide.set_column(2, 4, 44)
        guide.write_string(0, 0, kind.summary)
        for n, words in enumerate(("Column", "Required", "Meaning", "Holds", "Also called")):
            guide.write_string(2, n, words, heading)
        for n, column in enumerate(kind.columns, start=3):
            guide.write_string(n, 0, column.name)
            guide.write_string(n, 1, "yes" if column.required else "no")
            guide.write_string(n, 2, column.words, wrapped)
            guide.write_string(n, 3, column.holds.value, wrapped)
            guide.write_string(n, 4, ", ".join(column.also), wrapped)
        identity = f"Two rows with the same {', '.join(kind.identity)} are of the same thing."
        guide.write_string(len(kind.columns) + 4, 0, identity)
    return target.getvalue()
