"""What an officer works on, as plain rules: what may be shown, how a state changes, when something goes."""
