"""Which column answers which question, and which cell stands for which answer; what is undecided goes to a mapping file."""
