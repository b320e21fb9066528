"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from typing import Any

from chassis.delivery.handed_over import HandingOver
from chassis.doors.history_door import OfAgencies
from chassis.drafts import Drafts
from chassis.grants import ADD, Grants
from chassis.migrations import Migration
from chassis.rules.code_lists import CodeLists
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import referral_pb2, referral_pb2_grpc
from services.referral.adapters.references_sql import SqlReferences
from services.referral.application.identities import Identities
from services.referral.application.referrals import Referrals
from services.referral.entrypoints.access import ACCESS
from services.referral.entrypoints.event_door import KINDS, listen
from services.referral.entrypoints.grpc_door import ReferralDoor
from services.referral.entrypoints.relay_door import tell
from services.referral.readmodel.awaiting_agreement import AwaitingAgreement
from services.referral.readmodel.awaiting_decision import AwaitingDecision
from services.referral.readmodel.not_agreed import NotAgreed
from services.referral.settings import ReferralSettings

NAME = "referral"
MIGRATIONS = Migration.from_folder("services.referral.adapters", "schema")
GRANTS: Grants = {"case_references": ADD}
"""What the application may do on tables that are no read model."""


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, ReferralSettings(**given), build, packs)


def build(ground: Ground) -> Service:
    """The referral service; it listens to review."""
    handing_over = HandingOver(ground.store, ground.keys, ground.clock, kinds=KINDS)
    referrals = Referrals(
        ground.store, ground.keys, ground.clock,
        references=SqlReferences(ground.pool), packs=ground.packs,
        code_lists=CodeLists.load(),
    )  # fmt: skip
    identities = Identities(ground.store, ground.keys, ground.clock)
    awaiting, to_agree = AwaitingDecision(ground.pool), AwaitingAgreement(ground.pool)
    not_agreed = NotAgreed(ground.pool)
    drafts = Drafts(ground.pool, ground.keys, ground.clock)
    door = ReferralDoor(
        referrals, identities, drafts, ground.clock, awaiting=awaiting, to_agree=to_agree,
        not_agreed=not_agreed,
    )  # fmt: skip
    return Service(
        name=NAME,
        apis=(referral_pb2.DESCRIPTOR.services_by_name["ReferralService"].full_name,),
        access=ACCESS,
        register=lambda server: referral_pb2_grpc.add_ReferralServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(awaiting, to_agree, not_agreed),
        doors=(listen(handing_over, ground.pool),),
        drafts=drafts,
        of_agencies=OfAgencies(kept_in=identities.known_in_the_agency),
    )
