package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ActivitiesService reads activities: requests of contacts that workers process.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ActivitiesServiceGrpc {

  private ActivitiesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.ActivitiesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest,
      io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListActivities",
      requestType = io.crmstream.v1.ListActivitiesRequest.class,
      responseType = io.crmstream.v1.ListActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest,
      io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest, io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod;
    if ((getListActivitiesMethod = ActivitiesServiceGrpc.getListActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getListActivitiesMethod = ActivitiesServiceGrpc.getListActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getListActivitiesMethod = getListActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListActivitiesRequest, io.crmstream.v1.ListActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("ListActivities"))
              .build();
        }
      }
    }
    return getListActivitiesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ActivitiesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceStub>() {
        @java.lang.Override
        public ActivitiesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceStub(channel, callOptions);
        }
      };
    return ActivitiesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ActivitiesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingV2Stub>() {
        @java.lang.Override
        public ActivitiesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ActivitiesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ActivitiesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingStub>() {
        @java.lang.Override
        public ActivitiesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceBlockingStub(channel, callOptions);
        }
      };
    return ActivitiesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ActivitiesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceFutureStub>() {
        @java.lang.Override
        public ActivitiesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceFutureStub(channel, callOptions);
        }
      };
    return ActivitiesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListActivities streams activities. Upstream: APRO applications/filter, pages of 50. Orders: `activity_time`;
     * `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record that
     * exists throughout the scan is delivered at least once and each version of it at most once, assumed that every
     * change moves the activity time (APRO does not document whether API writes and imports do). Cost: one request
     * per 50 activities, and those of a bulk of equal times for each call that reads in it. Errors: see ErrorReason.
     * </pre>
     */
    default void listActivities(io.crmstream.v1.ListActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListActivitiesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ActivitiesService.
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public static abstract class ActivitiesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ActivitiesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ActivitiesServiceStub> {
    private ActivitiesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities. Upstream: APRO applications/filter, pages of 50. Orders: `activity_time`;
     * `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record that
     * exists throughout the scan is delivered at least once and each version of it at most once, assumed that every
     * change moves the activity time (APRO does not document whether API writes and imports do). Cost: one request
     * per 50 activities, and those of a bulk of equal times for each call that reads in it. Errors: see ErrorReason.
     * </pre>
     */
    public void listActivities(io.crmstream.v1.ListActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListActivitiesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ActivitiesServiceBlockingV2Stub> {
    private ActivitiesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities. Upstream: APRO applications/filter, pages of 50. Orders: `activity_time`;
     * `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record that
     * exists throughout the scan is delivered at least once and each version of it at most once, assumed that every
     * change moves the activity time (APRO does not document whether API writes and imports do). Cost: one request
     * per 50 activities, and those of a bulk of equal times for each call that reads in it. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListActivitiesResponse>
        listActivities(io.crmstream.v1.ListActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListActivitiesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ActivitiesServiceBlockingStub> {
    private ActivitiesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities. Upstream: APRO applications/filter, pages of 50. Orders: `activity_time`;
     * `-activity_time` within a page. With `created_from` or `created_before`: `create_time`. Every record that
     * exists throughout the scan is delivered at least once and each version of it at most once, assumed that every
     * change moves the activity time (APRO does not document whether API writes and imports do). Cost: one request
     * per 50 activities, and those of a bulk of equal times for each call that reads in it. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListActivitiesResponse> listActivities(
        io.crmstream.v1.ListActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListActivitiesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ActivitiesServiceFutureStub> {
    private ActivitiesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_LIST_ACTIVITIES = 0;

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
        case METHODID_LIST_ACTIVITIES:
          serviceImpl.listActivities((io.crmstream.v1.ListActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse>) responseObserver);
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
          getListActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListActivitiesRequest,
              io.crmstream.v1.ListActivitiesResponse>(
                service, METHODID_LIST_ACTIVITIES)))
        .build();
  }

  private static abstract class ActivitiesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ActivitiesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.ActivitiesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ActivitiesService");
    }
  }

  private static final class ActivitiesServiceFileDescriptorSupplier
      extends ActivitiesServiceBaseDescriptorSupplier {
    ActivitiesServiceFileDescriptorSupplier() {}
  }

  private static final class ActivitiesServiceMethodDescriptorSupplier
      extends ActivitiesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ActivitiesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ActivitiesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ActivitiesServiceFileDescriptorSupplier())
              .addMethod(getListActivitiesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
