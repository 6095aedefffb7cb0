"""What a script would do for `to-xml`: the sheet of all facts with f-strings; no sheets by table, no second sheet when one is full."""

import csv
import sys
from xml.sax.saxutils import escape


def cell(text, is_number):
    if is_number and text.lstrip("-").replace(".", "", 1).isdigit():
        return f'<Cell ss:StyleID="n"><Data ss:Type="Number">{text}</Data></Cell>'
    return f'<Cell ss:StyleID="t"><Data ss:Type="String">{escape(text)}</Data></Cell>'


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    write = sys.stdout.write
    write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n<Styles><Style ss:ID="t"/>'
        '<Style ss:ID="n"/></Styles>\n<Worksheet ss:Name="数据"><Table>\n'
    )
    for agency, year, section, row, column, value in csv.reader(file):
        write(
            f"<Row>{cell(agency, False)}{cell(year, True)}{cell(section, False)}{cell(row, False)}"
            f"{cell(column, False)}{cell(value, True)}</Row>\n"
        )
    write("</Table></Worksheet></Workbook>\n")
