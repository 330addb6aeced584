"""Asking for a correction from the portal: one short form, the receipt, where the request stands.   依据：条例第四十一条"""
