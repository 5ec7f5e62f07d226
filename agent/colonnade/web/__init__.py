"""The HTTP and WebSocket doors: the only aiohttp of the project."""
