"""From answers to scores, bounds, coverage and levels: pure arithmetic, no reading, no rounding, no wording."""
