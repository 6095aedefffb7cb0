"""What a script would do for `extract` of Word documents: every table cell into one CSV, with zipfile and lxml.

Takes files and folders of documents. It finds neither reports nor titles, headings, bodies or years; merged cells and deleted text
are as they stand in the file.
"""

import csv
import os
import sys
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
        with zipfile.ZipFile(path) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        for number, table in enumerate(root.iter(W + "tbl"), 1):
            for place, row in enumerate(table.iter(W + "tr"), 1):
                for cell, node in enumerate(row.iter(W + "tc"), 1):
                    output.writerow((path, number, place, cell, "".join(text.text or "" for text in node.iter(W + "t"))))


main()
