"""What `make eval` runs: labelled conversations in, an honest report out; nothing is tuned or learned here."""
