"""What runs beside the shell and may reach the network."""
