"""Random small Word documents: the cells that nianbao reads are those that the document was made to show.

usage: fuzz_word.py NIANBAO [COUNT [SEED]]

Each document has a table with styles, tracked changes, merges, alternatives and hidden text. What it shows is told by a model of ECMA-376
here, which has no code in common with the reader; where a document has nothing that python-docx does not know, its cells are compared
too. Of each document a damaged one is made by changing its XML: it must be read or refused, and nothing may trap.
"""
import csv, io, os, random, re, subprocess, sys, tempfile, zipfile

try:
    import docx
except ImportError:
    docx = None

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:odd="urn:example:odd"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "</Types>"
)


def relationships(kind, target):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}{kind}" Target="{target}"/></Relationships>'
    )


MARKS = ("vanish", "strike", "dstrike")


def switch(name, value):
    return f"<w:{name}/>" if value else f'<w:{name} w:val="{random.choice(["0", "false"])}"/>'


class Document:
    def __init__(self):
        # A tenth of the documents has nothing that python-docx does not know.
        self.plain = random.random() < 0.1
        self.styles = {kind: {} for kind in ("paragraph", "character", "table")}
        self.defaults = {}
        self.has_styles = not self.plain and random.random() < 0.6
        if self.has_styles:
            for kind in self.styles:
                for number in range(random.randint(1, 4)):
                    marks = {m: random.random() < 0.7 for m in MARKS if random.random() < 0.3}
                    base = random.choice([None, f"{kind}{random.randint(0, 3)}"])
                    self.styles[kind][f"{kind}{number}"] = (marks, base)
            if random.random() < 0.1:
                self.defaults = {random.choice(MARKS): True}
        self.rows = []
        self.body = self.table()

    # What a style says, with those that it is based on.
    def style(self, kind, name):
        found, seen = {}, set()
        while name in self.styles[kind] and name not in seen:
            seen.add(name)
            marks, name = self.styles[kind][name]
            for mark, value in marks.items():
                found.setdefault(mark, value)
        return found

    def is_hidden(self, own, run, paragraph, table):
        levels = [self.style("character", run), self.style("paragraph", paragraph), self.style("table", table)]
        for mark in MARKS:
            said = [level[mark] for level in levels if mark in level]
            if mark in own:
                value = own[mark]
            elif mark == "dstrike":
                value = said[0] if said else self.defaults.get(mark, False)
            elif self.defaults.get(mark):
                value = said[0] if said else True
            else:
                value = sum(said) % 2 == 1
            if value:
                return True
        return False

    def name(self, kind):
        if not self.has_styles or random.random() < 0.6:
            return None
        return f"{kind}{random.randint(0, 4)}"

    def run(self, paragraph):
        text = str(random.randint(0, 99))
        if self.plain:
            return f"<w:r><w:t>{text}</w:t></w:r>", text
        own = {m: random.random() < 0.5 for m in MARKS if random.random() < 0.12}
        name = self.name("character")
        parts = ([f'<w:rStyle w:val="{name}"/>'] if name else []) + [switch(m, v) for m, v in own.items()]
        if random.random() < 0.1:
            parts.append('<w:rPrChange w:id="1"><w:rPr><w:vanish/><w:strike w:val="0"/></w:rPr></w:rPrChange>')
        hidden = self.is_hidden(own, name, paragraph, self.table_style)
        properties = f"<w:rPr>{''.join(parts)}</w:rPr>" if parts or random.random() < 0.3 else ""
        between = random.choice(["", "", "", "", "<w:tab/>", "<w:ptab/>", "<w:br/>"])
        xml = f"<w:r>{properties}{between}<w:t>{text}</w:t></w:r>"
        return xml, "" if hidden else (" " if between else "") + text

    def wrapped(self, paragraph):
        xml, text = self.run(paragraph)
        kind = random.random()
        if self.plain or kind < 0.7:
            return xml, text
        if kind < 0.78:
            return f'<w:ins w:id="1">{xml}</w:ins>', text
        if kind < 0.86:
            return random.choice([f'<w:del w:id="1">{xml}</w:del>', f'<w:moveFrom w:id="1">{xml}</w:moveFrom>']), ""
        other, otherText = self.run(paragraph)
        known = random.random() < 0.5
        return (
            f'<mc:AlternateContent><mc:Choice Requires="{"wps" if known else "odd"}">{xml}</mc:Choice>'
            f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>",
            text if known else otherText,
        )

    def cell(self, properties, label=None):
        name = self.name("paragraph") if label is None else None
        if label is not None:
            # Seen whatever the styles say.
            off = "".join(f'<w:{m} w:val="0"/>' for m in MARKS)
            runs, text = f"<w:r><w:rPr>{off}</w:rPr><w:t>{label}</w:t></w:r>", label
        else:
            pairs = [self.wrapped(name) for _ in range(random.randint(0, 3))]
            runs, text = "".join(p[0] for p in pairs), "".join(p[1] for p in pairs)
        style = f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' if name else ""
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{style}{runs}</w:p></w:tc>", text

    def table(self):
        self.table_style = self.name("table")
        columns = random.randint(2, 4)
        merges = {}
        xml = []
        for number in range(random.randint(2, 5)):
            cells, texts, column, below = [], [], 0, {}
            while column < columns:
                span = random.randint(1, columns - column) if random.random() < 0.2 and column and not self.plain else 1
                properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
                merge = random.choice([None] * 4 + ["restart", "continue"]) if column and not self.plain else None
                if merge:
                    properties += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>"
                if random.random() < 0.1 and not self.plain:
                    properties += (
                        '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'
                    )
                cell, text = self.cell(properties, label=f"甲{number}" if column == 0 else None)
                covered = merge == "continue" and merges.get(column) == span
                if merge == "restart" or covered:
                    below[column] = span
                texts.append("" if covered else text)
                cells.append(cell)
                column += span
            deleted = random.random() < 0.1 and number > 0 and not self.plain
            properties = '<w:del w:id="1"/>' if deleted else ""
            if random.random() < 0.1 and not self.plain:
                properties += '<w:trPrChange w:id="1"><w:trPr><w:hidden/><w:gridBefore w:val="1"/></w:trPr></w:trPrChange>'
            xml.append(f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>")
            if not deleted:
                merges = below
                self.rows.append([" ".join(t.split()) for t in texts])
        style = f'<w:tblStyle w:val="{self.table_style}"/>' if self.table_style else ""
        grid = "<w:gridCol/>" * columns
        return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl><w:p/>"

    def parts(self):
        styles = ""
        for kind, all in self.styles.items():
            for name, (marks, base) in all.items():
                based = f'<w:basedOn w:val="{base}"/>' if base else ""
                own = "".join(switch(m, v) for m, v in marks.items())
                styles += f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}<w:rPr>{own}</w:rPr></w:style>'
        defaults = "".join(switch(m, v) for m, v in self.defaults.items())
        return {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relationships("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": relationships("styles", "styles.xml"),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>",
            "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>'
            f"</w:docDefaults>{styles}</w:styles>",
        }


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)


