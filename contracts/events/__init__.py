"""The published events, one module per publishing service.

They hold ids, codes, dates and counts: no name, no narrative, nothing that identifies a child.
"""
