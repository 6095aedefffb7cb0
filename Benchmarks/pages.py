"""Makes pages of reports, with the markup that LibreOffice writes: about 85 kB for a report of 345 cells."""

import csv
import html
import os
import re
import subprocess

import generate

HEAD = """<!DOCTYPE html>
<html>
<head>
\t<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
\t<title></title>
\t<style type="text/css">
\t\tp { color: #000000; line-height: 115%; text-align: left; margin-bottom: 0.1in; background: transparent }
\t\ttd p { color: #000000; text-align: left; orphans: 0; widows: 0; background: transparent }
\t</style>
</head>
<body lang="en-US" text="#000000" link="#000080" vlink="#800000" dir="ltr">
"""
CELL = (
    '<td style="border-top: 1px solid #808080; border-bottom: 1px solid #808080; border-left: 1px solid #808080; '
    'border-right: 1px solid #808080; padding: 0.02in"><p class="western" align="left">\n{}</p>\n</td>\n')
FONT = '<font face="WenQuanYi Micro Hei"><span lang="zh-CN">{}</span></font>'


def marked(text):
    """Chinese text in another font than the rest."""
    parts = re.split("([\u2e80-\uffef]+)", html.escape(text))
    return "".join(FONT.format(part) if place % 2 else part for place, part in enumerate(parts))


def page(nianbao, data):
    """The page of a report in the tab form."""
    cells = subprocess.run([nianbao, "extract"], input=data, capture_output=True, check=True).stdout.decode()
    out, table, row = [HEAD], "", ""
    for record in csv.DictReader(cells.splitlines()):
        if record["table"] != table:
            out.append("</tr>\n</table>\n" if table else "")
            out.append('<table cellpadding="2" cellspacing="0">\n<tr>\n' if record["table"] else "")
            table, row = record["table"], record["row"]
        elif record["row"] != row:
            out.append("</tr>\n<tr>\n")
            row = record["row"]
        tag = {"title": "h1", "heading": "h2"}.get(record["kind"], "p")
        text = marked(record["text"])
        out.append(CELL.format(text) if table else f'<{tag} class="western" align="left">\n{text}</{tag}>\n')
    out.append("</tr>\n</table>\n" if table else "")
    return "".join(out + ["</body>\n</html>\n"]).encode()


def write(nianbao, sources, count, folder, stream):
    """Writes `count` pages into a folder, and all of them into one file."""
    os.makedirs(folder)
    made = [page(nianbao, source.data) for source in sources]
    with open(stream, "wb") as every:
        for number in range(count):
            data = made[number % len(made)]
            # A mark behind the report makes each file one of its own.
            data += b"<!-- " + generate.NUMBER.format(number).encode() + b" -->\n"
            with open(os.path.join(folder, f"{number:06d}.html"), "wb") as file:
                file.write(data)
            every.write(data)
