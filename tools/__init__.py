"""Checks and makers of the house that need code."""
