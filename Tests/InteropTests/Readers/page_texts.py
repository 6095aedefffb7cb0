#!/usr/bin/env python3
"""Makes pages with blank cells of one page, and the texts that a program makes of them.

usage: page_texts.py FOLDER PAGE PROGRAM

PAGE is a page whose figures stand each in a cell of its own. Into FOLDER go pages with 0, 2, 30 and 80 % of them blank, as a blank cell,
&nbsp; or a blank paragraph, and for each NAME.html what PROGRAM (trafilatura, html2text, markdownify or beautifulsoup) makes of
it as NAME.txt. Prints the number of pages.
"""
import pathlib
import random
import re
import sys

CELL = re.compile(r"<td([^>]*)>(?:<p[^>]*><span[^>]*>)?(\d+|&nbsp;)(?:</span></p>)?</td>")
BLANKS = {"cell": "", "space": "&nbsp;", "paragraph": "<p>&nbsp;</p>"}


def page(text, seed, share, kind, plain):
    dice = random.Random(seed)

    def cell(match):
        if dice.random() < share:
            content = BLANKS[dice.choice(list(BLANKS)) if kind == "all" else kind]
        else:
            content = str(dice.choice([0, 0, 0, 1, 2, 5, 12, 345]))
            if not plain:
                content = f"<p><span>{content}</span></p>"
        return f"<td{match.group(1)}>{content}</td>"

    text = CELL.sub(cell, text)
    if plain:
        text = re.sub(r"<td([^>]*)><p[^>]*><span[^>]*>([^<]*)</span></p></td>", r"<td\1>\2</td>", text)
    return text


def converter(program):
    if program == "trafilatura":
        import trafilatura

        return lambda text: trafilatura.extract(text, include_tables=True, favor_recall=True) or ""
    if program == "html2text":
        import html2text

        return html2text.HTML2Text(bodywidth=0).handle
    if program == "markdownify":
        import markdownify

        return markdownify.markdownify
    if program == "beautifulsoup":
        from bs4 import BeautifulSoup

        return lambda text: BeautifulSoup(text, "html.parser").get_text("\n", strip=True)
    sys.exit(f"page_texts.py: no such program: {program}")


def main():
    folder, source, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    convert = converter(program)
    text = source.read_text(encoding="gb18030").replace("charset=gb2312", "charset=utf-8")
    count = 0
    for share in (0, 0.02, 0.3, 0.8):
        for kind in (*BLANKS, "all"):
            for plain in (False, True):
                count += 1
                made = page(text, count, share, kind, plain)
                name = f"{round(share * 100):02}-{kind}-{'plain' if plain else 'styled'}"
                (folder / f"{name}.html").write_text(made, encoding="utf-8")
                (folder / f"{name}.txt").write_text(convert(made) + "\n", encoding="utf-8")
    print(count)


if __name__ == "__main__":
    main()
