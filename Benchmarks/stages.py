"""What is measured: every stage, what it reads, and what others do that comes nearest."""

import os
import shutil
import subprocess
import sys

import measure

HERE = os.path.dirname(os.path.abspath(__file__))


class Stage:
    """One thing to measure: commands joined by pipes, what they read, and peers that do the like.

    `writes` is a file that holds what the stage writes, where there is one; `count` the reports in the input, where they are not as many
    as in all others.
    """

    def __init__(self, name, commands, reads, peers=(), writes=None, count=None):
        self.name = name
        self.commands = commands
        self.reads = reads
        self.peers = [
            (name, [sys.executable, os.path.join(HERE, "peers.py"), name, *paths]) for name, *paths in peers]
        self.writes = writes
        self.count = count

    def run(self, stdout=os.devnull):
        # Tables of other raw forms may have rows that are refused, and `check` may find errors.
        return measure.run(self.commands, stdout=stdout, allowed=(0, 1, 2))


def stages(nianbao, inputs):
    # What convert writes; its -o must end in .csv or .xml.
    sinks = [inputs.path("null.csv"), inputs.path("null.xml")]
    for sink in sinks:
        if not os.path.islink(sink):
            os.symlink(os.devnull, sink)

    def convert(name, folder, *peers, jobs=1):
        return Stage(
            f"`convert -j {jobs}`, {name}", [[nianbao, "convert", "-q", "-j", str(jobs), folder.path, "-o", sinks[0]]],
            folder.stream, peers, folder.facts, folder.count)

    sheet = {kind: inputs.path("sheet." + kind) for kind in ["csv", "xlsx", "xml"]}
    text, facts = inputs.text, inputs.facts
    return [
        Stage("`extract`", [[nianbao, "extract", inputs.reports]], inputs.reports, [("lines", inputs.reports)], inputs.cells),
        Stage("`tidy`", [[nianbao, "tidy", inputs.cells]], inputs.cells, (), facts),
        Stage(
            "`to-csv`", [[nianbao, "to-csv", facts]], facts,
            [(name, facts) for name in ["polars_csv", "pyarrow_csv", "duckdb_csv", "python_csv"]], facts),
        Stage(
            "`to-csv --wide`", [[nianbao, "to-csv", "--wide", facts]], facts,
            [(name, facts) for name in ["duckdb_wide", "polars_wide", "python_wide"]]),
        Stage(
            "`to-xml --layout data`", [[nianbao, "to-xml", "--layout", "data", facts]], facts,
            [("duckdb_xml", facts), ("python_xml", facts)]),
        Stage("`check`", [[nianbao, "check", "--format", "csv", facts]], facts),
        Stage(
            "`to-xlsx --layout data`, one sheet", [[nianbao, "to-xlsx", "--layout", "data", sheet["csv"]]], sheet["csv"],
            [("rust_xlsx", sheet["csv"], inputs.path("peer.xlsx"))], sheet["xlsx"], inputs.sheet_count),
        Stage(
            "`from-xlsx`, the same", [[nianbao, "from-xlsx", sheet["xlsx"]]], sheet["xlsx"],
            [("polars_xlsx", sheet["xlsx"])], sheet["csv"], inputs.sheet_count),
        Stage(
            "`from-xml`, the same", [[nianbao, "from-xml", sheet["xml"]]], sheet["xml"], (), sheet["csv"],
            inputs.sheet_count),
        convert("text", text, ("lines", text.path)),
        convert("text", text, jobs=2),
        Stage(
            "`extract \\| tidy \\| to-csv`, text",
            [[nianbao, "extract", inputs.reports], [nianbao, "tidy"], [nianbao, "to-csv"]], inputs.reports, (), facts),
        Stage("`convert --records`, text", [[nianbao, "convert", "--records", inputs.records]], inputs.records, (), facts),
        convert("pages", inputs.pages, ("selectolax", inputs.pages.path), ("pandas_html", inputs.pages.path)),
        convert("Word documents", inputs.word, ("lxml_docx", inputs.word.path), ("python_docx", inputs.word.path)),
        convert("PDF files", inputs.pdf, *pdf_peers(inputs.pdf.path)),
        convert("text of PDF files", inputs.layout),
        convert("rows of pipes", inputs.pipes),
    ]


def pdf_peers(path):
    """Those of the peers for PDF files that are there: pdftotext is poppler's, tabula needs Java."""
    needs = {"pdftotext": "pdftotext", "tabula": "java"}
    names = ["pdftotext", "pymupdf_tables", "pdfplumber_tables", "tabula"]
    return [(name, path) for name in names if name not in needs or shutil.which(needs[name])]


def instructions(nianbao, inputs):
    """Thousand instructions that `convert` spends on a report of each raw form: callgrind's count over two numbers of reports, the
    difference divided; the same for the same program and input on any machine. Nothing where valgrind is not installed."""
    if not shutil.which("valgrind"):
        return []
    program = inputs.path("stripped")
    subprocess.run(["strip", "-g", "-o", program, nianbao], check=True)

    def count(files):
        listing = inputs.path("listing")
        with open(listing, "w") as list:
            list.write("\n".join(files))
        command = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "convert", "-q", "-j", "1",
            "--files-from", listing, "-o", inputs.path("null.csv")]
        result = subprocess.run(command, capture_output=True, text=True)
        return int(result.stderr.split("Collected : ")[1].split()[0])

    rows = []
    for name, folder in [
        ("text", inputs.text), ("pages", inputs.pages), ("Word documents", inputs.word),
        ("PDF files", inputs.pdf), ("text of PDF files", inputs.layout), ("rows of pipes", inputs.pipes),
    ]:
        files = sorted(os.path.join(place, name) for place, _, names in os.walk(folder.path) for name in names)
        # The first reports teach the program its labels; the others tell what a report costs.
        few, many = min(len(files) // 3, 200) or 1, min(len(files) * 2 // 3, 400) or 2
        rows.append((name, (count(files[:many]) - count(files[:few])) / (many - few) / 1000))
    return rows
