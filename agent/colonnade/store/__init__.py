"""The log and what is kept beside it, in SQLite: the only SQL of the project."""
