"""One function for each thing a person or a program can do."""
