"""Pages on which a learner sets a goal and sees the way there."""
