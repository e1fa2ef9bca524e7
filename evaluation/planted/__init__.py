"""Material for linking with its truth known: ordinary messages, bulk templates and planted campaigns, all made by seed."""
