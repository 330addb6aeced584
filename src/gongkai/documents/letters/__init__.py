"""Letters on paper: every kind of document that the law names, from facts or from paragraphs to one list of pieces.

依据：条例第二十九至四十五条；GB/T 9704—2012
"""
