"""The counts of word pairs, known to every process: a file that those of one machine look into together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyspark import SparkFiles
from pyspark.sql import SparkSession

from lurewatch.linking.rarity import Rarity


@dataclass(frozen=True, slots=True)
class SharedRarity:
    """Where the counts over so many conversations are, on each machine."""

    name: str
    conversations: int

    @property
    def value(self) -> Rarity:
        """The counts."""
        return _opened(self.name, self.conversations)


def shared(spark: SparkSession, rarity: Rarity, aside: Path) -> SharedRarity:
    """Gives counts to all who take part; their file in the folder `aside` must stay as long as the session lasts."""
    path = aside / f"rarity-{aside.name}.npy"  # no two sessions of a process share a name
    rarity.write(path)
    spark.sparkContext.addFile(str(path))
    return SharedRarity(path.name, rarity.conversations)


@cache
def _opened(name: str, conversations: int) -> Rarity:
    return Rarity.at(Path(SparkFiles.get(name)), conversations)
