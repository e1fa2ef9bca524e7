"""Who somebody is must not move a score: `python -m evaluation.fairness`, part of `make check`."""
