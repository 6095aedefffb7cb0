"""The sheet of all facts out of a workbook by calamine, written as CSV by polars: the fastest reader that PyPI has."""

import os
import sys

import polars

polars.read_excel(sys.argv[1], sheet_name="数据", engine="calamine").write_csv(os.devnull)
