package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SourcesServiceGrpc {

  private SourcesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.SourcesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListSourcesRequest,
      io.crmstream.v1.ListSourcesResponse> getListSourcesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSources",
      requestType = io.crmstream.v1.ListSourcesRequest.class,
      responseType = io.crmstream.v1.ListSourcesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListSourcesRequest,
      io.crmstream.v1.ListSourcesResponse> getListSourcesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListSourcesRequest, io.crmstream.v1.ListSourcesResponse> getListSourcesMethod;
    if ((getListSourcesMethod = SourcesServiceGrpc.getListSourcesMethod) == null) {
      synchronized (SourcesServiceGrpc.class) {
        if ((getListSourcesMethod = SourcesServiceGrpc.getListSourcesMethod) == null) {
          SourcesServiceGrpc.getListSourcesMethod = getListSourcesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListSourcesRequest, io.crmstream.v1.ListSourcesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSources"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListSourcesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListSourcesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SourcesServiceMethodDescriptorSupplier("ListSources"))
              .build();
        }
      }
    }
    return getListSourcesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetSourceRequest,
      io.crmstream.v1.GetSourceResponse> getGetSourceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSource",
      requestType = io.crmstream.v1.GetSourceRequest.class,
      responseType = io.crmstream.v1.GetSourceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetSourceRequest,
      io.crmstream.v1.GetSourceResponse> getGetSourceMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetSourceRequest, io.crmstream.v1.GetSourceResponse> getGetSourceMethod;
    if ((getGetSourceMethod = SourcesServiceGrpc.getGetSourceMethod) == null) {
      synchronized (SourcesServiceGrpc.class) {
        if ((getGetSourceMethod = SourcesServiceGrpc.getGetSourceMethod) == null) {
          SourcesServiceGrpc.getGetSourceMethod = getGetSourceMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetSourceRequest, io.crmstream.v1.GetSourceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSource"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetSourceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetSourceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SourcesServiceMethodDescriptorSupplier("GetSource"))
              .build();
        }
      }
    }
    return getGetSourceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetSpendingRequest,
      io.crmstream.v1.GetSpendingResponse> getGetSpendingMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSpending",
      requestType = io.crmstream.v1.GetSpendingRequest.class,
      responseType = io.crmstream.v1.GetSpendingResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetSpendingRequest,
      io.crmstream.v1.GetSpendingResponse> getGetSpendingMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetSpendingRequest, io.crmstream.v1.GetSpendingResponse> getGetSpendingMethod;
    if ((getGetSpendingMethod = SourcesServiceGrpc.getGetSpendingMethod) == null) {
      synchronized (SourcesServiceGrpc.class) {
        if ((getGetSpendingMethod = SourcesServiceGrpc.getGetSpendingMethod) == null) {
          SourcesServiceGrpc.getGetSpendingMethod = getGetSpendingMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetSpendingRequest, io.crmstream.v1.GetSpendingResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSpending"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetSpendingRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetSpendingResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SourcesServiceMethodDescriptorSupplier("GetSpending"))
              .build();
        }
      }
    }
    return getGetSpendingMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldsRequest,
      io.crmstream.v1.ListFieldsResponse> getListFieldsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListFields",
      requestType = io.crmstream.v1.ListFieldsRequest.class,
      responseType = io.crmstream.v1.ListFieldsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldsRequest,
      io.crmstream.v1.ListFieldsResponse> getListFieldsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldsRequest, io.crmstream.v1.ListFieldsResponse> getListFieldsMethod;
    if ((getListFieldsMethod = SourcesServiceGrpc.getListFieldsMethod) == null) {
      synchronized (SourcesServiceGrpc.class) {
        if ((getListFieldsMethod = SourcesServiceGrpc.getListFieldsMethod) == null) {
          SourcesServiceGrpc.getListFieldsMethod = getListFieldsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListFieldsRequest, io.crmstream.v1.ListFieldsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListFields"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListFieldsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListFieldsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SourcesServiceMethodDescriptorSupplier("ListFields"))
              .build();
        }
      }
    }
    return getListFieldsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldOptionsRequest,
      io.crmstream.v1.ListFieldOptionsResponse> getListFieldOptionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListFieldOptions",
      requestType = io.crmstream.v1.ListFieldOptionsRequest.class,
      responseType = io.crmstream.v1.ListFieldOptionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldOptionsRequest,
      io.crmstream.v1.ListFieldOptionsResponse> getListFieldOptionsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListFieldOptionsRequest, io.crmstream.v1.ListFieldOptionsResponse> getListFieldOptionsMethod;
    if ((getListFieldOptionsMethod = SourcesServiceGrpc.getListFieldOptionsMethod) == null) {
      synchronized (SourcesServiceGrpc.class) {
        if ((getListFieldOptionsMethod = SourcesServiceGrpc.getListFieldOptionsMethod) == null) {
          SourcesServiceGrpc.getListFieldOptionsMethod = getListFieldOptionsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListFieldOptionsRequest, io.crmstream.v1.ListFieldOptionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListFieldOptions"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListFieldOptionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListFieldOptionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SourcesServiceMethodDescriptorSupplier("ListFieldOptions"))
              .build();
        }
      }
    }
    return getListFieldOptionsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SourcesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SourcesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SourcesServiceStub>() {
        @java.lang.Override
        public SourcesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SourcesServiceStub(channel, callOptions);
        }
      };
    return SourcesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SourcesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SourcesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SourcesServiceBlockingV2Stub>() {
        @java.lang.Override
        public SourcesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SourcesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SourcesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SourcesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SourcesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SourcesServiceBlockingStub>() {
        @java.lang.Override
        public SourcesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SourcesServiceBlockingStub(channel, callOptions);
        }
      };
    return SourcesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SourcesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SourcesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SourcesServiceFutureStub>() {
        @java.lang.Override
        public SourcesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SourcesServiceFutureStub(channel, callOptions);
        }
      };
    return SourcesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListSources returns all configured sources, by name. It asks no upstream. Errors: none of its own.
     * </pre>
     */
    default void listSources(io.crmstream.v1.ListSourcesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListSourcesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSourcesMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetSource returns one source. It asks no upstream. Errors: UNKNOWN_SOURCE.
     * </pre>
     */
    default void getSource(io.crmstream.v1.GetSourceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetSourceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSourceMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetSpending returns what callers have spent on one source, by hour. It asks no upstream. A caller gets the
     * caller's own lines, and with the verb `admin` the lines of all callers. Errors: UNKNOWN_SOURCE, INVALID_REQUEST.
     * </pre>
     */
    default void getSpending(io.crmstream.v1.GetSpendingRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetSpendingResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSpendingMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListFields streams the definitions of the custom fields of one list's records, by type and key. The server keeps
     * the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listFields(io.crmstream.v1.ListFieldsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListFieldsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListFieldOptions streams the options of one field, or the options that depend on one option of its parent field, in
     * their order. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listFieldOptions(io.crmstream.v1.ListFieldOptionsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldOptionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListFieldOptionsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SourcesService.
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public static abstract class SourcesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SourcesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SourcesService.
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public static final class SourcesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SourcesServiceStub> {
    private SourcesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SourcesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SourcesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListSources returns all configured sources, by name. It asks no upstream. Errors: none of its own.
     * </pre>
     */
    public void listSources(io.crmstream.v1.ListSourcesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListSourcesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSourcesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetSource returns one source. It asks no upstream. Errors: UNKNOWN_SOURCE.
     * </pre>
     */
    public void getSource(io.crmstream.v1.GetSourceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetSourceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSourceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetSpending returns what callers have spent on one source, by hour. It asks no upstream. A caller gets the
     * caller's own lines, and with the verb `admin` the lines of all callers. Errors: UNKNOWN_SOURCE, INVALID_REQUEST.
     * </pre>
     */
    public void getSpending(io.crmstream.v1.GetSpendingRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetSpendingResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSpendingMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListFields streams the definitions of the custom fields of one list's records, by type and key. The server keeps
     * the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listFields(io.crmstream.v1.ListFieldsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListFieldsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListFieldOptions streams the options of one field, or the options that depend on one option of its parent field, in
     * their order. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listFieldOptions(io.crmstream.v1.ListFieldOptionsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldOptionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListFieldOptionsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SourcesService.
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public static final class SourcesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SourcesServiceBlockingV2Stub> {
    private SourcesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SourcesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SourcesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListSources returns all configured sources, by name. It asks no upstream. Errors: none of its own.
     * </pre>
     */
    public io.crmstream.v1.ListSourcesResponse listSources(io.crmstream.v1.ListSourcesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSourcesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetSource returns one source. It asks no upstream. Errors: UNKNOWN_SOURCE.
     * </pre>
     */
    public io.crmstream.v1.GetSourceResponse getSource(io.crmstream.v1.GetSourceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSourceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetSpending returns what callers have spent on one source, by hour. It asks no upstream. A caller gets the
     * caller's own lines, and with the verb `admin` the lines of all callers. Errors: UNKNOWN_SOURCE, INVALID_REQUEST.
     * </pre>
     */
    public io.crmstream.v1.GetSpendingResponse getSpending(io.crmstream.v1.GetSpendingRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSpendingMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFields streams the definitions of the custom fields of one list's records, by type and key. The server keeps
     * the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListFieldsResponse>
        listFields(io.crmstream.v1.ListFieldsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListFieldsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFieldOptions streams the options of one field, or the options that depend on one option of its parent field, in
     * their order. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListFieldOptionsResponse>
        listFieldOptions(io.crmstream.v1.ListFieldOptionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListFieldOptionsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SourcesService.
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public static final class SourcesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SourcesServiceBlockingStub> {
    private SourcesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SourcesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SourcesServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListSources returns all configured sources, by name. It asks no upstream. Errors: none of its own.
     * </pre>
     */
    public io.crmstream.v1.ListSourcesResponse listSources(io.crmstream.v1.ListSourcesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSourcesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetSource returns one source. It asks no upstream. Errors: UNKNOWN_SOURCE.
     * </pre>
     */
    public io.crmstream.v1.GetSourceResponse getSource(io.crmstream.v1.GetSourceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSourceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetSpending returns what callers have spent on one source, by hour. It asks no upstream. A caller gets the
     * caller's own lines, and with the verb `admin` the lines of all callers. Errors: UNKNOWN_SOURCE, INVALID_REQUEST.
     * </pre>
     */
    public io.crmstream.v1.GetSpendingResponse getSpending(io.crmstream.v1.GetSpendingRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSpendingMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFields streams the definitions of the custom fields of one list's records, by type and key. The server keeps
     * the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListFieldsResponse> listFields(
        io.crmstream.v1.ListFieldsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListFieldsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListFieldOptions streams the options of one field, or the options that depend on one option of its parent field, in
     * their order. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListFieldOptionsResponse> listFieldOptions(
        io.crmstream.v1.ListFieldOptionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListFieldOptionsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SourcesService.
   * <pre>
   * SourcesService returns the configured CRM accounts, what each account can do, and the custom fields of its records.
   * </pre>
   */
  public static final class SourcesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SourcesServiceFutureStub> {
    private SourcesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SourcesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SourcesServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListSources returns all configured sources, by name. It asks no upstream. Errors: none of its own.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.ListSourcesResponse> listSources(
        io.crmstream.v1.ListSourcesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSourcesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetSource returns one source. It asks no upstream. Errors: UNKNOWN_SOURCE.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetSourceResponse> getSource(
        io.crmstream.v1.GetSourceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSourceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetSpending returns what callers have spent on one source, by hour. It asks no upstream. A caller gets the
     * caller's own lines, and with the verb `admin` the lines of all callers. Errors: UNKNOWN_SOURCE, INVALID_REQUEST.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetSpendingResponse> getSpending(
        io.crmstream.v1.GetSpendingRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSpendingMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_SOURCES = 0;
  private static final int METHODID_GET_SOURCE = 1;
  private static final int METHODID_GET_SPENDING = 2;
  private static final int METHODID_LIST_FIELDS = 3;
  private static final int METHODID_LIST_FIELD_OPTIONS = 4;

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
        case METHODID_LIST_SOURCES:
          serviceImpl.listSources((io.crmstream.v1.ListSourcesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListSourcesResponse>) responseObserver);
          break;
        case METHODID_GET_SOURCE:
          serviceImpl.getSource((io.crmstream.v1.GetSourceRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetSourceResponse>) responseObserver);
          break;
        case METHODID_GET_SPENDING:
          serviceImpl.getSpending((io.crmstream.v1.GetSpendingRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetSpendingResponse>) responseObserver);
          break;
        case METHODID_LIST_FIELDS:
          serviceImpl.listFields((io.crmstream.v1.ListFieldsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldsResponse>) responseObserver);
          break;
        case METHODID_LIST_FIELD_OPTIONS:
          serviceImpl.listFieldOptions((io.crmstream.v1.ListFieldOptionsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListFieldOptionsResponse>) responseObserver);
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
          getListSourcesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.ListSourcesRequest,
              io.crmstream.v1.ListSourcesResponse>(
                service, METHODID_LIST_SOURCES)))
        .addMethod(
          getGetSourceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetSourceRequest,
              io.crmstream.v1.GetSourceResponse>(
                service, METHODID_GET_SOURCE)))
        .addMethod(
          getGetSpendingMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetSpendingRequest,
              io.crmstream.v1.GetSpendingResponse>(
                service, METHODID_GET_SPENDING)))
        .addMethod(
          getListFieldsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListFieldsRequest,
              io.crmstream.v1.ListFieldsResponse>(
                service, METHODID_LIST_FIELDS)))
        .addMethod(
          getListFieldOptionsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListFieldOptionsRequest,
              io.crmstream.v1.ListFieldOptionsResponse>(
                service, METHODID_LIST_FIELD_OPTIONS)))
        .build();
  }

  private static abstract class SourcesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SourcesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.SourcesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SourcesService");
    }
  }

  private static final class SourcesServiceFileDescriptorSupplier
      extends SourcesServiceBaseDescriptorSupplier {
    SourcesServiceFileDescriptorSupplier() {}
  }

  private static final class SourcesServiceMethodDescriptorSupplier
      extends SourcesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SourcesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SourcesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SourcesServiceFileDescriptorSupplier())
              .addMethod(getListSourcesMethod())
              .addMethod(getGetSourceMethod())
              .addMethod(getGetSpendingMethod())
              .addMethod(getListFieldsMethod())
              .addMethod(getListFieldOptionsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
