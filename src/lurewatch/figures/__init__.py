"""How many: what was counted, what of it is more than noise, and how many were not seen."""
