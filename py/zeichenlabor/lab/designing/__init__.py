"""What is trained, and how: presets, settings, layers, what they cost, and their listing."""
