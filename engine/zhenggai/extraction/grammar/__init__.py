"""Grammars of small languages inside Chinese official prose: numerals, time expressions."""
