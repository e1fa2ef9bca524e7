"""What several stages need of text, pure."""
