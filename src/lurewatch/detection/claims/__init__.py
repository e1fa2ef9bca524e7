"""What the contact says of themselves, checked offline against what came with it; each claim with its reason."""
