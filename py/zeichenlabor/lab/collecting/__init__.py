"""Collecting pictures: sheets of paper, photos, datasets, and the collection of a class."""
