"""What somebody may ask for, one file a request."""
