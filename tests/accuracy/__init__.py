"""How well the extraction does on the labelled notices of ``fixtures/``."""
