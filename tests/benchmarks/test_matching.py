"""The measured run of private matching and the guesser's list."""

from pathlib import Path

from benchmarks.matching import by_files, by_hash, likely_addresses, matched


def test_a_small_run_is_measured_whole(tmp_path: Path) -> None:
    """Both sides find what both have, and the files are as long as the page says of their size classes."""
    run = matched(tmp_path, ["a", "b"], ["b", "c"])

    assert run.both == 1
    assert 80 * 512 < sum(run.sizes) < 80 * 512 + 1_400


def test_a_guesser_learns_all_of_hashes_and_nothing_of_files() -> None:
    """The list holds what was seen; hashes give it away, the files of a run do not."""
    guesses = likely_addresses()[:300]
    seen = guesses[::100]

    assert by_hash(guesses, seen, lambda one: one).found == 3
    assert by_files(guesses, seen).found == 0
