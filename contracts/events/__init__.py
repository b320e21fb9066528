"""The published events, a module or two per publishing service.

They hold ids, codes, dates and counts: no name, no narrative, nothing that identifies a child.
Whoever imports one of them knows all of them, so that an envelope can be opened whatever it carries.
"""

from contracts.events import learning, notifications, referral, review, submissions, team

__all__ = ["learning", "notifications", "referral", "review", "submissions", "team"]
