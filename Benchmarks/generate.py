"""Makes inputs of any size out of a few reports."""

import json
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(os.path.dirname(HERE), "samples")

# Six digits are never taken for a year.
NUMBER = "{:06d}号"


class Source:
    """One report to repeat. `place` is where a number goes behind the body's name; None where it is not safe."""

    def __init__(self, name, data, place):
        self.name = name
        self.data = data
        self.place = place

    def numbered(self, number):
        if self.place is None:
            return self.data
        mark = NUMBER.format(number).encode()
        return self.data[: self.place] + mark + self.data[self.place :]


def title(nianbao, data):
    """The body and the year that `nianbao extract` reads from a title in the first lines; None where there is none."""
    result = subprocess.run([nianbao, "extract"], input=data, capture_output=True)
    records = result.stdout.decode("utf-8", "replace").split("\n")
    if result.returncode != 0 or len(records) < 2:
        return None
    fields = records[1].split(",")
    if len(fields) < 5 or fields[4] != "title" or any(",title," in record for record in records[2:]):
        return None
    return fields[2], fields[3]


def sources(nianbao, folder):
    """The reports of a folder that can be repeated, and what is to say of the others.

    Taken: the tab form in UTF-8 with LF, one report in the file, which begins with a title that names the body. Whether the body's name can carry a number is not
    guessed but tried: the report is read with it, and must give the same name with the number, and the same year.
    """
    found, remarks = [], []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read().lstrip(b"\n")
        if b"\r" in data or data.startswith(b"\xef\xbb\xbf"):
            remarks.append(f"{name} left out: CR LF or a byte order mark")
            continue
        if b"\n\t" not in data:
            remarks.append(f"{name} left out: not in the tab form")
            continue
        read = title(nianbao, data)
        first = re.search(rb"[^\n]*\S[^\n]*\n", data)
        if read is None or first is None:
            remarks.append(f"{name} left out: it does not begin with one title")
            continue
        if not data.endswith(b"\n"):
            data += b"\n"
        agency, year = read
        at = first.group().find(agency.encode()) if agency else -1
        if at < 0:
            remarks.append(f"{name} left out: its first line does not name the body")
            continue
        source = Source(name, data, first.start() + at + len(agency.encode()))
        if title(nianbao, source.numbered(7)) != (agency + NUMBER.format(7), year):
            source.place = None
            remarks.append(f"{name} keeps its agency: a number in it is not safe")
        found.append(source)
    return found, remarks


def write_stream(sources, count, path):
    """Writes `count` reports one after another into one file."""
    with open(path, "wb", buffering=1 << 20) as file:
        for number in range(count):
            file.write(sources[number % len(sources)].numbered(number))


def write_folder(sources, count, path):
    """Writes `count` reports as files, a thousand in a folder."""
    for number in range(count):
        folder = os.path.join(path, f"{number // 1000:04d}")
        if number % 1000 == 0:
            os.makedirs(folder)
        with open(os.path.join(folder, f"{number:06d}.txt"), "wb") as file:
            file.write(sources[number % len(sources)].numbered(number))


def write_records(sources, count, path):
    """Writes `count` reports as JSON lines."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            text = sources[number % len(sources)].numbered(number).decode()
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")


def count_titles(path):
    """How many reports a file of cells holds."""
    count, rest = 0, b""
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            chunk = rest + chunk
            count += chunk.count(b",title,")
            # A title that the chunk's end cuts is counted with the next chunk.
            rest = chunk[-6:]
    return count
