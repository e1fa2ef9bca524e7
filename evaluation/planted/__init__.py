"""Material for linking with its truth known: ordinary messages, bulk, planted campaigns, all by seed."""
