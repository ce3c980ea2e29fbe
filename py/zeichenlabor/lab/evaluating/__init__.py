"""What a trained network can do and cannot: its mistakes, strangers, and what it does not know."""
