"""Why a network answers as it does, number by number and picture by picture."""
