"""Answers to language models and to voices, and what they may control."""
