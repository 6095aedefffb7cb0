#!/usr/bin/env python3
"""Prints the cells of files as JSON, as another program's library reads them.

usage: read_cells.py csv|calamine|openpyxl|gnumeric|xlsx2csv FILE...

One book a file: [{"name": sheet, "rows": [[cell, ...], ...]}, ...]. A cell is null (empty), a number, a string, or
{"kind": ..., "text": ...} for what a workbook of facts never holds: dates, booleans, errors, formulas.
Stands apart from nianbao on purpose: nothing here knows what the cells should be.
"""
import csv
import gzip
import json
import os
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ElementTree


def other(kind, value):
    return {"kind": kind, "text": str(value)}


def plain(value):
    """A value of a library that tells types by the types of Python."""
    if value is None or value == "":
        return None
    if type(value) in (int, float, str):
        return value
    return other(type(value).__name__, value)


def read_csv(path):
    csv.field_size_limit(1 << 30)
    with open(path, newline="", encoding="utf-8") as file:
        rows = [[field or None for field in row] for row in csv.reader(file)]
    return [{"name": os.path.splitext(os.path.basename(path))[0], "rows": rows}]


def read_calamine(path):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    # Empty rows and columns at the edges are kept, or the cells would move.
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return [{"name": name, "rows": [[plain(value) for value in row] for row in rows[name]]} for name in rows]


def read_openpyxl(path):
    from openpyxl import load_workbook

    def value(cell):
        # s and inlineStr are texts, n is a number or nothing; f, b, e and d must not be.
        return plain(cell.value) if cell.data_type in ("s", "inlineStr", "n") else other(cell.data_type, cell.value)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path)
    return [{"name": sheet.title, "rows": [[value(cell) for cell in row] for row in sheet.iter_rows()]} for sheet in book]


# Gnumeric's own types, from its value.h.
GNUMERIC = "{http://www.gnumeric.org/v10.dtd}"
GNUMERIC_NUMBER, GNUMERIC_TEXT = "40", "60"


def read_gnumeric(path):
    sheets = []
    with gzip.open(path) as file:
        for event, node in ElementTree.iterparse(file):
            if node.tag != GNUMERIC + "Sheet":
                continue
            rows = []
            for cell in node.iter(GNUMERIC + "Cell"):
                row, column = int(cell.get("Row")), int(cell.get("Col"))
                rows.extend([] for _ in range(row + 1 - len(rows)))
                rows[row].extend([None] * (column + 1 - len(rows[row])))
                rows[row][column] = gnumeric_value(cell)
            sheets.append({"name": node.findtext(GNUMERIC + "Name"), "rows": rows})
    return sheets


def gnumeric_value(cell):
    kind, text = cell.get("ValueType"), cell.text or ""
    if kind == GNUMERIC_TEXT:
        return text or None
    return float(text) if kind == GNUMERIC_NUMBER else other(f"ValueType {kind}", text)


def read_xlsx2csv(path):
    from xlsx2csv import Xlsx2csv

    book = Xlsx2csv(path)
    sheets = []
    for sheet in book.workbook.sheets:
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "sheet.csv")
            book.convert(file, sheetid=sheet["index"])
            sheets.append({"name": sheet["name"], "rows": read_csv(file)[0]["rows"]})
    return sheets


READERS = {"csv": read_csv, "calamine": read_calamine, "openpyxl": read_openpyxl, "gnumeric": read_gnumeric, "xlsx2csv": read_xlsx2csv}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in READERS:
        sys.exit(__doc__)
    json.dump([READERS[sys.argv[1]](path) for path in sys.argv[2:]], sys.stdout)
