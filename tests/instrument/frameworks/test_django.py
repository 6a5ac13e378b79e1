"""Requests to Django as calls of features."""

from __future__ import annotations

import asyncio
from typing import Any

import django
import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient, Client
from django.urls import path

from dogwatch.instrument import current_feature
from dogwatch.instrument.testing import RecordedMetrics

from .servers import BURNT, burn


def checkout(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(current_feature()))


def product(request: HttpRequest, number: int) -> HttpResponse:
    if number > 500:
        return HttpResponse(status=number)
    return HttpResponse(str(1 // number))


async def stream(request: HttpRequest) -> HttpResponse:
    await asyncio.sleep(0.01)
    if request.GET:
        raise LookupError
    return HttpResponse(str(current_feature()))


def report(request: HttpRequest) -> HttpResponse:
    return HttpResponse(burn())


urlpatterns = [
    path("checkout", checkout),
    path("products/<int:number>", product),
    path("stream", stream),
    path("report", report),
]


@pytest.fixture(scope="module", autouse=True)
def _site() -> None:
    if not settings.configured:
        settings.configure(
            ROOT_URLCONF=__name__,
            SECRET_KEY="tests",
            ALLOWED_HOSTS=["testserver"],
            MIDDLEWARE=[
                "django.middleware.common.CommonMiddleware",
                "dogwatch.instrument.frameworks.django.FeatureMiddleware",
            ],
            LOGGING_CONFIG=None,
        )
        django.setup()


def client() -> Client:
    return Client(raise_request_exception=False)


def asked(address: str, **headers: str) -> Any:
    """The answer to a request to the site under ASGI."""
    return asyncio.run(AsyncClient(raise_request_exception=False).get(address, headers=headers))


def test_a_request_is_a_call_of_the_feature_that_has_its_route(recorded_metrics: RecordedMetrics) -> None:
    assert client().post("/checkout", headers={"baggage": "feature=cart"}).text == "checkout"
    assert recorded_metrics.tags("feature.hits") == {
        ("feature:checkout", "outcome:ok", "feature.upstream:cart", "route:/checkout", "fast:true")
    }


def test_a_view_may_be_a_coroutine(recorded_metrics: RecordedMetrics) -> None:
    assert asked("/stream", baggage="feature=cart").text == "product-page"
    (took,) = recorded_metrics.values("feature.duration", feature="product-page")
    assert took >= 0.01
    assert recorded_metrics.count("feature.hits", **{"feature.upstream": "cart"}) == 1


@pytest.mark.parametrize(("number", "error_type"), [(0, "zerodivisionerror"), (503, "http_503")])
def test_what_the_server_cannot_do_is_an_error(recorded_metrics: RecordedMetrics, number: int, error_type: str) -> None:
    assert client().get(f"/products/{number}").status_code >= 500
    assert recorded_metrics.count("feature.hits", outcome="error", route="/products/_id_", error_type=error_type) == 1


def test_what_a_coroutine_raises_is_an_error(recorded_metrics: RecordedMetrics) -> None:
    assert asked("/stream?fails=1").status_code == 500
    assert recorded_metrics.count("feature.hits", outcome="error", error_type="lookuperror") == 1


def test_other_requests_are_no_calls(recorded_metrics: RecordedMetrics) -> None:
    assert client().get("/nowhere").status_code == 404
    assert recorded_metrics.tags("feature.hits") == set()


def test_a_view_that_asgi_runs_in_a_thread_has_its_processor_time(recorded_metrics: RecordedMetrics) -> None:
    assert {asked("/report").text for _ in range(16)} == {"burnt"}
    (spent,) = recorded_metrics.values("feature.cpu", feature="report")
    assert BURNT <= spent < 2 * BURNT
