"""What others do that comes nearest to a stage, each at its fastest sensible setting: peers.py NAME PATH...

Those of reports write every table cell into one CSV. They take files and folders, and find neither reports nor titles, headings, bodies
or years; merged cells are repeated or missing. Those of facts write to /dev/null where they need a file. Each imports only what it needs.
"""

import csv
import os
import sys

OUTPUT = os.devnull


def writer():
    return csv.writer(sys.stdout, lineterminator="\n")


def files(paths, *endings):
    """The files that paths name: of a folder all below it with one of the endings, in the order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(endings))


def write_tables(documents):
    """Writes the cells of documents, each of them a list of tables, which are lists of rows, which are lists of cells."""
    output = writer()
    output.writerow(["document", "table", "row", "cell", "text"])
    for name, tables in enumerate(documents, 1):
        for number, table in enumerate(tables, 1):
            for place, row in enumerate(table, 1):
                output.writerows((name, number, place, cell, text) for cell, text in enumerate(row, 1))


# --- reports ------------------------------------------------------------------------------------------------------------


def lines(*paths):
    """Text in the tab form, line by line in plain Python."""

    def tables(file):
        table, row, blanks = [], None, 0
        for line in file:
            line = line.rstrip("\r\n")
            if line.startswith("\t"):
                if blanks > 1 and table:
                    yield table
                    table, row = [], None
                if row is None or blanks:
                    row = []
                    table.append(row)
                row.extend(line[1:].split("\t"))
                blanks = 0
            elif not line.strip():
                blanks += 1
            elif table and blanks < 2:
                row[-1] += line.strip()
                blanks = 0
            else:
                if table:
                    yield table
                table, row, blanks = [], None, 0
        if table:
            yield table

    def documents():
        for path in files(paths, ".txt"):
            with open(path, encoding="utf-8", newline="\n") as file:
                yield tables(file)

    write_tables(documents())


def selectolax(*paths):
    """Pages with lexbor, in C."""
    from selectolax.lexbor import LexborHTMLParser

    def documents():
        for path in files(paths, ".htm", ".html"):
            with open(path, "rb") as file:
                page = LexborHTMLParser(file.read())
            yield (
                ([node.text(deep=True).strip() for node in row.css("td,th")] for row in table.css("tr"))
                for table in page.css("table"))

    write_tables(documents())


def pandas_html(*paths):
    """Pages with pandas.read_html, which uses lxml."""
    import pandas

    write_tables(
        (table.itertuples(index=False) for table in pandas.read_html(path, encoding="utf-8", keep_default_na=False))
        for path in files(paths, ".htm", ".html"))


def lxml_docx(*paths):
    """Word documents with zipfile and lxml."""
    import zipfile

    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

    def documents():
        for path in files(paths, ".docx"):
            with zipfile.ZipFile(path) as package:
                root = etree.fromstring(package.read("word/document.xml"))
            yield (
                (["".join(text.text or "" for text in cell.iter(word + "t")) for cell in row.iter(word + "tc")]
                 for row in table.iter(word + "tr"))
                for table in root.iter(word + "tbl"))

    write_tables(documents())


def python_docx(*paths):
    """Word documents with python-docx."""
    import docx

    write_tables(
        (([cell.text for cell in row.cells] for row in table.rows) for table in docx.Document(path).tables)
        for path in files(paths, ".docx"))


def pdftotext(*paths):
    """The text of PDF files, columns by blanks, with poppler's pdftotext."""
    import subprocess

    for path in files(paths, ".pdf"):
        subprocess.run(["pdftotext", "-layout", path, "-"], check=True)


def pymupdf_tables(*paths):
    """Tables of PDF files with PyMuPDF."""
    import pymupdf

    write_tables(
        [table.extract() for page in pymupdf.open(path) for table in page.find_tables().tables] for path in files(paths, ".pdf"))


def pdfplumber_tables(*paths):
    """Tables of PDF files with pdfplumber."""
    import pdfplumber

    def documents():
        for path in files(paths, ".pdf"):
            with pdfplumber.open(path) as document:
                yield [table for page in document.pages for table in page.extract_tables()]

    write_tables(documents())


def tabula(*paths):
    """Tables of PDF files with tabula-java: one Java process for all of them."""
    import shutil
    import tempfile

    import tabula

    with tempfile.TemporaryDirectory() as folder:
        for path in files(paths, ".pdf"):
            os.symlink(os.path.abspath(path), os.path.join(folder, os.path.basename(path)))
        tabula.convert_into_by_batch(folder, output_format="csv", pages="all", lattice=True)
        for path in files([folder], ".csv"):
            with open(path) as file:
                shutil.copyfileobj(file, sys.stdout)


