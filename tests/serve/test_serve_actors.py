"""The page of an actor: roles, what it says and takes part in, with whom, out of all articles."""

import pytest

from onrecord.archive import Archive


@pytest.fixture(scope="module")
def norway(samples):
    with Archive.open(samples) as archive:
        return next(one.id for one in archive.most_named_actors(limit=50) if one.name == "Norway")


def pages(client, actor, **asked):
    found = [client.get(f"/actor/{actor}.json", params=asked).json()]
    while found[-1]["next"]:
        found.append(client.get(f"/actor/{actor}.json", params=asked | {"_next": found[-1]["next"]}).json())
        assert len(found) < 100
    return found


def points(client, actor, **asked):
    return [row["statement"]["point"] for page in pages(client, actor, **asked) for row in page["rows"]]


def test_it_agrees_with_the_archive(client, samples, norway):
    told = client.get(f"/actor/{norway}.json").json()
    with Archive.open(samples) as archive:
        named = {read.article for read in archive.annotations() if any(m.actor == norway for m in read.mentions)}
        stories = {story.id for story in archive.stories() if named & set(story.articles)}
    assert told["n_articles"] == len(named)
    assert told["n_stories"] == len(stories)
    assert {row["id"] for row in told["stories"]} == stories
    page = client.get(f"/actor/{norway}").text
    assert f"<dd>{len(named)}</dd>" in page
    assert "Country or its government" in page


@pytest.mark.parametrize("size", [1, 2, 200])
def test_pages_hold_every_statement_once(client, samples, norway, size):
    found = points(client, norway, _size=size)
    with Archive.open(samples) as archive:
        every = [one.point for one in archive.statements_of_actor(norway, limit=1000)]
    assert found == every != []
    assert len(set(found)) == len(found)


def test_what_it_says_and_what_it_takes_part_in_are_all(client, norway):
    says, part = points(client, norway, what="says"), points(client, norway, what="part")
    assert set(says) | set(part) == set(points(client, norway))
    for row in client.get(f"/actor/{norway}.json?what=says").json()["rows"]:
        assert row["roles"] == ["says"]


def test_roles_have_the_days_on_which_they_were_printed(client, samples):
    with Archive.open(samples) as archive:
        id_ = next(one.id for one in archive.most_named_actors(limit=200) if archive.actor(one.id).roles)
        (role, *_) = archive.actor(id_).roles
        given = [a.published for a in archive.articles_of_actor(id_, limit=500) if role.role in a.roles]
    told = client.get(f"/actor/{id_}.json").json()["roles"][0]
    assert (told["role"], told["first"], told["last"]) == (role.role, min(given), max(given))
    assert role.role in client.get(f"/actor/{id_}").text


def test_the_others_are_those_of_the_statement(client, samples, norway):
    rows = [row for row in client.get(f"/actor/{norway}.json?_size=200").json()["rows"] if row["others"]]
    assert rows
    with Archive.open(samples) as archive:
        for row in rows:
            cast = archive.participating([(row["story"]["id"], row["statement"]["point"])])
            (named,) = cast.values()
            assert {one["id"] for one in row["others"]} == {one.id for one in named} - {norway}
    assert f'href="/actor/{rows[0]["others"][0]["id"]}"' in client.get(f"/actor/{norway}").text


def test_it_is_said_that_names_are_matched_by_rules(client, norway):
    assert "Names are matched by rules" in client.get(f"/actor/{norway}").text


def test_nobody_is_not_there(client):
    assert client.get("/actor/nobody").status_code == client.get("/actor/nobody.json").status_code == 404
