"""Words that blame: a rapid review looks at practice, and assigns no blame. A hint suggests and never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from chassis.aggregate import Value

HINTS_MAX = 100

SUGGESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "blame": "say what happened and what made it likely",
        "at fault": "say what happened and what made it likely",
        "culpable": "leave judgements of conduct to the employer or the regulator",
        "negligent": "leave judgements of conduct to the employer or the regulator",
        "incompetent": "say what help, time or knowledge was missing",
        "careless": "say what was going on at that moment",
        "lazy": "say what was going on at that moment",
        "should have known": "say what could be seen then, and from where",
        "failed to": "say what was not done, and what stood in the way",
        "failure to": "say what was not done, and what stood in the way",
        "failed the child": "say what the child needed, and what was in the way",
        "inexcusable": "say what it meant for the child",
        "refused to engage": "say what was offered, how, and what the family answered",
        "did not engage": "say what was offered, how, and what the family answered",
        "hard to reach": "say how the family was approached",
        "non-compliant": "say what was asked of the family and what stood in their way",
        "uncooperative": "say what was asked of the family and what they answered",
        "attention seeking": "say what the child did and what it may have told",
        "lifestyle choice": "say what was done to the child, or what pressed on them",
        "promiscuous": "say what was done to the child",
        "prostitution": "a child is exploited: say sexual exploitation",
        "put themselves at risk": "say who or what was the risk to the child",
        "putting herself at risk": "say who or what was the risk to the child",
        "putting himself at risk": "say who or what was the risk to the child",
        "did not attend": "a child is brought: say was not brought",
    }
)
_FOUND = re.compile(
    r"\b("
    + "|".join(re.escape(one) for one in sorted(SUGGESTIONS, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


class WordingHint(Value):
    """A word that blames, where it stands, and another way to say it."""

    field: str
    word: str
    suggestion: str


def hints_in(texts: Mapping[str, str]) -> tuple[WordingHint, ...]:
    """Hints for texts by their fields, in order, each word once per field."""
    found = (hint for field, text in texts.items() for hint in _hints_of(field, text))
    return tuple(hint for _, hint in zip(range(HINTS_MAX), found, strict=False))


def _hints_of(field: str, text: str) -> Iterator[WordingHint]:
    for word in dict.fromkeys(match.group().lower() for match in _FOUND.finditer(text)):
        yield WordingHint(field=field, word=word, suggestion=SUGGESTIONS[word])
