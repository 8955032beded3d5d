"""How mail leaves. Named in settings, imported by nobody."""
