"""What is asked of which set, one question a file; each gives a section of the report."""
