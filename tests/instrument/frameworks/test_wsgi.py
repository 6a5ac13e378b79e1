"""Requests to Flask as calls of features."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response, abort

from dogwatch.instrument import current_feature, mark_error
from dogwatch.instrument.frameworks.wsgi import FeatureMiddleware
from dogwatch.instrument.testing import RecordedMetrics


def flask() -> Flask:
    app = Flask("shop")
    app.wsgi_app = FeatureMiddleware(app.wsgi_app)  # type: ignore[method-assign]

    @app.post("/checkout")
    def checkout() -> str:
        return str(current_feature())

    @app.get("/products/<int:number>")
    def product(number: int) -> str:
        if number in (1, 502):
            mark_error("sold_out")
        if number > 500:
            abort(number)
        return str(1 // number)

    @app.get("/stream")
    def stream() -> Response:
        def rows() -> Iterator[str]:
            for _ in range(2):
                time.sleep(0.01)
                yield str(current_feature())

        return Response(rows())

    return app


def test_a_request_is_a_call_of_the_feature_that_has_its_route(recorded_metrics: RecordedMetrics) -> None:
    assert flask().test_client().post("/checkout", buffered=True).text == "checkout"
    assert current_feature() is None
    assert recorded_metrics.tags("feature.hits") == {("feature:checkout", "outcome:ok", "route:/checkout", "fast:true")}


@pytest.mark.parametrize(
    ("number", "error_type"),
    [(0, "http_500"), (503, "http_503"), (1, "sold_out"), (502, "sold_out")],
    ids=["raises", "aborts", "says", "says and aborts"],
)
def test_what_the_server_cannot_do_is_an_error(recorded_metrics: RecordedMetrics, number: int, error_type: str) -> None:
    flask().test_client().get(f"/products/{number}", buffered=True)
    assert recorded_metrics.count("feature.hits", outcome="error", route="/products/_id_", error_type=error_type) == 1


def test_a_stream_is_a_call_until_its_end(recorded_metrics: RecordedMetrics) -> None:
    assert flask().test_client().get("/stream", buffered=True).text == "product-page" * 2
    (took,) = recorded_metrics.values("feature.duration", feature="product-page")
    assert took >= 0.02


def test_other_requests_are_no_calls(recorded_metrics: RecordedMetrics) -> None:
    assert flask().test_client().get("/checkout", buffered=True).status_code == 405
    assert recorded_metrics.tags("feature.hits") == set()


def test_the_feature_that_asked_is_believed_if_it_is_allowed(recorded_metrics: RecordedMetrics) -> None:
    flask().test_client().post("/checkout", headers={"baggage": "feature=cart"}, buffered=True)
    assert recorded_metrics.count("feature.hits", **{"feature.upstream": "cart"}) == 1


def test_an_answer_that_breaks_off_is_an_error(recorded_metrics: RecordedMetrics) -> None:
    def app(environ: object, start_response: object) -> Iterator[bytes]:
        yield b"1"
        raise LookupError

    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/checkout"}
    answer = FeatureMiddleware(app)(environ, lambda *_: None)
    with pytest.raises(LookupError):
        list(answer)
    answer.close()  # type: ignore[attr-defined]
    assert recorded_metrics.count("feature.hits", outcome="error", error_type="lookuperror") == 1
