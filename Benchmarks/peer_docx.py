"""What a script would do for `extract` of Word documents: every table cell into one CSV, with python-docx.

Takes files and folders of documents. Merged cells are repeated. It finds neither reports nor titles, headings, bodies or years.
"""

import csv
import os
import sys

import docx


def documents(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for name in sorted(os.listdir(path)):
            if name.endswith(".docx"):
                yield os.path.join(path, name)


def main():
    output = csv.writer(sys.stdout, lineterminator="\n")
    output.writerow(["file", "table", "row", "cell", "text"])
    for path in documents(sys.argv[1:]):
        for number, table in enumerate(docx.Document(path).tables, 1):
            for place, row in enumerate(table.rows, 1):
                for cell, node in enumerate(row.cells, 1):
                    output.writerow((path, number, place, cell, node.text))


main()
