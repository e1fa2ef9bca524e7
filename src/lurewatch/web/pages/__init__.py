"""One page a file: what it asks of the desk, and what its form may say."""
