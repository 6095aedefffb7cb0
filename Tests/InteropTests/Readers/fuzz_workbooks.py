#!/usr/bin/env python3
"""Random small workbooks, read by nianbao and by others: what cells hold must be the same.

usage: fuzz_workbooks.py NIANBAO [COUNT [SEED]]

Half are .xlsx, held against openpyxl, python-calamine and LibreOffice, half XML Spreadsheet 2003, held against LibreOffice. Each file
comes from its number and SEED alone. Of a third of the .xlsx the XML of the sheet is damaged inside the package: what is read of it
must be what the others read, or nothing. What nianbao refuses is counted; what it leaves out, it has to say. Prints each difference
with the file, which stays in the folder that is named, and ends with 1 where there is any.

Differences that are the peers', each seen and explained, are in PEERS below.
"""
import csv, datetime, io, os, random, re, subprocess, sys, tempfile, warnings, zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SS = "urn:schemas-microsoft-com:office:spreadsheet"

PEERS = """
calamine: errors come as nothing. A time without a day comes with its T.
calamine and LibreOffice: of an inline text with a value behind it, where the schema has none, nothing comes.
LibreOffice: computes what has no value; ours says how many such cells there are. Dates come in the form of its language, percents
  with their sign. Of rich text it drops blanks at the ends. Of the text of an error it keeps the error. XML Spreadsheet
  2003: errors and booleans are blank.
"""

WORDS = ["甲县", "规章", "本年制发件数", "a", "007", "1-2", "x y", " 乙 ", "1,5", "=1+1", "'", "12", "TRUE", "😀", "&<>\"", "合计\n行", "-"]
NUMBERS = ["0", "1", "12", "-3", "2.5", "0.1", "18.871", "236.415", "1000000", "1E3", "45322", "45322.25", "1.5E-3", "412"]
FORMATS = [0, 0, 1, 2, 3, 9, 14, 22, 49, 164, 165, 166]
CODES = {164: "yyyy\\-mm\\-dd", 165: "0.0000", 166: 'yyyy"年"m"月"d"日"'}
DATES = {14, 22, 164, 166}


def escape(text, r):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"&#x{ord(c):x};" if r.random() < 0.03 and c not in "&;" and "&" not in text else c for c in text)


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def t_element(text, r):
    space = ' xml:space="preserve"' if text != text.strip() or r.random() < 0.2 else ""
    if r.random() < 0.05 and "]]>" not in text:
        return f"<t{space}><![CDATA[{text}]]></t>"
    return f"<t{space}>{escape(text, r)}</t>"


def rich(text, r):
    """The inside of si or is."""
    kind = r.random()
    if kind < 0.6 or len(text) < 2:
        return t_element(text, r)
    cut = r.randrange(1, len(text))
    runs = "".join(f"<r><rPr><b/></rPr>{t_element(part, r)}</r>" for part in (text[:cut], text[cut:]))
    if kind < 0.8:
        return runs
    return runs + '<rPh sb="0" eb="1"><t>けん</t></rPh><phoneticPr fontId="1"/>'


