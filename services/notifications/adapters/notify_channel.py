"""GOV.UK Notify: one e-mail template of ours whose subject and text are filled in, and its statuses.

The template holds ``((subject))`` and ``((text))`` and nothing else. Before a letter is handed over Notify is asked
whether it has one under the same reference: so the repeat after a crash reaches nobody twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from pydantic import SecretStr

from chassis.errors import Temporary
from services.notifications.application.channels import Arrival, Letter, Undeliverable
from services.notifications.domain.contact import ChannelName

T = TypeVar("T")
BAD_REQUEST = 400
REFUSED = "message_refused"
CAME_BACK = {
    "permanent-failure": "permanent_failure",
    "temporary-failure": "temporary_failure",
    "technical-failure": "technical_failure",
}
DELIVERED = "delivered"

# The client logs what Notify answers, which may be about an address.
logging.getLogger("notifications_python_client.base").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class NotifyAccount:
    """A service at GOV.UK Notify, as which letters are sent."""

    api_key: SecretStr
    template_id: str
    base_url: str
    reply_to_id: str = ""
    timeout_s: float = 20.0


class NotifyChannel:
    """Hands letters to GOV.UK Notify. Its client blocks and is for one thread: each call has its own."""

    name = ChannelName.NOTIFY

    def __init__(self, account: NotifyAccount) -> None:
        self._account = account

    async def hand_over(self, letter: Letter, at: datetime) -> str:  # noqa: ARG002 - Notify has its own clock
        """Send an e-mail, unless Notify has taken it before; gives the id of the notification."""
        account = self._account

        def send(client: Any) -> str:
            taken = client.get_all_notifications(reference=letter.key)["notifications"]
            sent = taken[0] if taken else client.send_email_notification(
                email_address=letter.address, template_id=account.template_id,
                personalisation=dict(letter.wording), reference=letter.key,
                email_reply_to_id=account.reply_to_id or None,
            )  # fmt: skip
            return str(sent["id"])

        return await self._asked(send)

    async def arrival(self, provider_id: str) -> Arrival:
        """What has become of a notification."""
        found = await self._asked(lambda client: client.get_notification_by_id(provider_id))
        status = found["status"]
        if status in CAME_BACK:
            raise Undeliverable(CAME_BACK[status])
        return Arrival.DELIVERED if status == DELIVERED else Arrival.PENDING

    async def _asked(self, ask: Callable[[Any], T]) -> T:
        """Only a request that is wrong in itself is refused for good; a key or a limit is for operators to mend."""

        def in_a_thread() -> T:
            account = self._account
            client: Any = NotificationsAPIClient(  # type: ignore[no-untyped-call]
                account.api_key.get_secret_value(),
                base_url=account.base_url,
                timeout=account.timeout_s,
            )
            with client.request_session:
                return ask(client)

        try:
            return await asyncio.to_thread(in_a_thread)
        except APIError as error:
            if error.status_code == BAD_REQUEST:
                raise Undeliverable(REFUSED) from None
            raise Temporary from None
        except (KeyError, TypeError, OSError):
            raise Temporary from None  # An answer that is none of Notify's, as from a proxy in between.
