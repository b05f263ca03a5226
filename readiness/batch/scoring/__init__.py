"""The formulas over columns: written down as symbols, lowered to expressions that any engine runs."""
