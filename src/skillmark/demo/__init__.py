"""The demo world and its story: what is shown when nothing has been imported yet."""
