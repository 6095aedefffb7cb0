#!/usr/bin/env python3
"""Draws the pictures of sheets, as LibreOffice prints them: `make pictures`.

usage: draw.py NIANBAO

Needs soffice, pdftoppm and pdftotext. Run it in the root of the checkout; it writes PNG files beside itself.
"""
import csv
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).parent
REQUESTS = "收到和处理政府信息公开申请情况"
DISPUTES = "政府信息公开行政复议、行政诉讼情况"
DISCLOSURE = "主动公开政府信息情况"
DOTS_PER_INCH = 100

# Picture: samples, further arguments of to-xlsx, and what stands on the page.
PICTURES = {
    "form-2019-disclosure": (["2019-form"], [], DISCLOSURE),
    "form-2021-requests": (["2021-form"], [], REQUESTS),
    "form-2021-disputes": (["2021-form"], [], DISPUTES),
    "wide-disputes": (["2019-form", "2021-form"], ["--row", "行政复议"], "清源县水利局"),
    "wide-requests": (["2019-form", "2021-form"], ["--row", "本年新收*"], "商业企业"),
}


def facts(samples, file):
    """The facts of samples, in one file."""
    with open(file, "w", newline="", encoding="utf-8") as joined:
        writer = csv.writer(joined, lineterminator="\n")
        for number, sample in enumerate(samples):
            with open(f"samples/{sample}.tidy.csv", newline="", encoding="utf-8") as tidy:
                writer.writerows(list(csv.reader(tidy))[min(number, 1) :])


def run(*arguments):
    return subprocess.run([str(argument) for argument in arguments], check=True, capture_output=True).stdout


def page(pdf, text):
    """The number of the first page that holds a text, those with the list of all facts aside."""
    pages = run("pdftotext", "-layout", pdf, "-").decode().split("\f")
    return next(n for n, page in enumerate(pages, 1) if text in page and "section" not in page)


def cropped(ppm, margin=8):
    """The rows of pixels of a PPM file, without the white around what is drawn."""
    _, size, _, pixels = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [pixels[width * 3 * y : width * 3 * (y + 1)] for y in range(height)]
    inked = [y for y, row in enumerate(rows) if row.strip(b"\xff")]
    rows = rows[max(inked[0] - margin, 0) : inked[-1] + margin]
    left = min(len(row) - len(row.lstrip(b"\xff")) for row in rows if row.strip(b"\xff")) // 3
    right = max(len(row.rstrip(b"\xff")) for row in rows) // 3
    return [row[max(left - margin, 0) * 3 : (right + margin) * 3] for row in rows]


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
        for name, (samples, arguments, _) in PICTURES.items():
            facts(samples, folder / f"{name}.csv")
            run(nianbao, "to-xlsx", *arguments, folder / f"{name}.csv", "-o", folder / f"{name}.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        workbooks = [folder / f"{name}.xlsx" for name in PICTURES]
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *workbooks)
        for name, (_, _, text) in PICTURES.items():
            pdf = folder / f"{name}.pdf"
            number = page(pdf, text)
            rows = cropped(run("pdftoppm", "-r", DOTS_PER_INCH, "-f", number, "-l", number, pdf))
            (HERE / f"{name}.png").write_bytes(png(rows))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
