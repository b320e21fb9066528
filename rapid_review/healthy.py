"""Whether a part on this machine works: what the health check of a container asks.

A service is asked through its own gRPC door, the portal through its page for machines. The question goes to
loopback, whatever address the part listens at, and is answered within seconds or counts as answered with no.
"""

from __future__ import annotations

import asyncio
import http.client
import os
from ipaddress import ip_address

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from chassis.addresses import host_of
from chassis.settings import SettingsWrong, TlsSettings
from chassis.tls import Certificates

DEADLINE_S = 3.0
PORTAL, PORTAL_ADDRESS = "portal", "127.0.0.1:8000"


def unhealthy(part: str) -> str:
    """What is wrong with ``part``, in one sentence; empty when it works."""
    if part == PORTAL:
        address = os.environ.get("RAPID_REVIEW_PORTAL_ADDRESS", PORTAL_ADDRESS)
        return _page_problem(_here(address))
    name = f"RAPID_REVIEW_{part.upper()}_GRPC_ADDRESS"
    address = os.environ.get(name, "")
    if not address:
        return f"The setting {name} is missing."
    return asyncio.run(_door_problem(part, _here(address)))


def _here(address: str) -> str:
    """Whoever listens everywhere is asked on loopback."""
    try:
        everywhere = ip_address(host_of(address)).is_unspecified
    except ValueError:
        everywhere = not host_of(address)
    return f"127.0.0.1:{address.rpartition(':')[2]}" if everywhere else address


async def _door_problem(part: str, address: str) -> str:
    try:
        channel = Certificates(TlsSettings()).channel(address)
    except SettingsWrong as problem:
        return str(problem)
    async with channel:
        try:
            answer = await health_pb2_grpc.HealthStub(channel).Check(
                health_pb2.HealthCheckRequest(), timeout=DEADLINE_S
            )
        except grpc.aio.AioRpcError as error:
            return f"The door of {part} does not answer: {error.code().name}."
    if answer.status == health_pb2.HealthCheckResponse.SERVING:
        return ""
    return f"The door of {part} answers, but {part} does not work."


def _page_problem(address: str) -> str:
    host, _, port = address.rpartition(":")
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=DEADLINE_S)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        text = answer.read(200).decode("utf-8", "replace").strip()
    except OSError as error:
        return f"The portal does not answer: {type(error).__name__}."
    finally:
        connection.close()
    return "" if answer.status == http.HTTPStatus.OK else text
