"""Pages for whoever sets the tasks of an achievement and for whoever judges what is handed in."""
