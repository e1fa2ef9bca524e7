"""The Spark that linking runs on: started for one run, without pages, and on this machine out of reach of others."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from lurewatch.errors import UsageError

_LOOPBACK = "127.0.0.1"
_PARTITION = 32 << 20  # bytes of a file that are read as one partition
_A_FILE = 64 << 10  # bytes that opening one is worth: of ten thousand small files many make one partition
_ALWAYS = {
    "spark.log.level": "FATAL",  # what goes wrong is told by us; Spark's own lines may quote what it worked on
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.files.openCostInBytes": str(_A_FILE),
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.maxPartitionBytes": str(_PARTITION),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "4000",
    "spark.driver.maxResultSize": "0",  # what comes back is counted in cells and campaigns, not in conversations
}
_A_PARTITION = 25_000  # conversations; a partition of word pairs is held in memory, and one more costs its start


@contextmanager
def session(master: str, memory: str, aside: Path) -> Iterator[SparkSession]:
    """A session on `master` with so much memory for the JVM (`4g`), which writes what it must into the folder `aside`.

    Raises UsageError where there is no Java, or no such master.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ["SPARK_LOCAL_IP"] = _LOOPBACK
    started = _started(master, _settings(master, memory, aside))
    try:
        yield started
    finally:
        started.stop()


def expect(spark: SparkSession, conversations: int) -> None:
    """Sets how many partitions what comes next is split into."""
    partitions = max(spark.sparkContext.defaultParallelism, -(-conversations // _A_PARTITION))
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))


def _settings(master: str, memory: str, aside: Path) -> Mapping[str, str]:
    of_machine = {"spark.local.dir": str(aside), "spark.driver.bindAddress": _LOOPBACK, "spark.driver.host": _LOOPBACK}
    return {
        **_ALWAYS,
        **(of_machine if master.startswith("local") else {}),
        "spark.driver.memory": memory,
        "spark.sql.warehouse.dir": str(aside),
    }


def _started(master: str, settings: Mapping[str, str]) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("lurewatch")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (OSError, Py4JError, PySparkException) as error:
        needed = "it needs Java 17 or later (Debian's default-jre-headless) and a master that is there"
        raise UsageError(f"{master}: Spark does not start; {needed}") from error
