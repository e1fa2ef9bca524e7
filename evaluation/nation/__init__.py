"""A made-up nation whose truth is known: who was approached by whom, what of it was seen, and the mail around it."""
