"""Measurements of speed and scale. Not part of the distribution; ``make bench`` runs them."""
