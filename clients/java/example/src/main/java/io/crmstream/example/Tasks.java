package io.crmstream.example;

import io.crmstream.v1.ListTasksRequest;
import io.crmstream.v1.ListTasksResponse;
import io.crmstream.v1.RecordError;
import io.crmstream.v1.Summary;
import io.crmstream.v1.Task;
import io.crmstream.v1.TasksServiceGrpc;
import io.grpc.Channel;
import java.util.List;

/** The tasks that a request selects. */
record Tasks(Channel channel, ListTasksRequest request) implements RecordList<ListTasksResponse, Task> {
  @Override
  public String name() {
    return "tasks of " + request.getSource();
  }

  @Override
  public MessageStream<ListTasksResponse> open(String resumeToken) {
    return MessageStream.open(
        TasksServiceGrpc.newStub(channel)::listTasks, request.toBuilder().setResumeToken(resumeToken).build());
  }

  @Override
  public List<Task> records(ListTasksResponse message) {
    return message.getTasksList();
  }

  @Override
  public List<RecordError> recordErrors(ListTasksResponse message) {
    return message.getRecordErrorsList();
  }

  @Override
  public String resumeToken(ListTasksResponse message) {
    return message.getResumeToken();
  }

  @Override
  public Summary summary(ListTasksResponse message) {
    return message.hasSummary() ? message.getSummary() : null;
  }

  @Override
  public String id(Task task) {
    return task.getId();
  }

  @Override
  public String describe(Task task) {
    return task.getStatus();
  }
}
