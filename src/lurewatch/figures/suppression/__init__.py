"""Which numbers of a table may be shown, so that nobody can be worked out from those beside them."""
