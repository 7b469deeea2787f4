"""The API as its description tells it: what it says is what it does, whatever is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from onrecord.serve.api import as_json
from onrecord.serve.app import app
from onrecord.serve.pages import PAGES

ADDRESSES = [path for page in PAGES for path in (page.path, as_json(page.path))]


@pytest.fixture(scope="session")
def described(samples):
    return schemathesis.openapi.from_asgi("/openapi.json", app(samples, hosts=["testserver", "localhost", "127.0.0.1"]))


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_that_is_asked_breaks_a_page(described, address):
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[address]["GET"].as_strategy())
    def asks(case):
        response = case.call()
        assert response.status_code < 500, case
        case.validate_response(response)

    asks()


def test_every_page_is_described_with_examples_that_answer(client):
    told = client.get("/openapi.json").json()
    assert set(ADDRESSES) == set(told["paths"])
    for path, operations in told["paths"].items():
        given = {p["name"]: p.get("example") for p in operations["get"]["parameters"] if p["in"] == "path"}
        answer = client.get(path.format(**given))
        assert answer.status_code == 200, path
