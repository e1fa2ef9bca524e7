"""What no pattern of phrases can say: one detector a file, all unaware of each other."""
