"""Text to model with every problem at its line; finding shipped files; saving without loss."""
