package io.crmstream.example;

import io.crmstream.v1.EndReason;
import io.crmstream.v1.ErrorReason;
import io.crmstream.v1.Summary;
import io.grpc.StatusRuntimeException;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;

/** Compares what streams deliver with what the API promises. */
final class Checks {
  /** Records between two lines of output. */
  private static final int REPORT_EVERY = 250;

  private Checks() {}

  /**
   * Reads a list in two calls, the first of which it cuts in the middle, and checks that this gives what an uncut stream
   * gives: the first {@code limit} records of {@code whole}, or all of it if {@code limit} is 0.
   */
  static <M, R> void resume(RecordList<M, R> list, RecordList<M, R> whole, int limit) {
    Position uncut = new Position();
    uncut.readOn(whole, 0, (record, count) -> {});
    summary(list.name() + ", uncut", uncut, EndReason.END_REASON_END_OF_LIST);
    List<String> want = uncut.ids();
    EndReason end = EndReason.END_REASON_END_OF_LIST;
    if (limit > 0 && limit < want.size()) {
      want = want.subList(0, limit);
      end = EndReason.END_REASON_LIMIT;
    }

    BiConsumer<R, Integer> show =
        (record, count) -> {
          if (count % REPORT_EVERY == 0) {
            System.out.printf("%s: %d, %s: %s%n", list.name(), count, list.id(record), list.describe(record));
          }
        };
    Position at = new Position();
    at.readOn(list, want.size() / 2, show);
    require(!at.resumeToken().isEmpty(), "%s: the stream ended before it could be cut", list.name());
    System.out.printf("%s: cut after %d, resuming%n", list.name(), at.ids().size());
    at.readOn(list, 0, show);
    summary(list.name() + ", resumed", at, end);
    require(at.ids().equals(want),
        "%s: %d records in two calls are not the %d of an uncut stream", list.name(), at.ids().size(), want.size());
    System.out.printf("%s: %d in two calls, the same as uncut%n", list.name(), at.ids().size());
  }

  /**
   * Checks that a list which was read from its start has ended as it should, with each record once and with counts that
   * fit.
   */
  private static void summary(String name, Position at, EndReason end) {
    Summary s = at.summary();
    int got = at.ids().size();
    int twice = got - new HashSet<>(at.ids()).size();
    require(s.getEnd() == end, "%s: ended with %s, not %s", name, s.getEnd(), end);
    require(twice == 0, "%s: %d of %d records came twice", name, twice, got);
    require(s.getDelivered() == got && s.getErrors() == at.unreadable(),
        "%s: got %d records and %d errors, but the summary says: %s", name, got, at.unreadable(), counts(s));
    require(s.getRead() == s.getDelivered() + s.getErrors() + s.getRepeats() + s.getOutOfRange(),
        "%s: the summary's counts do not fit: %s", name, counts(s));
  }

  /** Checks that a list of a source that is not configured is refused, and with the right reason. */
  static void unknownSource(RecordList<?, ?> list) {
    try {
      new Position().readOn(list, 0, (record, count) -> {});
    } catch (StatusRuntimeException e) {
      ErrorReason reason = Reasons.of(e);
      if (reason != ErrorReason.ERROR_REASON_UNKNOWN_SOURCE) {
        throw new IllegalStateException(list.name() + ": refused as " + reason + ", not as an unknown source", e);
      }
      System.out.printf("%s: refused as it should be: %s%n", list.name(), e.getStatus().getDescription());
      return;
    }
    throw new IllegalStateException(list.name() + ": was not refused");
  }

  private static String counts(Summary s) {
    return String.format("read %d, delivered %d, errors %d, repeats %d, outside the range %d",
        s.getRead(), s.getDelivered(), s.getErrors(), s.getRepeats(), s.getOutOfRange());
  }

  private static void require(boolean holds, String format, Object... args) {
    if (!holds) {
      throw new IllegalStateException(String.format(format, args));
    }
  }
}
