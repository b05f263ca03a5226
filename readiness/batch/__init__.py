"""Tables: survey exports in, scores and rejects out, by the formulas that score one person."""