class Book:
    """An .xlsx by chance; `traits` are what peers are known to read otherwise."""

    def __init__(self, r):
        self.r, self.strings, self.traits = r, [], set()
        self.formats = [r.choice(FORMATS) for _ in range(r.randrange(1, 7))]
        self.is1904 = r.random() < 0.1
        self.hidden = r.random() < 0.2
        self.rows = self.sheet()

    def shared(self, text):
        self.strings.append(f"<si>{rich(text, self.r)}</si>")
        return len(self.strings) - 1

    def style(self):
        r = self.r
        if r.random() < 0.5:
            return "", 0
        if r.random() < 0.01:
            self.traits.add("style")
            return f' s="{len(self.formats) + 1 + r.randrange(5)}"', 0
        number = r.randrange(len(self.formats) + 1)
        return f' s="{number}"', 0 if number == 0 else self.formats[number - 1]

    def cell(self, place):
        r = self.r
        style, format = self.style()
        kind = r.random()
        if kind < 0.3:
            text = r.choice(NUMBERS)
            if format in DATES:
                text = r.choice(["45322", "45322.25", "36526", "20000.5"])
            t = r.choice(["", "", ' t="n"'])
            # The formula gives its value again: LibreOffice computes it.
            f = r.choice(["", "", "", f"<f>{text}</f>"])
            return f"<c{place}{style}{t}>{f}<v>{text}</v></c>"
        if kind < 0.55:
            return f'<c{place}{style} t="s"><v>{self.shared(r.choice(WORDS))}</v></c>'
        if kind < 0.68:
            content = f"<is>{rich(r.choice(WORDS), r)}</is>"
            if r.random() < 0.2:
                self.traits.add("both")
                content = r.choice(["<v>12</v>" + content, content + "<v>12</v>"])
            return f'<c{place}{style} t="inlineStr">{content}</c>'
        if kind < 0.74:
            text = r.choice([word for word in WORDS if '"' not in word and "\n" not in word])
            formula = r.choice([f'<f>"{text}"</f>'.replace("&", "&amp;"), ""])
            return f'<c{place} t="str">{formula}<v>{escape(text, r)}</v></c>'
        if kind < 0.78:
            return f'<c{place} t="b"><v>{r.choice("01")}</v></c>'
        if kind < 0.81:
            return f'<c{place} t="e"><v>{r.choice(["#N/A", "#DIV/0!", "#REF!", "#VALUE!"])}</v></c>'
        if kind < 0.83:
            self.traits.add("iso")
            return f'<c{place} t="d"><v>{r.choice(["2024-01-31", "2024-01-31T08:30:00", "T08:30:00"])}</v></c>'
        if kind < 0.86:
            self.traits.add("formula")
            return f"<c{place}{style}><f>SUM(A1:A2)</f></c>"
        if kind < 0.87:
            self.traits.add("index")
            return f'<c{place} t="s">{r.choice(["<v/>", "<v>999</v>", ""])}</c>'
        if kind < 0.9:
            return f"<c{place}{style}>{r.choice(['<v/>', '', '<extLst/>'])}</c>"
        return f"<c{place}{style}/>"

    def sheet(self):
        r = self.r
        rows, number = [], 0
        has_places = r.random() < 0.9
        if not has_places:
            self.traits.add("places")
        for _ in range(r.randrange(1, 8)):
            number += 1 if not has_places or r.random() < 0.8 else r.randrange(2, 5)
            cells, at = [], 0
            for _ in range(r.randrange(0, 7)):
                at += 0 if not has_places or r.random() < 0.8 else r.randrange(1, 30)
                place = f' r="{column(at)}{number}"' if has_places else ""
                cells.append(self.cell(place))
                at += 1
            hidden = ' hidden="1"' if r.random() < 0.05 else ""
            spans = f' spans="1:{max(at, 1)}"' if r.random() < 0.5 else ""
            place = f' r="{number}"' if has_places else ""
            rows.append(f"<row{place}{spans}{hidden}>{''.join(cells)}</row>")
        gap = r.choice(["", "", "\n", "<!-- x -->"])
        return gap.join(rows)

    def bytes(self):
        r = self.r
        merges = ""
        if r.random() < 0.2:
            merges = '<mergeCells count="1"><mergeCell ref="AA100:AB101"/></mergeCells>'
        cols = '<cols><col min="2" max="3" width="9" hidden="1"/></cols>' if r.random() < 0.1 else ""
        sheet = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}"><dimension ref="A1"/>{cols}<sheetData>{self.rows}</sheetData>{merges}</worksheet>'
        if r.random() < 0.1:
            self.traits.add("prefix")
            sheet = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", sheet).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        data = sheet.encode()
        if r.random() < 0.33:
            self.traits.add("damaged")
            data = damaged(data, r)
        if r.random() < 0.05:
            data = b"\xef\xbb\xbf" + data
        codes = "".join(f'<numFmt numFmtId="{k}" formatCode="{v}"/>'.replace('"年"', "&quot;年&quot;").replace('"月"', "&quot;月&quot;").replace('"日"', "&quot;日&quot;") for k, v in CODES.items())
        xfs = "".join(f'<xf numFmtId="{f}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for f in [0] + self.formats)
        if r.random() < 0.05:
            self.traits.add("alternatives")
            last = xfs.rindex("<xf ")
            xfs = xfs[:last] + f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:x14="urn:x" Requires="x14">{xfs[last:]}</mc:Choice></mc:AlternateContent>'
        styles = (f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(CODES)}">{codes}</numFmts><fonts count="1"><font><sz val="11"/></font></fonts>'
                  f'<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
                  f'<cellXfs count="{len(self.formats) + 1}">{xfs}</cellXfs></styleSheet>')
        sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        date1904 = ' date1904="1"' if self.is1904 else ""
        first = f'<sheet name="空" sheetId="9" state="hidden" r:id="r9"/>' if self.hidden else ""
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{PACK}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="/xl/{p}" ContentType="{sheet_type}.{t}+xml"/>' for p, t in [("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("worksheets/sheet9.xml", "worksheet"), ("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]) + "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr{date1904}/><sheets>{first}<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACK}/relationships">' + "".join(f'<Relationship Id="{i}" Type="{RELS}/{t}" Target="{p}"/>' for i, t, p in [("r1", "worksheet", "worksheets/sheet1.xml"), ("r9", "worksheet", "/xl/worksheets/sheet9.xml"), ("r2", "styles", "styles.xml"), ("r3", "sharedStrings", "sharedStrings.xml")]) + "</Relationships>",
            "xl/styles.xml": styles,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(self.strings)}</sst>',
            "xl/worksheets/sheet9.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData></worksheet>',
            "xl/worksheets/sheet1.xml": data,
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return out.getvalue()


