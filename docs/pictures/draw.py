#!/usr/bin/env python3
"""Draws the pictures of sheets, as LibreOffice prints them: `make pictures`.

usage: draw.py NIANBAO

Needs soffice, pdftoppm, pdftotext and Noto Sans CJK. Run it in the root of the checkout; it writes PNG files beside itself.
"""
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent
# Twice what a page on the web has for them: for screens of high density, and for whoever opens the picture itself.
WIDTH = 1640
MARGIN = 20

# Picture: samples, further arguments of to-xlsx, and a text of each page that it shows, from top to bottom.
PICTURES = {
    "workbook": (["wrong-total"], [], ["（七）总计", "expected"]),
    "wide": (["2019-form", "2021-form", "cell-a-line", "wrong-total"], ["--row", "本年新收*"], ["商业企业"]),
}

# The columns of 核查 that fill the page; who and where stand in the title of the form above, here they are hidden.
HIDDEN = ["source", "line", "agency", "year", "section"]
WIDTHS = {"row": 18}
FINDINGS = ["source", "line", "agency", "year", "rule", "severity", "section", "row", "column", "expected", "actual", "message"]

# The sheets ask for 宋体, which this machine may lack: without a rule each letter comes from another font.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><match target="pattern"><test name="family"><string>宋体</string></test>
<edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK SC</string></edit></match></fontconfig>"""


def run(*arguments, **options):
    return subprocess.run([str(argument) for argument in arguments], check=True, stdout=subprocess.PIPE, **options).stdout


def narrow(workbook):
    """Hides and narrows columns of the sheet 核查, as a reader may."""
    with zipfile.ZipFile(workbook) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    number = 1 + re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"]).index("核查")
    sheet = f"xl/worksheets/sheet{number}.xml"
    for place, name in enumerate(FINDINGS, 1):
        column = rf'<col min="{place}" max="{place}" width="[0-9.]*"'
        if name in HIDDEN:
            parts[sheet] = re.sub(column, r'\g<0> hidden="1"', parts[sheet])
        if name in WIDTHS:
            parts[sheet] = re.sub(column, f'<col min="{place}" max="{place}" width="{WIDTHS[name]}"', parts[sheet])
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def page(pdf, text):
    """The number of the first page that holds a text, those with the list of all facts aside."""
    pages = run("pdftotext", "-layout", pdf, "-").decode().split("\f")
    return next(n for n, page in enumerate(pages, 1) if text in page and " value" not in page)


def cropped(ppm):
    """The rows of pixels of a PPM file, without the white around what is drawn."""
    _, size, _, pixels = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [pixels[width * 3 * y : width * 3 * (y + 1)] for y in range(height)]
    inked = [row for row in rows if row.strip(b"\xff")]
    rows = rows[rows.index(inked[0]) : height - rows[::-1].index(inked[-1])]
    left = min(len(row) - len(row.lstrip(b"\xff")) for row in inked) // 3
    right = -(-max(len(row.rstrip(b"\xff")) for row in inked) // 3)
    return [row[left * 3 : right * 3] for row in rows]


def drawn(pdf, number):
    """The rows of pixels of a page, as wide as the picture: a page that was made smaller to fit its paper is made larger again."""
    def at(resolution):
        return cropped(run("pdftoppm", "-r", resolution, "-f", number, "-l", number, pdf))

    return at(100 * (WIDTH - 2 * MARGIN) / (len(at(100)[0]) // 3))


def stacked(pages):
    """Pages below each other on white paper, with a margin around each."""
    blank = [b"\xff" * (WIDTH * 3)] * MARGIN
    lines = list(blank)
    for rows in pages:
        lines += [(b"\xff" * (MARGIN * 3) + row).ljust(WIDTH * 3, b"\xff")[: WIDTH * 3] for row in rows] + blank
    return lines


def png(rows):
    """A PNG file with a palette, as exact as 256 colours can be."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = [[row[x : x + 3] for x in range(0, len(row), 3)] for row in rows]
    for bits in range(8):
        kept = {colour: bytes(level >> bits << bits | (level >> 8 - bits) for level in colour) for row in pixels for colour in row}
        palette = {colour: number for number, colour in enumerate(sorted(set(kept.values())))}
        if len(palette) <= 256:
            break
    lines = [bytes(palette[kept[colour]] for colour in row) for row in pixels]
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"PLTE", b"".join(palette))
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def main(nianbao):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for name, (samples, arguments, texts) in PICTURES.items():
            facts, workbook, pdf = (folder / f"{name}.{ending}" for ending in ["csv", "xlsx", "pdf"])
            run(nianbao, "convert", "--quiet", *(f"samples/{sample}.txt" for sample in samples), "-o", facts)
            run(nianbao, "to-xlsx", *arguments, facts, "-o", workbook)
            if "expected" in texts:
                narrow(workbook)
            environment = {"FONTCONFIG_FILE": str(fonts)} | os.environ
            run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, workbook, env=environment)
            pages = [drawn(pdf, page(pdf, text)) for text in texts]
            (HERE / f"{name}.png").write_bytes(png(stacked(pages)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
