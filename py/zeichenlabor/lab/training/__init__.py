"""One training: its pictures, its file, its pace, how it ends, and who shares its steps."""
