#!/usr/bin/env python3
"""Prints reports as PDF files: other figures and blanks, printers, lines, fonts and papers with each seed.

usage: print_pdfs.py FOLDER PAGE COUNT [SEED]

PAGE is a page whose figures stand each in a cell of its own. Into FOLDER go COUNT pages, NAME.html, and each of them printed as NAME.pdf
by WeasyPrint, LibreOffice (by way of .docx) or reportlab, and saved again by qpdf, MuPDF or cairo or not at all. NAME says how:
number, printer, lines, what saved it.
"""
import html.parser
import pathlib
import random
import subprocess
import sys

import pikepdf
import pymupdf
import weasyprint
from page_texts import page
from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import cidfonts, pdfmetrics
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

LINES = {
    "solid": "border: 1px solid black", "hairline": "border: .2pt solid black", "thick": "border: 2.5pt solid black",
    "dashed": "border: 1px dashed black", "dotted": "border: 1.5px dotted black", "double": "border: 3px double black",
    "grey": "border: 1px solid #999; background: #eef", "separate": "border: 1px solid black",
    "level": "border: none; border-top: 1px solid black; border-bottom: 1px solid black", "none": "border: none",
}
FONTS = ["WenQuanYi Micro Hei", "Liberation Serif, WenQuanYi Micro Hei", "DejaVu Sans, WenQuanYi Micro Hei", "WenQuanYi Micro Hei Mono"]
PAPERS = ["A4", "A4 landscape", "A3", "Letter", "21cm 33cm"]


def styled(text, lines, dice):
    spacing = "separate; border-spacing: 2px" if lines == "separate" else "collapse"
    css = f"""@page {{ size: {dice.choice(PAPERS)}; margin: {dice.choice([1, 1.5, 2])}cm }}
      body {{ font-family: {dice.choice(FONTS)}; font-size: {dice.choice([8, 9, 10, 10.5])}pt }}
      table {{ border-collapse: {spacing}; width: 100% }} p {{ margin: 0 }}
      td {{ {LINES[lines]}; text-align: {dice.choice(["center", "left", "right"])}; padding: {dice.choice([0, 1, 2, 4])}px }}
      tr {{ break-inside: {dice.choice(["avoid", "auto"])} }}"""
    return text.replace("</head>", f"<style>{css}</style></head>", 1)


class Story(html.parser.HTMLParser):
    """The paragraphs of a page, and its tables as rows of (text, columns, rows)."""

    def __init__(self, text):
        super().__init__()
        self.parts, self.row, self.words, self.span = [], None, [], (1, 1)
        self.is_text = True
        self.feed(text)
        self.end_paragraph()

    def end_paragraph(self):
        text = "".join(self.words).strip()
        if text and self.row is None:
            self.parts.append(text)
        if self.row is None:
            self.words = []

    def handle_starttag(self, tag, attributes):
        if tag in ("style", "script", "title"):
            self.is_text = False
        elif tag == "table":
            self.end_paragraph()
            self.parts.append([])
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            span = dict(attributes)
            self.span, self.words = (int(span.get("colspan", 1)), int(span.get("rowspan", 1))), []
        elif tag in ("p", "div", "h1", "h2", "h3"):
            self.end_paragraph()

    def handle_endtag(self, tag):
        if tag in ("style", "script", "title"):
            self.is_text = True
        elif tag in ("td", "th"):
            self.row.append(("".join(self.words).strip(), *self.span))
            self.words = []
        elif tag == "tr":
            self.parts[-1].append(self.row)
            self.row = None
        elif tag in ("p", "div", "h1", "h2", "h3"):
            self.end_paragraph()

    def handle_data(self, data):
        if self.is_text:
            self.words.append(data)


def reportlab(text, path, lines, dice):
    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=dice.choice([7, 8]), alignment=dice.choice([0, 1, 2]), wordWrap="CJK")
    # Merged rows are not parted over pages.
    size = dice.choice([pagesizes.A2, pagesizes.A3, (600, 1700)])
    story = []
    for part in Story(text).parts:
        if isinstance(part, str):
            story.append(Paragraph(part, ParagraphStyle("text", fontName="STSong-Light", fontSize=10, leading=16, wordWrap="CJK")))
            continue
        taken, commands, rows = set(), [], []
        for number, cells in enumerate(part):
            column, row = 0, {}
            for words, columns, height in cells:
                while (number, column) in taken:
                    column += 1
                row[column] = Paragraph(words, style) if words else ""
                commands.append(("SPAN", (column, number), (column + columns - 1, number + height - 1)))
                taken.update((number + r, column + c) for r in range(height) for c in range(columns))
                column += columns
            rows.append(row)
        width = max(column for _, column in taken) + 1
        if lines == "level":
            commands += [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]
        elif lines != "none":
            dashes = {"dashed": (3, 2), "dotted": (1, 1)}.get(lines)
            wide = {"hairline": 0.1, "thick": 2}.get(lines, 0.5)
            commands.append(("GRID", (0, 0), (-1, -1), wide, colors.black, 0, dashes, None, 2 if lines == "double" else 1))
        data = [[row.get(column, "") for column in range(width)] for row in rows]
        wanted = [size[0] - 80] if width == 1 else [(size[0] - 80) / width] * width
        story.append(Table(data, colWidths=wanted, style=commands + [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    SimpleDocTemplate(str(path), pagesize=size, leftMargin=40, rightMargin=40, topMargin=40, bottomMargin=40).build(story)


def save_again(path, program):
    if program == "mupdf":
        document = pymupdf.open(path)
        content = document.tobytes(garbage=4, clean=True, deflate=True)
        path.write_bytes(content)
    elif program == "cairo":
        subprocess.run(["pdftocairo", "-pdf", path, path.with_suffix(".cairo")], check=True)
        path.with_suffix(".cairo").replace(path)
    elif program != "none":
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            lock = pikepdf.Encryption(owner="x", user="", R=6) if program == "locked" else False
            document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=program == "qpdf", encryption=lock)


def main():
    folder, source, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    text = source.read_text(encoding="gb18030").replace("charset=gb2312", "charset=utf-8")
    office = []
    for number in range(count):
        dice = random.Random(f"{seed} {number}")
        printer = dice.choice(["weasyprint", "weasyprint", "libreoffice", "reportlab"])
        lines, saved = dice.choice(list(LINES)), dice.choice(["none", "none", "qpdf", "locked", "mupdf", "cairo"])
        made = page(text, f"{seed} {number}", dice.choice([0, 0.02, 0.3, 0.8]), "all", printer != "weasyprint" or dice.random() < 0.5)
        made = styled(made, lines, dice)
        path = folder / f"{number:03}-{printer}-{lines}-{saved}.pdf"
        path.with_suffix(".html").write_text(made, encoding="utf-8")
        if printer == "weasyprint":
            weasyprint.HTML(string=made).write_pdf(path)
        elif printer == "reportlab":
            reportlab(made, path, lines, dice)
        else:
            office.append(path)
    # From a page itself LibreOffice prints no first line.
    home = f"-env:UserInstallation=file://{folder.resolve()}/office"
    for suffix, kind in [(".html", "docx:Office Open XML Text"), (".docx", "pdf:writer_pdf_Export")]:
        files = [path.with_suffix(suffix) for path in office]
        if files:
            subprocess.run(["soffice", "--headless", home, "--convert-to", kind, "--outdir", folder, *files], check=True, capture_output=True)
    for path in sorted(folder.glob("*.pdf")):
        save_again(path, path.stem.split("-")[-1])
    print(count)


if __name__ == "__main__":
    main()
