"""The desk's pages: asking in private, the queue, and all that an officer works with."""
