"""The charts of the page, inline SVG, each made to answer one question.

Every size across is a share of the width and every size down a number of pixels, so that text keeps its
size on a narrow screen; colours come from the style sheet, which knows light, dark and paper.
"""
