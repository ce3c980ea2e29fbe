"""Project files, and exports of trained networks."""
