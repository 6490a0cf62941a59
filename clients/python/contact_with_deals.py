"""Looks a contact up, reads its deals with their stages named, and its custom fields as named, typed columns.

Usage: contact_with_deals.py [CONTACT_ID] [--addr HOST:PORT]; by default a contact that has deals, and $CRMSTREAM_ADDR or
127.0.0.1:9090. The source is that of `crmstream demo`.
"""

from __future__ import annotations

import argparse
import os

import grpc
from crmstream.v1.contacts_pb2 import Contact, GetContactRequest, ListContactLinksRequest
from crmstream.v1.contacts_pb2_grpc import ContactsServiceStub
from crmstream.v1.deals_pb2 import Deal, DealOutcome, ListDealsRequest
from crmstream.v1.deals_pb2_grpc import DealsServiceStub
from crmstream.v1.field_pb2 import Field, FieldType
from crmstream.v1.sources_pb2 import ListFieldsRequest
from crmstream.v1.sources_pb2_grpc import SourcesServiceStub

from stream_contacts_and_visits import check, python_value

SOURCE = "apro"


def find_contact_with_deals(deals: DealsServiceStub) -> str:
    """Returns the contact of some deal."""
    for message in deals.ListDeals(ListDealsRequest(source=SOURCE, page_size=20)):
        for deal in message.deals:
            if deal.contact_id:
                return deal.contact_id
    raise SystemExit("no deal has a contact")


def deals_of(deals: DealsServiceStub, contact_id: str) -> list[Deal]:
    """Reads all deals of a contact."""
    found: list[Deal] = []
    for message in deals.ListDeals(ListDealsRequest(source=SOURCE, contact_id=contact_id)):
        found += message.deals
        if message.HasField("summary"):
            print(f"{len(found)} deals for {message.summary.upstream_requests} upstream request(s)")
    return found


def columns(sources: SourcesServiceStub, resource: str) -> dict[str, Field]:
    """Reads the definitions of the custom fields of a list, by the key that its records have them under."""
    request = ListFieldsRequest(source=SOURCE, resource=resource)
    return {field.key: field for message in sources.ListFields(request) for field in message.fields}


def print_fields(contact: Contact, defined: dict[str, Field]) -> None:
    """Prints the custom fields of a contact under their names, and its options with their ids."""
    for key, value in sorted(contact.fields.items(), key=lambda item: int(item[0])):
        field = defined[key]
        ids = [option.id for option in value.options.options] or [value.option.id] * value.HasField("option")
        chosen = f" (options {', '.join(ids)})" if any(ids) else ""
        print(f"  {field.name}: {FieldType.Name(field.type)} {python_value(value)!r}{chosen}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contact_id", nargs="?")
    parser.add_argument("--addr", default=os.environ.get("CRMSTREAM_ADDR", "127.0.0.1:9090"))
    args = parser.parse_args()
    with grpc.insecure_channel(args.addr) as channel:
        contacts, deals, sources = ContactsServiceStub(channel), DealsServiceStub(channel), SourcesServiceStub(channel)
        contact_id = args.contact_id or find_contact_with_deals(deals)

        defined = columns(sources, "contacts")
        answer = contacts.GetContact(GetContactRequest(source=SOURCE, id=contact_id))
        contact = answer.contact
        print(f"contact {contact.id}: {contact.last_name} {contact.first_name}, for {answer.upstream_requests} upstream request(s)")
        print_fields(contact, defined)

        mine = deals_of(deals, contact_id)
        for deal in mine:
            print(f"  deal {deal.id}, {deal.type_name}: {deal.stage_name} ({DealOutcome.Name(deal.outcome)})")
            check(bool(deal.stage_name), f"stage {deal.stage_id} of deal {deal.id} has no name")

        request = ListContactLinksRequest(source=SOURCE, contact_ids=[contact_id])
        linked = {id for message in contacts.ListContactLinks(request) for link in message.contact_links for id in link.deal_ids}
        existing = {deal.id for deal in mine}
        check(existing <= linked, f"the contact's links lack the deals {existing - linked}")
        if not args.contact_id:
            check(bool(mine), "the contact has no deals")


if __name__ == "__main__":
    main()
