package io.crmstream.example;

import io.crmstream.v1.Contact;
import io.crmstream.v1.ListContactsRequest;
import io.crmstream.v1.ListVisitsRequest;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An example to copy from: streams two lists of a running crmstream server with nothing but the generated stubs, cuts each
 * stream in the middle, resumes it, and proves that nothing was lost or came twice. It is also the test of the Java stubs
 * against the real binary.
 *
 * <p>Streams have no deadline here, since a whole list may take hours on a small upstream quota; keepalive notices a server
 * that is gone.
 */
public final class StreamContactsAndVisits {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:9090";
  private static final int CONTACT_LIMIT = 700; // contacts to stream in the call that is cut
  private static final int RECEIVE_LIMIT = 16 << 20; // bytes of one message

  private StreamContactsAndVisits() {}

  /** Runs the example on the server at the first argument, else at {@code CRMSTREAM_ADDR}, else on this machine. */
  public static void main(String[] args) {
    String address = args.length > 0 ? args[0] : System.getenv().getOrDefault("CRMSTREAM_ADDR", DEFAULT_ADDRESS);
    ManagedChannel channel = connect(address);
    try {
      run(channel);
    } catch (RuntimeException e) {
      System.err.println("StreamContactsAndVisits: " + e.getMessage());
      System.exit(1);
    } finally {
      channel.shutdownNow();
    }
  }

  /** The one channel of the process; it connects when first used. The server speaks plain text on the loopback interface. */
  private static ManagedChannel connect(String address) {
    return Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
        .keepAliveTime(30, TimeUnit.SECONDS)
        .keepAliveTimeout(10, TimeUnit.SECONDS)
        .maxInboundMessageSize(RECEIVE_LIMIT)
        .build();
  }

  private static void run(Channel channel) {
    ListContactsRequest request = ListContactsRequest.newBuilder().setSource("apro").build();
    Contacts allContacts = new Contacts(channel, request);
    Contacts someContacts = new Contacts(channel, request.toBuilder().setLimit(CONTACT_LIMIT).build());
    Checks.resume(someContacts, allContacts, CONTACT_LIMIT);
    printFields(someContacts);

    Visits allVisits = new Visits(channel, ListVisitsRequest.newBuilder().setSource("proxima").build());
    Checks.resume(allVisits, allVisits, 0);

    Checks.unknownSource(new Visits(channel, ListVisitsRequest.newBuilder().setSource("nowhere").build()));
  }

  /** Prints the custom fields of the first contact that has some. */
  private static void printFields(Contacts contacts) {
    List<Contact> found = new ArrayList<>();
    new Position()
        .readOn(
            contacts,
            0,
            (contact, count) -> {
              if (found.isEmpty() && contact.getFieldsCount() > 0) {
                found.add(contact);
              }
            });
    if (found.isEmpty()) {
      throw new IllegalStateException(contacts.name() + ": none has a custom field");
    }
    System.out.printf("custom fields of contact %s:%n", found.get(0).getId());
    new TreeMap<>(found.get(0).getFieldsMap())
        .forEach((key, value) -> System.out.printf("  %s: %s%n", key, Fields.text(value)));
  }
}