def damaged(data, r):
    """A byte changed, a piece cut out, put elsewhere or twice."""
    data = bytearray(data)
    start = data.index(b"sheetData")
    for _ in range(r.randrange(1, 3)):
        at = r.randrange(start, len(data))
        length = min(r.randrange(1, 12), len(data) - at)
        piece = data[at:at + length]
        kind = r.randrange(4)
        if kind == 0:
            data[at] = r.choice(b"<>/=\"' &;:srtvc019AZ.-_\n")
        elif kind == 1:
            del data[at:at + length]
        elif kind == 2:
            to = r.randrange(start, len(data))
            data[to:to] = piece
        else:
            data[at:at] = bytes([r.choice(b"<>/=\" &s0")])
    return bytes(data)


class Document:
    """An XML Spreadsheet 2003 by chance."""

    def __init__(self, r):
        self.r, self.traits = r, set()
        self.width = r.randrange(2, 7)
        # How covered cells are written: as cells, with an index behind them.
        self.writes = r.random() < 0.5

    def data(self):
        r = self.r
        kind = r.random()
        if kind < 0.45:
            return f'<Data ss:Type="Number">{r.choice(NUMBERS)}</Data>'
        if kind < 0.9:
            text = r.choice(WORDS).replace("\n", " ")
            if r.random() < 0.15:
                return f'<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>{escape(text, r)}</B><Font>乙</Font></ss:Data>'
            return f'<Data ss:Type="String">{escape(text, r)}</Data>'
        if kind < 0.95:
            return f'<Data ss:Type="DateTime">{r.choice(["2024-01-31T00:00:00.000", "2024-01-31T08:30:00.000"])}</Data>'
        return ""

    def bytes(self):
        r = self.r
        rows, number, until = [], 0, [0] * 20
        for _ in range(r.randrange(1, 8)):
            step = 1 if r.random() < 0.85 else r.randrange(2, 4)
            number += step
            index = f' ss:Index="{number}"' if step > 1 or r.random() < 0.1 else ""
            cells, at, gap = [], 0, False
            while at < self.width:
                if until[at] >= number:
                    if self.writes:
                        cells.append(r.choice(["<Cell/>", "<Cell></Cell>", '<Cell ss:StyleID="s1"/>']))
                    gap = not self.writes
                    at += 1
                    continue
                if r.random() < 0.1 and not (self.writes and max(until) >= number):
                    at, gap = at + 1, True
                    continue
                place = f' ss:Index="{at + 1}"' if gap or r.random() < 0.05 else ""
                gap, across, down, merge = False, 0, 0, ""
                free = all(until[c] < number for c in range(at, min(at + 2, self.width))) and at + 1 < self.width
                if free and r.random() < 0.08:
                    across, merge = 1, ' ss:MergeAcross="1"'
                if r.random() < 0.1:
                    down = r.randrange(1, 3)
                    merge += f' ss:MergeDown="{down}"'
                for c in range(at, at + across + 1):
                    if down:
                        until[c] = number + down
                style = r.choice(["", "", ' ss:StyleID="s1"', ' ss:StyleID="s2"'])
                content = self.data()
                if 'DateTime' in content:
                    style = ' ss:StyleID="s3"'
                attributes = [place, merge, style]
                r.shuffle(attributes)
                comment = '<Comment ss:Author="x"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">旁注</ss:Data></Comment>' if content and r.random() < 0.03 else ""
                cells.append(f"<Cell{''.join(attributes)}>{content}{comment}</Cell>")
                at += across + 1
            rows.append(f"<Row{index}>{''.join(cells)}</Row>")
        gap = r.choice(["", "\n", " <!-- x --> "])
        columns = f' ss:ExpandedColumnCount="{self.width}"' if self.writes or r.random() < 0.5 else ""
        return (f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SS}" xmlns:ss="{SS}"><Styles><Style ss:ID="Default"/><Style ss:ID="s1"/>'
                f'<Style ss:ID="s2"><NumberFormat ss:Format="0.0000"/></Style><Style ss:ID="s3"><NumberFormat ss:Format="yyyy\\-mm\\-dd\\ hh:mm:ss"/></Style></Styles>'
                f'<Worksheet ss:Name="表"><Table{columns}>{gap.join(rows)}</Table></Worksheet></Workbook>').encode()


