"""The issuer's desk: define what can be earned, see what must still be stated, publish."""
