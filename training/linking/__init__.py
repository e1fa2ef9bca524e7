"""The weights of linking, estimated from pairs that nobody labelled."""
