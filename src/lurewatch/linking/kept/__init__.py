"""Sketches kept in a folder: files of numbers that are mapped into memory and searched where they lie."""
