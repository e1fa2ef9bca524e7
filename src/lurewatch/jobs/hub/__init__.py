"""The figures of many organisations: what a row of theirs is, how it is counted, and what is told of the rest."""
