"""What the tests drive the agent with: a client written from `schemas/README.md`, and ways to start an agent.

Nothing here but `inside` imports the package, so that a mistake in the package cannot agree with itself.
"""
