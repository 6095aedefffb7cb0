"""Turns a table of reports into a Parquet table of tidy facts, on as many machines as Spark has.

The table has a column id and a column text, or path, and perhaps agency and year, which help where a report says neither. Each Spark task
starts the program once for each batch of rows, gives it the rows as JSON lines, and reads back rows that carry the ids. What cannot be
read is a row with an error. A record on which the program dies is found by halving its batch, and is such a row, too.
"""

import argparse
import json
import subprocess

import pyarrow
from pyarrow import csv
from pyspark.sql import SparkSession

FACT_COLUMNS = ["agency", "year", "section", "row", "column", "value"]
INPUT_COLUMNS = ["id", "text", "path", "agency", "year"]


class BadRows(Exception):
    """The program's rows are not as they should be."""


def columns(extra):
    return ["id", *FACT_COLUMNS, *extra, "error"]


def run(command, records):
    """The program's rows for records; `None` where it did not end well."""
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    done = subprocess.run(command, input=text.encode("utf-8", "surrogatepass"), stdout=subprocess.PIPE)
    if done.returncode == 0:
        return done.stdout, ""
    if done.returncode < 0:
        return None, f"the program was ended by signal {-done.returncode}"
    return None, f"the program ended with code {done.returncode}"


def rows(command, records):
    """Rows and errors of records, whatever a single one of them does to the program."""
    output, problem = run(command, records)
    if output is not None:
        return output, []
    if len(records) == 1:
        return b"", [(records[0]["id"], problem)]
    middle = len(records) // 2
    first, first_errors = rows(command, records[:middle])
    second, second_errors = rows(command, records[middle:])
    return first + second, first_errors + second_errors


def unescape(column):
    """Undoes what --records does to line breaks."""
    if not any(text and "\\" in text for text in column.to_pylist()):
        return column
    texts = [text and json.loads('"' + text.replace('"', '\\"') + '"', strict=False) for text in column.to_pylist()]
    return pyarrow.chunked_array([texts], pyarrow.string())


def table(output, errors, names):
    """The rows as a table; a blank value is null."""
    types = {name: pyarrow.string() for name in names}
    rows = pyarrow.table({name: pyarrow.array([], pyarrow.string()) for name in names})
    if output:
        rows = csv.read_csv(
            pyarrow.BufferReader(output),
            read_options=csv.ReadOptions(column_names=names, use_threads=False),
            convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""]),
        )
        if len(rows) != output.count(b"\n"):
            raise BadRows(f"{output.count(10)} rows were written, {len(rows)} were read")
        if b"\\" in output:
            rows = pyarrow.table({name: unescape(rows[name]) for name in names})
    if errors:
        ids, messages = zip(*errors)
        given = {"id": ids, "error": messages}
        bad = {name: pyarrow.array(given.get(name, [None] * len(errors)), pyarrow.string()) for name in names}
        rows = pyarrow.concat_tables([rows, pyarrow.table(bad)])
    return rows


def converter(command, names):
    """The function that Spark runs over batches of rows."""

    def convert(batches):
        for batch in batches:
            known = [name for name in INPUT_COLUMNS if name in batch.schema.names]
            records = [
                {name: value for name, value in record.items() if value is not None}
                for record in batch.select(known).to_pylist()
            ]
            if records:
                yield from table(*rows(command, records), names).to_batches(max_chunksize=100_000)

    return convert


def facts(reports, nianbao="nianbao", extra=()):
    """The facts of a DataFrame of reports, as a DataFrame: id, the columns of tidy facts, and an error where there is one."""
    command = [nianbao, "convert", "--records"] + (["--with", ",".join(extra)] if extra else [])
    names = columns(extra)
    schema = ", ".join(f"`{name}` string" for name in names)
    # As mapInPandas, without turning each cell into an object of Python and back.
    return reports.mapInArrow(converter(command, names), schema)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", help="a table of reports: Parquet, or JSON lines where the name ends in .jsonl or .json")
    parser.add_argument("facts", help="the Parquet table to write, parted by year")
    parser.add_argument("--nianbao", default="nianbao", help="the program, as the machines of the cluster find it")
    parser.add_argument("--with", dest="extra", default="", help="further columns, as of nianbao convert --with")
    parser.add_argument("--partitions", type=int, help="how many tasks; by itself as many as Spark makes")
    parser.add_argument("--batch", type=int, default=500, help="how many reports the program is started for")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("nianbao").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(options.batch))
    is_json = options.reports.rstrip("/").endswith((".jsonl", ".json"))
    reports = spark.read.json(options.reports) if is_json else spark.read.parquet(options.reports)
    if options.partitions:
        reports = reports.repartition(options.partitions)
    extra = [name for name in options.extra.split(",") if name]
    facts(reports, options.nianbao, extra).write.partitionBy("year").parquet(options.facts)
    spark.stop()


if __name__ == "__main__":
    main()
