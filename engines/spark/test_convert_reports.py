"""Runs the job for real, on two workers: a record that kills the program, a worker that is killed, and nothing lost or doubled.

Usage: test_convert_reports.py NIANBAO REPORT [COUNT]
"""

import json
import os
import pathlib
import stat
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

from convert_reports import facts

# Dies of the poisoned record each time, and takes its worker with it the first time it meets another one.
PROGRAM = """#!/bin/sh
input=$(mktemp)
trap 'rm -f "$input"' EXIT
cat > "$input"
if grep -q '"id": "poison"' "$input"; then kill -9 $$; fi
if grep -q '"id": "killer"' "$input" && mkdir "{folder}/killed" 2> /dev/null; then kill -9 $PPID; fi
"{nianbao}" "$@" < "$input"
"""


def expect(is_so, what):
    if not is_so:
        sys.exit(f"failed: {what}")


def main():
    nianbao, report = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20_000
    one = subprocess.run([nianbao, "convert", "--records"], input=json.dumps({"id": "x", "text": report}).encode(),
                         capture_output=True, check=True).stdout.count(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "nianbao")
        program.write_text(PROGRAM.format(folder=folder, nianbao=nianbao))
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        # The workers are of this Python, not of the first one in PATH, which may lack packages.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        # Locally a task that fails is tried again only if Spark is told so.
        spark = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
        spark.sparkContext.setLogLevel("OFF")
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        special = {count // 3: "poison", count // 2: "killer"}
        ids = [special.get(number, f"r{number}") for number in range(count)]
        reports = spark.createDataFrame([(name, report) for name in ids], "id string, text string").repartition(8)
        path = os.path.join(folder, "facts")
        facts(reports, str(program)).write.partitionBy("year").parquet(path)
        expect(os.path.isdir(os.path.join(folder, "killed")), "no worker was killed")
        table = spark.read.parquet(path)
        counts = {row["id"]: row["count"] for row in table.groupBy("id").count().collect()}
        expect(set(counts) == set(ids), f"{len(set(ids) - set(counts))} records are lost")
        expect(counts.pop("poison") == 1, "the poisoned record is one row")
        expect(set(counts.values()) == {one}, f"records have {set(counts.values())} rows, not {one}")
        errors = [(row["id"], row["error"]) for row in table.where("error is not null").collect()]
        expect(errors == [("poison", "the program was ended by signal 9")], f"the errors are {errors}")
        print(f"{count} records, {table.count()} rows, nothing lost, nothing doubled")
        spark.stop()


if __name__ == "__main__":
    main()
