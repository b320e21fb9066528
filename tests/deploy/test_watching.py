"""What operators look at asks for what is told: dashboards, alerts, and whom Prometheus and the collector turn to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.dashboards import DASHBOARDS
from deploy.dashboards import FOLDER as DASHBOARD_FOLDER
from deploy.grafana_page import Dashboard, Panel, written
from tests.deploy.queries import PAGE, documented_metrics, problems, query
from tests.deploy.region import DEPLOY, PARTS, ROOT, compose, environment, mounted_file

KNOWN = documented_metrics(PAGE.read_text("utf-8")) if PAGE.exists() else {}
GUIDE = ROOT / "docs/how-to/run-a-region.md"
PIPES = ("receivers", "processors", "exporters")


def read(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text("utf-8"))


def alerts(rules: Any) -> Iterator[dict[str, Any]]:
    for group in rules["groups"]:
        yield from group["rules"]


def alert_problems(rules: Any) -> list[str]:
    """Alerts that ask for what nobody tells, or whose words name what they do not know."""
    found = []
    for alert in alerts(rules):
        name, expression = alert["alert"], alert["expr"]
        found += [f"{name}: {problem}" for problem in problems(expression, KNOWN)]
        said = set(re.findall(r"\$labels\.(\w+)", alert["annotations"]["says"]))
        found += [f"{name} speaks of {one}" for one in sorted(said - query(expression).lines)]
        if alert.get("labels", {}).get("severity") not in {"page", "look"}:
            found.append(f"{name} does not say whom it wakes")
    return found


def dashboard_problems(dashboards: list[Dashboard]) -> list[str]:
    """Queries for what nobody tells, and lines that are named by what they do not have."""
    found = []
    for dashboard in dashboards:
        for panel in dashboard.panels:
            where = f"{dashboard.name}, {panel.title}"
            for expression, legend in panel.queries:
                found += [f"{where}: {problem}" for problem in problems(expression, KNOWN)]
                said = set(re.findall(r"\{\{(\w+)\}\}", legend))
                found += [
                    f"{where}: the lines have no {one}"
                    for one in sorted(said - query(expression).lines)
                ]
    return found


def collector_problems(settings: Any) -> list[str]:
    """Pipes of a collector (Jaeger is built as one, too) that name what is not set up, and the other way round."""
    found = []
    for kind in PIPES:
        used = {one for pipe in settings["service"]["pipelines"].values() for one in pipe[kind]}
        there = set(settings.get(kind, {}))
        found += [f"{kind}: {one} is not set up" for one in sorted(used - there)]
        found += [f"{kind}: {one} is used by nobody" for one in sorted(there - used)]
    used = set(settings["service"].get("extensions", []))
    found += [f"extensions: {one}" for one in sorted(used ^ set(settings.get("extensions", {})))]
    return found


def scraped(settings: Any) -> dict[str, str]:
    """Whom Prometheus asks, and at which port."""
    found: dict[str, str] = {}
    for job in settings["scrape_configs"]:
        for names in job.get("dns_sd_configs", []):
            found |= {name: str(names["port"]) for name in names["names"]}
        for targets in job.get("static_configs", []):
            found |= dict(target.split(":") for target in targets["targets"])
    return found


def told_at(region: dict[str, Any]) -> dict[str, str]:
    """At which port each part tells its metrics, as the compose file and the collector's settings say."""
    found = {
        name: environment(service)["RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS"].rpartition(":")[2]
        for name, service in region["services"].items()
        if "RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS" in environment(service)
    }
    reader = read("collector.yaml")["service"]["telemetry"]["metrics"]["readers"][0]
    return found | {
        "collector": str(reader["pull"]["exporter"]["prometheus"]["port"]),
        "127.0.0.1": "9090",
    }


def test_every_dashboard_asks_for_what_is_told() -> None:
    assert dashboard_problems(list(DASHBOARDS)) == []


def test_every_alert_asks_for_what_is_told_and_says_whom_it_is_about() -> None:
    assert alert_problems(read("alerts.yml")) == []


def test_the_committed_dashboards_are_what_their_description_makes() -> None:
    committed = {path.name: path.read_text("utf-8") for path in DASHBOARD_FOLDER.iterdir()}

    assert committed == {f"{one.name}.json": written(one) for one in DASHBOARDS}


def test_every_dashboard_asks_a_source_that_is_provisioned() -> None:
    sources = {
        one["uid"]: one
        for one in read("grafana/provisioning/datasources/sources.yaml")["datasources"]
    }
    asked = {
        panel["datasource"]["uid"]
        for file in DASHBOARD_FOLDER.iterdir()
        for panel in json.loads(file.read_text("utf-8"))["panels"]
    }

    assert asked <= set(sources)
    assert {one["url"] for one in sources.values()} == {
        "http://prometheus:9090",
        "http://jaeger:16686",
    }


