"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.aggregate import Aggregate, Event
from chassis.delivery.handed_over import HandingOver
from chassis.drafts import Drafts
from chassis.migrations import Migration
from chassis.readmodel import Projector
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import learning_pb2, learning_pb2_grpc
from services.learning.application.actions import Actions, whose_actions_go_on
from services.learning.application.briefings import Briefings
from services.learning.domain.action import Action
from services.learning.domain.action_events import ActionAgreed
from services.learning.domain.case_recommendations import CaseRecommendations, RecommendationsNoted
from services.learning.domain.learning_briefing import BriefingDrafted, LearningBriefing
from services.learning.domain.publication_hold import PublicationHold, RestrictionsNoted
from services.learning.entrypoints.access import ACCESS, NOT_FOUND
from services.learning.entrypoints.event_door import listen
from services.learning.entrypoints.grpc_door import LearningDoor
from services.learning.entrypoints.relay_door import tell
from services.learning.readmodel.open_actions import OpenActions
from services.learning.readmodel.pinned_packs import TABLE as PINNED_PACKS
from services.learning.readmodel.pinned_packs import PinnedPacks
from services.learning.readmodel.themes_seen import ThemeSeen, ThemesSeen
from services.learning.settings import LearningSettings

NAME = "learning"
MIGRATIONS = Migration.from_folder("services.learning.adapters", "schema")

KINDS: Mapping[type[Event], type[Aggregate]] = {
    BriefingDrafted: LearningBriefing, RecommendationsNoted: CaseRecommendations,
    ActionAgreed: Action, RestrictionsNoted: PublicationHold,
}  # fmt: skip


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, LearningSettings(**given), build, packs)


def build(ground: Ground) -> Service:
    """The learning service; it listens to review and referral."""
    briefings = Briefings(
        ground.store, ground.keys, ground.clock, packs=ground.packs, pinned=PinnedPacks(ground.pool)
    )
    actions = Actions(ground.store, ground.keys, ground.clock, packs=ground.packs)
    handing_over = HandingOver(
        ground.store, ground.keys, ground.clock, kinds=KINDS, keeps=whose_actions_go_on
    )
    open_actions = OpenActions(ground.pool)
    themes = ThemesSeen(ground.pool, ground.packs.inherited)
    # Who asks what was learned before must not miss what has just been recorded: the read model catches up first.
    projector = Projector(ground.store, ground.keys, ground.pool, (themes,))

    async def seen(partnership: str, asked: Iterable[str], case_id: UUID) -> Sequence[ThemeSeen]:
        await projector.catch_up(themes)
        return await themes.before(partnership, asked, case_id)

    door = LearningDoor(briefings, actions, open_actions, themes, clock=ground.clock)
    return Service(
        name=NAME,
        apis=(learning_pb2.DESCRIPTOR.services_by_name["LearningService"].full_name,),
        access=ACCESS,
        not_found=NOT_FOUND,
        register=lambda server: learning_pb2_grpc.add_LearningServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(open_actions, themes),
        case_rows=(PINNED_PACKS,),
        doors=(listen(briefings, actions, handing_over, seen=seen, pool=ground.pool),),
        drafts=Drafts(ground.pool, ground.keys, ground.clock),
    )
