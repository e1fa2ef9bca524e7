"""Tests of how an assessment is told."""
