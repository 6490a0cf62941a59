package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * TasksService reads and writes tasks.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TasksServiceGrpc {

  private TasksServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.TasksService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListTasksRequest,
      io.crmstream.v1.ListTasksResponse> getListTasksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTasks",
      requestType = io.crmstream.v1.ListTasksRequest.class,
      responseType = io.crmstream.v1.ListTasksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListTasksRequest,
      io.crmstream.v1.ListTasksResponse> getListTasksMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListTasksRequest, io.crmstream.v1.ListTasksResponse> getListTasksMethod;
    if ((getListTasksMethod = TasksServiceGrpc.getListTasksMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getListTasksMethod = TasksServiceGrpc.getListTasksMethod) == null) {
          TasksServiceGrpc.getListTasksMethod = getListTasksMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListTasksRequest, io.crmstream.v1.ListTasksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTasks"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListTasksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListTasksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("ListTasks"))
              .build();
        }
      }
    }
    return getListTasksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetTaskRequest,
      io.crmstream.v1.GetTaskResponse> getGetTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTask",
      requestType = io.crmstream.v1.GetTaskRequest.class,
      responseType = io.crmstream.v1.GetTaskResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetTaskRequest,
      io.crmstream.v1.GetTaskResponse> getGetTaskMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetTaskRequest, io.crmstream.v1.GetTaskResponse> getGetTaskMethod;
    if ((getGetTaskMethod = TasksServiceGrpc.getGetTaskMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getGetTaskMethod = TasksServiceGrpc.getGetTaskMethod) == null) {
          TasksServiceGrpc.getGetTaskMethod = getGetTaskMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetTaskRequest, io.crmstream.v1.GetTaskResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetTaskResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("GetTask"))
              .build();
        }
      }
    }
    return getGetTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetTasksRequest,
      io.crmstream.v1.BatchGetTasksResponse> getBatchGetTasksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetTasks",
      requestType = io.crmstream.v1.BatchGetTasksRequest.class,
      responseType = io.crmstream.v1.BatchGetTasksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetTasksRequest,
      io.crmstream.v1.BatchGetTasksResponse> getBatchGetTasksMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetTasksRequest, io.crmstream.v1.BatchGetTasksResponse> getBatchGetTasksMethod;
    if ((getBatchGetTasksMethod = TasksServiceGrpc.getBatchGetTasksMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getBatchGetTasksMethod = TasksServiceGrpc.getBatchGetTasksMethod) == null) {
          TasksServiceGrpc.getBatchGetTasksMethod = getBatchGetTasksMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetTasksRequest, io.crmstream.v1.BatchGetTasksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetTasks"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetTasksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetTasksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("BatchGetTasks"))
              .build();
        }
      }
    }
    return getBatchGetTasksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateTaskRequest,
      io.crmstream.v1.CreateTaskResponse> getCreateTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateTask",
      requestType = io.crmstream.v1.CreateTaskRequest.class,
      responseType = io.crmstream.v1.CreateTaskResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateTaskRequest,
      io.crmstream.v1.CreateTaskResponse> getCreateTaskMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateTaskRequest, io.crmstream.v1.CreateTaskResponse> getCreateTaskMethod;
    if ((getCreateTaskMethod = TasksServiceGrpc.getCreateTaskMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getCreateTaskMethod = TasksServiceGrpc.getCreateTaskMethod) == null) {
          TasksServiceGrpc.getCreateTaskMethod = getCreateTaskMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateTaskRequest, io.crmstream.v1.CreateTaskResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateTaskResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("CreateTask"))
              .build();
        }
      }
    }
    return getCreateTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateTaskRequest,
      io.crmstream.v1.UpdateTaskResponse> getUpdateTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateTask",
      requestType = io.crmstream.v1.UpdateTaskRequest.class,
      responseType = io.crmstream.v1.UpdateTaskResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateTaskRequest,
      io.crmstream.v1.UpdateTaskResponse> getUpdateTaskMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateTaskRequest, io.crmstream.v1.UpdateTaskResponse> getUpdateTaskMethod;
    if ((getUpdateTaskMethod = TasksServiceGrpc.getUpdateTaskMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getUpdateTaskMethod = TasksServiceGrpc.getUpdateTaskMethod) == null) {
          TasksServiceGrpc.getUpdateTaskMethod = getUpdateTaskMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateTaskRequest, io.crmstream.v1.UpdateTaskResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateTaskResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("UpdateTask"))
              .build();
        }
      }
    }
    return getUpdateTaskMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteTaskRequest,
      io.crmstream.v1.DeleteTaskResponse> getDeleteTaskMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteTask",
      requestType = io.crmstream.v1.DeleteTaskRequest.class,
      responseType = io.crmstream.v1.DeleteTaskResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteTaskRequest,
      io.crmstream.v1.DeleteTaskResponse> getDeleteTaskMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteTaskRequest, io.crmstream.v1.DeleteTaskResponse> getDeleteTaskMethod;
    if ((getDeleteTaskMethod = TasksServiceGrpc.getDeleteTaskMethod) == null) {
      synchronized (TasksServiceGrpc.class) {
        if ((getDeleteTaskMethod = TasksServiceGrpc.getDeleteTaskMethod) == null) {
          TasksServiceGrpc.getDeleteTaskMethod = getDeleteTaskMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteTaskRequest, io.crmstream.v1.DeleteTaskResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteTask"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteTaskRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteTaskResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TasksServiceMethodDescriptorSupplier("DeleteTask"))
              .build();
        }
      }
    }
    return getDeleteTaskMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TasksServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TasksServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TasksServiceStub>() {
        @java.lang.Override
        public TasksServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TasksServiceStub(channel, callOptions);
        }
      };
    return TasksServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TasksServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TasksServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TasksServiceBlockingV2Stub>() {
        @java.lang.Override
        public TasksServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TasksServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TasksServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TasksServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TasksServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TasksServiceBlockingStub>() {
        @java.lang.Override
        public TasksServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TasksServiceBlockingStub(channel, callOptions);
        }
      };
    return TasksServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TasksServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TasksServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TasksServiceFutureStub>() {
        @java.lang.Override
        public TasksServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TasksServiceFutureStub(channel, callOptions);
        }
      };
    return TasksServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListTasks streams tasks: by id from a REST API, by creation from a GraphQL API. Every task that exists throughout
     * the scan is delivered exactly once. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listTasks(io.crmstream.v1.ListTasksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListTasksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTasksMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetTask reads one task. Unlike a record of ListTasks, the task has no deal. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getTask(io.crmstream.v1.GetTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetTaskResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetTasks reads many tasks. Ids are whole numbers without leading zeros. Ids that do not exist are returned in
     * `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetTasks(io.crmstream.v1.BatchGetTasksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetTasksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetTasksMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateTask creates a task and returns it as the source shows it. Upstream: POST /crm/tasks. At most one effect for
     * a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void createTask(io.crmstream.v1.CreateTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateTaskResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateTask changes the fields of a task that `update_mask` names. Upstream: PUT /crm/tasks/{id}. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateTask(io.crmstream.v1.UpdateTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateTaskResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateTaskMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteTask deletes a task. Upstream: DELETE /crm/tasks/{id}. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void deleteTask(io.crmstream.v1.DeleteTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteTaskResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteTaskMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TasksService.
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public static abstract class TasksServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TasksServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TasksService.
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public static final class TasksServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TasksServiceStub> {
    private TasksServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TasksServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TasksServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListTasks streams tasks: by id from a REST API, by creation from a GraphQL API. Every task that exists throughout
     * the scan is delivered exactly once. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listTasks(io.crmstream.v1.ListTasksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListTasksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListTasksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetTask reads one task. Unlike a record of ListTasks, the task has no deal. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getTask(io.crmstream.v1.GetTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetTaskResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetTasks reads many tasks. Ids are whole numbers without leading zeros. Ids that do not exist are returned in
     * `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetTasks(io.crmstream.v1.BatchGetTasksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetTasksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetTasksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateTask creates a task and returns it as the source shows it. Upstream: POST /crm/tasks. At most one effect for
     * a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void createTask(io.crmstream.v1.CreateTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateTaskResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateTask changes the fields of a task that `update_mask` names. Upstream: PUT /crm/tasks/{id}. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateTask(io.crmstream.v1.UpdateTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateTaskResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateTaskMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteTask deletes a task. Upstream: DELETE /crm/tasks/{id}. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void deleteTask(io.crmstream.v1.DeleteTaskRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteTaskResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteTaskMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TasksService.
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public static final class TasksServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TasksServiceBlockingV2Stub> {
    private TasksServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TasksServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TasksServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListTasks streams tasks: by id from a REST API, by creation from a GraphQL API. Every task that exists throughout
     * the scan is delivered exactly once. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListTasksResponse>
        listTasks(io.crmstream.v1.ListTasksRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetTask reads one task. Unlike a record of ListTasks, the task has no deal. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetTaskResponse getTask(io.crmstream.v1.GetTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetTasks reads many tasks. Ids are whole numbers without leading zeros. Ids that do not exist are returned in
     * `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetTasksResponse batchGetTasks(io.crmstream.v1.BatchGetTasksRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateTask creates a task and returns it as the source shows it. Upstream: POST /crm/tasks. At most one effect for
     * a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateTaskResponse createTask(io.crmstream.v1.CreateTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateTask changes the fields of a task that `update_mask` names. Upstream: PUT /crm/tasks/{id}. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateTaskResponse updateTask(io.crmstream.v1.UpdateTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteTask deletes a task. Upstream: DELETE /crm/tasks/{id}. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteTaskResponse deleteTask(io.crmstream.v1.DeleteTaskRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteTaskMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TasksService.
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public static final class TasksServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TasksServiceBlockingStub> {
    private TasksServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TasksServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TasksServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListTasks streams tasks: by id from a REST API, by creation from a GraphQL API. Every task that exists throughout
     * the scan is delivered exactly once. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListTasksResponse> listTasks(
        io.crmstream.v1.ListTasksRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetTask reads one task. Unlike a record of ListTasks, the task has no deal. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetTaskResponse getTask(io.crmstream.v1.GetTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetTasks reads many tasks. Ids are whole numbers without leading zeros. Ids that do not exist are returned in
     * `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetTasksResponse batchGetTasks(io.crmstream.v1.BatchGetTasksRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetTasksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateTask creates a task and returns it as the source shows it. Upstream: POST /crm/tasks. At most one effect for
     * a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateTaskResponse createTask(io.crmstream.v1.CreateTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateTask changes the fields of a task that `update_mask` names. Upstream: PUT /crm/tasks/{id}. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateTaskResponse updateTask(io.crmstream.v1.UpdateTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateTaskMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteTask deletes a task. Upstream: DELETE /crm/tasks/{id}. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteTaskResponse deleteTask(io.crmstream.v1.DeleteTaskRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteTaskMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TasksService.
   * <pre>
   * TasksService reads and writes tasks.
   * </pre>
   */
  public static final class TasksServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TasksServiceFutureStub> {
    private TasksServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TasksServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TasksServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetTask reads one task. Unlike a record of ListTasks, the task has no deal. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetTaskResponse> getTask(
        io.crmstream.v1.GetTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetTasks reads many tasks. Ids are whole numbers without leading zeros. Ids that do not exist are returned in
     * `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetTasksResponse> batchGetTasks(
        io.crmstream.v1.BatchGetTasksRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetTasksMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateTask creates a task and returns it as the source shows it. Upstream: POST /crm/tasks. At most one effect for
     * a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateTaskResponse> createTask(
        io.crmstream.v1.CreateTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateTask changes the fields of a task that `update_mask` names. Upstream: PUT /crm/tasks/{id}. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateTaskResponse> updateTask(
        io.crmstream.v1.UpdateTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateTaskMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteTask deletes a task. Upstream: DELETE /crm/tasks/{id}. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteTaskResponse> deleteTask(
        io.crmstream.v1.DeleteTaskRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteTaskMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_TASKS = 0;
  private static final int METHODID_GET_TASK = 1;
  private static final int METHODID_BATCH_GET_TASKS = 2;
  private static final int METHODID_CREATE_TASK = 3;
  private static final int METHODID_UPDATE_TASK = 4;
  private static final int METHODID_DELETE_TASK = 5;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_LIST_TASKS:
          serviceImpl.listTasks((io.crmstream.v1.ListTasksRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListTasksResponse>) responseObserver);
          break;
        case METHODID_GET_TASK:
          serviceImpl.getTask((io.crmstream.v1.GetTaskRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetTaskResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_TASKS:
          serviceImpl.batchGetTasks((io.crmstream.v1.BatchGetTasksRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetTasksResponse>) responseObserver);
          break;
        case METHODID_CREATE_TASK:
          serviceImpl.createTask((io.crmstream.v1.CreateTaskRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateTaskResponse>) responseObserver);
          break;
        case METHODID_UPDATE_TASK:
          serviceImpl.updateTask((io.crmstream.v1.UpdateTaskRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateTaskResponse>) responseObserver);
          break;
        case METHODID_DELETE_TASK:
          serviceImpl.deleteTask((io.crmstream.v1.DeleteTaskRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteTaskResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getListTasksMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListTasksRequest,
              io.crmstream.v1.ListTasksResponse>(
                service, METHODID_LIST_TASKS)))
        .addMethod(
          getGetTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetTaskRequest,
              io.crmstream.v1.GetTaskResponse>(
                service, METHODID_GET_TASK)))
        .addMethod(
          getBatchGetTasksMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetTasksRequest,
              io.crmstream.v1.BatchGetTasksResponse>(
                service, METHODID_BATCH_GET_TASKS)))
        .addMethod(
          getCreateTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateTaskRequest,
              io.crmstream.v1.CreateTaskResponse>(
                service, METHODID_CREATE_TASK)))
        .addMethod(
          getUpdateTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateTaskRequest,
              io.crmstream.v1.UpdateTaskResponse>(
                service, METHODID_UPDATE_TASK)))
        .addMethod(
          getDeleteTaskMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteTaskRequest,
              io.crmstream.v1.DeleteTaskResponse>(
                service, METHODID_DELETE_TASK)))
        .build();
  }

  private static abstract class TasksServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TasksServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.TasksProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TasksService");
    }
  }

  private static final class TasksServiceFileDescriptorSupplier
      extends TasksServiceBaseDescriptorSupplier {
    TasksServiceFileDescriptorSupplier() {}
  }

  private static final class TasksServiceMethodDescriptorSupplier
      extends TasksServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TasksServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (TasksServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TasksServiceFileDescriptorSupplier())
              .addMethod(getListTasksMethod())
              .addMethod(getGetTaskMethod())
              .addMethod(getBatchGetTasksMethod())
              .addMethod(getCreateTaskMethod())
              .addMethod(getUpdateTaskMethod())
              .addMethod(getDeleteTaskMethod())
              .build();
        }
      }
    }
    return result;
  }
}
