#!/usr/bin/env python3
"""Measures every stage of nianbao as a whole process, beside a floor and a peer. See README.md."""

import argparse
import datetime
import importlib.util
import os
import shutil
import subprocess
import sys

import documents
import generate
import measure
import pages

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
MB = 1e6


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--reports", default=generate.SAMPLES, metavar="FOLDER", help="raw reports to repeat")
    parser.add_argument("--count", type=int, metavar="N", help="reports in the input (20,000; quick: 2,000)")
    parser.add_argument("--runs", type=int, metavar="N", help="runs of each (5; quick: 3)")
    parser.add_argument("--quick", action="store_true", help="under two minutes")
    parser.add_argument("--full", action="store_true", help="memory at 10,000 and 100,000 reports too")
    parser.add_argument("--nianbao", default=os.path.join(HOME, ".build", "release", "nianbao"), metavar="FILE")
    parser.add_argument("--scratch", default=os.path.join(HOME, ".build", "bench"), metavar="FOLDER")
    parser.add_argument("-o", "--output", default=os.path.join(HERE, "RESULTS.md"), metavar="FILE")
    options = parser.parse_args()
    options.count = options.count or (2_000 if options.quick else 20_000)
    options.runs = options.runs or (3 if options.quick else 5)
    options.peer_runs = 1 if options.quick else 3
    options.nianbao = os.path.abspath(options.nianbao)
    if not os.access(options.nianbao, os.X_OK):
        parser.error(f"{options.nianbao} is missing: swift build -c release --product nianbao")
    return options


def say(text):
    print(text, file=sys.stderr, flush=True)


