"""Correcting what the organ recorded wrongly about somebody.   依据：条例第四十一条"""
