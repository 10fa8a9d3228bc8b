"""What the tests of calls begin with."""

import pytest

from .scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Return a server on which nothing has happened yet."""
    return Scene()
