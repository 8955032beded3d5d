"""Pages on which an employer opens an opening, edits what it asks for, and sees who fits."""