def test_grafana_finds_its_dashboards_where_they_are_mounted() -> None:
    region = compose()
    folder = read("grafana/provisioning/dashboards/folders.yaml")["providers"][0]["options"]["path"]
    home = environment(region["services"]["grafana"])["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]

    assert mounted_file(region, "grafana", folder) == DASHBOARD_FOLDER
    assert mounted_file(region, "grafana", home) in set(DASHBOARD_FOLDER.iterdir())


def test_every_alert_stands_in_the_guide_and_nothing_else_does() -> None:
    rows = re.findall(r"^\| `([A-Z]\w+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)

    assert sorted(rows) == sorted(alert["alert"] for alert in alerts(read("alerts.yml")))


def test_every_documented_metric_is_shown_somewhere() -> None:
    shown = {
        metric
        for dashboard in DASHBOARDS
        for panel in dashboard.panels
        for expression, _ in panel.queries
        for metric in query(expression).metrics
    }
    names = {re.sub(r"_(bucket|sum|count)$", "", name) for name in KNOWN}

    assert names == {re.sub(r"_(bucket|sum|count)$", "", name) for name in shown}


def test_prometheus_asks_every_part_at_the_port_where_it_tells() -> None:
    region = compose()
    asked = scraped(read("prometheus.yml"))

    assert asked == told_at(region)
    assert {*PARTS, "collector"} <= set(asked)


def test_prometheus_finds_its_files_where_they_are_mounted() -> None:
    region, rules = compose(), read("prometheus.yml")["rule_files"]
    settings = re.search(
        r"--config.file=(\S+)", " ".join(region["services"]["prometheus"]["command"])
    )

    assert settings is not None
    assert mounted_file(region, "prometheus", settings[1]) == DEPLOY / "prometheus.yml"
    assert [mounted_file(region, "prometheus", file) for file in rules] == [DEPLOY / "alerts.yml"]


@pytest.mark.parametrize("name", ["collector", "jaeger"])
def test_the_way_of_a_trace_is_set_up_and_closed(name: str) -> None:
    settings = read(f"{name}.yaml")
    grpc = settings["receivers"]["otlp"]["protocols"]["grpc"]

    assert collector_problems(settings) == []
    assert grpc["endpoint"] == "0.0.0.0:4317"
    assert grpc["tls"] == {
        "cert_file": f"/certificates/{name}.crt",
        "key_file": f"/certificates/{name}.key",
    }


def test_the_collector_hands_traces_to_jaeger_over_tls() -> None:
    exporter = read("collector.yaml")["exporters"]["otlp/jaeger"]

    assert exporter == {"endpoint": "jaeger:4317", "tls": {"ca_file": "/certificates/ca.crt"}}


@pytest.mark.parametrize(
    "name", ["collector.yaml", "jaeger.yaml", "prometheus.yml", "identity.yaml"]
)
def test_the_file_that_a_command_names_is_the_one_that_is_mounted(name: str) -> None:
    region, service = compose(), Path(name).stem
    named = re.findall(
        r"/etc/rapid-review/[\w./-]+", " ".join(region["services"][service]["command"])
    )

    assert [mounted_file(region, service, path) for path in named] == [DEPLOY / name]


def planted(expression: str, legend: str = "") -> list[Dashboard]:
    return [Dashboard("planted", "", "", [Panel("P", "", [(expression, legend)])])]


@pytest.mark.parametrize(
    ("expression", "legend", "problem"),
    [
        ("max by (service) (rapid_review_stalld)", "", "nobody tells rapid_review_stalld"),
        ("rapid_review_restarts", "", "nobody tells rapid_review_restarts"),
        (
            "max by (case_id) (rapid_review_stalled)",
            "",
            "rapid_review_stalled has no label case_id",
        ),
        ('rapid_review_stalled{listener="x"}', "", "rapid_review_stalled has no label listener"),
        ("max by (service) (rapid_review_stalled)", "{{part}}", "the lines have no part"),
        (
            "sum(rate(rapid_review_stalled[5m])",
            "",
            "brackets in sum(rate(rapid_review_stalled[5m])",
        ),
        ("time() - 3", "", "no metric in time() - 3"),
    ],
)
def test_a_query_for_what_nobody_tells_is_caught(
    expression: str, legend: str, problem: str
) -> None:
    assert dashboard_problems(planted(expression, legend)) == [f"planted, P: {problem}"]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("expr", "rapid_review_gone > 0", "Planted: nobody tells rapid_review_gone"),
        ("annotations", {"says": "{{ $labels.case }}"}, "Planted speaks of case"),
        ("labels", {}, "Planted does not say whom it wakes"),
    ],
)
def test_an_alert_for_what_nobody_tells_is_caught(key: str, value: Any, problem: str) -> None:
    alert = {
        "alert": "Planted",
        "expr": "up == 0",
        "labels": {"severity": "page"},
        "annotations": {"says": ""},
    }

    assert alert_problems({"groups": [{"rules": [alert | {key: value}]}]}) == [problem]


def test_a_pipe_that_leads_nowhere_is_caught() -> None:
    settings = read("collector.yaml")
    settings["service"]["pipelines"]["traces"]["exporters"] = ["otlp/tempo"]

    assert collector_problems(settings) == [
        "exporters: otlp/tempo is not set up",
        "exporters: otlp/jaeger is used by nobody",
    ]
