"""From a document to one tree of numbered and labelled nodes, whatever its layout.

``units`` joins broken lines to paragraphs, ``numbering`` and ``labels`` are the grammars of
what can stand at the head of a point, ``tree`` puts the points into their order.
"""
