"""Fixtures for measurements that run under pytest: those of the tests."""

from tests.conftest import custom_integrations, loopback

__all__ = ["custom_integrations", "loopback"]
