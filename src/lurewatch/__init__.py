"""Lurewatch reads messages, finds the covert approaches among them, and says why."""

__version__ = "0.1.0"
