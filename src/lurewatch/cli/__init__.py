"""The shell's surface: commands, the table on a terminal, the report as one page."""
