"""What a script would do for `extract` of pages: every table cell into one CSV, with pandas.read_html (lxml).

Takes files and folders of pages. Merged cells are repeated. It finds neither reports nor titles, headings, bodies or years.
"""

import csv
import os
import sys

import pandas


def pages(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for name in sorted(os.listdir(path)):
            if name.endswith((".htm", ".html")):
                yield os.path.join(path, name)


def main():
    output = csv.writer(sys.stdout, lineterminator="\n")
    output.writerow(["file", "table", "row", "cell", "text"])
    for path in pages(sys.argv[1:]):
        tables = pandas.read_html(path, encoding="utf-8", keep_default_na=False, converters=None, header=None)
        for number, table in enumerate(tables, 1):
            for place, row in enumerate(table.itertuples(index=False), 1):
                for cell, text in enumerate(row, 1):
                    output.writerow((path, number, place, cell, text))


main()
