"""Rewrites approaches as somebody would who wants them to be read by a person and missed by a detector."""
