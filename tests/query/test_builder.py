from __future__ import annotations

import json

import pytest

from dogwatch.query import MetricAlert, Series, Variable, any_of, function, metric, one_of
from dogwatch.values import Duration
from tests.corpus import corpus

CPU = metric("system.cpu.user").avg()
HITS = metric("feature.hits").sum().as_count()
ERRORS = HITS.where(outcome="error")
DURATION = metric("feature.duration").where(Variable("env"), feature="checkout")
LOAD = metric("system.load.1")


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (CPU.over("5m") > 80, "avg(last_5m):avg:system.cpu.user{*} > 80"),
        (
            metric("feature.duration").where(env="prod", feature="checkout").p95().by("region").over("5m") > 0.4,
            "avg(last_5m):p95:feature.duration{env:prod,feature:checkout} by {region} > 0.4",
        ),
        (DURATION.p50().over("1h") >= 5.0, "avg(last_1h):p50:feature.duration{$env,feature:checkout} >= 5"),
        (DURATION.p75().over("1h") > 1, "avg(last_1h):p75:feature.duration{$env,feature:checkout} > 1"),
        (DURATION.p90().over("1h") > 1, "avg(last_1h):p90:feature.duration{$env,feature:checkout} > 1"),
        (DURATION.p99().over("1d") > 1, "avg(last_1d):p99:feature.duration{$env,feature:checkout} > 1"),
        (DURATION.percentile(99.9).over("4h") > 1, "avg(last_4h):p99.9:feature.duration{$env,feature:checkout} > 1"),
        (DURATION.percentile(99).over("4h") > 1, "avg(last_4h):p99:feature.duration{$env,feature:checkout} > 1"),
        (
            DURATION.count_where("<=", 0.4).where(outcome="ok").as_count().over("1h") < 1,
            "sum(last_1h):count(v: v<=0.4):feature.duration{$env,feature:checkout,outcome:ok}.as_count() < 1",
        ),
        (DURATION.count().over("4h") < 1, "avg(last_4h):count:feature.duration{$env,feature:checkout} < 1"),
        (ERRORS.over("10m") > 5, "sum(last_10m):sum:feature.hits{outcome:error}.as_count() > 5"),
        (
            (100 * ERRORS / HITS).over("10m") > 0.1 + 0.2,
            "sum(last_10m):100 * sum:feature.hits{outcome:error}.as_count() / sum:feature.hits{*}.as_count() > 0.3",
        ),
        (
            (100 * (1 - ERRORS / HITS)).by("region").over("10m") < 99.9,
            "sum(last_10m):100 * (1 - sum:feature.hits{outcome:error} by {region}.as_count()"
            " / sum:feature.hits{*} by {region}.as_count()) < 99.9",
        ),
        (
            metric("feature.hits").sum().as_rate().over("5m", "max") > 1000,
            "max(last_5m):sum:feature.hits{*}.as_rate() > 1000",
        ),
        (
            metric("system.cpu.user")
            .avg()
            .where("env:prod", host="web-*")
            .by("host")
            .rollup("sum", "60s")
            .fill("zero")
            .over("15m")
            >= 80,
            "avg(last_15m):avg:system.cpu.user{env:prod,host:web-*} by {host}.rollup(sum, 60).fill(zero) >= 80",
        ),
        (
            CPU.rollup(interval="2m").fill("last", Duration.parse("15m")).over("1h") > 0.5,
            "avg(last_1h):avg:system.cpu.user{*}.rollup(120).fill(last, 900) > 0.5",
        ),
        (CPU.rollup("max").over("1h") > 1, "avg(last_1h):avg:system.cpu.user{*}.rollup(max) > 1"),
        (
            CPU.by("host").by("region", "host").over("5m") > 1,
            "avg(last_5m):avg:system.cpu.user{*} by {host,region} > 1",
        ),
        (CPU.without("env:dev", host="old").over("1h") > 1, "avg(last_1h):avg:system.cpu.user{!env:dev,!host:old} > 1"),
        (
            metric("a").without("env:dev").max().over("1h") > 1,
            "avg(last_1h):max:a{!env:dev} > 1",
        ),
        (
            CPU.where("env:prod", any_of("region:us", "region:eu")).without("host:old").over("1h") > 1,
            "avg(last_1h):avg:system.cpu.user{env:prod AND (region:us OR region:eu) AND NOT host:old} > 1",
        ),
        (
            CPU.where(one_of("region", "us", "eu")).over("1h") > 1,
            "avg(last_1h):avg:system.cpu.user{region IN (us,eu)} > 1",
        ),
        (HITS.default_zero().over("5m") <= 0, "sum(last_5m):default_zero(sum:feature.hits{*}.as_count()) <= 0"),
        (HITS.pct_change("5m", "30m") > -50, "pct_change(sum(last_5m),last_30m):sum:feature.hits{*}.as_count() > -50"),
        (
            CPU.change("1h", "1d_ago", "min") > 0.05,
            "change(min(last_1h),1d_ago):avg:system.cpu.user{*} > 0.05",
        ),
        (CPU.over("current_1d") > 0.0000001, "avg(current_1d):avg:system.cpu.user{*} > 0.0000001"),
        (
            (CPU - (CPU + 5) / 2 - (-CPU)).over("5m") > 1,
            "avg(last_5m):avg:system.cpu.user{*} - (avg:system.cpu.user{*} + 5) / 2 - (-avg:system.cpu.user{*}) > 1",
        ),
        (
            (2 + CPU * 3 + 6 / CPU - 7).over("5m") > 1,
            "avg(last_5m):2 + avg:system.cpu.user{*} * 3 + 6 / avg:system.cpu.user{*} - 7 > 1",
        ),
        (CPU.over("5m") > 0.4, "avg(last_5m):avg:system.cpu.user{*} > 0.4"),
    ],
)
def test_builds_exactly_the_text_that_datadog_reads(built: MetricAlert, text: str) -> None:
    assert str(built) == text


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (LOAD.avg().over("10m") > 5, "avg(last_10m):avg:system.load.1{*} > 5"),
        (LOAD.max().by("host").over("5m") > 100, "avg(last_5m):max:system.load.1{*} by {host} > 100"),
        (
            metric("system.disk.free").sum().where(host="raspberrypi").over("10m") < 4300000000,
            "avg(last_10m):sum:system.disk.free{host:raspberrypi} < 4300000000",
        ),
        (
            metric("aws.ec2.cpu").avg().where("environment:foo", "host:foo").by("host").over("1h") > 2.5,
            "avg(last_1h):avg:aws.ec2.cpu{environment:foo,host:foo} by {host} > 2.5",
        ),
        (
            metric("snowflake.logins.fail.count").avg().as_count().over("1d") > 10,
            "sum(last_1d):avg:snowflake.logins.fail.count{*}.as_count() > 10",
        ),
        (
            metric("syncthing.folder.errors").sum().by("host", "folder").over("5m", "sum") > 0,
            "sum(last_5m):sum:syncthing.folder.errors{*} by {host,folder} > 0",
        ),
        (
            metric("synthetics.pl.worker.remaining_slots").avg().by("location_id").over("30m") < 1.5,
            "avg(last_30m):avg:synthetics.pl.worker.remaining_slots{*} by {location_id} < 1.5",
        ),
        (
            metric("kubernetes_state.pod.status_phase")
            .sum()
            .where("phase:failed")
            .by("kube_cluster_name", "kube_namespace")
            .change("5m", "5m")
            > 10,
            "change(avg(last_5m),last_5m):sum:kubernetes_state.pod.status_phase{phase:failed}"
            " by {kube_cluster_name,kube_namespace} > 10",
        ),
        (
            function("per_minute", metric("uxp.controller_runtime_reconcile_errors_total").sum().as_count()).over("5m")
            > 100,
            "sum(last_5m):per_minute(sum:uxp.controller_runtime_reconcile_errors_total{*}.as_count()) > 100",
        ),
        (
            function(
                "anomalies",
                metric("system.cpu.system").avg().where(name="cassandra"),
                "basic",
                3,
                direction="above",
                alert_window="last_5m",
                interval=20,
                count_default_zero="true",
            ).over("1h")
            >= 1,
            "avg(last_1h):anomalies(avg:system.cpu.system{name:cassandra}, 'basic', 3, direction='above', "
            "alert_window='last_5m', interval=20, count_default_zero='true') >= 1",
        ),
        (
            (
                metric("kubernetes_state.node.status").sum().where("status:schedulable").by("kube_cluster_name")
                * 100
                / metric("kubernetes_state.node.status").sum().by("kube_cluster_name")
            )
            .default_zero()
            .over("15m", "max")
            < 80,
            "max(last_15m):default_zero(sum:kubernetes_state.node.status{status:schedulable} by {kube_cluster_name}"
            " * 100 / sum:kubernetes_state.node.status{*} by {kube_cluster_name}) < 80",
        ),
    ],
)
def test_builds_the_queries_that_real_monitors_have(built: MetricAlert, text: str) -> None:
    lines = corpus("queries.jsonl").read_text(encoding="utf-8").splitlines()
    assert text in {json.loads(line)["query"] for line in lines}
    assert str(built) == text


