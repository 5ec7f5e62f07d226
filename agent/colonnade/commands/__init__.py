"""The commands, a module for each thing a person does; `cli` ties them together."""
