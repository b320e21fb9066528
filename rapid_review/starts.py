"""Every service of the platform, and how it is made from its settings."""

from __future__ import annotations

from services.learning import main as learning
from services.notifications import main as notifications
from services.referral import main as referral
from services.reporting import main as reporting
from services.review import main as review
from services.submissions import main as submissions

REPORTING = reporting.NAME
STARTS = {
    referral.NAME: referral.running,
    review.NAME: review.running,
    submissions.NAME: submissions.running,
    learning.NAME: learning.running,
    notifications.NAME: notifications.running,
    reporting.NAME: reporting.running,
}
