"""Changes of the pages' own table."""
