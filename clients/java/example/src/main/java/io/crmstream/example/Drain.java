package io.crmstream.example;

import com.google.protobuf.Duration;
import io.crmstream.v1.EndReason;
import io.crmstream.v1.ListContactsRequest;
import io.crmstream.v1.ListTasksRequest;
import io.crmstream.v1.Summary;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;

/**
 * Reads a list to its end, whatever happens to the server meanwhile, and prints the id of each record on a line of its own.
 * The arguments are {@code contacts} or {@code tasks}, and the address of the server if it is not in {@code CRMSTREAM_ADDR}.
 * The last line, on standard error, tells how many records came in how many calls.
 *
 * <p>A call that failed is continued from the {@link Position}, whose token is that of the last message that was dealt with.
 * {@code make bench-kill} runs this program while it kills the server.
 */
public final class Drain {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:9090";
  private static final int RECEIVE_LIMIT = 16 << 20; // bytes of one message
  private static final long PAUSE_MILLIS = 100; // between a failed call and the next
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1); // without records, until a failure is final

  private final Position at = new Position();
  private int calls; // that brought records

  private Drain() {}

  /** Drains the list that the arguments name. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 1 || args.length > 2) {
      throw new IllegalArgumentException("usage: Drain contacts|tasks [HOST:PORT]");
    }
    String address = args.length > 1 ? args[1] : System.getenv().getOrDefault("CRMSTREAM_ADDR", DEFAULT_ADDRESS);
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .maxInboundMessageSize(RECEIVE_LIMIT)
            .build();
    Drain drain = new Drain();
    try {
      drain.run(named(args[0], channel));
      System.err.printf("%d records in %d calls%n", drain.at.ids().size(), drain.calls);
    } finally {
      channel.shutdownNow();
    }
  }

  /** All contacts or tasks, read from the upstream and not from pages that others have fetched. */
  private static RecordList<?, ?> named(String name, Channel channel) {
    Duration fresh = Duration.getDefaultInstance(); // of no length
    return switch (name) {
      case "contacts" ->
          new Contacts(channel, ListContactsRequest.newBuilder().setSource("apro").setMaxStaleness(fresh).build());
      case "tasks" ->
          new Tasks(channel, ListTasksRequest.newBuilder().setSource("administrate").setMaxStaleness(fresh).build());
      default -> throw new IllegalArgumentException("there is no list " + name + ": use contacts or tasks");
    };
  }

  /**
   * Prints the ids of a list until it ends. A call that fails is continued, unless the failure would come again, or nothing
   * has come for longer than the patience.
   */
  private <M, R> void run(RecordList<M, R> list) throws InterruptedException {
    long heard = System.nanoTime();
    while (at.summary() == null) {
      int before = at.ids().size();
      RuntimeException failure = readOn(list);
      if (at.ids().size() > before) {
        calls++;
        heard = System.nanoTime();
      }
      if (failure != null && System.nanoTime() - heard > PATIENCE_NANOS) {
        throw failure;
      }
      if (failure != null) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    checkSummary(list);
  }

  /** Reads one call and returns how it failed, null if the list has ended or has been received to its end all the same. */
  private <M, R> RuntimeException readOn(RecordList<M, R> list) {
    try {
      // System.out flushes every line, so that ids are out before the position takes over the token of their message.
      at.readOn(list, 0, (record, count) -> System.out.println(list.id(record)));
      return null;
    } catch (StatusRuntimeException e) {
      if (at.summary() != null) {
        return null; // all is there, and without a token another call would start over
      }
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
      return e;
    }
  }

  /** Checks that the server counts as we do; its counts span all calls. */
  private void checkSummary(RecordList<?, ?> list) {
    Summary summary = at.summary();
    if (summary.getEnd() != EndReason.END_REASON_END_OF_LIST
        || summary.getDelivered() != at.ids().size()
        || summary.getErrors() != at.unreadable()) {
      throw new IllegalStateException(
          String.format("%s: got %d records and %d errors, but the summary says %s",
              list.name(), at.ids().size(), at.unreadable(), summary));
    }
  }
}
