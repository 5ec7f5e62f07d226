"""Habits and what follows from them. Pure: everything it knows comes in as an argument."""
