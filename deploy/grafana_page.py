"""How a dashboard is written down: Grafana's JSON, from a title, a promise and a few panels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SOURCE = {"type": "prometheus", "uid": "prometheus"}
ACROSS, WIDTH, HEIGHT = 24, 12, 8


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture: what it is called, what a reader learns from it, and each query with the name of its lines.

    ``red_from`` is the value from which on something is wrong.
    """

    title: str
    says: str
    queries: Sequence[tuple[str, str]]
    unit: str = "short"
    red_from: float | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One page of pictures, and the promise that they show."""

    name: str
    title: str
    promise: str
    panels: Sequence[Panel]


def written(dashboard: Dashboard) -> str:
    """The text of one file."""
    return json.dumps(_page(dashboard), indent=2, ensure_ascii=False) + "\n"


def _page(dashboard: Dashboard) -> dict[str, Any]:
    return {
        "uid": f"rapid-review-{dashboard.name}",
        "title": dashboard.title,
        "description": dashboard.promise,
        "tags": ["rapid-review"],
        "editable": False,
        "schemaVersion": 41,
        "refresh": "10s",
        "time": {"from": "now-1h", "to": "now"},
        "timezone": "browser",
        "links": [
            {
                "type": "dashboards",
                "title": "Promises",
                "tags": ["rapid-review"],
                "asDropdown": True,
                "keepTime": True,
            }
        ],
        "panels": [_panel(panel, at) for at, panel in enumerate(dashboard.panels)],
    }


def _panel(panel: Panel, at: int) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    if panel.red_from is not None:
        steps.append({"color": "red", "value": panel.red_from})
    lines = {"thresholdsStyle": {"mode": "line" if len(steps) > 1 else "off"}}
    place = {
        "x": at * WIDTH % ACROSS,
        "y": at // (ACROSS // WIDTH) * HEIGHT,
        "w": WIDTH,
        "h": HEIGHT,
    }
    return {
        "id": at + 1,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.says,
        "datasource": SOURCE,
        "gridPos": place,
        "fieldConfig": {
            "defaults": {
                "unit": panel.unit,
                "min": 0,
                "thresholds": {"mode": "absolute", "steps": steps},
                "custom": lines,
            },
            "overrides": [],
        },
        "options": {
            "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        "targets": [
            {
                "refId": chr(ord("A") + n),
                "datasource": SOURCE,
                "expr": query,
                "legendFormat": legend,
            }
            for n, (query, legend) in enumerate(panel.queries)
        ],
    }
