package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * DealsService reads deals.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class DealsServiceGrpc {

  private DealsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.DealsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDealsRequest,
      io.crmstream.v1.ListDealsResponse> getListDealsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDeals",
      requestType = io.crmstream.v1.ListDealsRequest.class,
      responseType = io.crmstream.v1.ListDealsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDealsRequest,
      io.crmstream.v1.ListDealsResponse> getListDealsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDealsRequest, io.crmstream.v1.ListDealsResponse> getListDealsMethod;
    if ((getListDealsMethod = DealsServiceGrpc.getListDealsMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getListDealsMethod = DealsServiceGrpc.getListDealsMethod) == null) {
          DealsServiceGrpc.getListDealsMethod = getListDealsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDealsRequest, io.crmstream.v1.ListDealsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDeals"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("ListDeals"))
              .build();
        }
      }
    }
    return getListDealsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static DealsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DealsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DealsServiceStub>() {
        @java.lang.Override
        public DealsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DealsServiceStub(channel, callOptions);
        }
      };
    return DealsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static DealsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DealsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DealsServiceBlockingV2Stub>() {
        @java.lang.Override
        public DealsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DealsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return DealsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static DealsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DealsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DealsServiceBlockingStub>() {
        @java.lang.Override
        public DealsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DealsServiceBlockingStub(channel, callOptions);
        }
      };
    return DealsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static DealsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DealsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DealsServiceFutureStub>() {
        @java.lang.Override
        public DealsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DealsServiceFutureStub(channel, callOptions);
        }
      };
    return DealsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListDeals streams deals. Upstream: APRO sales/filter, pages of 50. Orders: `activity_time`, deals without one
     * first; `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record
     * that exists throughout the scan is delivered at least once and each version of it at most once, assumed that
     * every change moves the activity time (APRO does not document whether API writes and imports do). Cost: one
     * request per 50 deals, and those of a bulk of equal times for each call that reads in it; deals without
     * activity time are gathered whole. Errors: see ErrorReason.
     * </pre>
     */
    default void listDeals(io.crmstream.v1.ListDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDealsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service DealsService.
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public static abstract class DealsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return DealsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service DealsService.
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public static final class DealsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<DealsServiceStub> {
    private DealsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DealsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DealsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDeals streams deals. Upstream: APRO sales/filter, pages of 50. Orders: `activity_time`, deals without one
     * first; `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record
     * that exists throughout the scan is delivered at least once and each version of it at most once, assumed that
     * every change moves the activity time (APRO does not document whether API writes and imports do). Cost: one
     * request per 50 deals, and those of a bulk of equal times for each call that reads in it; deals without
     * activity time are gathered whole. Errors: see ErrorReason.
     * </pre>
     */
    public void listDeals(io.crmstream.v1.ListDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDealsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service DealsService.
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public static final class DealsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<DealsServiceBlockingV2Stub> {
    private DealsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DealsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DealsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDeals streams deals. Upstream: APRO sales/filter, pages of 50. Orders: `activity_time`, deals without one
     * first; `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record
     * that exists throughout the scan is delivered at least once and each version of it at most once, assumed that
     * every change moves the activity time (APRO does not document whether API writes and imports do). Cost: one
     * request per 50 deals, and those of a bulk of equal times for each call that reads in it; deals without
     * activity time are gathered whole. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDealsResponse>
        listDeals(io.crmstream.v1.ListDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDealsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service DealsService.
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public static final class DealsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<DealsServiceBlockingStub> {
    private DealsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DealsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DealsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDeals streams deals. Upstream: APRO sales/filter, pages of 50. Orders: `activity_time`, deals without one
     * first; `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record
     * that exists throughout the scan is delivered at least once and each version of it at most once, assumed that
     * every change moves the activity time (APRO does not document whether API writes and imports do). Cost: one
     * request per 50 deals, and those of a bulk of equal times for each call that reads in it; deals without
     * activity time are gathered whole. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDealsResponse> listDeals(
        io.crmstream.v1.ListDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDealsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service DealsService.
   * <pre>
   * DealsService reads deals.
   * </pre>
   */
  public static final class DealsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<DealsServiceFutureStub> {
    private DealsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DealsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DealsServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_LIST_DEALS = 0;

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
        case METHODID_LIST_DEALS:
          serviceImpl.listDeals((io.crmstream.v1.ListDealsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealsResponse>) responseObserver);
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
          getListDealsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDealsRequest,
              io.crmstream.v1.ListDealsResponse>(
                service, METHODID_LIST_DEALS)))
        .build();
  }

  private static abstract class DealsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    DealsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.DealsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("DealsService");
    }
  }

  private static final class DealsServiceFileDescriptorSupplier
      extends DealsServiceBaseDescriptorSupplier {
    DealsServiceFileDescriptorSupplier() {}
  }

  private static final class DealsServiceMethodDescriptorSupplier
      extends DealsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    DealsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (DealsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new DealsServiceFileDescriptorSupplier())
              .addMethod(getListDealsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
