"""Private matching: what two organisations have both seen, and nothing of the rest (decision 0017)."""
