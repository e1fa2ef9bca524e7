"""How an assessment is told to people: words, numbers and places of drawings, for the shell and for pages alike."""
