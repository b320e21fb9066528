"""The dashboards of Grafana, one for each promise that can be watched: ``python -m deploy.dashboards``.

Each is described here in a few lines and written as JSON into deploy/grafana/dashboards, which is committed;
a test sees that both agree, and that every query asks for a metric of docs/reference/metrics.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from deploy.grafana_page import Dashboard, Panel, written

FOLDER = Path(__file__).resolve().parent / "grafana" / "dashboards"


def quantiles(metric: str, by: str) -> list[tuple[str, str]]:
    """The middle and the slow end of a histogram."""
    rate = f"sum by (le, {by}) (rate({metric}_bucket[5m]))"
    return [
        (f"histogram_quantile({part}, {rate})", f"{{{{{by}}}}} {name}")
        for part, name in ((0.5, "half"), (0.99, "99 of 100"))
    ]


PART = "{{service}} {{part}}"
STALLED = Panel(
    "Stalled parts",
    "1 when there is work and a part does not move. Behind is not stalled: see the lag.",
    [("max by (service, part) (rapid_review_stalled)", PART)],
    red_from=1,
)
LAG = Panel(
    "Lag",
    "Events that a relay, a listener or a read model has still to take.",
    [("max by (service, part) (rapid_review_lag_events)", PART)],
)
PARKED = Panel(
    "Parked events",
    "Events that could not be handled, and those of the same case behind them.",
    [("max by (service, listener) (rapid_review_parked_events)", "{{listener}}")],
    red_from=1,
)
BREACHES = Panel(
    "Deadlines that were not kept",
    "Calls and effects that took longer than they may, in ten minutes.",
    [
        (
            "sum by (service, at) (increase(rapid_review_deadline_breaches_total[10m]))",
            "{{service}} {{at}}",
        )
    ],
    red_from=1,
)
DASHBOARDS = (
    Dashboard(
        "overview",
        "Overview",
        "What to look at first. Everything that is red has an alarm, and a page that says more.",
        (
            Panel(
                "Parts that answer",
                "Replicas of each part that answer Prometheus.",
                [('sum by (name) (up{job="parts"})', "{{name}}")],
            ),
            STALLED,
            PARKED,
            LAG,
            Panel(
                "Calls",
                "Calls that were answered, in a second.",
                [
                    (
                        "sum by (service) (rate(rapid_review_grpc_request_duration_seconds_count[5m]))",
                        "{{service}}",
                    )
                ],
                "reqps",
            ),
            BREACHES,
        ),
    ),
    Dashboard(
        "durable",
        "1 A command is durable when it is answered",
        "Sent twice, it takes effect once and is answered alike.",
        (
            Panel(
                "Answers of the event store",
                "Appends by outcome. `unknown` was resolved by looking; `failed` needs a look at the log lines.",
                [
                    (
                        "sum by (service, outcome) (rate(rapid_review_append_duration_seconds_count[5m]))",
                        "{{service}} {{outcome}}",
                    )
                ],
                "ops",
            ),
            Panel(
                "How long an append takes",
                "From the decision to the answer, the wait for its batch included.",
                quantiles("rapid_review_append_duration_seconds", "service"),
                "s",
            ),
            Panel(
                "Commands in a batch",
                "How many commands share one commit. It grows by itself under load.",
                quantiles("rapid_review_append_batch_commands", "service"),
            ),
            Panel(
                "How long a call takes",
                "At the gRPC door, by method.",
                quantiles("rapid_review_grpc_request_duration_seconds", "method"),
                "s",
            ),
            Panel(
                "Wait for the gate",
                "Every append passes it. Seconds mean that somebody holds it.",
                [("max by (service) (rapid_review_gate_wait_seconds)", "{{service}}")],
                "s",
                red_from=5,
            ),
            Panel(
                "Calls by outcome",
                "Refusals are answers, too; `internal` is a fault of ours.",
                [
                    (
                        "sum by (service, outcome) (rate(rapid_review_grpc_request_duration_seconds_count[5m]))",
                        "{{service}} {{outcome}}",
                    )
                ],
                "reqps",
            ),
        ),
    ),
    Dashboard(
        "told-and-heard",
        "2 Every event reaches every listener, in order, once",
        "None is skipped. Who is behind catches up; who stands still is on page 4.",
        (
            Panel(
                "Heads",
                "The position of the newest event in each log. A step down means a restored backup.",
                [("max by (service) (rapid_review_log_head)", "{{service}}")],
            ),
            Panel(
                "Positions",
                "How far each relay, listener and read model has come.",
                [("max by (service, part) (rapid_review_position)", PART)],
            ),
            LAG,
            Panel(
                "Relays that lead",
                "One replica of each service tells; the others stand by.",
                [("sum by (service) (rapid_review_relay_leads)", "{{service}}")],
            ),
            Panel(
                "Oldest open transaction",
                "Readers of a log wait for transactions that began before its newest events.",
                [("max by (service) (rapid_review_oldest_transaction_seconds)", "{{service}}")],
                "s",
                red_from=60,
            ),
        ),
    ),
    Dashboard(
        "parked",
        "3 What cannot be handled parks itself, and only the later events of its case",
        "Everything else flows. A parked event waits for a person: redrive it, or skip it with a reason.",
        (
            PARKED,
            Panel(
                "Age of the oldest",
                "How long the first of them has waited.",
                [
                    (
                        "max by (service, listener) (rapid_review_parked_oldest_age_seconds)",
                        "{{listener}}",
                    )
                ],
                "s",
                red_from=28800,
            ),
            Panel(
                "Untold cases",
                "Cases of which a service cannot read one of its own events: its listeners hear no more of them.",
                [("max by (service) (rapid_review_untold_cases)", "{{service}}")],
                red_from=1,
            ),
            Panel(
                "Unreadable messages",
                "Messages that are no events of ours: somebody else writes to the topic, or a contract was broken.",
                [("max by (service, listener) (rapid_review_unreadable_events)", "{{listener}}")],
                red_from=1,
            ),
        ),
    ),
    Dashboard(
        "nothing-stops-quietly",
        "4 Nothing stops quietly",
        "A part that stands still, fails again and again, or can no longer be seen says so here.",
        (
            STALLED,
            Panel(
                "Restarts",
                "Parts that failed and tried again, in fifteen minutes.",
                [
                    (
                        "sum by (service, part) (increase(rapid_review_restarts_total[15m]))",
                        PART,
                    )
                ],
                red_from=5,
            ),
            Panel(
                "Last look",
                "Seconds since a service last saw its own positions.",
                [
                    (
                        "time() - max by (service) (rapid_review_looked_at_seconds)",
                        "{{service}}",
                    )
                ],
                "s",
                red_from=60,
            ),
            Panel(
                "Overdue timers",
                "How long the oldest timer has been due in vain: a reminder, or another attempt to send a message.",
                [("max by (service) (rapid_review_oldest_timer_seconds)", "{{service}}")],
                "s",
                red_from=900,
            ),
            Panel(
                "Event loop",
                "How late a service wakes up from a sleep. High means that something blocks it.",
                [("max by (service) (rapid_review_event_loop_lag_seconds)", "{{service}}")],
                "s",
                red_from=1,
            ),
            BREACHES,
        ),
    ),
    Dashboard(
        "access",
        "5 Nobody sees what is not theirs",
        "The guard before every method, and the glass that can be broken with a reason.",
        (
            Panel(
                "Refused calls",
                "How often the guard refused, and why. Much more than usual: somebody looks for what is not theirs.",
                [
                    (
                        "sum by (service, code) (rate(rapid_review_access_refused_total[5m]))",
                        "{{service}} {{code}}",
                    )
                ],
                "reqps",
            ),
            Panel(
                "Broken glass",
                "Cases that were opened in an emergency, in a day. Somebody asks why, the same day.",
                [
                    (
                        "sum by (service) (increase(rapid_review_glass_broken_total[1d]))",
                        "{{service}}",
                    )
                ],
                red_from=1,
            ),
            Panel(
                "Reads that wait to be recorded",
                "How long the oldest read of a case has waited for the database. Without room left, no case is shown.",
                [("max by (service) (rapid_review_oldest_unkept_read_seconds)", "{{service}}")],
                "s",
                red_from=60,
            ),
            Panel(
                "Refused reads",
                "Cases that were not shown, because who reads them could not be recorded.",
                [
                    (
                        "sum by (service) (increase(rapid_review_reads_refused_total[10m]))",
                        "{{service}}",
                    )
                ],
                red_from=1,
            ),
        ),
    ),
)


def main() -> int:
    """Write every dashboard."""
    for dashboard in DASHBOARDS:
        (FOLDER / f"{dashboard.name}.json").write_text(written(dashboard), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