# --- facts --------------------------------------------------------------------------------------------------------------


def python_csv(path):
    """CSV read and written by Python's csv module."""
    with open(path, encoding="utf-8", newline="") as file:
        writer().writerows(csv.reader(file))


def polars_csv(path):
    """CSV read and written by polars, as a stream, all columns text."""
    import polars

    polars.scan_csv(path, infer_schema=False).sink_csv(OUTPUT)


def pyarrow_csv(path):
    """CSV read and written by pyarrow, as a stream."""
    from pyarrow import csv as arrow

    with arrow.open_csv(path) as batches, arrow.CSVWriter(OUTPUT, batches.schema) as sink:
        for batch in batches:
            sink.write(batch)


def duckdb_csv(path):
    """CSV read and written by DuckDB, all columns text."""
    import duckdb

    duckdb.sql(f"copy (select * from read_csv('{path}', all_varchar = true)) to '{OUTPUT}' (format csv)")


def python_wide(path):
    """One row for each agency and year: all rows in memory, columns in the order they come."""
    with open(path, encoding="utf-8", newline="") as file:
        facts = csv.reader(file)
        next(facts)
        columns, rows = {}, {}
        for agency, year, section, row, column, value in facts:
            number = columns.setdefault((section, row, column), len(columns))
            rows.setdefault((agency, year), {})[number] = value
    output = writer()
    output.writerow(["agency", "year"] + ["/".join(key) for key in columns])
    for key, values in rows.items():
        output.writerow([*key, *(values.get(number, "") for number in range(len(columns)))])


def duckdb_wide(path):
    """The same by DuckDB's PIVOT."""
    import duckdb

    duckdb.sql(
        f"copy (pivot (select agency, year, section || '/' || row || '/' || \"column\" as path, value "
        f"from read_csv('{path}', all_varchar = true)) on path using first(value) group by agency, year) "
        f"to '{OUTPUT}' (format csv)")


def polars_wide(path):
    """The same by polars' pivot."""
    import polars

    facts = polars.read_csv(path, infer_schema=False)
    key = polars.concat_str("section", "row", "column", separator="/").alias("path")
    facts.select("agency", "year", key, "value").pivot("path", index=["agency", "year"], values="value", aggregate_function="first").write_csv(OUTPUT)


def python_xml(path):
    """SpreadsheetML, the sheet of all facts only, with f-strings; no second sheet when one is full."""
    from xml.sax.saxutils import escape

    def cell(text, is_number):
        if is_number and text.lstrip("-").replace(".", "", 1).isdigit():
            return f'<Cell ss:StyleID="n"><Data ss:Type="Number">{text}</Data></Cell>'
        return f'<Cell ss:StyleID="t"><Data ss:Type="String">{escape(text)}</Data></Cell>'

    with open(path, encoding="utf-8", newline="") as file:
        write = sys.stdout.write
        write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n<Styles><Style ss:ID="t"/><Style ss:ID="n"/></Styles>\n'
            '<Worksheet ss:Name="数据"><Table>\n')
        for agency, year, section, row, column, value in csv.reader(file):
            write(
                f"<Row>{cell(agency, False)}{cell(year, True)}{cell(section, False)}{cell(row, False)}"
                f"{cell(column, False)}{cell(value, True)}</Row>\n")
        write("</Table></Worksheet></Workbook>\n")


def duckdb_xml(path):
    """The same rows as strings by DuckDB."""
    import duckdb

    def cell(column):
        text = f"replace(replace(replace(\"{column}\", '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
        return f"'<Cell ss:StyleID=\"t\"><Data ss:Type=\"String\">' || coalesce({text}, '') || '</Data></Cell>'"

    cells = " || ".join(cell(column) for column in ["agency", "year", "section", "row", "column", "value"])
    duckdb.sql(
        f"copy (select '<Row>' || {cells} || '</Row>' from read_csv('{path}', all_varchar = true)) "
        f"to '{OUTPUT}' (format csv, header false, quote '', delimiter '\x01')")


def rust_xlsx(path, output):
    """A sheet of facts by rust_xlsxwriter, read by polars: the fastest writer that PyPI has."""
    import polars
    from rustpy_xlsxwriter import write_worksheet

    write_worksheet(polars.read_csv(path), output)


def polars_xlsx(path):
    """The sheet of facts out of a workbook by calamine, written as CSV by polars: the fastest reader that PyPI has."""
    import polars

    polars.read_excel(path, sheet_name="数据", engine="calamine").write_csv(OUTPUT)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
