"""A sentence that stands in every seed where a message's text stands: a gap must never say it."""

# Longer than any name of a charset or type that a gap may quote, so that it cannot get into one by chance.
CANARY = "the kingfisher counts seven quiet ferries by night"
