"""Joins messages into conversations and marks the regions of their texts."""
