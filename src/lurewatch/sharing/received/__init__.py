"""Bulletins that partners sent: which of them count now, and what of ours has something that they name."""
