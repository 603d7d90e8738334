"""Drives a user through their life with scim2-client, an identity provider's half of SCIM that we did not write.

    client.py URL CLIENT_ID CLIENT_SECRET

The application acts as an administrator; its API types are SCIM and JSON:API. Each payload is held against the schemas that the
server itself publishes; the first thing that is not as it should be ends it.
"""

import sys

from httpx2 import Client
from scim2_client import SCIMClientException
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import PatchOp, PatchOperation, SCIMException

url, client_id, client_secret = sys.argv[1:]
ROLE_OF_USERS = "User"


def token(client_id, client_secret):
    """The answer of the token endpoint."""
    fields = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    return Client().post(f"{url}/oauth2/token", data=fields)


bearer = {"Authorization": f"Bearer {token(client_id, client_secret).json()['access_token']}"}
scim = SyncSCIMClient(Client(base_url=f"{url}/scim/v2", headers=bearer))
scim.discover()
User, Group = scim.get_resource_model("User"), scim.get_resource_model("Group")


def patch(resource, **operation):
    """One operation of a PATCH."""
    model = type(resource)
    scim.modify(model, resource.id, PatchOp[model](operations=[PatchOperation[model](**operation)]))
    return scim.query(model, resource.id)


def found(model, query):
    """The list that a filter gives."""
    return scim.query(model, query_parameters={"filter": query}).resources or []


# --- discovery ---------------------------------------------------------------------------------------------------
configuration = scim.provider.config
assert configuration.patch.supported and configuration.bulk.supported and configuration.etag.supported
assert found(User, 'userName eq "eve@example.com"') == []

# --- the user, and an application that belongs to them ---------------------------------------------------------------
eve = scim.create(
    User(user_name="eve@example.com", external_id="e-1", name=User.Name(given_name="Eve", family_name="Adams"), active=True)
)
assert eve.id and eve.external_id == "e-1" and eve.display_name == "Eve Adams" and eve.meta.version
assert [group.display for group in eve.groups] == [ROLE_OF_USERS]
assert scim.query(User, eve.id).user_name == "eve@example.com"
assert [one.id for one in found(User, 'externalId eq "e-1"')] == [eve.id]

application = {
    "type": "oauthapplications",
    "attributes": {"name": "Eve's robot", "grantType": "client_credentials"},
    "relationships": {"owner": {"data": {"type": "users", "id": eve.id}}},
}
answer = Client().post(
    f"{url}/api/oauthapplications",
    json={"data": application},
    headers={**bearer, "Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
)
assert answer.status_code == 201, answer.text
robot = (answer.json()["data"]["attributes"]["clientId"], answer.json()["meta"]["clientSecret"])


def is_in(robots_token):
    """Whether the robot's token opens the API."""
    answer = Client().get(f"{url}/api/me", headers={"Authorization": f"Bearer {robots_token}"})
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


first = token(*robot).json()["access_token"]
assert is_in(first)

# --- disabled, and enabled again ----------------------------------------------------------------------------------------
eve = patch(eve, op="replace", path="active", value=False)
assert eve.active is False
assert not is_in(first), "a token of a disabled user must be dead"
assert token(*robot).status_code in (400, 401), "and it gets no other one"
eve = patch(eve, op="replace", path="active", value=True)
assert eve.active is True and not is_in(first), "and it stays dead"
second = token(*robot).json()["access_token"]
assert is_in(second)

# --- groups ---------------------------------------------------------------------------------------------------------------
crew = scim.create(Group(display_name="Crew", external_id="g-1", members=[Group.Members(value=eve.id)]))
assert [member.value for member in crew.members] == [eve.id]
assert sorted(group.display for group in scim.query(User, eve.id).groups) == ["Crew", ROLE_OF_USERS]
crew = patch(crew, op="remove", path=f'members[value eq "{eve.id}"]')
assert not crew.members
crew = patch(crew, op="add", path="members", value=[Group.Members(value=eve.id)])
assert [member.display for member in crew.members] == ["Eve Adams"]
try:
    scim.delete(crew)
    sys.exit("a group with members was deleted")
except SCIMException:
    assert scim.query(Group, crew.id).display_name == "Crew"

# --- replaced, by whoever saw the latest version ------------------------------------------------------------------------------
eve = scim.query(User, eve.id)
old = eve.meta.version
eve.name.family_name = "Brown"
eve = scim.replace(eve)
assert eve.display_name == "Eve Brown" and eve.meta.version != old
eve.meta.version, eve.name.family_name = old, "Clark"
try:
    scim.replace(eve)
    sys.exit("an older version was overwritten")
except (SCIMException, SCIMClientException):
    assert scim.query(User, eve.id).display_name == "Eve Brown"

# --- deleted, and back ------------------------------------------------------------------------------------------------------
eve = scim.query(User, eve.id)
scim.delete(eve)
assert not is_in(second)
assert found(User, 'userName eq "eve@example.com"') == []
assert not scim.query(Group, crew.id).members
scim.delete(Group, crew.id)
back = scim.create(User(user_name="eve@example.com", name=User.Name(given_name="Eve", family_name="Adams")))
assert back.id == eve.id and not is_in(second)
print("a user was driven through their life")
