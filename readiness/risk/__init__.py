"""From a register and its ratings to exposure and stance: the closed form."""
