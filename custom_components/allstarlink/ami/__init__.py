"""Asterisk Manager Interface client: asyncio only, knows nothing of what the server is used for."""
