"""Tests of following a mailbox."""
