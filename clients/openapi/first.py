"""A first program on a client that openapi-python-client makes of /openapi.json: a list as a document, look-ups, and an error."""

import os

from crmstream_openapi import Client
from crmstream_openapi.api.contacts_service import batch_get_contacts, get_contact, list_contacts
from crmstream_openapi.models import BatchGetContactsResponse, Contact, ErrorBody, GetContactResponse, ListContactsResponse
from crmstream_openapi.types import UNSET, Unset

SOURCE = "apro"


def main() -> None:
    client = Client(base_url=os.environ.get("CRMSTREAM_HTTP", "http://127.0.0.1:8080"))

    contacts: list[Contact] = []
    token: str | Unset = UNSET
    for _ in range(2):
        page = list_contacts.sync(SOURCE, client=client, page_size=5, resume_token=token)
        assert isinstance(page, ListContactsResponse), page
        contacts += page.contacts
        token = page.resume_token
        assert page.summary.upstream_requests is not UNSET, "a document tells its cost"
    ids = [contact.id for contact in contacts if contact.id]
    assert len(set(ids)) == 10, "two pages have ten contacts, which differ"

    one = get_contact.sync(SOURCE, ids[0], client=client)
    assert isinstance(one, GetContactResponse) and one.contact.id == ids[0], one

    some = batch_get_contacts.sync(SOURCE, client=client, ids=[ids[1], "999999999"])
    assert isinstance(some, BatchGetContactsResponse), some
    assert some.contacts[0].id == ids[1] and some.missing_ids == ["999999999"], some

    refused = list_contacts.sync_detailed(SOURCE, client=client, limit=-1)
    assert refused.status_code == 400 and isinstance(refused.parsed, ErrorBody), refused
    assert refused.parsed.error.status == "INVALID_ARGUMENT", refused
    print(f"openapi-python-client: read {len(contacts)} contacts, looked 2 up, and was refused: {refused.parsed.error.message}")


if __name__ == "__main__":
    main()
