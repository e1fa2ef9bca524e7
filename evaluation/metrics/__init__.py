"""Figures over scores and labels, each with its interval; pure."""
