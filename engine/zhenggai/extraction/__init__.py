"""Document to facts: the outline of a notice, then one extractor for each kind of fact."""