# --- readers: each gives {(row, column): value} from 1, or None where it refuses --------------------------------------------

def ours(program, path):
    result = subprocess.run([program, "from-xlsx", "--raw", "--sheet", "表", path], capture_output=True, timeout=60)
    if result.returncode < 0 or result.returncode > 100:
        raise SystemExit(f"{path}: ends with {result.returncode}")
    if result.returncode:
        return None, result.stderr.decode()
    rows = csv.reader(io.StringIO(result.stdout.decode(), newline=""))
    return {(y, x): v for y, row in enumerate(rows, 1) for x, v in enumerate(row, 1) if v != ""}, result.stderr.decode()


def by_openpyxl(path):
    import openpyxl
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = openpyxl.load_workbook(path, data_only=True)["表"]
            return {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in (None, "")}
    except Exception:
        return None


def by_calamine(path):
    import python_calamine
    try:
        sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("表")
        return {(y, x): v for y, row in enumerate(sheet.to_python(skip_empty_area=False), 1) for x, v in enumerate(row, 1) if v != ""}
    except BaseException:
        return None


def by_libreoffice(folder, names):
    """Each sheet 表 as CSV, many files a call."""
    out = os.path.join(folder, "lo")
    profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
    options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'
    subprocess.run(["soffice", profile, "--headless", "--convert-to", options, "--outdir", out] + [os.path.join(folder, n) for n in names],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    found = {}
    for name in names:
        path = os.path.join(out, os.path.splitext(name)[0] + "-表.csv")
        if os.path.exists(path):
            rows = csv.reader(open(path, encoding="utf-8", newline=""))
            found[name] = {(y, x): v for y, row in enumerate(rows, 1) for x, v in enumerate(row, 1) if v != ""}
            os.remove(path)
    return found


# --- what is the same ---------------------------------------------------------------------------------------------------------

def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def serial(text):
    """The days since 1899-12-30 of a date or a time as ours writes them; None for other text."""
    for form, day in [("%Y-%m-%d", None), ("%Y-%m-%d %H:%M:%S", None), ("%H:%M:%S", "1899-12-30 ")]:
        try:
            found = datetime.datetime.strptime((day or "") + text, ("%Y-%m-%d " if day else "") + form)
        except ValueError:
            continue
        return (found - datetime.datetime(1899, 12, 30)).total_seconds() / 86400
    return None


def same(mine, other):
    if isinstance(other, bool):
        return mine == str(other).upper()
    if isinstance(other, datetime.datetime):
        other = other.replace(microsecond=0)
        return mine in (other.strftime("%Y-%m-%d %H:%M:%S"), other.strftime("%Y-%m-%d") if other.time() == datetime.time() else None)
    if isinstance(other, datetime.date):
        return mine[:10] == other.isoformat()
    if isinstance(other, (datetime.time, datetime.timedelta)):
        return mine.rjust(8, "0") == str(other).rjust(8, "0")
    if isinstance(other, (int, float)):
        value = serial(mine) if number(mine) is None else number(mine)
        return value is not None and abs(value - other) <= 1e-12 * max(1, abs(other))
    if mine == other or number(mine) is not None and number(mine) == number(other):
        return True
    # LibreOffice gives dates in its own form, or their numbers, and percents.
    if isinstance(other, str) and other.endswith("%"):
        return number(mine) is not None and number(other[:-1]) == round(number(mine) * 100, 9)
    american = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})(.*)", str(other))
    if american:
        return mine == "{2}-{0}-{1}{3}".format(*american.groups()) or mine + " 00:00:00" == "{2}-{0}-{1}{3}".format(*american.groups())
    return number(other) is not None and serial(mine) is not None and any(
        abs(serial(mine) - days - number(other)) < 1e-5 for days in (0, 1462))


