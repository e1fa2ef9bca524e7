"""Whether anything of our side is in what would leave: generated campaigns, and a check that knows the truth."""
