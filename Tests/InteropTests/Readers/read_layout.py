#!/usr/bin/env python3
"""Prints what openpyxl reads of an .xlsx file beside its cells, as JSON.

usage: read_layout.py FILE

A list of sheets: name, rowCount, panes, filter, printedRows, printedColumns (or null), overlaps (pairs of merged ranges that have a
cell in common), uncovered (the rows, without the cells that merged ones cover), formats (of the cells with numbers), remarks (a list
of place, value, fill and text for each cell that has one).
"""
import itertools
import json
import sys

from openpyxl import load_workbook


def layout(sheet):
    merged = list(sheet.merged_cells.ranges)
    covered = {cell for area in merged for cell in list(area.cells)[1:]}
    cells = list(sheet.iter_rows())
    return {
        "name": sheet.title,
        "rowCount": sheet.max_row,
        "panes": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "printedRows": sheet.print_title_rows,
        "printedColumns": sheet.print_title_cols,
        "overlaps": [[str(a), str(b)] for a, b in itertools.combinations(merged, 2) if not a.isdisjoint(b)],
        "uncovered": [
            [c.value for c in row if (c.row, c.column) not in covered] for row in cells
        ],
        "remarks": [
            {"place": c.coordinate, "value": str(c.value), "fill": c.fill.fgColor.rgb, "text": c.comment.text}
            for row in cells for c in row if c.comment
        ],
        "formats": {c.coordinate: c.number_format for row in cells for c in row if c.data_type == "n" and c.value is not None},
    }


json.dump([layout(sheet) for sheet in load_workbook(sys.argv[1])], sys.stdout)