def damaged(parts):
    """The document with an element dropped, doubled or renamed."""
    parts = dict(parts)
    name = random.choice(["word/document.xml", "word/styles.xml"])
    tags = list(re.finditer(r"<[^>]*>", parts[name]))
    for _ in range(random.randint(1, 3)):
        tag = random.choice(tags)
        change = random.choice(["", tag.group() * 2, tag.group().replace("w:", "v:", 1), tag.group()[:-1]])
        parts[name] = parts[name].replace(tag.group(), change, 1)
    return parts


def cells(nianbao, paths):
    result = subprocess.run([nianbao, "extract", *paths], capture_output=True, timeout=600)
    if result.returncode < 0 or result.returncode not in (0, 2, 65):
        sys.exit(f"exit code {result.returncode}: {result.stderr.decode()[-2000:]}\n{paths}")
    rows = {}
    for record in csv.DictReader(io.StringIO(result.stdout.decode())):
        if record["kind"] == "cell":
            row = rows.setdefault(record["source"], {}).setdefault((int(record["table"]), int(record["row"])), [])
            row.append(" ".join(record["text"].split()))
    return {source: [found[key] for key in sorted(found)] for source, found in rows.items()}


def main():
    nianbao, count, seed = (sys.argv[1:] + ["500", "1"][len(sys.argv) - 2 :])[:3]
    count, seed = int(count), int(seed)
    wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, count, 250):
            # Whatever the readers do with the generator in between.
            random.seed(seed * 1_000_003 + start)
            documents, broken = {}, []
            for number in range(start, min(start + 250, count)):
                document = Document()
                path = os.path.join(folder, f"{number}.docx")
                write(path, document.parts())
                documents[path] = document
                broken.append(os.path.join(folder, f"{number}-damaged.docx"))
                write(broken[-1], damaged(document.parts()))
            found = cells(nianbao, list(documents))
            cells(nianbao, broken)
            for path, document in documents.items():
                if found.get(path, []) != document.rows:
                    wrong += 1
                    print(f"{path}: {found.get(path)} for {document.rows}\n{document.parts()}\n", file=sys.stderr)
                if document.plain and docx is not None:
                    compared += 1
                    theirs = [[" ".join(c.text.split()) for c in row.cells] for row in docx.Document(path).tables[0].rows]
                    if theirs != document.rows:
                        wrong += 1
                        print(f"{path}: python-docx reads {theirs} for {document.rows}", file=sys.stderr)
            for path in [*documents, *broken]:
                os.remove(path)
    print(f"{count} documents from seed {seed}, {compared} of them by python-docx too: {wrong} differ")
    sys.exit(wrong > 0)


main()
