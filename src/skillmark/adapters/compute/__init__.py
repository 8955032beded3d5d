"""Where bulk work runs. Named in settings, imported by nobody."""
