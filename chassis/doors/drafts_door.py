"""What every service with forms answers about drafts (contracts/grpc/drafts.proto): each author sees only their own."""

from __future__ import annotations

from typing import Any

from chassis.doors.grpc_door import caller, stamp_of, uuid_of
from chassis.drafts import Draft, DraftKey, Drafts
from contracts.grpc import common_pb2
from contracts.grpc import drafts_pb2 as wire
from contracts.grpc import drafts_pb2_grpc as rpc


class DraftsDoor(rpc.DraftsServicer):
    """Translates the request, asks, translates the answer."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def SaveDraft(self, request: wire.SaveDraftRequest, context: Any) -> wire.DraftSaved:
        """Keep what was typed so far."""
        saved = await self._drafts.save(
            own_draft(request.header, request.form, request.about), request.content,
            on=request.revision, command_id=uuid_of("header.command_id", request.header.command_id),
        )  # fmt: skip
        return wire.DraftSaved(revision=saved.revision, saved_at=stamp_of(saved.saved_at))

    async def GetDraft(self, request: wire.GetDraftRequest, context: Any) -> wire.Draft:
        """What the caller typed."""
        asker = caller()
        asker.must_act_for(request.partnership)
        key = DraftKey(request.partnership, asker.person, request.form, request.about)
        return _on_the_wire(await self._drafts.get(key))

    async def ListMyDrafts(self, request: wire.ListMyDraftsRequest, context: Any) -> wire.MyDrafts:
        """The caller's drafts in a partnership."""
        asker = caller()
        asker.must_act_for(request.partnership)
        found = await self._drafts.mine(request.partnership, asker.person, request.form)
        return wire.MyDrafts(drafts=[_on_the_wire(one) for one in found])

    async def DropDraft(self, request: wire.DropDraftRequest, context: Any) -> wire.DraftDropped:
        """Throw a draft away."""
        await self._drafts.drop(own_draft(request.header, request.form, request.about))
        return wire.DraftDropped()


def own_draft(header: common_pb2.CommandHeader, form: str, about: str) -> DraftKey:
    """The caller's own draft of a form. Raises a refusal unless they may write for the partnership.

    A service calls this, too, when a form is sent: then the draft is dropped.
    """
    asker = caller()
    asker.must_act_for(header.partnership)
    return DraftKey(header.partnership, asker.person, form, about)


def _on_the_wire(draft: Draft) -> wire.Draft:
    return wire.Draft(
        form=draft.form, about=draft.about, revision=draft.revision,
        saved_at=stamp_of(draft.saved_at), content=draft.content,
    )  # fmt: skip
