"""Coverage-guided fuzzing: whatever bytes come in, reading ends, and what it gives can be shown and quoted."""
