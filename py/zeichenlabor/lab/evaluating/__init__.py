"""Evaluation of a trained network: mistakes, unknown writers, and unknown symbols."""
