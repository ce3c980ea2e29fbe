"""Designing a training: presets, settings, layers, their cost, and the Python listing."""
