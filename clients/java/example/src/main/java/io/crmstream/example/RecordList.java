package io.crmstream.example;

import io.crmstream.v1.RecordError;
import io.crmstream.v1.Summary;
import java.util.List;

/**
 * One list of the server, with the request that selects from it. Generated messages have no interface in common; this is
 * what all lists share.
 *
 * @param <M> type of the list's messages
 * @param <R> type of its records
 */
interface RecordList<M, R> {
  /** Name for people. */
  String name();

  /** Starts a call, from the start of the list or, if the token is not empty, where an earlier call stood. */
  MessageStream<M> open(String resumeToken);

  List<R> records(M message);

  List<RecordError> recordErrors(M message);

  /** Continues after the message; empty when the list has ended. */
  String resumeToken(M message);

  /** The summary, or null in every message but the last. */
  Summary summary(M message);

  String id(R record);

  /** The record in a few words, for people. */
  String describe(R record);
}
