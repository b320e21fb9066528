"""Every service of the platform: how it is made from its settings, and what its tables are."""

from __future__ import annotations

from chassis.run import CHASSIS_MIGRATIONS
from chassis.schema_owner import Schema
from services.learning import main as learning
from services.notifications import main as notifications
from services.referral import main as referral
from services.reporting import main as reporting
from services.review import main as review
from services.submissions import main as submissions

REPORTING = reporting.NAME
NOTIFICATIONS = notifications.NAME
STARTS = {
    referral.NAME: referral.running,
    review.NAME: review.running,
    submissions.NAME: submissions.running,
    learning.NAME: learning.running,
    notifications.NAME: notifications.running,
    reporting.NAME: reporting.running,
}
SCHEMAS = {
    referral.NAME: Schema((CHASSIS_MIGRATIONS, referral.MIGRATIONS), referral.GRANTS),
    review.NAME: Schema((CHASSIS_MIGRATIONS, review.MIGRATIONS)),
    submissions.NAME: Schema((CHASSIS_MIGRATIONS, submissions.MIGRATIONS), submissions.GRANTS),
    learning.NAME: Schema((CHASSIS_MIGRATIONS, learning.MIGRATIONS)),
    notifications.NAME: Schema(
        (CHASSIS_MIGRATIONS, notifications.MIGRATIONS), notifications.GRANTS
    ),
    reporting.NAME: Schema((CHASSIS_MIGRATIONS, reporting.MIGRATIONS), reporting.GRANTS),
}
