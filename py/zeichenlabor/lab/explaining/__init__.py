"""Explanations of a network's output."""
