"""What the shipped weights are made from, and how."""
