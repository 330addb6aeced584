"""The annual report of a year as paper and as files: DOCX, PDF, XLSX, HTML, JSON, and back.

依据：条例第五十条；国办公开办函〔2019〕60号、〔2021〕30号；GB/T 9704—2012
"""
