"""Messages per second, from bytes to events."""

from .row import Row

TITLE = "Parsing"
NOTE = "Messages per second."


def run(quick: bool) -> list[Row]:
    """Measure."""
    return [Row("nothing yet", f"quick: {quick}")]
