"""Tests of the shell, the table and the report."""