@pytest.mark.parametrize("name", ["", "9lives", "a b", "a-b", "a{*}", None])
def test_refuses_names_that_no_metric_has(name: object) -> None:
    with pytest.raises(ValueError, match="is not the name of a metric; write letters, digits"):
        metric(name)  # type: ignore[arg-type]


@pytest.mark.parametrize("percent", [0, 100, 101, -5, 99.999])
def test_refuses_percentiles_that_do_not_exist(percent: float) -> None:
    with pytest.raises(ValueError, match=r"there is no percentile .*; write one such as 95, 99\.9"):
        metric("a").percentile(percent)


@pytest.mark.parametrize("value", ["400ms", None, True, float("nan")])
def test_counts_values_by_a_number_in_the_unit_of_the_metric(value: object) -> None:
    assert str(metric("a").count_where(">", 5.0)) == "count(v: v>5):a{*}"
    with pytest.raises(ValueError, match=r"the value to compare with is .*; write a"):
        metric("a").count_where("<", value)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'==' does not compare values; write one of <, <=, >, >="):
        metric("a").count_where("==", 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("aggregator", "interval", "fault"),
    [
        (None, None, "neither an aggregator nor an interval"),
        ("60s", None, "cannot aggregate by '60s'; write one of avg, sum, min, max, count, or rollup"),
        ("sum", "400ms", "the interval of rollup is '400ms'; Datadog wants whole seconds"),
        ("sum", "5", "'5' has no unit"),
    ],
)
def test_refuses_a_rollup_that_says_nothing(aggregator: object, interval: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        CPU.rollup(aggregator, interval)  # type: ignore[arg-type]


def test_refuses_unknown_ways_to_fill() -> None:
    with pytest.raises(ValueError, match="'none' is no way to fill; write one of linear, last, zero, null"):
        CPU.fill("none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="the limit of fill is '100ms'"):
        CPU.fill("last", "100ms")


def test_refuses_modifiers_that_contradict_each_other() -> None:
    with pytest.raises(ValueError, match=r"already has \.as_count\(\), so \.as_rate\(\) has no place"):
        HITS.as_rate()
    with pytest.raises(ValueError, match=r"already has \.as_rate\(\), so \.as_count\(\) has no place"):
        CPU.as_rate().as_count()
    with pytest.raises(ValueError, match=r"already has \.fill\(zero\), so \.fill\(last\) has no place"):
        CPU.fill("zero").fill("last")


def test_every_step_is_a_new_value() -> None:
    assert CPU.by("host") != CPU
    assert str(CPU) == "avg:system.cpu.user{*}"
    assert {CPU: 1}[Series(CPU.tree)] == 1


def test_a_metric_without_aggregator_says_that_it_lacks_one() -> None:
    source = metric("a")
    for misuse in (
        lambda: source.over("5m") > 1,
        lambda: source.by("host"),
        lambda: source > 1,
        lambda: source / 2,
        lambda: 2 * source,
        lambda: source / source,
    ):
        with pytest.raises((TypeError, AttributeError), match=r"the metric a has no aggregator yet; write \.avg\(\)"):
            misuse()


def test_a_metric_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="a metric has no 'p42'"):
        metric("a").p42  # type: ignore[attr-defined]  # noqa: B018
