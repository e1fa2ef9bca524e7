"""Finds indicators in one conversation, weighs them, and says why."""
