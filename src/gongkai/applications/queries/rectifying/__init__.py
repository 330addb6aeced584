"""Reads of requests for correction: who may do what, the form, lists, one whole, what the citizen sees.   依据：条例第四十一条"""
