"""Skills: frameworks held by version, what they call a skill, and which skills are the same."""
