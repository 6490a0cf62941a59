package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class CallsServiceGrpc {

  private CallsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.CallsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListCallsRequest,
      io.crmstream.v1.ListCallsResponse> getListCallsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCalls",
      requestType = io.crmstream.v1.ListCallsRequest.class,
      responseType = io.crmstream.v1.ListCallsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListCallsRequest,
      io.crmstream.v1.ListCallsResponse> getListCallsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListCallsRequest, io.crmstream.v1.ListCallsResponse> getListCallsMethod;
    if ((getListCallsMethod = CallsServiceGrpc.getListCallsMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getListCallsMethod = CallsServiceGrpc.getListCallsMethod) == null) {
          CallsServiceGrpc.getListCallsMethod = getListCallsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListCallsRequest, io.crmstream.v1.ListCallsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCalls"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCallsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCallsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("ListCalls"))
              .build();
        }
      }
    }
    return getListCallsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListCallStatusesRequest,
      io.crmstream.v1.ListCallStatusesResponse> getListCallStatusesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCallStatuses",
      requestType = io.crmstream.v1.ListCallStatusesRequest.class,
      responseType = io.crmstream.v1.ListCallStatusesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListCallStatusesRequest,
      io.crmstream.v1.ListCallStatusesResponse> getListCallStatusesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListCallStatusesRequest, io.crmstream.v1.ListCallStatusesResponse> getListCallStatusesMethod;
    if ((getListCallStatusesMethod = CallsServiceGrpc.getListCallStatusesMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getListCallStatusesMethod = CallsServiceGrpc.getListCallStatusesMethod) == null) {
          CallsServiceGrpc.getListCallStatusesMethod = getListCallStatusesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListCallStatusesRequest, io.crmstream.v1.ListCallStatusesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCallStatuses"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCallStatusesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCallStatusesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("ListCallStatuses"))
              .build();
        }
      }
    }
    return getListCallStatusesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListTrunksRequest,
      io.crmstream.v1.ListTrunksResponse> getListTrunksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTrunks",
      requestType = io.crmstream.v1.ListTrunksRequest.class,
      responseType = io.crmstream.v1.ListTrunksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListTrunksRequest,
      io.crmstream.v1.ListTrunksResponse> getListTrunksMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListTrunksRequest, io.crmstream.v1.ListTrunksResponse> getListTrunksMethod;
    if ((getListTrunksMethod = CallsServiceGrpc.getListTrunksMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getListTrunksMethod = CallsServiceGrpc.getListTrunksMethod) == null) {
          CallsServiceGrpc.getListTrunksMethod = getListTrunksMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListTrunksRequest, io.crmstream.v1.ListTrunksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTrunks"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListTrunksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListTrunksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("ListTrunks"))
              .build();
        }
      }
    }
    return getListTrunksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListPhoneNumbersRequest,
      io.crmstream.v1.ListPhoneNumbersResponse> getListPhoneNumbersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPhoneNumbers",
      requestType = io.crmstream.v1.ListPhoneNumbersRequest.class,
      responseType = io.crmstream.v1.ListPhoneNumbersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListPhoneNumbersRequest,
      io.crmstream.v1.ListPhoneNumbersResponse> getListPhoneNumbersMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListPhoneNumbersRequest, io.crmstream.v1.ListPhoneNumbersResponse> getListPhoneNumbersMethod;
    if ((getListPhoneNumbersMethod = CallsServiceGrpc.getListPhoneNumbersMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getListPhoneNumbersMethod = CallsServiceGrpc.getListPhoneNumbersMethod) == null) {
          CallsServiceGrpc.getListPhoneNumbersMethod = getListPhoneNumbersMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListPhoneNumbersRequest, io.crmstream.v1.ListPhoneNumbersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPhoneNumbers"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPhoneNumbersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPhoneNumbersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("ListPhoneNumbers"))
              .build();
        }
      }
    }
    return getListPhoneNumbersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ImportCallRequest,
      io.crmstream.v1.ImportCallResponse> getImportCallMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ImportCall",
      requestType = io.crmstream.v1.ImportCallRequest.class,
      responseType = io.crmstream.v1.ImportCallResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ImportCallRequest,
      io.crmstream.v1.ImportCallResponse> getImportCallMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ImportCallRequest, io.crmstream.v1.ImportCallResponse> getImportCallMethod;
    if ((getImportCallMethod = CallsServiceGrpc.getImportCallMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getImportCallMethod = CallsServiceGrpc.getImportCallMethod) == null) {
          CallsServiceGrpc.getImportCallMethod = getImportCallMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ImportCallRequest, io.crmstream.v1.ImportCallResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ImportCall"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ImportCallRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ImportCallResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("ImportCall"))
              .build();
        }
      }
    }
    return getImportCallMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateImportedCallRequest,
      io.crmstream.v1.UpdateImportedCallResponse> getUpdateImportedCallMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateImportedCall",
      requestType = io.crmstream.v1.UpdateImportedCallRequest.class,
      responseType = io.crmstream.v1.UpdateImportedCallResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateImportedCallRequest,
      io.crmstream.v1.UpdateImportedCallResponse> getUpdateImportedCallMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateImportedCallRequest, io.crmstream.v1.UpdateImportedCallResponse> getUpdateImportedCallMethod;
    if ((getUpdateImportedCallMethod = CallsServiceGrpc.getUpdateImportedCallMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getUpdateImportedCallMethod = CallsServiceGrpc.getUpdateImportedCallMethod) == null) {
          CallsServiceGrpc.getUpdateImportedCallMethod = getUpdateImportedCallMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateImportedCallRequest, io.crmstream.v1.UpdateImportedCallResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateImportedCall"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateImportedCallRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateImportedCallResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("UpdateImportedCall"))
              .build();
        }
      }
    }
    return getUpdateImportedCallMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchImportCallsRequest,
      io.crmstream.v1.BatchImportCallsResponse> getBatchImportCallsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchImportCalls",
      requestType = io.crmstream.v1.BatchImportCallsRequest.class,
      responseType = io.crmstream.v1.BatchImportCallsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchImportCallsRequest,
      io.crmstream.v1.BatchImportCallsResponse> getBatchImportCallsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchImportCallsRequest, io.crmstream.v1.BatchImportCallsResponse> getBatchImportCallsMethod;
    if ((getBatchImportCallsMethod = CallsServiceGrpc.getBatchImportCallsMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getBatchImportCallsMethod = CallsServiceGrpc.getBatchImportCallsMethod) == null) {
          CallsServiceGrpc.getBatchImportCallsMethod = getBatchImportCallsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchImportCallsRequest, io.crmstream.v1.BatchImportCallsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchImportCalls"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchImportCallsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchImportCallsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("BatchImportCalls"))
              .build();
        }
      }
    }
    return getBatchImportCallsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.WatchCallRequestsRequest,
      io.crmstream.v1.WatchCallRequestsResponse> getWatchCallRequestsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchCallRequests",
      requestType = io.crmstream.v1.WatchCallRequestsRequest.class,
      responseType = io.crmstream.v1.WatchCallRequestsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.WatchCallRequestsRequest,
      io.crmstream.v1.WatchCallRequestsResponse> getWatchCallRequestsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.WatchCallRequestsRequest, io.crmstream.v1.WatchCallRequestsResponse> getWatchCallRequestsMethod;
    if ((getWatchCallRequestsMethod = CallsServiceGrpc.getWatchCallRequestsMethod) == null) {
      synchronized (CallsServiceGrpc.class) {
        if ((getWatchCallRequestsMethod = CallsServiceGrpc.getWatchCallRequestsMethod) == null) {
          CallsServiceGrpc.getWatchCallRequestsMethod = getWatchCallRequestsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.WatchCallRequestsRequest, io.crmstream.v1.WatchCallRequestsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchCallRequests"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.WatchCallRequestsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.WatchCallRequestsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CallsServiceMethodDescriptorSupplier("WatchCallRequests"))
              .build();
        }
      }
    }
    return getWatchCallRequestsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static CallsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CallsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CallsServiceStub>() {
        @java.lang.Override
        public CallsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CallsServiceStub(channel, callOptions);
        }
      };
    return CallsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static CallsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CallsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CallsServiceBlockingV2Stub>() {
        @java.lang.Override
        public CallsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CallsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return CallsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static CallsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CallsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CallsServiceBlockingStub>() {
        @java.lang.Override
        public CallsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CallsServiceBlockingStub(channel, callOptions);
        }
      };
    return CallsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static CallsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CallsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CallsServiceFutureStub>() {
        @java.lang.Override
        public CallsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CallsServiceFutureStub(channel, callOptions);
        }
      };
    return CallsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListCalls streams calls, by start time. Every call that exists throughout the scan is delivered exactly once. A
     * recording or status that is added later does not change a call's time, so the list cannot show such changes.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listCalls(io.crmstream.v1.ListCallsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCallsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListCallStatuses streams the statuses that workers can give to calls, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listCallStatuses(io.crmstream.v1.ListCallStatusesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallStatusesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCallStatusesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListTrunks streams the telephone trunks, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listTrunks(io.crmstream.v1.ListTrunksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListTrunksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTrunksMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListPhoneNumbers streams the telephone numbers of the account, incoming numbers first, then by number. The server
     * keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listPhoneNumbers(io.crmstream.v1.ListPhoneNumbersRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPhoneNumbersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPhoneNumbersMethod(), responseObserver);
    }

    /**
     * <pre>
     * ImportCall adds a telephone call of another telephony to the history. The call appears in ListCalls after a while,
     * with another id. Upstream: calls/import. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void importCall(io.crmstream.v1.ImportCallRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ImportCallResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getImportCallMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateImportedCall changes the recording, the length, the outcome or the status of an imported call. Upstream:
     * calls/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateImportedCall(io.crmstream.v1.UpdateImportedCallRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateImportedCallResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateImportedCallMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchImportCalls adds many telephone calls of another telephony to the history. A batch is not atomic: `results`
     * has the outcome of each request. The call fails only if certainly nothing was executed. The upstream does not tell
     * which calls it has refused: if it has, all calls of the request are of unknown outcome. Upstream: calls/importall.
     * At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchImportCalls(io.crmstream.v1.BatchImportCallsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchImportCallsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchImportCallsMethod(), responseObserver);
    }

    /**
     * <pre>
     * WatchCallRequests streams the telephone calls that workers ask to be placed in the upstream, as they arrive. While no
     * watch of the source is open, the server answers the upstream that no call will be placed, and such a request is
     * never delivered. A request is delivered at least once to every watch, and not after its `expire_time`. Costs no
     * upstream requests. Upstream: call. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see
     * ErrorReason.
     * </pre>
     */
    default void watchCallRequests(io.crmstream.v1.WatchCallRequestsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.WatchCallRequestsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchCallRequestsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service CallsService.
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public static abstract class CallsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return CallsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service CallsService.
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public static final class CallsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<CallsServiceStub> {
    private CallsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CallsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CallsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalls streams calls, by start time. Every call that exists throughout the scan is delivered exactly once. A
     * recording or status that is added later does not change a call's time, so the list cannot show such changes.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listCalls(io.crmstream.v1.ListCallsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListCallsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListCallStatuses streams the statuses that workers can give to calls, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listCallStatuses(io.crmstream.v1.ListCallStatusesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallStatusesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListCallStatusesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListTrunks streams the telephone trunks, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listTrunks(io.crmstream.v1.ListTrunksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListTrunksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListTrunksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListPhoneNumbers streams the telephone numbers of the account, incoming numbers first, then by number. The server
     * keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listPhoneNumbers(io.crmstream.v1.ListPhoneNumbersRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPhoneNumbersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListPhoneNumbersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ImportCall adds a telephone call of another telephony to the history. The call appears in ListCalls after a while,
     * with another id. Upstream: calls/import. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void importCall(io.crmstream.v1.ImportCallRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ImportCallResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getImportCallMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateImportedCall changes the recording, the length, the outcome or the status of an imported call. Upstream:
     * calls/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateImportedCall(io.crmstream.v1.UpdateImportedCallRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateImportedCallResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateImportedCallMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchImportCalls adds many telephone calls of another telephony to the history. A batch is not atomic: `results`
     * has the outcome of each request. The call fails only if certainly nothing was executed. The upstream does not tell
     * which calls it has refused: if it has, all calls of the request are of unknown outcome. Upstream: calls/importall.
     * At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchImportCalls(io.crmstream.v1.BatchImportCallsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchImportCallsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchImportCallsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * WatchCallRequests streams the telephone calls that workers ask to be placed in the upstream, as they arrive. While no
     * watch of the source is open, the server answers the upstream that no call will be placed, and such a request is
     * never delivered. A request is delivered at least once to every watch, and not after its `expire_time`. Costs no
     * upstream requests. Upstream: call. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see
     * ErrorReason.
     * </pre>
     */
    public void watchCallRequests(io.crmstream.v1.WatchCallRequestsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.WatchCallRequestsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchCallRequestsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service CallsService.
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public static final class CallsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<CallsServiceBlockingV2Stub> {
    private CallsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CallsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CallsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalls streams calls, by start time. Every call that exists throughout the scan is delivered exactly once. A
     * recording or status that is added later does not change a call's time, so the list cannot show such changes.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListCallsResponse>
        listCalls(io.crmstream.v1.ListCallsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListCallsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListCallStatuses streams the statuses that workers can give to calls, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListCallStatusesResponse>
        listCallStatuses(io.crmstream.v1.ListCallStatusesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListCallStatusesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTrunks streams the telephone trunks, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListTrunksResponse>
        listTrunks(io.crmstream.v1.ListTrunksRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListTrunksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPhoneNumbers streams the telephone numbers of the account, incoming numbers first, then by number. The server
     * keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListPhoneNumbersResponse>
        listPhoneNumbers(io.crmstream.v1.ListPhoneNumbersRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListPhoneNumbersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ImportCall adds a telephone call of another telephony to the history. The call appears in ListCalls after a while,
     * with another id. Upstream: calls/import. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ImportCallResponse importCall(io.crmstream.v1.ImportCallRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getImportCallMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateImportedCall changes the recording, the length, the outcome or the status of an imported call. Upstream:
     * calls/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateImportedCallResponse updateImportedCall(io.crmstream.v1.UpdateImportedCallRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateImportedCallMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchImportCalls adds many telephone calls of another telephony to the history. A batch is not atomic: `results`
     * has the outcome of each request. The call fails only if certainly nothing was executed. The upstream does not tell
     * which calls it has refused: if it has, all calls of the request are of unknown outcome. Upstream: calls/importall.
     * At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchImportCallsResponse batchImportCalls(io.crmstream.v1.BatchImportCallsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchImportCallsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchCallRequests streams the telephone calls that workers ask to be placed in the upstream, as they arrive. While no
     * watch of the source is open, the server answers the upstream that no call will be placed, and such a request is
     * never delivered. A request is delivered at least once to every watch, and not after its `expire_time`. Costs no
     * upstream requests. Upstream: call. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.WatchCallRequestsResponse>
        watchCallRequests(io.crmstream.v1.WatchCallRequestsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchCallRequestsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service CallsService.
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public static final class CallsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<CallsServiceBlockingStub> {
    private CallsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CallsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CallsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListCalls streams calls, by start time. Every call that exists throughout the scan is delivered exactly once. A
     * recording or status that is added later does not change a call's time, so the list cannot show such changes.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListCallsResponse> listCalls(
        io.crmstream.v1.ListCallsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListCallsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListCallStatuses streams the statuses that workers can give to calls, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListCallStatusesResponse> listCallStatuses(
        io.crmstream.v1.ListCallStatusesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListCallStatusesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListTrunks streams the telephone trunks, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListTrunksResponse> listTrunks(
        io.crmstream.v1.ListTrunksRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListTrunksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPhoneNumbers streams the telephone numbers of the account, incoming numbers first, then by number. The server
     * keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListPhoneNumbersResponse> listPhoneNumbers(
        io.crmstream.v1.ListPhoneNumbersRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListPhoneNumbersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ImportCall adds a telephone call of another telephony to the history. The call appears in ListCalls after a while,
     * with another id. Upstream: calls/import. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ImportCallResponse importCall(io.crmstream.v1.ImportCallRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getImportCallMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateImportedCall changes the recording, the length, the outcome or the status of an imported call. Upstream:
     * calls/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateImportedCallResponse updateImportedCall(io.crmstream.v1.UpdateImportedCallRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateImportedCallMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchImportCalls adds many telephone calls of another telephony to the history. A batch is not atomic: `results`
     * has the outcome of each request. The call fails only if certainly nothing was executed. The upstream does not tell
     * which calls it has refused: if it has, all calls of the request are of unknown outcome. Upstream: calls/importall.
     * At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchImportCallsResponse batchImportCalls(io.crmstream.v1.BatchImportCallsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchImportCallsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchCallRequests streams the telephone calls that workers ask to be placed in the upstream, as they arrive. While no
     * watch of the source is open, the server answers the upstream that no call will be placed, and such a request is
     * never delivered. A request is delivered at least once to every watch, and not after its `expire_time`. Costs no
     * upstream requests. Upstream: call. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.WatchCallRequestsResponse> watchCallRequests(
        io.crmstream.v1.WatchCallRequestsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchCallRequestsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service CallsService.
   * <pre>
   * CallsService reads the history of telephone calls, and adds calls of other telephonies to it.
   * </pre>
   */
  public static final class CallsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<CallsServiceFutureStub> {
    private CallsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CallsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CallsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * ImportCall adds a telephone call of another telephony to the history. The call appears in ListCalls after a while,
     * with another id. Upstream: calls/import. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.ImportCallResponse> importCall(
        io.crmstream.v1.ImportCallRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getImportCallMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateImportedCall changes the recording, the length, the outcome or the status of an imported call. Upstream:
     * calls/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateImportedCallResponse> updateImportedCall(
        io.crmstream.v1.UpdateImportedCallRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateImportedCallMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchImportCalls adds many telephone calls of another telephony to the history. A batch is not atomic: `results`
     * has the outcome of each request. The call fails only if certainly nothing was executed. The upstream does not tell
     * which calls it has refused: if it has, all calls of the request are of unknown outcome. Upstream: calls/importall.
     * At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchImportCallsResponse> batchImportCalls(
        io.crmstream.v1.BatchImportCallsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchImportCallsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_CALLS = 0;
  private static final int METHODID_LIST_CALL_STATUSES = 1;
  private static final int METHODID_LIST_TRUNKS = 2;
  private static final int METHODID_LIST_PHONE_NUMBERS = 3;
  private static final int METHODID_IMPORT_CALL = 4;
  private static final int METHODID_UPDATE_IMPORTED_CALL = 5;
  private static final int METHODID_BATCH_IMPORT_CALLS = 6;
  private static final int METHODID_WATCH_CALL_REQUESTS = 7;

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
        case METHODID_LIST_CALLS:
          serviceImpl.listCalls((io.crmstream.v1.ListCallsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallsResponse>) responseObserver);
          break;
        case METHODID_LIST_CALL_STATUSES:
          serviceImpl.listCallStatuses((io.crmstream.v1.ListCallStatusesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListCallStatusesResponse>) responseObserver);
          break;
        case METHODID_LIST_TRUNKS:
          serviceImpl.listTrunks((io.crmstream.v1.ListTrunksRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListTrunksResponse>) responseObserver);
          break;
        case METHODID_LIST_PHONE_NUMBERS:
          serviceImpl.listPhoneNumbers((io.crmstream.v1.ListPhoneNumbersRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListPhoneNumbersResponse>) responseObserver);
          break;
        case METHODID_IMPORT_CALL:
          serviceImpl.importCall((io.crmstream.v1.ImportCallRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ImportCallResponse>) responseObserver);
          break;
        case METHODID_UPDATE_IMPORTED_CALL:
          serviceImpl.updateImportedCall((io.crmstream.v1.UpdateImportedCallRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateImportedCallResponse>) responseObserver);
          break;
        case METHODID_BATCH_IMPORT_CALLS:
          serviceImpl.batchImportCalls((io.crmstream.v1.BatchImportCallsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchImportCallsResponse>) responseObserver);
          break;
        case METHODID_WATCH_CALL_REQUESTS:
          serviceImpl.watchCallRequests((io.crmstream.v1.WatchCallRequestsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.WatchCallRequestsResponse>) responseObserver);
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
          getListCallsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListCallsRequest,
              io.crmstream.v1.ListCallsResponse>(
                service, METHODID_LIST_CALLS)))
        .addMethod(
          getListCallStatusesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListCallStatusesRequest,
              io.crmstream.v1.ListCallStatusesResponse>(
                service, METHODID_LIST_CALL_STATUSES)))
        .addMethod(
          getListTrunksMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListTrunksRequest,
              io.crmstream.v1.ListTrunksResponse>(
                service, METHODID_LIST_TRUNKS)))
        .addMethod(
          getListPhoneNumbersMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListPhoneNumbersRequest,
              io.crmstream.v1.ListPhoneNumbersResponse>(
                service, METHODID_LIST_PHONE_NUMBERS)))
        .addMethod(
          getImportCallMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.ImportCallRequest,
              io.crmstream.v1.ImportCallResponse>(
                service, METHODID_IMPORT_CALL)))
        .addMethod(
          getUpdateImportedCallMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateImportedCallRequest,
              io.crmstream.v1.UpdateImportedCallResponse>(
                service, METHODID_UPDATE_IMPORTED_CALL)))
        .addMethod(
          getBatchImportCallsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchImportCallsRequest,
              io.crmstream.v1.BatchImportCallsResponse>(
                service, METHODID_BATCH_IMPORT_CALLS)))
        .addMethod(
          getWatchCallRequestsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.WatchCallRequestsRequest,
              io.crmstream.v1.WatchCallRequestsResponse>(
                service, METHODID_WATCH_CALL_REQUESTS)))
        .build();
  }

  private static abstract class CallsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    CallsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.CallsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("CallsService");
    }
  }

  private static final class CallsServiceFileDescriptorSupplier
      extends CallsServiceBaseDescriptorSupplier {
    CallsServiceFileDescriptorSupplier() {}
  }

  private static final class CallsServiceMethodDescriptorSupplier
      extends CallsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    CallsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (CallsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new CallsServiceFileDescriptorSupplier())
              .addMethod(getListCallsMethod())
              .addMethod(getListCallStatusesMethod())
              .addMethod(getListTrunksMethod())
              .addMethod(getListPhoneNumbersMethod())
              .addMethod(getImportCallMethod())
              .addMethod(getUpdateImportedCallMethod())
              .addMethod(getBatchImportCallsMethod())
              .addMethod(getWatchCallRequestsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
