"""What a script would do for `to-csv`: read CSV, write it again."""

import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    csv.writer(sys.stdout, lineterminator="\n").writerows(csv.reader(file))
