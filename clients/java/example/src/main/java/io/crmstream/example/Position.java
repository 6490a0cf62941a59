package io.crmstream.example;

import io.crmstream.v1.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How far a list was read. Stored together with the records, in one transaction say, it is all that is needed to go on
 * after a crash.
 */
final class Position {
  private final List<String> ids = new ArrayList<>();
  private int unreadable;
  private String resumeToken = "";
  private Summary summary;

  /** Ids of the records read. */
  List<String> ids() {
    return Collections.unmodifiableList(ids);
  }

  /** How many records were there but could not be read. */
  int unreadable() {
    return unreadable;
  }

  /** Where to go on; empty before the first message and after the last. */
  String resumeToken() {
    return resumeToken;
  }

  /** What the server said at the end, null before. */
  Summary summary() {
    return summary;
  }

  /**
   * Reads on from this position until the list ends or, if {@code enough} is not 0, until so many records were read and the
   * list can be resumed.
   *
   * @param handle called for each record, with how many there are now
   * @throws io.grpc.StatusRuntimeException if the call fails; the position stands and can be read on from
   */
  <M, R> void readOn(RecordList<M, R> list, int enough, BiConsumer<R, Integer> handle) {
    try (MessageStream<M> messages = list.open(resumeToken)) {
      while (messages.hasNext()) {
        M message = messages.next();
        for (R record : list.records(message)) {
          ids.add(list.id(record));
          handle.accept(record, ids.size());
        }
        unreadable += list.recordErrors(message).size();
        // The token is taken over after the records of its message, never before.
        resumeToken = list.resumeToken(message);
        summary = list.summary(message);
        if (enough > 0 && ids.size() >= enough && !resumeToken.isEmpty()) {
          return; // closing the stream cancels the call
        }
      }
    }
    if (summary == null) {
      throw new IllegalStateException(list.name() + ": the stream ended without a summary: records may be missing");
    }
  }
}
