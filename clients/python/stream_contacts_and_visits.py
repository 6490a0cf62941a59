"""Streams contacts and visits, breaks off on purpose, resumes, and proves that nothing was lost and nothing came twice.

Usage: stream_contacts_and_visits.py [HOST:PORT]; by default $CRMSTREAM_ADDR, then 127.0.0.1:9090. The sources are those of
`crmstream demo`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timezone
from decimal import Decimal
from typing import Protocol, TypeVar

import grpc
from crmstream.v1.contacts_pb2 import Contact, ListContactsRequest, ListContactsResponse
from crmstream.v1.contacts_pb2_grpc import ContactsServiceStub
from crmstream.v1.errors_pb2 import ERROR_REASON_UNKNOWN_SOURCE, ErrorReason
from crmstream.v1.field_value_pb2 import FieldValue
from crmstream.v1.stream_pb2 import Summary
from crmstream.v1.visits_pb2 import ListVisitsRequest, ListVisitsResponse, Visit
from crmstream.v1.visits_pb2_grpc import VisitsServiceStub
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", 16 << 20),
    # Pings notice a dead connection under a long stream. gRPC's core stops them on a quiet one unless the last option is 0.
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.http2.max_pings_without_data", 0),
]


# The messages of the two lists. All lists share the fields that `read` uses.
M = TypeVar("M", ListContactsResponse, ListVisitsResponse)
M_co = TypeVar("M_co", covariant=True)


class Call(Protocol[M_co]):
    """A running stream, as the stubs return it."""

    def __iter__(self) -> Iterator[M_co]: ...

    def cancel(self) -> bool: ...


@dataclass
class Part:
    """What one call of a list delivered."""

    ids: list[str] = field(default_factory=list)
    resume_token: str = ""
    summary: Summary | None = None  # Stays None when the call was broken off: only the last message has one.


def read(
    name: str,
    call: Call[M],
    records_of: Callable[[M], Sequence[Contact | Visit]],
    cut_after: int | None = None,
) -> Part:
    """Reads a call to its end or, with cut_after, until so many records came, and then cancels it.

    A stream has no deadline: it may rightly take hours. While it waits for its upstream it sends messages without records.
    """
    part = Part()
    for message in call:
        part.ids += [record.id for record in records_of(message)]
        # A token belongs to its message: it is safe to keep once the message's records are.
        part.resume_token = message.resume_token
        print(f"  {name}: {message.progress.records} records so far")
        if message.HasField("summary"):
            part.summary = message.summary
        if cut_after is not None and len(part.ids) >= cut_after and message.resume_token:
            call.cancel()
            break
    return part


def prove_resumption(
    name: str,
    rpc: Callable[[ListContactsRequest | ListVisitsRequest], Call[M]],
    request: ListContactsRequest | ListVisitsRequest,
    records_of: Callable[[M], Sequence[Contact | Visit]],
) -> None:
    """Reads a list once without a break and once with one in its middle, and compares."""
    whole = read(name, rpc(request), records_of)
    first = read(name, rpc(request), records_of, cut_after=len(whole.ids) // 2)
    check(first.summary is None, f"{name}: the first call was not broken off")

    request.resume_token = first.resume_token  # Otherwise the request stays as it was.
    rest = read(name, rpc(request), records_of)

    ids = first.ids + rest.ids
    check(0 < len(first.ids) < len(ids), f"{name}: nothing was resumed")
    check(len(ids) == len(set(ids)), f"{name}: an id came twice")
    check(set(ids) == set(whole.ids), f"{name}: the ids differ from those of the unbroken stream")
    for part in (whole, rest):
        check_summary(name, part.summary, delivered=len(ids))
    print(f"{name}: {len(first.ids)} + {len(rest.ids)} records are the {len(whole.ids)} of the unbroken stream")


def check_summary(name: str, summary: Summary | None, delivered: int) -> None:
    """Checks that the stream ended well and that its counts, which span resumed calls, add up."""
    if summary is None:
        raise SystemExit(f"{name}: the stream ended without a summary")
    dropped = summary.errors + summary.repeats + summary.out_of_range
    check(summary.delivered == delivered, f"{name}: {summary.delivered} delivered by the summary, {delivered} counted")
    check(summary.read == summary.delivered + dropped, f"{name}: the summary does not add up: {summary}")


def python_value(value: FieldValue) -> object:
    """Returns a custom field as the Python type that fits it, and a value that the server could not read as its raw text."""
    match value.WhichOneof("value"):
        case None:
            return value.raw_text
        case "decimal":
            return Decimal(value.decimal)
        case "date":
            return date.fromisoformat(value.date)
        case "date_time":
            return value.date_time.ToDatetime(timezone.utc)
        case "time":
            return time.fromisoformat(value.time)
        case "option":
            return value.option.text
        case "options":
            return [option.text for option in value.options.options]
        case "files":
            return [file.name for file in value.files.files]
        case "references":
            return [(reference.kind, reference.id) for reference in value.references.references]
        case "point":
            return value.point.latitude, value.point.longitude
        case "range":  # Either end may be open.
            return tuple(getattr(value.range, end) if value.range.HasField(end) else None for end in ("lower", "upper"))
        case plain:  # text, flag and integer.
            return getattr(value, plain)


def print_custom_fields(contacts: Iterable[Contact]) -> None:
    """Prints the custom fields of the first contact that has some."""
    contact = next((contact for contact in contacts if contact.fields), None)
    if contact is None:
        raise SystemExit("no contact has custom fields")
    for key, value in sorted(contact.fields.items()):
        typed = python_value(value)
        print(f"contact {contact.id}, field {key}: {type(typed).__name__} {typed!r}")


def reason_of(error: grpc.RpcError) -> ErrorReason:
    """Returns the reason of an error of crmstream; UNSPECIFIED for others, such as a failed connection.

    Programs branch on the reason: many share one status code.
    """
    status = rpc_status.from_call(error)
    info = ErrorInfo()
    for detail in status.details if status else ():
        if detail.Unpack(info) and info.domain == "crmstream":
            name = f"ERROR_REASON_{info.reason}"
            # A server newer than these stubs may have reasons that they do not know.
            return ErrorReason.Value(name) if name in ErrorReason.keys() else ErrorReason.ERROR_REASON_UNSPECIFIED
    return ErrorReason.ERROR_REASON_UNSPECIFIED


def prove_error_reason(contacts: ContactsServiceStub) -> None:
    """Asks for a source that does not exist and expects to be told so."""
    try:
        read("nowhere", contacts.ListContacts(ListContactsRequest(source="nowhere")), lambda m: m.contacts)
    except grpc.RpcError as error:
        reason = reason_of(error)
        print(f"source nowhere: {ErrorReason.Name(reason)}: {error.details()}")
        check(reason == ERROR_REASON_UNKNOWN_SOURCE, f"{ErrorReason.Name(reason)} where UNKNOWN_SOURCE was due")
    else:
        raise SystemExit("a source that does not exist was answered")


def check(ok: bool, complaint: str) -> None:
    """Ends the program, with the complaint and a failing status, unless ok."""
    if not ok:
        raise SystemExit(complaint)


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CRMSTREAM_ADDR", "127.0.0.1:9090")
    # One channel per process is right; a process that forks opens it after the fork.
    with grpc.insecure_channel(address, options=CHANNEL_OPTIONS) as channel:
        contacts, visits = ContactsServiceStub(channel), VisitsServiceStub(channel)
        # A limit spans resumed calls: both ways end after 700 contacts. The visits are read to the end of the list.
        prove_resumption("contacts", contacts.ListContacts, ListContactsRequest(source="apro", limit=700), lambda m: m.contacts)
        prove_resumption("visits", visits.ListVisits, ListVisitsRequest(source="proxima"), lambda m: m.visits)

        page = contacts.ListContacts(ListContactsRequest(source="apro", page_size=50))
        print_custom_fields(contact for message in page for contact in message.contacts)
        prove_error_reason(contacts)


if __name__ == "__main__":
    main()
