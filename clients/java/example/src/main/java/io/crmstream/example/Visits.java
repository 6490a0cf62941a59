package io.crmstream.example;

import io.crmstream.v1.ListVisitsRequest;
import io.crmstream.v1.ListVisitsResponse;
import io.crmstream.v1.RecordError;
import io.crmstream.v1.Summary;
import io.crmstream.v1.Visit;
import io.crmstream.v1.VisitsServiceGrpc;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;

/** The visits that a request selects. */
record Visits(Channel channel, ListVisitsRequest request) implements RecordList<ListVisitsResponse, Visit> {
  @Override
  public String name() {
    return "visits of " + request.getSource();
  }

  @Override
  public MessageStream<ListVisitsResponse> open(String resumeToken) {
    return MessageStream.open(
        VisitsServiceGrpc.newStub(channel)::listVisits, request.toBuilder().setResumeToken(resumeToken).build());
  }

  @Override
  public List<Visit> records(ListVisitsResponse message) {
    return message.getVisitsList();
  }

  @Override
  public List<RecordError> recordErrors(ListVisitsResponse message) {
    return message.getRecordErrorsList();
  }

  @Override
  public String resumeToken(ListVisitsResponse message) {
    return message.getResumeToken();
  }

  @Override
  public Summary summary(ListVisitsResponse message) {
    return message.hasSummary() ? message.getSummary() : null;
  }

  @Override
  public String id(Visit visit) {
    return visit.getId();
  }

  @Override
  public String describe(Visit visit) {
    // An unset time is not the epoch: ask before reading it.
    String start =
        visit.hasStartTime()
            ? Instant.ofEpochSecond(visit.getStartTime().getSeconds(), visit.getStartTime().getNanos()).toString()
            : "no start";
    return start + " " + visit.getTypeName();
  }
}
