"""Twelve invented weeks of somebody who keeps a log. Pure: the same day and seed give the same weeks."""
