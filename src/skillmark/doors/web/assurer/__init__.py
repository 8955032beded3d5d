"""Pages of those who vouch: the register, reviews against a checklist, endorsements. Reading is public."""
