package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * VisitsService reads visits of field staff to clients and institutions.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class VisitsServiceGrpc {

  private VisitsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.VisitsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitsRequest,
      io.crmstream.v1.ListVisitsResponse> getListVisitsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListVisits",
      requestType = io.crmstream.v1.ListVisitsRequest.class,
      responseType = io.crmstream.v1.ListVisitsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitsRequest,
      io.crmstream.v1.ListVisitsResponse> getListVisitsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitsRequest, io.crmstream.v1.ListVisitsResponse> getListVisitsMethod;
    if ((getListVisitsMethod = VisitsServiceGrpc.getListVisitsMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getListVisitsMethod = VisitsServiceGrpc.getListVisitsMethod) == null) {
          VisitsServiceGrpc.getListVisitsMethod = getListVisitsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListVisitsRequest, io.crmstream.v1.ListVisitsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListVisits"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("ListVisits"))
              .build();
        }
      }
    }
    return getListVisitsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static VisitsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VisitsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VisitsServiceStub>() {
        @java.lang.Override
        public VisitsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VisitsServiceStub(channel, callOptions);
        }
      };
    return VisitsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static VisitsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VisitsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VisitsServiceBlockingV2Stub>() {
        @java.lang.Override
        public VisitsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VisitsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return VisitsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static VisitsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VisitsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VisitsServiceBlockingStub>() {
        @java.lang.Override
        public VisitsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VisitsServiceBlockingStub(channel, callOptions);
        }
      };
    return VisitsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static VisitsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<VisitsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<VisitsServiceFutureStub>() {
        @java.lang.Override
        public VisitsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new VisitsServiceFutureStub(channel, callOptions);
        }
      };
    return VisitsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListVisits streams visits. Upstream: Proxima `api_get_tasks_json`, window by window of start days; without
     * `start_from` from the source's first day, without `start_before` to its horizon ahead. Orders: `start_time`.
     * Every visit that exists throughout the scan is delivered exactly once, except one that is rescheduled
     * meanwhile from a window not read yet into one already read, or the other way round. The upstream cannot tell
     * changes. Cost: one job per window: a run, some status polls and one request per 500 visits; or one request
     * where the tenant answers at once. Errors: see ErrorReason.
     * </pre>
     */
    default void listVisits(io.crmstream.v1.ListVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVisitsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service VisitsService.
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public static abstract class VisitsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return VisitsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service VisitsService.
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public static final class VisitsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<VisitsServiceStub> {
    private VisitsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VisitsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VisitsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListVisits streams visits. Upstream: Proxima `api_get_tasks_json`, window by window of start days; without
     * `start_from` from the source's first day, without `start_before` to its horizon ahead. Orders: `start_time`.
     * Every visit that exists throughout the scan is delivered exactly once, except one that is rescheduled
     * meanwhile from a window not read yet into one already read, or the other way round. The upstream cannot tell
     * changes. Cost: one job per window: a run, some status polls and one request per 500 visits; or one request
     * where the tenant answers at once. Errors: see ErrorReason.
     * </pre>
     */
    public void listVisits(io.crmstream.v1.ListVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListVisitsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service VisitsService.
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public static final class VisitsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<VisitsServiceBlockingV2Stub> {
    private VisitsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VisitsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VisitsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListVisits streams visits. Upstream: Proxima `api_get_tasks_json`, window by window of start days; without
     * `start_from` from the source's first day, without `start_before` to its horizon ahead. Orders: `start_time`.
     * Every visit that exists throughout the scan is delivered exactly once, except one that is rescheduled
     * meanwhile from a window not read yet into one already read, or the other way round. The upstream cannot tell
     * changes. Cost: one job per window: a run, some status polls and one request per 500 visits; or one request
     * where the tenant answers at once. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListVisitsResponse>
        listVisits(io.crmstream.v1.ListVisitsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListVisitsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service VisitsService.
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public static final class VisitsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<VisitsServiceBlockingStub> {
    private VisitsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VisitsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VisitsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListVisits streams visits. Upstream: Proxima `api_get_tasks_json`, window by window of start days; without
     * `start_from` from the source's first day, without `start_before` to its horizon ahead. Orders: `start_time`.
     * Every visit that exists throughout the scan is delivered exactly once, except one that is rescheduled
     * meanwhile from a window not read yet into one already read, or the other way round. The upstream cannot tell
     * changes. Cost: one job per window: a run, some status polls and one request per 500 visits; or one request
     * where the tenant answers at once. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListVisitsResponse> listVisits(
        io.crmstream.v1.ListVisitsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListVisitsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service VisitsService.
   * <pre>
   * VisitsService reads visits of field staff to clients and institutions.
   * </pre>
   */
  public static final class VisitsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<VisitsServiceFutureStub> {
    private VisitsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected VisitsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new VisitsServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_LIST_VISITS = 0;

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
        case METHODID_LIST_VISITS:
          serviceImpl.listVisits((io.crmstream.v1.ListVisitsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitsResponse>) responseObserver);
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
          getListVisitsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListVisitsRequest,
              io.crmstream.v1.ListVisitsResponse>(
                service, METHODID_LIST_VISITS)))
        .build();
  }

  private static abstract class VisitsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    VisitsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.VisitsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("VisitsService");
    }
  }

  private static final class VisitsServiceFileDescriptorSupplier
      extends VisitsServiceBaseDescriptorSupplier {
    VisitsServiceFileDescriptorSupplier() {}
  }

  private static final class VisitsServiceMethodDescriptorSupplier
      extends VisitsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    VisitsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (VisitsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new VisitsServiceFileDescriptorSupplier())
              .addMethod(getListVisitsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