def differences(mine, other):
    return [(place, mine.get(place), other.get(place)) for place in sorted(set(mine) | set(other))
            if not (place in mine and place in other and same(mine[place], other[place]))]


def make(seed, index):
    """The file of a number: its name, its bytes, and its traits."""
    r = random.Random(f"{seed}-{index}")
    book = Book(r) if index % 2 == 0 else Document(r)
    content = book.bytes()
    return f"{index}.{'xlsx' if index % 2 == 0 else 'xml'}", content, book.traits


def main():
    arguments = sys.argv[1:]
    program = arguments[0]
    count = int(arguments[1]) if len(arguments) > 1 else 500
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    folder = tempfile.mkdtemp(prefix="nianbao-fuzz-")
    counts = dict.fromkeys(["read", "refused", "differences"] + [peer for peer in ("openpyxl", "calamine", "LibreOffice")], 0)
    for start in range(0, count, 200):
        made = [make(seed, index) for index in range(start, min(start + 200, count))]
        for name, content, _ in made:
            open(os.path.join(folder, name), "wb").write(content)
        shown = by_libreoffice(folder, [name for name, _, _ in made])
        for name, _, traits in made:
            path = os.path.join(folder, name)
            mine, said = ours(program, path)
            kept = False
            counts["refused" if mine is None else "read"] += 1
            peers = {"LibreOffice": shown.get(name)}
            if name.endswith("xlsx"):
                peers |= {"openpyxl": by_openpyxl(path), "calamine": by_calamine(path)}
            if mine is None and "damaged" not in traits:
                kept = True
                counts["differences"] += 1
                print(f"refused: {said.strip()} {sorted(traits)} {path}", flush=True)
            for peer, cells in peers.items():
                if cells is None or mine is None:
                    continue
                counts[peer] += 1
                found = [d for d in differences(mine, cells) if not is_known(peer, traits, said, *d)]
                if found:
                    kept = True
                    counts["differences"] += 1
                    for (y, x), m, o in found[:4]:
                        print(f"{peer}: {column(x - 1)}{y} ours {m!r}, theirs {o!r} {sorted(traits)} {path}", flush=True)
            if not kept:
                os.remove(path)
    print(f"seed {seed}: " + ", ".join(f"{what} {number}" for what, number in counts.items()))
    sys.exit(counts["differences"] > 0)


def is_known(peer, traits, said, place, mine, other):
    """Whether the difference is one of PEERS, or a cell that ours leaves out and says so."""
    if mine is None and (f"表!{column(place[1] - 1)}{place[0]}: warning: the cell is left out" in said
                         or "more cells are left out" in said):
        return True
    if peer == "calamine" and other is None and (mine or "").startswith("#"):
        return True
    if peer != "openpyxl" and (other is None and "both" in traits or other == f"T{mine}"):
        return True
    if peer == "LibreOffice" and mine is not None and other is not None and mine.strip() == other:
        return True
    if peer == "LibreOffice" and str(other).startswith("#") and (mine or "").endswith(str(other)):
        return True
    if peer == "LibreOffice" and mine is None and "formula" in traits:
        return "formulas have no value" in said
    return False


if __name__ == "__main__":
    main()
