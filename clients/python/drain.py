"""Reads a list to its end, whatever happens to the server meanwhile, and prints the id of each record on a line of its own.

Usage: drain.py contacts|tasks [HOST:PORT]; by default $CRMSTREAM_ADDR, then 127.0.0.1:9090. The sources are those of
`crmstream demo`. The last line, on standard error, tells how many records came in how many calls.

The token of a message is taken over once its records are dealt with, a call that failed is continued from there, and a
stream that ends without a summary has failed. `make bench-kill` runs this program while it kills the server.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import grpc
from crmstream.v1.contacts_pb2 import Contact, ListContactsRequest, ListContactsResponse
from crmstream.v1.contacts_pb2_grpc import ContactsServiceStub
from crmstream.v1.stream_pb2 import END_REASON_END_OF_LIST, Summary
from crmstream.v1.tasks_pb2 import ListTasksRequest, ListTasksResponse, Task
from crmstream.v1.tasks_pb2_grpc import TasksServiceStub
from google.protobuf.duration_pb2 import Duration

from stream_contacts_and_visits import CHANNEL_OPTIONS, check

PAUSE = 0.1  # Seconds between a failed call and the next.
PATIENCE = 60  # Seconds without any message, until a failure is final.

# A server that was restarted is back soon, so the waits between attempts to connect stay short.
OPTIONS = [*CHANNEL_OPTIONS, ("grpc.initial_reconnect_backoff_ms", 100), ("grpc.max_reconnect_backoff_ms", 1000)]

# Starts a call of a list, from its start or where an earlier one stood.
Open = Callable[[str], Iterator[ListContactsResponse | ListTasksResponse]]
RecordsOf = Callable[[ListContactsResponse | ListTasksResponse], Sequence[Contact | Task]]


@dataclass
class Position:
    """How far a list was read. A program that must survive its own end stores it together with the records."""

    records: int = 0
    unreadable: int = 0
    calls: int = 0  # That brought something.
    resume_token: str = ""  # Empty before the first message and after the last.
    summary: Summary | None = None


def drain(open_call: Open, records_of: RecordsOf) -> Position:
    """Prints the ids of a list until it ends.

    A call that fails is continued where its last message stood, unless the failure would come again, or nothing has come for
    longer than PATIENCE.
    """
    at = Position()
    heard = time.monotonic()
    while True:
        calls = at.calls
        try:
            read_on(open_call, records_of, at)
            if at.summary is not None:
                return at
            failure: Exception = EOFError("the stream ended without a summary: records may be missing")
        except grpc.RpcError as error:
            if at.summary is not None:
                return at  # All is there, and without a token another call would start over.
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            failure = error
        if at.calls > calls:
            heard = time.monotonic()
        if time.monotonic() - heard > PATIENCE:
            raise failure
        time.sleep(PAUSE)


def read_on(open_call: Open, records_of: RecordsOf, at: Position) -> None:
    """Prints the ids of one call, from a position on.

    The position moves on once a message's ids are printed, never before: what was printed is not asked for again, and what
    was not printed is.
    """
    for number, message in enumerate(open_call(at.resume_token)):
        records = records_of(message)
        sys.stdout.write("".join(f"{record.id}\n" for record in records))
        sys.stdout.flush()
        at.records += len(records)
        at.unreadable += len(message.record_errors)
        at.resume_token = message.resume_token
        at.summary = message.summary if message.HasField("summary") else None
        at.calls += number == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", choices=["contacts", "tasks"])
    parser.add_argument("address", nargs="?", default=os.environ.get("CRMSTREAM_ADDR", "127.0.0.1:9090"))
    args = parser.parse_args()
    fresh = Duration()  # Of no length: read from the upstream, and not from pages that others have fetched.
    with grpc.insecure_channel(args.address, options=OPTIONS) as channel:
        contacts, tasks = ContactsServiceStub(channel), TasksServiceStub(channel)
        if args.list == "contacts":
            at = drain(
                lambda token: contacts.ListContacts(ListContactsRequest(source="apro", max_staleness=fresh, resume_token=token)),
                lambda message: message.contacts,
            )
        else:
            at = drain(
                lambda token: tasks.ListTasks(ListTasksRequest(source="administrate", max_staleness=fresh, resume_token=token)),
                lambda message: message.tasks,
            )
    summary = at.summary
    check(summary is not None and summary.end == END_REASON_END_OF_LIST, f"ended with {summary}")
    check(
        (summary.delivered, summary.errors) == (at.records, at.unreadable),
        f"got {at.records} records and {at.unreadable} errors, but the summary says {summary}",
    )
    print(f"{at.records} records in {at.calls} calls", file=sys.stderr)


if __name__ == "__main__":
    main()
