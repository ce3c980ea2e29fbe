"""Training: data splits, files of trainings, pace, diagnosis, and helpers that share steps."""
