"""Reads the history of one service from its beginning, and goes on with what comes.

    python subscriber.py localhost:9092 rapid-review.referral.v1

It needs aiokafka and the package in contracts/, and nothing else of the platform.
"""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer

from contracts.envelope import Envelope, NotAnEnvelope, UnknownType


async def main(bootstrap: str, topic: str) -> None:
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=f"my-service.{topic}",
        auto_offset_reset="earliest",  # History begins at its beginning.
        enable_auto_commit=False,  # What is done is committed, not what was read.
    )
    handled: dict[tuple[str, str], int] = {}  # Keep this where you keep the effects.
    async with consumer:
        async for message in consumer:
            try:
                envelope = Envelope.from_message(message.headers, message.value)
                event = envelope.event()
            except (NotAnEnvelope, UnknownType):
                continue  # Newer than this program: nothing that it needs.
            key = (envelope.source, str(envelope.subject))
            if envelope.position > handled.get(key, 0):  # Otherwise a repeat.
                print(envelope.time.date(), type(event).__name__, event.reference, flush=True)
                handled[key] = envelope.position
            await consumer.commit()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
