#!/usr/bin/env python3
"""Measures every stage of nianbao as a whole process, beside a floor and a peer. See README.md."""

import argparse
import datetime
import importlib.metadata
import os
import shutil
import subprocess
import sys

import generate
import measure
from inputs import Inputs, say
from stages import instructions, stages

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
MB = 1e6
# The packages that peers need; make bench installs them.
PEERS = [
    "polars", "pyarrow", "duckdb", "pandas", "selectolax", "lxml", "python-docx", "rustpy-xlsxwriter", "fastexcel",
    "weasyprint", "pymupdf", "pdfplumber", "tabula-py"]


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
        return "peer", *command[2:]

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
            cells[0].append(f"`{name}`")
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


def start_up(options, source, runs=100):
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
    facts, sink = (os.path.join(options.scratch, name) for name in ("one-facts.csv", "one-null.csv"))
    measure.run([[options.nianbao, "tidy", cells]], stdout=facts)
    if not os.path.islink(sink):
        os.symlink(os.devnull, sink)
    for stage in ["to-csv", "to-xlsx", "to-xml", "to-text", "check"]:
        jobs[f"`nianbao {stage}`, its facts"] = lambda stage=stage: measure.run([[options.nianbao, stage, facts]], allowed=(0, 1, 2))
    jobs["`nianbao extract`, one report"] = lambda: measure.run([[options.nianbao, "extract", report]])
    jobs["`nianbao convert`, one report"] = lambda: measure.run([[options.nianbao, "convert", report, "-o", sink]])
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


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        raise measure.Failed(f"the Python package {package} is missing: use make bench, which installs it")


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
        f"* Python {sys.version.split()[0]}; " + ", ".join(f"{name} {version(name)}" for name in PEERS),
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
    say("counting instructions")
    counts = ["| raw form | thousand instructions a report |", "|---|--:|"]
    counts += [f"| {name} | {number:,.0f} |" for name, number in instructions(options.nianbao, inputs)]
    inputs.remove()
    start = start_up(options, sources[0])
    growth = memory(options, sources, throughput)
    text = "\n".join([
        "# Results", "", about,
        f"* Input: {options.count:,} reports, {size:,.0f} bytes each, out of {len(sources)} in "
        f"{os.path.relpath(options.reports, HOME)}; {options.runs} runs "
        f"(peers {options.peer_runs}), interleaved, medians; stages and peers write to /dev/null",
        *(f"* {remark}" for remark in remarks), "",
        "## Stages", "", tables, "", "## Instructions", "", *counts, "", "## Start-up", "", start, "", "## Memory", "", growth, ""])
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    try:
        main()
    except measure.Failed as error:
        sys.exit(f"bench: {error}")
