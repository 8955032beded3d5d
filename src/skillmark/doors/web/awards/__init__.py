"""Pages for whoever awards: what was awarded and why, awarding by hand, withdrawing."""
