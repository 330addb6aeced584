"""Requests for correction at the desk: the list, the counter, one request and what is done with it.   依据：条例第四十一条"""
