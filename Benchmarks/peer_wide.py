"""What a script would do for `to-csv --wide`: all rows in memory, columns in the order they come."""

import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    facts = csv.reader(file)
    next(facts)
    columns, rows = {}, {}
    for agency, year, section, row, column, value in facts:
        number = columns.setdefault((section, row, column), len(columns))
        rows.setdefault((agency, year), {})[number] = value
    output = csv.writer(sys.stdout, lineterminator="\n")
    output.writerow(["agency", "year"] + ["/".join(key) for key in columns])
    for key, values in rows.items():
        output.writerow([*key, *(values.get(number, "") for number in range(len(columns)))])
