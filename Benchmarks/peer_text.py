"""What a script would do for `extract`: text in the tab form, line by line, every table cell into one CSV.

It finds neither reports nor titles, headings, bodies or years.
"""

import csv
import sys


def tables(lines):
    """The tables of a text: lists of rows, which are lists of cells."""
    table, row, blanks = [], None, 0
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith("\t"):
            if blanks > 1 and table:
                yield table
                table, row = [], None
            if row is None or blanks:
                row = []
                table.append(row)
            row.extend(line[1:].split("\t"))
            blanks = 0
        elif not line.strip():
            blanks += 1
        elif table and blanks < 2:
            row[-1] += line.strip()
            blanks = 0
        else:
            if table:
                yield table
            table, row, blanks = [], None, 0
    if table:
        yield table


def main():
    output = csv.writer(sys.stdout, lineterminator="\n")
    output.writerow(["table", "row", "cell", "text"])
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", newline="\n") as file:
            for number, table in enumerate(tables(file), 1):
                for place, row in enumerate(table, 1):
                    output.writerows((number, place, cell, text) for cell, text in enumerate(row, 1))


main()
