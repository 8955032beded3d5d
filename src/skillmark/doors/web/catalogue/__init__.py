"""Pages that anybody may read: what can be earned, what it shows, who asks for it, and by which frameworks."""
