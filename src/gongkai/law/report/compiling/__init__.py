"""Compiling the tables of the annual report from facts: which cell counts what, what follows from what, what adds up.

依据：国办公开办函〔2019〕60号、〔2021〕30号表二至表四
"""
