"""Chinese text for searching: how it is folded, cut into grams, asked for, and shown with its hits.

A text is found when it contains what was asked for, character by character, after both were folded. Nothing is segmented
into words: what a segmenter hides, in names and numbers most of all, cannot be found again.
"""
