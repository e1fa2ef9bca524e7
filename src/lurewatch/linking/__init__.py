"""What several conversations show together."""
