"""The facts as one sheet by rust_xlsxwriter, read by polars: the fastest writer that PyPI has."""

import sys

import polars
from rustpy_xlsxwriter import write_worksheet

write_worksheet(polars.read_csv(sys.argv[1]), sys.argv[2])
