"""The files that stages are measured on."""

import os
import shutil
import sys

import documents
import generate
import measure
import pages


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
        say(f"making {count:,} reports")
        generate.write_stream(sources, count, self.reports)
        self.text = Folder(self, "reports", count, lambda path, stream: generate.write_folder(sources, count, path))
        self.text.stream, self.text.facts = self.reports, self.facts
        self.records = self.path("records.jsonl")
        generate.write_records(sources, count, self.records)
        measure.run([[options.nianbao, "extract", self.reports]], stdout=self.cells)
        measure.run([[options.nianbao, "tidy", self.cells]], stdout=self.facts)
        self.make_sheet(options)
        # A page is ten times as long as its report, and some of the peers are slow.
        few = max(count // 10, 1)
        made = [documents.blocks(options.nianbao, source.data) for source in sources]
        word, plain = documents.numbered_document, documents.numbered_text
        self.pages = Folder(self, "pages", few, lambda *paths: pages.write(options.nianbao, sources, few, *paths))
        self.word = self.folder_of("docx", ".docx", [documents.document(one) for one in made], word, few)
        self.layout = self.folder_of("layout", ".txt", [documents.layout(one) for one in made], plain, few)
        self.pipes = self.folder_of("pipes", ".txt", [documents.pipes(one) for one in made], plain, few)
        # Some of the peers take seconds for one.
        few = max(count // 2000, 9)
        self.pdf = self.folder_of("pdf", ".pdf", documents.printed(), documents.numbered_text, few)
        for folder in [self.pages, self.word, self.layout, self.pipes, self.pdf]:
            # A report of which a row is refused gives exit code 2, and the rest.
            measure.run([[options.nianbao, "convert", "-q", folder.path, "-o", folder.facts]], allowed=(0, 2))
        found = generate.count_titles(self.cells)
        if found != count:
            raise measure.Failed(f"extract found {found:,} reports in the stream of {count:,}")

    def make_sheet(self, options):
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
