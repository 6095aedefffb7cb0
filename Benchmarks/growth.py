#!/usr/bin/env python3
"""Measures time and memory from 1,000 to 1,000,000 reports; writes the table of docs/scale.md and docs/growth.svg."""

import argparse
import datetime
import os
import shutil
import sys

import bench
import generate
import measure

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
# Reports in a file, as a compilation of a province has them.
PER_FILE = 1_000
MARKS = "<!-- growth: make growth writes this -->", "<!-- end of growth -->"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--nianbao", default=os.path.join(HOME, ".build", "release", "nianbao"), metavar="FILE")
    parser.add_argument("--scratch", default=os.path.join(HOME, ".build", "growth"), metavar="FOLDER")
    parser.add_argument("--page", default=os.path.join(HOME, "docs", "scale.md"), metavar="FILE")
    parser.add_argument("--plot", default=os.path.join(HOME, "docs", "growth.svg"), metavar="FILE")
    return parser.parse_args()


def write_files(sources, first, last, folder):
    """Writes files of 1,000 reports each, the bodies numbered on from file to file."""
    for number in range(first, last):
        with open(os.path.join(folder, f"{number:05d}.txt"), "wb", buffering=1 << 20) as file:
            for report in range(number * PER_FILE, (number + 1) * PER_FILE):
                file.write(sources[report % len(sources)].numbered(report))


def ways(nianbao, folder, sink):
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    listing = os.path.join(os.path.dirname(folder), "listing")
    with open(listing, "w") as file:
        file.write("\n".join(paths))
    extract = ["sh", "-c", f"tr '\\n' '\\0' < {listing} | xargs -0 cat"], [nianbao, "extract"]
    return {
        "`convert -j 1`": [[nianbao, "convert", "-q", "-j", "1", folder, "-o", sink]],
        "`convert -j 2`": [[nianbao, "convert", "-q", "-j", "2", folder, "-o", sink]],
        "`extract \\| tidy \\| check`": [*extract, [nianbao, "tidy"], [nianbao, "check", "--format", "csv"]],
        "`extract \\| tidy \\| to-csv --wide`": [*extract, [nianbao, "tidy"], [nianbao, "to-csv", "--wide"]],
    }


def measured(options, sources):
    """For each way, for each size: the figure."""
    shutil.rmtree(options.scratch, ignore_errors=True)
    folder = os.path.join(options.scratch, "reports")
    os.makedirs(folder)
    sink = os.path.join(options.scratch, "null.csv")
    os.symlink(os.devnull, sink)
    figures, done = {}, 0
    for size in options.sizes:
        write_files(sources, done, size // PER_FILE, folder)
        done = size // PER_FILE
        for name, commands in ways(options.nianbao, folder, sink).items():
            bench.say(f"{size:,} reports, {name}")
            figures.setdefault(name, {})[size] = measure.run(commands, allowed=(0, 1, 2))
    shutil.rmtree(options.scratch)
    return figures


def table(figures):
    rows = ["| way | reports | wall s | processor s | µs a report | peak MB |", "|---|--:|--:|--:|--:|--:|"]
    for name, sizes in figures.items():
        for size, figure in sizes.items():
            rows.append(
                f"| {name} | {size:,} | {figure.wall:,.2f} | {figure.cpu:,.2f} | {1e6 * figure.wall / size:,.0f} "
                f"| {figure.peak / 1e6:,.0f} |")
    return "\n".join(rows)


def plot(figures):
    """Wall time and peak memory over the number of reports, both axes by powers of ten."""
    sizes = sorted({size for way in figures.values() for size in way})
    colours = ["#1f5fa8", "#c2571a", "#2c7d4f", "#7a4ea3"]
    panels = [
        ("seconds", {name: {size: f.wall for size, f in way.items()} for name, way in figures.items()}, -2, 4),
        ("peak MB", {name: {size: f.peak / 1e6 for size, f in way.items()} for name, way in figures.items()}, 0, 4),
    ]
    from math import log10

    width, height, left, top = 320, 260, 60, 40
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 390" font-family="sans-serif" font-size="12">',
        '<rect width="820" height="390" fill="#fff"/>']
    for number, (title, ways, low, high) in enumerate(panels):
        x0 = left + number * (width + 80)
        first, last = log10(sizes[0]), max(log10(sizes[-1]), log10(sizes[0]) + 1)
        place = lambda size, value: (
            x0 + width * (log10(size) - first) / (last - first), top + height * (high - log10(value)) / (high - low))
        parts.append(f'<text x="{x0}" y="{top - 14}" font-weight="bold">{title}</text>')
        for power in range(low, high + 1):
            y = place(sizes[0], 10**power)[1]
            label = f"{10**power:,}" if power >= 0 else str(10**power)
            parts.append(f'<path d="M{x0} {y:.1f}h{width}" stroke="#ddd"/><text x="{x0 - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
        for size in sizes:
            x = place(size, 10**low)[0]
            parts.append(f'<text x="{x:.1f}" y="{top + height + 18}" text-anchor="middle">{size:,}</text>')
        for (name, values), colour in zip(ways.items(), colours):
            points = [place(size, value) for size, value in sorted(values.items())]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    for number, (name, colour) in enumerate(zip(figures, colours)):
        text = name.replace("`", "").replace("\\|", "|")
        x, y = left + number % 2 * 400, top + height + 44 + number // 2 * 20
        parts.append(f'<path d="M{x} {y - 4}h20" stroke="{colour}" stroke-width="2"/><text x="{x + 26}" y="{y}">{text}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main():
    options = arguments()
    sources, _ = generate.sources(options.nianbao, generate.SAMPLES)
    load = os.getloadavg()[0]
    figures = measured(options, sources)
    about = f"{os.cpu_count()} cores, load {load:.1f} before the first run, {datetime.date.today().isoformat()}"
    with open(options.plot, "w", encoding="utf-8") as file:
        file.write(plot(figures))
    text = f"{MARKS[0]}\n\n{about}\n\n{table(figures)}\n\n{MARKS[1]}"
    with open(options.page, encoding="utf-8") as file:
        page = file.read()
    before, rest = page.split(MARKS[0])
    with open(options.page, "w", encoding="utf-8") as file:
        file.write(before + text + rest.split(MARKS[1])[1])
    print(table(figures))


if __name__ == "__main__":
    try:
        main()
    except measure.Failed as error:
        sys.exit(f"growth: {error}")
