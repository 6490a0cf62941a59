package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
 * writes, and with the verb `admin` those of all callers.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class WritesServiceGrpc {

  private WritesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.WritesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetWriteRequest,
      io.crmstream.v1.GetWriteResponse> getGetWriteMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetWrite",
      requestType = io.crmstream.v1.GetWriteRequest.class,
      responseType = io.crmstream.v1.GetWriteResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetWriteRequest,
      io.crmstream.v1.GetWriteResponse> getGetWriteMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetWriteRequest, io.crmstream.v1.GetWriteResponse> getGetWriteMethod;
    if ((getGetWriteMethod = WritesServiceGrpc.getGetWriteMethod) == null) {
      synchronized (WritesServiceGrpc.class) {
        if ((getGetWriteMethod = WritesServiceGrpc.getGetWriteMethod) == null) {
          WritesServiceGrpc.getGetWriteMethod = getGetWriteMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetWriteRequest, io.crmstream.v1.GetWriteResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetWrite"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetWriteRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetWriteResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WritesServiceMethodDescriptorSupplier("GetWrite"))
              .build();
        }
      }
    }
    return getGetWriteMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListWritesRequest,
      io.crmstream.v1.ListWritesResponse> getListWritesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListWrites",
      requestType = io.crmstream.v1.ListWritesRequest.class,
      responseType = io.crmstream.v1.ListWritesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListWritesRequest,
      io.crmstream.v1.ListWritesResponse> getListWritesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListWritesRequest, io.crmstream.v1.ListWritesResponse> getListWritesMethod;
    if ((getListWritesMethod = WritesServiceGrpc.getListWritesMethod) == null) {
      synchronized (WritesServiceGrpc.class) {
        if ((getListWritesMethod = WritesServiceGrpc.getListWritesMethod) == null) {
          WritesServiceGrpc.getListWritesMethod = getListWritesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListWritesRequest, io.crmstream.v1.ListWritesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListWrites"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListWritesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListWritesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WritesServiceMethodDescriptorSupplier("ListWrites"))
              .build();
        }
      }
    }
    return getListWritesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ResolveWriteRequest,
      io.crmstream.v1.ResolveWriteResponse> getResolveWriteMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResolveWrite",
      requestType = io.crmstream.v1.ResolveWriteRequest.class,
      responseType = io.crmstream.v1.ResolveWriteResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ResolveWriteRequest,
      io.crmstream.v1.ResolveWriteResponse> getResolveWriteMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ResolveWriteRequest, io.crmstream.v1.ResolveWriteResponse> getResolveWriteMethod;
    if ((getResolveWriteMethod = WritesServiceGrpc.getResolveWriteMethod) == null) {
      synchronized (WritesServiceGrpc.class) {
        if ((getResolveWriteMethod = WritesServiceGrpc.getResolveWriteMethod) == null) {
          WritesServiceGrpc.getResolveWriteMethod = getResolveWriteMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ResolveWriteRequest, io.crmstream.v1.ResolveWriteResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResolveWrite"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ResolveWriteRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ResolveWriteResponse.getDefaultInstance()))
              .setSchemaDescriptor(new WritesServiceMethodDescriptorSupplier("ResolveWrite"))
              .build();
        }
      }
    }
    return getResolveWriteMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static WritesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WritesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WritesServiceStub>() {
        @java.lang.Override
        public WritesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WritesServiceStub(channel, callOptions);
        }
      };
    return WritesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static WritesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WritesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WritesServiceBlockingV2Stub>() {
        @java.lang.Override
        public WritesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WritesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return WritesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static WritesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WritesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WritesServiceBlockingStub>() {
        @java.lang.Override
        public WritesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WritesServiceBlockingStub(channel, callOptions);
        }
      };
    return WritesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static WritesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<WritesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<WritesServiceFutureStub>() {
        @java.lang.Override
        public WritesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new WritesServiceFutureStub(channel, callOptions);
        }
      };
    return WritesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * GetWrite returns what is known of the write of a `request_id`. It asks no upstream. It never returns the contents
     * of the request. Errors: NOT_FOUND if no write is known by this id: it was refused, or is no longer kept.
     * </pre>
     */
    default void getWrite(io.crmstream.v1.GetWriteRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetWriteResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetWriteMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListWrites returns the writes of a source: those under way or of unknown outcome, then the others, each the newest
     * first. It asks no upstream. `results`, `proof` and `differences` are not set: GetWrite has them. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listWrites(io.crmstream.v1.ListWritesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListWritesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListWritesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ResolveWrite settles a write of unknown outcome: by asking the upstream now, or by a person's word. It never writes
     * upstream. Errors: NOT_FOUND; WRITE_NOT_EXECUTED if the write was not executed, after which the request can be sent
     * again with the same `request_id`; WRITE_OUTCOME_UNKNOWN if the outcome stays unknown.
     * </pre>
     */
    default void resolveWrite(io.crmstream.v1.ResolveWriteRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ResolveWriteResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResolveWriteMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service WritesService.
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public static abstract class WritesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return WritesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service WritesService.
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public static final class WritesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<WritesServiceStub> {
    private WritesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WritesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WritesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetWrite returns what is known of the write of a `request_id`. It asks no upstream. It never returns the contents
     * of the request. Errors: NOT_FOUND if no write is known by this id: it was refused, or is no longer kept.
     * </pre>
     */
    public void getWrite(io.crmstream.v1.GetWriteRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetWriteResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetWriteMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListWrites returns the writes of a source: those under way or of unknown outcome, then the others, each the newest
     * first. It asks no upstream. `results`, `proof` and `differences` are not set: GetWrite has them. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listWrites(io.crmstream.v1.ListWritesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListWritesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListWritesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ResolveWrite settles a write of unknown outcome: by asking the upstream now, or by a person's word. It never writes
     * upstream. Errors: NOT_FOUND; WRITE_NOT_EXECUTED if the write was not executed, after which the request can be sent
     * again with the same `request_id`; WRITE_OUTCOME_UNKNOWN if the outcome stays unknown.
     * </pre>
     */
    public void resolveWrite(io.crmstream.v1.ResolveWriteRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ResolveWriteResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResolveWriteMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service WritesService.
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public static final class WritesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<WritesServiceBlockingV2Stub> {
    private WritesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WritesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WritesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * GetWrite returns what is known of the write of a `request_id`. It asks no upstream. It never returns the contents
     * of the request. Errors: NOT_FOUND if no write is known by this id: it was refused, or is no longer kept.
     * </pre>
     */
    public io.crmstream.v1.GetWriteResponse getWrite(io.crmstream.v1.GetWriteRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetWriteMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListWrites returns the writes of a source: those under way or of unknown outcome, then the others, each the newest
     * first. It asks no upstream. `results`, `proof` and `differences` are not set: GetWrite has them. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ListWritesResponse listWrites(io.crmstream.v1.ListWritesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListWritesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ResolveWrite settles a write of unknown outcome: by asking the upstream now, or by a person's word. It never writes
     * upstream. Errors: NOT_FOUND; WRITE_NOT_EXECUTED if the write was not executed, after which the request can be sent
     * again with the same `request_id`; WRITE_OUTCOME_UNKNOWN if the outcome stays unknown.
     * </pre>
     */
    public io.crmstream.v1.ResolveWriteResponse resolveWrite(io.crmstream.v1.ResolveWriteRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResolveWriteMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service WritesService.
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public static final class WritesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<WritesServiceBlockingStub> {
    private WritesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WritesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WritesServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetWrite returns what is known of the write of a `request_id`. It asks no upstream. It never returns the contents
     * of the request. Errors: NOT_FOUND if no write is known by this id: it was refused, or is no longer kept.
     * </pre>
     */
    public io.crmstream.v1.GetWriteResponse getWrite(io.crmstream.v1.GetWriteRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetWriteMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListWrites returns the writes of a source: those under way or of unknown outcome, then the others, each the newest
     * first. It asks no upstream. `results`, `proof` and `differences` are not set: GetWrite has them. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ListWritesResponse listWrites(io.crmstream.v1.ListWritesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListWritesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ResolveWrite settles a write of unknown outcome: by asking the upstream now, or by a person's word. It never writes
     * upstream. Errors: NOT_FOUND; WRITE_NOT_EXECUTED if the write was not executed, after which the request can be sent
     * again with the same `request_id`; WRITE_OUTCOME_UNKNOWN if the outcome stays unknown.
     * </pre>
     */
    public io.crmstream.v1.ResolveWriteResponse resolveWrite(io.crmstream.v1.ResolveWriteRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResolveWriteMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service WritesService.
   * <pre>
   * WritesService returns what is known of writes, and settles those of unknown outcome. A caller sees the caller's own
   * writes, and with the verb `admin` those of all callers.
   * </pre>
   */
  public static final class WritesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<WritesServiceFutureStub> {
    private WritesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected WritesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new WritesServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetWrite returns what is known of the write of a `request_id`. It asks no upstream. It never returns the contents
     * of the request. Errors: NOT_FOUND if no write is known by this id: it was refused, or is no longer kept.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetWriteResponse> getWrite(
        io.crmstream.v1.GetWriteRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetWriteMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ListWrites returns the writes of a source: those under way or of unknown outcome, then the others, each the newest
     * first. It asks no upstream. `results`, `proof` and `differences` are not set: GetWrite has them. Errors: see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.ListWritesResponse> listWrites(
        io.crmstream.v1.ListWritesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListWritesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * ResolveWrite settles a write of unknown outcome: by asking the upstream now, or by a person's word. It never writes
     * upstream. Errors: NOT_FOUND; WRITE_NOT_EXECUTED if the write was not executed, after which the request can be sent
     * again with the same `request_id`; WRITE_OUTCOME_UNKNOWN if the outcome stays unknown.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.ResolveWriteResponse> resolveWrite(
        io.crmstream.v1.ResolveWriteRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResolveWriteMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_WRITE = 0;
  private static final int METHODID_LIST_WRITES = 1;
  private static final int METHODID_RESOLVE_WRITE = 2;

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
        case METHODID_GET_WRITE:
          serviceImpl.getWrite((io.crmstream.v1.GetWriteRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetWriteResponse>) responseObserver);
          break;
        case METHODID_LIST_WRITES:
          serviceImpl.listWrites((io.crmstream.v1.ListWritesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListWritesResponse>) responseObserver);
          break;
        case METHODID_RESOLVE_WRITE:
          serviceImpl.resolveWrite((io.crmstream.v1.ResolveWriteRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ResolveWriteResponse>) responseObserver);
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
          getGetWriteMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetWriteRequest,
              io.crmstream.v1.GetWriteResponse>(
                service, METHODID_GET_WRITE)))
        .addMethod(
          getListWritesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.ListWritesRequest,
              io.crmstream.v1.ListWritesResponse>(
                service, METHODID_LIST_WRITES)))
        .addMethod(
          getResolveWriteMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.ResolveWriteRequest,
              io.crmstream.v1.ResolveWriteResponse>(
                service, METHODID_RESOLVE_WRITE)))
        .build();
  }

  private static abstract class WritesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    WritesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.WritesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("WritesService");
    }
  }

  private static final class WritesServiceFileDescriptorSupplier
      extends WritesServiceBaseDescriptorSupplier {
    WritesServiceFileDescriptorSupplier() {}
  }

  private static final class WritesServiceMethodDescriptorSupplier
      extends WritesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    WritesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (WritesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new WritesServiceFileDescriptorSupplier())
              .addMethod(getGetWriteMethod())
              .addMethod(getListWritesMethod())
              .addMethod(getResolveWriteMethod())
              .build();
        }
      }
    }
    return result;
  }
}
