"""Personal data at rest: sealed values that only this installation can open, and fields of tables that hold them.

Also what proves that the log was not changed: its chain and its anchors.
"""