class Inputs:
    """The files of one size in the scratch folder: reports, as a stream and as files, cells and facts."""

    def __init__(self, options, sources, count):
        self.count = count
        self.base = os.path.join(options.scratch, str(count))
        shutil.rmtree(self.base, ignore_errors=True)
        os.makedirs(self.base)
        self.reports = self.path("reports.txt")
        self.cells = self.path("cells.csv")
        self.facts = self.path("facts.csv")
        self.folder = self.path("reports")
        say(f"making {count:,} reports")
        generate.write_stream(sources, count, self.reports)
        generate.write_folder(sources, count, self.folder)
        measure.run([[options.nianbao, "extract", self.reports]], stdout=self.cells)
        measure.run([[options.nianbao, "tidy", self.cells]], stdout=self.facts)
        measure.run([[options.nianbao, "to-xml", self.facts]], stdout=self.path("facts.xml"))
        self.sheet = self.one_sheet(options)
        # A page is ten times as long as its report, and some of the peers are slow.
        few = max(count // 10, 1)
        made = [documents.blocks(options.nianbao, source.data) for source in sources]
        word, plain = documents.numbered_document, documents.numbered_text
        self.pages = Folder(self, "pages", few, lambda *paths: pages.write(options.nianbao, sources, few, *paths))
        self.word = self.folder_of("docx", ".docx", [documents.document(one) for one in made], word, few)
        self.layout = self.folder_of("layout", ".txt", [documents.layout(one) for one in made], plain, few)
        self.pipes = self.folder_of("pipes", ".txt", [documents.pipes(one) for one in made], plain, few)
        for folder in [self.pages, self.word, self.layout, self.pipes]:
            # A report of which a row is refused gives exit code 2, and the rest.
            measure.run([[options.nianbao, "convert", folder.path, "-o", folder.facts]], allowed=(0, 2))
        found = generate.count_titles(self.cells)
        if found != count:
            raise measure.Failed(f"extract found {found:,} reports in the stream of {count:,}")

    def one_sheet(self, options):
        """Facts that one sheet holds, as CSV and as workbooks: peers write no further sheet."""
        path = self.path("sheet.csv")
        with open(self.facts, "rb") as facts, open(path, "wb") as sheet:
            rows = 0
            for line in facts:
                if rows > 1_000_000:
                    break
                rows += 1
                sheet.write(line)
        for kind in ["xlsx", "xml"]:
            output = self.path("sheet." + kind)
            measure.run([[options.nianbao, f"to-{kind}", "--layout", "data", path]], stdout=output)
        self.sheet_count = max(rows * self.count // max(sum(1 for _ in open(self.facts, "rb")), 1), 1)
        return path

    def path(self, name):
        return os.path.join(self.base, name)

    def folder_of(self, name, ending, made, number_of, count):
        return Folder(
            self, name, count, lambda folder, stream: documents.write(made, number_of, count, folder, ending, stream))

    def remove(self):
        shutil.rmtree(self.base, ignore_errors=True)


class Folder:
    """Reports in another raw form than text with tabs: as files in `path`, and all of them in one file, `stream`."""

    def __init__(self, inputs, name, count, write):
        self.count = count
        self.path = inputs.path(name)
        self.stream = inputs.path(name + "-stream")
        self.facts = inputs.path(name + "-facts.csv")
        write(self.path, self.stream)


class Stage:
    """One thing to measure: commands joined by pipes, what they read, and scripts that do the like.

    `writes` is a file that holds what the stage writes, where there is one.
    """

    def __init__(self, name, commands, reads, peers=(), writes=None, count=None):
        self.name = name
        self.commands = commands
        self.reads = reads
        self.peers = peers
        self.writes = writes
        # Reports in the input, where they are not as many as in all others.
        self.count = count

    def run(self, stdout=os.devnull):
        # The tables of other raw forms may have rows that are refused.
        # and `check` may find errors.
        return measure.run(self.commands, stdout=stdout, allowed=(0, 1, 2))


def stages(nianbao, inputs):
    def python(script, *paths):
        return ("Python", [sys.executable, os.path.join(HERE, script), *paths])

    # What convert writes; its -o must end in .csv or .xml.
    sinks = [inputs.path("null.csv"), inputs.path("null.xml")]
    for sink in sinks:
        if not os.path.islink(sink):
            os.symlink(os.devnull, sink)
    csv_peers = [python("peer_csv.py", inputs.facts)]
    if shutil.which("mlr"):
        csv_peers.append(("Miller", ["mlr", "--icsv", "--ocsv", "cat", inputs.facts]))
    text = [python("peer_text.py", inputs.reports)]
    html, word = (
        [python(f"peer_{module}.py", path) for module in modules if importlib.util.find_spec(module)]
        for path, modules in [(inputs.pages.path, ["selectolax", "pandas"]), (inputs.word.path, ["lxml", "docx"])])

    def convert(name, folder, peers=()):
        return Stage(
            f"`convert` folder of {name}, csv", [[nianbao, "convert", folder.path, "-o", sinks[0]]],
            folder.stream, peers, folder.facts, folder.count)

    def peer(module, *paths):
        return [python(f"peer_{module}.py", *paths)] if importlib.util.find_spec(module) else []

    def workbook(kind):
        return inputs.path("sheet." + kind)

    xml = inputs.path("facts.xml")
    return [
        Stage("`extract`", [[nianbao, "extract", inputs.reports]], inputs.reports, text, inputs.cells),
        Stage("`tidy`", [[nianbao, "tidy", inputs.cells]], inputs.cells, (), inputs.facts),
        Stage("`to-csv`", [[nianbao, "to-csv", inputs.facts]], inputs.facts, csv_peers, inputs.facts),
        Stage(
            "`to-csv --wide`", [[nianbao, "to-csv", "--wide", inputs.facts]], inputs.facts,
            [python("peer_wide.py", inputs.facts)]),
        Stage(
            "`to-xml`", [[nianbao, "to-xml", inputs.facts]], inputs.facts,
            [python("peer_xml.py", inputs.facts)], xml),
        Stage(
            "`convert` folder, csv", [[nianbao, "convert", inputs.folder, "-o", sinks[0]]], inputs.reports, text,
            inputs.facts),
        Stage(
            "`convert` folder, xml", [[nianbao, "convert", inputs.folder, "-o", sinks[1]]], inputs.reports, text,
            xml),
        Stage(
            "`to-xlsx --layout data`, one sheet", [[nianbao, "to-xlsx", "--layout", "data", inputs.sheet]], inputs.sheet,
            peer("rustpy_xlsxwriter", inputs.sheet, inputs.path("peer.xlsx")), workbook("xlsx"), inputs.sheet_count),
        Stage(
            "`from-xlsx`, the same", [[nianbao, "from-xlsx", workbook("xlsx")]], workbook("xlsx"),
            peer("polars", workbook("xlsx")), inputs.sheet, inputs.sheet_count),
        Stage(
            "`from-xml`, the same", [[nianbao, "from-xml", workbook("xml")]], workbook("xml"), (), inputs.sheet,
            inputs.sheet_count),
        Stage("`check`", [[nianbao, "check", "--format", "csv", inputs.facts]], inputs.facts, (), None),
        convert("pages", inputs.pages, html),
        convert("Word documents", inputs.word, word),
        convert("text of PDF files", inputs.layout),
        convert("rows of pipes", inputs.pipes),
        Stage(
            "`extract \\| tidy \\| to-csv`",
            [[nianbao, "extract", inputs.reports], [nianbao, "tidy"], [nianbao, "to-csv"]],
            inputs.reports, text, inputs.facts),
    ]


class Throughput:
    """Every stage, floor and peer on one input."""

    def __init__(self, options, inputs):
        self.inputs = inputs
        self.stages = stages(options.nianbao, inputs)
        self.outputs = {stage.name: self.output(options, stage) for stage in self.stages}
        jobs = {}
        for stage in self.stages:
            output = self.outputs[stage.name]
            jobs[stage.name, "self"] = stage.run
            self.add_floors(jobs, stage.reads, output)
            for _, command in stage.peers:
                jobs[self.peer_key(command)] = lambda command=command: measure.run([command])
        # Peers are slow and nobody's change: fewer runs will do.
        fewer = {key: options.peer_runs for key in jobs if key[0] == "peer"}
        figures = measure.interleaved(jobs, options.runs, fewer, say)
        self.figures = {key: measure.median(runs) for key, runs in figures.items()}

    def output(self, options, stage):
        """A file with what the stage writes, for its size and the floor."""
        if stage.writes is None:
            stage.writes = self.inputs.path("output-" + "".join(c for c in stage.name if c.isalnum()))
            stage.run(stage.writes)
        return stage.writes

    def add_floors(self, jobs, reads, output):
        copy = self.inputs.path("copy")
        jobs["read", reads] = lambda: measure.run([["cat", reads]])
        jobs["copy", reads, output] = lambda: measure.run([["cat", reads, output]], stdout=copy)

    @staticmethod
    def peer_key(command):
        # The same peer on the same input is run once for all stages it stands beside.
        return "peer", *command

    def row(self, stage):
        figure = self.figures[stage.name, "self"]
        size_in = os.path.getsize(stage.reads) / MB
        size_out = os.path.getsize(self.outputs[stage.name]) / MB
        return (
            f"| {stage.name} | {size_in:,.0f} | {size_out:,.0f} | **{figure.wall:.2f}** | {figure.cpu:.2f} "
            f"| {figure.peak / MB:.1f} | {(stage.count or self.inputs.count) / figure.wall:,.0f} "
            f"| {(stage.count or self.inputs.count) / figure.cpu:,.0f} "
            f"| {size_in / figure.wall:,.0f} | {size_out / figure.wall:,.0f} |")

    def comparison(self, stage):
        figure = self.figures[stage.name, "self"]
        own = figure.wall
        read = self.figures["read", stage.reads].wall
        copy = self.figures["copy", stage.reads, self.outputs[stage.name]].wall
        row = f"| {stage.name} | {own:.2f} | {read:.3f} | {own / read:,.0f} | {copy:.2f} | {own / copy:.1f} "
        cells = [[], [], [], [], []]
        for name, command in stage.peers:
            peer = self.figures[self.peer_key(command)]
            script = os.path.basename(command[1]) if name == "Python" else command[0]
            cells[0].append(f"`{script}`")
            cells[1].append(f"{peer.wall:.2f}")
            cells[2].append(f"{peer.peak / MB:,.0f}")
            cells[3].append(f"{peer.wall / own:.1f}")
            cells[4].append(f"**{peer.cpu / figure.cpu:.1f}**")
        return row + "".join(f"| {'; '.join(cell) or '—'} " for cell in cells) + "|"

    def tables(self):
        return "\n".join([
            "| stage | input MB | output MB | wall s | user+sys s | peak MB | reports/s | reports / processor s "
            "| input MB/s | output MB/s |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
            *(self.row(stage) for stage in self.stages),
            "",
            "| stage | s | `cat` input s | times | `cat` input+output to a file s | times "
            "| peer | peer s | peer peak MB | peer / stage | the same, processor s |",
            "|---|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|",
            *(self.comparison(stage) for stage in self.stages),
        ])


def start_up(options, source, runs=200):
    """Processes that have next to nothing to do; milliseconds."""
    report, cells = (os.path.join(options.scratch, name) for name in ("one.txt", "one.csv"))
    with open(report, "wb") as file:
        file.write(source.data)
    measure.run([[options.nianbao, "extract", report]], stdout=cells)
    jobs = {
        "`/bin/true`": lambda: measure.run([["/bin/true"]]),
        "`nianbao --version`": lambda: measure.run([[options.nianbao, "--version"]]),
        "`nianbao tidy`, the cells of one report": lambda: measure.run([[options.nianbao, "tidy", cells]]),
    }
    figures = measure.interleaved(jobs, runs)
    rows = ["| command | median ms | p90 ms |", "|---|--:|--:|"]
    for name, list in figures.items():
        walls = [1000 * figure.wall for figure in list]
        rows.append(f"| {name} | {measure.middle(walls):.1f} | {measure.middle(walls, 0.9):.1f} |")
    return "\n".join(rows)


def memory(options, sources, throughput):
    """The peak of every stage at two sizes: it must be the same."""
    if options.full:
        sizes = [10_000, 100_000]
        peaks = [peaks_of(options, sources, size) for size in sizes]
    else:
        sizes = [options.count // 10, options.count]
        known = [(stage.name, throughput.figures[stage.name, "self"].peak) for stage in throughput.stages]
        peaks = [peaks_of(options, sources, sizes[0]), known]
    rows = [f"| stage | {sizes[0]:,} reports, MB | {sizes[1]:,} reports, MB | bytes for each further report |",
            "|---|--:|--:|--:|"]
    for (name, small), (_, large) in zip(*peaks):
        growth = (large - small) / (sizes[1] - sizes[0])
        rows.append(f"| {name} | {small / MB:.1f} | {large / MB:.1f} | {growth:,.0f} |")
    return "\n".join(rows)


def peaks_of(options, sources, count):
    inputs = Inputs(options, sources, count)
    say("measuring memory")
    peaks = [(stage.name, stage.run().peak) for stage in stages(options.nianbao, inputs)]
    inputs.remove()
    return peaks


def first_line(*command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, cwd=HOME)
    except OSError:
        return "not installed"
    return result.stdout.strip().split("\n")[0] or "unknown"


def machine(options):
    model = "unknown"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    commit = first_line("git", "rev-parse", "--short", "HEAD")
    changed = "" if first_line("git", "status", "--porcelain", "Sources") == "unknown" else ", changed"
    load = os.getloadavg()[0]
    busy = ["* The machine was busy with other work: only processor seconds tell something"]
    return "\n".join([
        f"* Machine: {model}, {os.cpu_count()} cores; load {load:.1f} before the first run",
        *(busy if load > os.cpu_count() else []),
        f"* Date: {datetime.date.today().isoformat()}",
        f"* nianbao {first_line(options.nianbao, '--version')} ({commit}{changed}); "
        f"{first_line('swift', '--version')}",
        f"* Python {sys.version.split()[0]}; Miller: {first_line('mlr', '--version')}",
    ])


def main():
    options = arguments()
    about = machine(options)
    sources, remarks = generate.sources(options.nianbao, options.reports)
    if not sources:
        raise measure.Failed(f"{options.reports} holds no report that can be repeated")
    os.makedirs(options.scratch, exist_ok=True)
    inputs = Inputs(options, sources, options.count)
    throughput = Throughput(options, inputs)
    tables = throughput.tables()
    size = os.path.getsize(inputs.reports) / inputs.count
    inputs.remove()
    start = start_up(options, sources[0])
    growth = memory(options, sources, throughput)
    text = "\n".join([
        "# Results", "", about,
        f"* Input: {options.count:,} reports, {size:,.0f} bytes each, out of {len(sources)} in "
        f"{os.path.relpath(options.reports, HOME)}; {options.runs} runs "
        f"(peers {options.peer_runs}), interleaved, medians; stages and peers write to /dev/null",
        *(f"* {remark}" for remark in remarks), "",
        "## Stages", "", tables, "", "## Start-up", "", start, "", "## Memory", "", growth, ""])
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    try:
        main()
    except measure.Failed as error:
        sys.exit(f"bench: {error}")
