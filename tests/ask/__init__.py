"""Asking nodes: language models and voices."""
