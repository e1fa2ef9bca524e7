"""The words that cross stages: frozen values, one noun a file, no input or output."""
