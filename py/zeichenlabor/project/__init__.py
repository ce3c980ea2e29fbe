"""What leaves the page and comes back."""
