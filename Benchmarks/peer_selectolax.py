"""What a script would do for `extract` of pages: every table cell into one CSV, with selectolax (lexbor, in C).

Takes files and folders of pages. It finds neither reports nor titles, headings, bodies or years; cells that merged cells cover are not there.
"""

import csv
import os
import sys

from selectolax.lexbor import LexborHTMLParser


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
        with open(path, "rb") as file:
            page = LexborHTMLParser(file.read())
        for number, table in enumerate(page.css("table"), 1):
            for place, row in enumerate(table.css("tr"), 1):
                for cell, node in enumerate(row.css("td,th"), 1):
                    output.writerow((path, number, place, cell, node.text(deep=True).strip()))


main()
