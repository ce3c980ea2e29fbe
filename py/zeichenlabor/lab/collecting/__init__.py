"""What a class collects: sheets of paper, photos, ready-made data, and the pictures that count."""
