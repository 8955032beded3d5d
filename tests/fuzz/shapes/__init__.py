"""Does a compiled shape ever say something else than the full path? A search by mutation, with two references."""
