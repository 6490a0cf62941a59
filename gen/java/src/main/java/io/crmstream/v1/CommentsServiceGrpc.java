package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * CommentsService reads the comments on records.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class CommentsServiceGrpc {

  private CommentsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.CommentsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListCommentsRequest,
      io.crmstream.v1.ListCommentsResponse> getListCommentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListComments",
      requestType = io.crmstream.v1.ListCommentsRequest.class,
      responseType = io.crmstream.v1.ListCommentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListCommentsRequest,
      io.crmstream.v1.ListCommentsResponse> getListCommentsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListCommentsRequest, io.crmstream.v1.ListCommentsResponse> getListCommentsMethod;
    if ((getListCommentsMethod = CommentsServiceGrpc.getListCommentsMethod) == null) {
      synchronized (CommentsServiceGrpc.class) {
        if ((getListCommentsMethod = CommentsServiceGrpc.getListCommentsMethod) == null) {
          CommentsServiceGrpc.getListCommentsMethod = getListCommentsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListCommentsRequest, io.crmstream.v1.ListCommentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListComments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCommentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListCommentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CommentsServiceMethodDescriptorSupplier("ListComments"))
              .build();
        }
      }
    }
    return getListCommentsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static CommentsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CommentsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CommentsServiceStub>() {
        @java.lang.Override
        public CommentsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CommentsServiceStub(channel, callOptions);
        }
      };
    return CommentsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static CommentsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CommentsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CommentsServiceBlockingV2Stub>() {
        @java.lang.Override
        public CommentsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CommentsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return CommentsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static CommentsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CommentsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CommentsServiceBlockingStub>() {
        @java.lang.Override
        public CommentsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CommentsServiceBlockingStub(channel, callOptions);
        }
      };
    return CommentsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static CommentsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CommentsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CommentsServiceFutureStub>() {
        @java.lang.Override
        public CommentsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CommentsServiceFutureStub(channel, callOptions);
        }
      };
    return CommentsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListComments streams the comments on some records, by record and id. For contacts the list includes the comments on
     * their stock items, activities and deals, by id, each comment once. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listComments(io.crmstream.v1.ListCommentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCommentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCommentsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service CommentsService.
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public static abstract class CommentsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return CommentsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service CommentsService.
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public static final class CommentsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<CommentsServiceStub> {
    private CommentsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CommentsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CommentsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListComments streams the comments on some records, by record and id. For contacts the list includes the comments on
     * their stock items, activities and deals, by id, each comment once. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listComments(io.crmstream.v1.ListCommentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListCommentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListCommentsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service CommentsService.
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public static final class CommentsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<CommentsServiceBlockingV2Stub> {
    private CommentsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CommentsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CommentsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListComments streams the comments on some records, by record and id. For contacts the list includes the comments on
     * their stock items, activities and deals, by id, each comment once. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListCommentsResponse>
        listComments(io.crmstream.v1.ListCommentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListCommentsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service CommentsService.
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public static final class CommentsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<CommentsServiceBlockingStub> {
    private CommentsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CommentsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CommentsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListComments streams the comments on some records, by record and id. For contacts the list includes the comments on
     * their stock items, activities and deals, by id, each comment once. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListCommentsResponse> listComments(
        io.crmstream.v1.ListCommentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListCommentsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service CommentsService.
   * <pre>
   * CommentsService reads the comments on records.
   * </pre>
   */
  public static final class CommentsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<CommentsServiceFutureStub> {
    private CommentsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CommentsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CommentsServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_LIST_COMMENTS = 0;

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
        case METHODID_LIST_COMMENTS:
          serviceImpl.listComments((io.crmstream.v1.ListCommentsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListCommentsResponse>) responseObserver);
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
          getListCommentsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListCommentsRequest,
              io.crmstream.v1.ListCommentsResponse>(
                service, METHODID_LIST_COMMENTS)))
        .build();
  }

  private static abstract class CommentsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    CommentsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.CommentsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("CommentsService");
    }
  }

  private static final class CommentsServiceFileDescriptorSupplier
      extends CommentsServiceBaseDescriptorSupplier {
    CommentsServiceFileDescriptorSupplier() {}
  }

  private static final class CommentsServiceMethodDescriptorSupplier
      extends CommentsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    CommentsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (CommentsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new CommentsServiceFileDescriptorSupplier())
              .addMethod(getListCommentsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
