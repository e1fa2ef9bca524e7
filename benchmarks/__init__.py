"""What `make bench` runs: timed runs beside named peers, each as a ratio within one run."""
