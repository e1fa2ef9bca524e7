"""The settings of an organisation: one TOML file, read once, handed down as values; only the desk reads it."""
