"""Small workbooks that our own writer can't make: several sheets, hidden ones, merged cells, ODS."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

Rows = Sequence[Sequence[str]]
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def xlsx(path: Path, sheets: dict[str, Rows], *, hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> Path:
    """Text cells; `merged` are ranges of the last sheet, as `B2:B4`, each with the text of its first cell."""
    with Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, text in enumerate(row):
                    if text:
                        sheet.write_string(line, place, text)
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()  # the first one can't be hidden while it is the open one
        for cells in merged:
            place, line = ord(cells[0]) - ord("A"), int(cells[1 : cells.index(":")]) - 1
            sheet.merge_range(cells, rows[line][place])
    return path


def ods(path: Path, tables: dict[str, Rows], *, raw: str = "") -> Path:
    """As LibreOffice writes it, with the empty rows and columns that it adds; `raw` is put into the last table."""
    parts = []
    for name, rows in tables.items():
        lines = "".join(
            "<table:table-row>"
            + "".join(map(_cell, row))
            + '<table:table-cell table:number-columns-repeated="16364"/></table:table-row>'
            for row in rows
        )
        rest = (
            '<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        parts.append(f'<table:table table:name="{escape(name)}">{lines}{{raw}}{rest}</table:table>')
    body = "".join(parts[:-1]).replace("{raw}", "") + parts[-1].replace("{raw}", raw)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.3">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
    return path


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
