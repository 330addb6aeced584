"""Inspections of websites and new media: what is a fault, what a veto, how many points are lost.   依据：国办秘函〔2019〕19号"""
