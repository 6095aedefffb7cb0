"""Makes other raw forms of reports out of the tab form: Word documents, text of PDF files, rows of pipes; and PDF files of a page.

A Word document has the markup that LibreOffice writes: about 200 kB of XML for a report of 345 cells.
"""

import csv
import html
import io
import os
import re
import struct
import subprocess
import unicodedata
import zipfile

import generate

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
TYPES = (
    f'{XML}<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>')
RELATIONSHIPS = (
    f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
DOCUMENT = (
    f'{XML}<w:document xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006"><w:body>')
PARAGRAPH = (
    '<w:p><w:pPr><w:pStyle w:val="{}"/><w:bidi w:val="0"/><w:spacing w:lineRule="auto" w:line="276" w:before="0" '
    'w:after="140"/><w:jc w:val="left"/><w:rPr></w:rPr></w:pPr>{}</w:p>')
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="808080"/>'
    for side, size in [("top", 6), ("left", 2), ("bottom", 2), ("right", 6)])
CELL = f'<w:tc><w:tcPr><w:tcW w:w="1757" w:type="dxa"/><w:tcBorders>{BORDERS}</w:tcBorders></w:tcPr>{{}}</w:tc>'
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="7777" w:type="dxa"/><w:jc w:val="left"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="2491"/><w:gridCol w:w="1757"/></w:tblGrid>{}</w:tbl>')


def blocks(nianbao, data):
    """A report in the tab form as a list: a string is a line outside tables, a list of rows of cells is a table."""
    cells = subprocess.run([nianbao, "extract"], input=data, capture_output=True, check=True).stdout.decode()
    found, table, row = [], "", ""
    for record in csv.DictReader(cells.splitlines()):
        if not record["table"]:
            found.append(record["text"])
        elif record["table"] != table:
            found.append([[record["text"]]])
        elif record["row"] != row:
            found[-1].append([record["text"]])
        else:
            found[-1][-1].append(record["text"])
        table, row = record["table"], record["row"]
    return found


# Word documents


def paragraph(text, style):
    # Chinese text and the rest are runs of their own, for they have other fonts.
    runs = re.findall("[\u2e80-\uffef]+|[^\u2e80-\uffef]+", html.escape(text, quote=False))
    return PARAGRAPH.format(style, "".join(f"<w:r><w:rPr></w:rPr><w:t>{run}</w:t></w:r>" for run in runs))


def document(found):
    body = []
    for block in found:
        if isinstance(block, str):
            body.append(paragraph(block, "TextBody"))
            continue
        rows = ("".join(CELL.format(paragraph(cell, "TableContents")) for cell in row) for row in block)
        body.append(TABLE.format("".join(f"<w:tr><w:trPr></w:trPr>{row}</w:tr>" for row in rows)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONSHIPS)
        package.writestr("word/document.xml", DOCUMENT + "".join(body) + "<w:sectPr></w:sectPr></w:body></w:document>")
    return file.getvalue()


def numbered_document(data, number):
    """The same with a comment of the archive, which makes each file one of its own."""
    comment = generate.NUMBER.format(number).encode()
    return data[:-2] + struct.pack("<H", len(comment)) + comment


# PDF files


def printed():
    """The page of samples/ as WeasyPrint prints it on several papers: tables with lines and merged cells, fonts with Chinese."""
    import weasyprint

    with open(os.path.join(generate.SAMPLES, "web-page.html"), encoding="gb18030") as file:
        page = file.read().replace("charset=gb2312", "charset=utf-8")
    style = "<style>@page {{ size: {}; margin: 2cm }} table {{ border-collapse: collapse }} td {{ border: 1px solid }}</style></head>"
    papers = ["A4", "A4 landscape", "A3"]
    return [weasyprint.HTML(string=page.replace("</head>", style.format(paper), 1)).write_pdf() for paper in papers]


# Text


def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def layout(found):
    """As pdftotext -layout prints it: columns by blanks, cells of a column one under the other."""
    lines = []
    for block in found:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        columns = max(len(row) for row in block)
        widths = [max(width(row[at]) if at < len(row) else 0 for row in block) + 4 for at in range(columns)]
        for row in block:
            lines.append("".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)).rstrip())
        lines.append("")
    return "\n".join(lines).encode()


def pipes(found):
    lines = []
    for block in found:
        rows = [f"| {' | '.join(row)} |" for row in block] if isinstance(block, list) else [block]
        lines += rows + [""]
    return "\n".join(lines).encode()


def write(made, number_of, count, folder, ending, stream):
    """Writes `count` files into a folder, and all of them into one file; `number_of` makes each one of its own."""
    os.makedirs(folder)
    with open(stream, "wb") as every:
        for number in range(count):
            data = number_of(made[number % len(made)], number)
            with open(os.path.join(folder, f"{number:06d}{ending}"), "wb") as file:
                file.write(data)
            every.write(data)


def numbered_text(data, number):
    return data + b"\n" + generate.NUMBER.format(number).encode() + b"\n"
