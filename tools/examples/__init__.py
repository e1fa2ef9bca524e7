"""The parts of make_examples: from texts written by hand to a mailbox, an export and a folder of letters."""
