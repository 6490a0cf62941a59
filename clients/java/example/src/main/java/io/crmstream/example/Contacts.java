package io.crmstream.example;

import io.crmstream.v1.Contact;
import io.crmstream.v1.ContactsServiceGrpc;
import io.crmstream.v1.ListContactsRequest;
import io.crmstream.v1.ListContactsResponse;
import io.crmstream.v1.RecordError;
import io.crmstream.v1.Summary;
import io.grpc.Channel;
import java.util.List;

/** The contacts that a request selects. */
record Contacts(Channel channel, ListContactsRequest request) implements RecordList<ListContactsResponse, Contact> {
  @Override
  public String name() {
    return "contacts of " + request.getSource();
  }

  @Override
  public MessageStream<ListContactsResponse> open(String resumeToken) {
    // A token continues the same request only.
    return MessageStream.open(
        ContactsServiceGrpc.newStub(channel)::listContacts, request.toBuilder().setResumeToken(resumeToken).build());
  }

  @Override
  public List<Contact> records(ListContactsResponse message) {
    return message.getContactsList();
  }

  @Override
  public List<RecordError> recordErrors(ListContactsResponse message) {
    return message.getRecordErrorsList();
  }

  @Override
  public String resumeToken(ListContactsResponse message) {
    return message.getResumeToken();
  }

  @Override
  public Summary summary(ListContactsResponse message) {
    return message.hasSummary() ? message.getSummary() : null;
  }

  @Override
  public String id(Contact contact) {
    return contact.getId();
  }

  @Override
  public String describe(Contact contact) {
    return contact.getFirstName() + " " + contact.getLastName();
  }
}
