"""What leaves to partners and what comes from them: bulletins, their encodings and their ways. See decision 0016."""
