"""Rewritings that an attacker would try, each from a conversation to a conversation."""
