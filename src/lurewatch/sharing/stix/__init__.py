"""Bulletins as STIX 2.1, by the library of OASIS, and back."""
