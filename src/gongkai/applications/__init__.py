"""Disclosure on request: from the citizen's form to the decided case. One record of events for each application.

Clocks, results and counting are the law's (`gongkai.law`); this package keeps what happened and asks the law.
"""
