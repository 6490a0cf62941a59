package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * CalendarService reads and writes events of calendars.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class CalendarServiceGrpc {

  private CalendarServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.CalendarService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListCalendarEventsRequest,
      io.crmstream.v1.ListCalendarEventsResponse> getListCalendarEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCalendarEvents",
      requestType = io.crmstream.v1.ListCalendarEventsRequest.class,
      responseType = io.crmstream.v1.ListCalendarEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListCalendarEventsRequest,
      io.crmstream.v1.ListCalendarEventsResponse> getListCalendarEventsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListCalendarEventsRequest, io.crmstream.v1.ListCalendarEventsResponse> getListCalendarEventsMethod;
    if ((getListCalendarEventsMethod = CalendarServiceGrpc.getListCalendarEventsMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getListCalendarEventsMethod = CalendarServiceGrpc.getListCalendarEventsMethod) == null) {
          CalendarServiceGrpc.getListCalendarEventsMethod = getListCalendarEventsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListCalendarEventsRequest, io.crmstream.v1.ListCalendarEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCalendarEvents"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCalendarEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCalendarEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("ListCalendarEvents"))
              .build();
        }
      }
    }
    return getListCalendarEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetCalendarEventRequest,
      io.crmstream.v1.GetCalendarEventResponse> getGetCalendarEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCalendarEvent",
      requestType = io.crmstream.v1.GetCalendarEventRequest.class,
      responseType = io.crmstream.v1.GetCalendarEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetCalendarEventRequest,
      io.crmstream.v1.GetCalendarEventResponse> getGetCalendarEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetCalendarEventRequest, io.crmstream.v1.GetCalendarEventResponse> getGetCalendarEventMethod;
    if ((getGetCalendarEventMethod = CalendarServiceGrpc.getGetCalendarEventMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getGetCalendarEventMethod = CalendarServiceGrpc.getGetCalendarEventMethod) == null) {
          CalendarServiceGrpc.getGetCalendarEventMethod = getGetCalendarEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetCalendarEventRequest, io.crmstream.v1.GetCalendarEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCalendarEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetCalendarEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetCalendarEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("GetCalendarEvent"))
              .build();
        }
      }
    }
    return getGetCalendarEventMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateCalendarEventRequest,
      io.crmstream.v1.CreateCalendarEventResponse> getCreateCalendarEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateCalendarEvent",
      requestType = io.crmstream.v1.CreateCalendarEventRequest.class,
      responseType = io.crmstream.v1.CreateCalendarEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateCalendarEventRequest,
      io.crmstream.v1.CreateCalendarEventResponse> getCreateCalendarEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateCalendarEventRequest, io.crmstream.v1.CreateCalendarEventResponse> getCreateCalendarEventMethod;
    if ((getCreateCalendarEventMethod = CalendarServiceGrpc.getCreateCalendarEventMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getCreateCalendarEventMethod = CalendarServiceGrpc.getCreateCalendarEventMethod) == null) {
          CalendarServiceGrpc.getCreateCalendarEventMethod = getCreateCalendarEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateCalendarEventRequest, io.crmstream.v1.CreateCalendarEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateCalendarEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateCalendarEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateCalendarEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("CreateCalendarEvent"))
              .build();
        }
      }
    }
    return getCreateCalendarEventMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateCalendarEventRequest,
      io.crmstream.v1.UpdateCalendarEventResponse> getUpdateCalendarEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateCalendarEvent",
      requestType = io.crmstream.v1.UpdateCalendarEventRequest.class,
      responseType = io.crmstream.v1.UpdateCalendarEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateCalendarEventRequest,
      io.crmstream.v1.UpdateCalendarEventResponse> getUpdateCalendarEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateCalendarEventRequest, io.crmstream.v1.UpdateCalendarEventResponse> getUpdateCalendarEventMethod;
    if ((getUpdateCalendarEventMethod = CalendarServiceGrpc.getUpdateCalendarEventMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getUpdateCalendarEventMethod = CalendarServiceGrpc.getUpdateCalendarEventMethod) == null) {
          CalendarServiceGrpc.getUpdateCalendarEventMethod = getUpdateCalendarEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateCalendarEventRequest, io.crmstream.v1.UpdateCalendarEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateCalendarEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateCalendarEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateCalendarEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("UpdateCalendarEvent"))
              .build();
        }
      }
    }
    return getUpdateCalendarEventMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteCalendarEventRequest,
      io.crmstream.v1.DeleteCalendarEventResponse> getDeleteCalendarEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteCalendarEvent",
      requestType = io.crmstream.v1.DeleteCalendarEventRequest.class,
      responseType = io.crmstream.v1.DeleteCalendarEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteCalendarEventRequest,
      io.crmstream.v1.DeleteCalendarEventResponse> getDeleteCalendarEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteCalendarEventRequest, io.crmstream.v1.DeleteCalendarEventResponse> getDeleteCalendarEventMethod;
    if ((getDeleteCalendarEventMethod = CalendarServiceGrpc.getDeleteCalendarEventMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getDeleteCalendarEventMethod = CalendarServiceGrpc.getDeleteCalendarEventMethod) == null) {
          CalendarServiceGrpc.getDeleteCalendarEventMethod = getDeleteCalendarEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteCalendarEventRequest, io.crmstream.v1.DeleteCalendarEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteCalendarEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteCalendarEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteCalendarEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("DeleteCalendarEvent"))
              .build();
        }
      }
    }
    return getDeleteCalendarEventMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UndeleteCalendarEventRequest,
      io.crmstream.v1.UndeleteCalendarEventResponse> getUndeleteCalendarEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UndeleteCalendarEvent",
      requestType = io.crmstream.v1.UndeleteCalendarEventRequest.class,
      responseType = io.crmstream.v1.UndeleteCalendarEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UndeleteCalendarEventRequest,
      io.crmstream.v1.UndeleteCalendarEventResponse> getUndeleteCalendarEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UndeleteCalendarEventRequest, io.crmstream.v1.UndeleteCalendarEventResponse> getUndeleteCalendarEventMethod;
    if ((getUndeleteCalendarEventMethod = CalendarServiceGrpc.getUndeleteCalendarEventMethod) == null) {
      synchronized (CalendarServiceGrpc.class) {
        if ((getUndeleteCalendarEventMethod = CalendarServiceGrpc.getUndeleteCalendarEventMethod) == null) {
          CalendarServiceGrpc.getUndeleteCalendarEventMethod = getUndeleteCalendarEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UndeleteCalendarEventRequest, io.crmstream.v1.UndeleteCalendarEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UndeleteCalendarEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UndeleteCalendarEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UndeleteCalendarEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CalendarServiceMethodDescriptorSupplier("UndeleteCalendarEvent"))
              .build();
        }
      }
    }
    return getUndeleteCalendarEventMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static CalendarServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CalendarServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CalendarServiceStub>() {
        @java.lang.Override
        public CalendarServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CalendarServiceStub(channel, callOptions);
        }
      };
    return CalendarServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static CalendarServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CalendarServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CalendarServiceBlockingV2Stub>() {
        @java.lang.Override
        public CalendarServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CalendarServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return CalendarServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static CalendarServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CalendarServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CalendarServiceBlockingStub>() {
        @java.lang.Override
        public CalendarServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CalendarServiceBlockingStub(channel, callOptions);
        }
      };
    return CalendarServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static CalendarServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CalendarServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CalendarServiceFutureStub>() {
        @java.lang.Override
        public CalendarServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CalendarServiceFutureStub(channel, callOptions);
        }
      };
    return CalendarServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListCalendarEvents streams events of calendars, by id or by start time. GetSource states what the source's list
     * honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listCalendarEvents(io.crmstream.v1.ListCalendarEventsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCalendarEventsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCalendarEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetCalendarEvent reads one event with its participants. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getCalendarEvent(io.crmstream.v1.GetCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetCalendarEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCalendarEventMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateCalendarEvent creates an event. Upstream: org_events/insert. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    default void createCalendarEvent(io.crmstream.v1.CreateCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateCalendarEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateCalendarEventMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateCalendarEvent changes the fields of an event that `update_mask` names. Upstream: org_events/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateCalendarEvent(io.crmstream.v1.UpdateCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateCalendarEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateCalendarEventMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteCalendarEvent deletes an event. UndeleteCalendarEvent brings it back. Upstream: org_events/delete. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void deleteCalendarEvent(io.crmstream.v1.DeleteCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteCalendarEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteCalendarEventMethod(), responseObserver);
    }

    /**
     * <pre>
     * UndeleteCalendarEvent brings a deleted event back. Upstream: org_events/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void undeleteCalendarEvent(io.crmstream.v1.UndeleteCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UndeleteCalendarEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUndeleteCalendarEventMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service CalendarService.
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public static abstract class CalendarServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return CalendarServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service CalendarService.
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public static final class CalendarServiceStub
      extends io.grpc.stub.AbstractAsyncStub<CalendarServiceStub> {
    private CalendarServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CalendarServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CalendarServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalendarEvents streams events of calendars, by id or by start time. GetSource states what the source's list
     * honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listCalendarEvents(io.crmstream.v1.ListCalendarEventsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCalendarEventsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListCalendarEventsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetCalendarEvent reads one event with its participants. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getCalendarEvent(io.crmstream.v1.GetCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetCalendarEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCalendarEventMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateCalendarEvent creates an event. Upstream: org_events/insert. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public void createCalendarEvent(io.crmstream.v1.CreateCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateCalendarEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateCalendarEventMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateCalendarEvent changes the fields of an event that `update_mask` names. Upstream: org_events/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateCalendarEvent(io.crmstream.v1.UpdateCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateCalendarEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateCalendarEventMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteCalendarEvent deletes an event. UndeleteCalendarEvent brings it back. Upstream: org_events/delete. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void deleteCalendarEvent(io.crmstream.v1.DeleteCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteCalendarEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteCalendarEventMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UndeleteCalendarEvent brings a deleted event back. Upstream: org_events/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void undeleteCalendarEvent(io.crmstream.v1.UndeleteCalendarEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UndeleteCalendarEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUndeleteCalendarEventMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service CalendarService.
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public static final class CalendarServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<CalendarServiceBlockingV2Stub> {
    private CalendarServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CalendarServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CalendarServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalendarEvents streams events of calendars, by id or by start time. GetSource states what the source's list
     * honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListCalendarEventsResponse>
        listCalendarEvents(io.crmstream.v1.ListCalendarEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListCalendarEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetCalendarEvent reads one event with its participants. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetCalendarEventResponse getCalendarEvent(io.crmstream.v1.GetCalendarEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateCalendarEvent creates an event. Upstream: org_events/insert. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateCalendarEventResponse createCalendarEvent(io.crmstream.v1.CreateCalendarEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateCalendarEvent changes the fields of an event that `update_mask` names. Upstream: org_events/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateCalendarEventResponse updateCalendarEvent(io.crmstream.v1.UpdateCalendarEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteCalendarEvent deletes an event. UndeleteCalendarEvent brings it back. Upstream: org_events/delete. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteCalendarEventResponse deleteCalendarEvent(io.crmstream.v1.DeleteCalendarEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UndeleteCalendarEvent brings a deleted event back. Upstream: org_events/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UndeleteCalendarEventResponse undeleteCalendarEvent(io.crmstream.v1.UndeleteCalendarEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUndeleteCalendarEventMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service CalendarService.
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public static final class CalendarServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<CalendarServiceBlockingStub> {
    private CalendarServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CalendarServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CalendarServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalendarEvents streams events of calendars, by id or by start time. GetSource states what the source's list
     * honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListCalendarEventsResponse> listCalendarEvents(
        io.crmstream.v1.ListCalendarEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListCalendarEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetCalendarEvent reads one event with its participants. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetCalendarEventResponse getCalendarEvent(io.crmstream.v1.GetCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateCalendarEvent creates an event. Upstream: org_events/insert. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateCalendarEventResponse createCalendarEvent(io.crmstream.v1.CreateCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateCalendarEvent changes the fields of an event that `update_mask` names. Upstream: org_events/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateCalendarEventResponse updateCalendarEvent(io.crmstream.v1.UpdateCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteCalendarEvent deletes an event. UndeleteCalendarEvent brings it back. Upstream: org_events/delete. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteCalendarEventResponse deleteCalendarEvent(io.crmstream.v1.DeleteCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteCalendarEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UndeleteCalendarEvent brings a deleted event back. Upstream: org_events/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UndeleteCalendarEventResponse undeleteCalendarEvent(io.crmstream.v1.UndeleteCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUndeleteCalendarEventMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service CalendarService.
   * <pre>
   * CalendarService reads and writes events of calendars.
   * </pre>
   */
  public static final class CalendarServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<CalendarServiceFutureStub> {
    private CalendarServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CalendarServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CalendarServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetCalendarEvent reads one event with its participants. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetCalendarEventResponse> getCalendarEvent(
        io.crmstream.v1.GetCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCalendarEventMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateCalendarEvent creates an event. Upstream: org_events/insert. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateCalendarEventResponse> createCalendarEvent(
        io.crmstream.v1.CreateCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateCalendarEventMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateCalendarEvent changes the fields of an event that `update_mask` names. Upstream: org_events/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateCalendarEventResponse> updateCalendarEvent(
        io.crmstream.v1.UpdateCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateCalendarEventMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteCalendarEvent deletes an event. UndeleteCalendarEvent brings it back. Upstream: org_events/delete. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteCalendarEventResponse> deleteCalendarEvent(
        io.crmstream.v1.DeleteCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteCalendarEventMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UndeleteCalendarEvent brings a deleted event back. Upstream: org_events/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UndeleteCalendarEventResponse> undeleteCalendarEvent(
        io.crmstream.v1.UndeleteCalendarEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUndeleteCalendarEventMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_CALENDAR_EVENTS = 0;
  private static final int METHODID_GET_CALENDAR_EVENT = 1;
  private static final int METHODID_CREATE_CALENDAR_EVENT = 2;
  private static final int METHODID_UPDATE_CALENDAR_EVENT = 3;
  private static final int METHODID_DELETE_CALENDAR_EVENT = 4;
  private static final int METHODID_UNDELETE_CALENDAR_EVENT = 5;

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
        case METHODID_LIST_CALENDAR_EVENTS:
          serviceImpl.listCalendarEvents((io.crmstream.v1.ListCalendarEventsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListCalendarEventsResponse>) responseObserver);
          break;
        case METHODID_GET_CALENDAR_EVENT:
          serviceImpl.getCalendarEvent((io.crmstream.v1.GetCalendarEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetCalendarEventResponse>) responseObserver);
          break;
        case METHODID_CREATE_CALENDAR_EVENT:
          serviceImpl.createCalendarEvent((io.crmstream.v1.CreateCalendarEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateCalendarEventResponse>) responseObserver);
          break;
        case METHODID_UPDATE_CALENDAR_EVENT:
          serviceImpl.updateCalendarEvent((io.crmstream.v1.UpdateCalendarEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateCalendarEventResponse>) responseObserver);
          break;
        case METHODID_DELETE_CALENDAR_EVENT:
          serviceImpl.deleteCalendarEvent((io.crmstream.v1.DeleteCalendarEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteCalendarEventResponse>) responseObserver);
          break;
        case METHODID_UNDELETE_CALENDAR_EVENT:
          serviceImpl.undeleteCalendarEvent((io.crmstream.v1.UndeleteCalendarEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UndeleteCalendarEventResponse>) responseObserver);
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
          getListCalendarEventsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListCalendarEventsRequest,
              io.crmstream.v1.ListCalendarEventsResponse>(
                service, METHODID_LIST_CALENDAR_EVENTS)))
        .addMethod(
          getGetCalendarEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetCalendarEventRequest,
              io.crmstream.v1.GetCalendarEventResponse>(
                service, METHODID_GET_CALENDAR_EVENT)))
        .addMethod(
          getCreateCalendarEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateCalendarEventRequest,
              io.crmstream.v1.CreateCalendarEventResponse>(
                service, METHODID_CREATE_CALENDAR_EVENT)))
        .addMethod(
          getUpdateCalendarEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateCalendarEventRequest,
              io.crmstream.v1.UpdateCalendarEventResponse>(
                service, METHODID_UPDATE_CALENDAR_EVENT)))
        .addMethod(
          getDeleteCalendarEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteCalendarEventRequest,
              io.crmstream.v1.DeleteCalendarEventResponse>(
                service, METHODID_DELETE_CALENDAR_EVENT)))
        .addMethod(
          getUndeleteCalendarEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UndeleteCalendarEventRequest,
              io.crmstream.v1.UndeleteCalendarEventResponse>(
                service, METHODID_UNDELETE_CALENDAR_EVENT)))
        .build();
  }

  private static abstract class CalendarServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    CalendarServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.CalendarProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("CalendarService");
    }
  }

  private static final class CalendarServiceFileDescriptorSupplier
      extends CalendarServiceBaseDescriptorSupplier {
    CalendarServiceFileDescriptorSupplier() {}
  }

  private static final class CalendarServiceMethodDescriptorSupplier
      extends CalendarServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    CalendarServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (CalendarServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new CalendarServiceFileDescriptorSupplier())
              .addMethod(getListCalendarEventsMethod())
              .addMethod(getGetCalendarEventMethod())
              .addMethod(getCreateCalendarEventMethod())
              .addMethod(getUpdateCalendarEventMethod())
              .addMethod(getDeleteCalendarEventMethod())
              .addMethod(getUndeleteCalendarEventMethod())
              .build();
        }
      }
    }
    return result;
  }
}
