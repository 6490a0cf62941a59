package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * PublicationsService reads the articles of a CRM's intranet, which form a tree.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class PublicationsServiceGrpc {

  private PublicationsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.PublicationsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListPublicationsRequest,
      io.crmstream.v1.ListPublicationsResponse> getListPublicationsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPublications",
      requestType = io.crmstream.v1.ListPublicationsRequest.class,
      responseType = io.crmstream.v1.ListPublicationsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListPublicationsRequest,
      io.crmstream.v1.ListPublicationsResponse> getListPublicationsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListPublicationsRequest, io.crmstream.v1.ListPublicationsResponse> getListPublicationsMethod;
    if ((getListPublicationsMethod = PublicationsServiceGrpc.getListPublicationsMethod) == null) {
      synchronized (PublicationsServiceGrpc.class) {
        if ((getListPublicationsMethod = PublicationsServiceGrpc.getListPublicationsMethod) == null) {
          PublicationsServiceGrpc.getListPublicationsMethod = getListPublicationsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListPublicationsRequest, io.crmstream.v1.ListPublicationsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPublications"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPublicationsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPublicationsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PublicationsServiceMethodDescriptorSupplier("ListPublications"))
              .build();
        }
      }
    }
    return getListPublicationsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetPublicationRequest,
      io.crmstream.v1.GetPublicationResponse> getGetPublicationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetPublication",
      requestType = io.crmstream.v1.GetPublicationRequest.class,
      responseType = io.crmstream.v1.GetPublicationResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetPublicationRequest,
      io.crmstream.v1.GetPublicationResponse> getGetPublicationMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetPublicationRequest, io.crmstream.v1.GetPublicationResponse> getGetPublicationMethod;
    if ((getGetPublicationMethod = PublicationsServiceGrpc.getGetPublicationMethod) == null) {
      synchronized (PublicationsServiceGrpc.class) {
        if ((getGetPublicationMethod = PublicationsServiceGrpc.getGetPublicationMethod) == null) {
          PublicationsServiceGrpc.getGetPublicationMethod = getGetPublicationMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetPublicationRequest, io.crmstream.v1.GetPublicationResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetPublication"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetPublicationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetPublicationResponse.getDefaultInstance()))
              .setSchemaDescriptor(new PublicationsServiceMethodDescriptorSupplier("GetPublication"))
              .build();
        }
      }
    }
    return getGetPublicationMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static PublicationsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceStub>() {
        @java.lang.Override
        public PublicationsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PublicationsServiceStub(channel, callOptions);
        }
      };
    return PublicationsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static PublicationsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceBlockingV2Stub>() {
        @java.lang.Override
        public PublicationsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PublicationsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return PublicationsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static PublicationsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceBlockingStub>() {
        @java.lang.Override
        public PublicationsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PublicationsServiceBlockingStub(channel, callOptions);
        }
      };
    return PublicationsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static PublicationsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<PublicationsServiceFutureStub>() {
        @java.lang.Override
        public PublicationsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new PublicationsServiceFutureStub(channel, callOptions);
        }
      };
    return PublicationsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListPublications streams the publications directly below one publication, by id. To read the tree, call the method
     * again for each publication with `has_children`. Errors: see ErrorReason.
     * </pre>
     */
    default void listPublications(io.crmstream.v1.ListPublicationsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPublicationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPublicationsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetPublication reads one publication with its body. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getPublication(io.crmstream.v1.GetPublicationRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetPublicationResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetPublicationMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service PublicationsService.
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public static abstract class PublicationsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return PublicationsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service PublicationsService.
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public static final class PublicationsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<PublicationsServiceStub> {
    private PublicationsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PublicationsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PublicationsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListPublications streams the publications directly below one publication, by id. To read the tree, call the method
     * again for each publication with `has_children`. Errors: see ErrorReason.
     * </pre>
     */
    public void listPublications(io.crmstream.v1.ListPublicationsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPublicationsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListPublicationsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetPublication reads one publication with its body. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getPublication(io.crmstream.v1.GetPublicationRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetPublicationResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetPublicationMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service PublicationsService.
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public static final class PublicationsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<PublicationsServiceBlockingV2Stub> {
    private PublicationsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PublicationsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PublicationsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListPublications streams the publications directly below one publication, by id. To read the tree, call the method
     * again for each publication with `has_children`. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListPublicationsResponse>
        listPublications(io.crmstream.v1.ListPublicationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListPublicationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetPublication reads one publication with its body. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetPublicationResponse getPublication(io.crmstream.v1.GetPublicationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetPublicationMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service PublicationsService.
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public static final class PublicationsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<PublicationsServiceBlockingStub> {
    private PublicationsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PublicationsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PublicationsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListPublications streams the publications directly below one publication, by id. To read the tree, call the method
     * again for each publication with `has_children`. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListPublicationsResponse> listPublications(
        io.crmstream.v1.ListPublicationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListPublicationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetPublication reads one publication with its body. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetPublicationResponse getPublication(io.crmstream.v1.GetPublicationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetPublicationMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service PublicationsService.
   * <pre>
   * PublicationsService reads the articles of a CRM's intranet, which form a tree.
   * </pre>
   */
  public static final class PublicationsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<PublicationsServiceFutureStub> {
    private PublicationsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected PublicationsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new PublicationsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetPublication reads one publication with its body. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetPublicationResponse> getPublication(
        io.crmstream.v1.GetPublicationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetPublicationMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_PUBLICATIONS = 0;
  private static final int METHODID_GET_PUBLICATION = 1;

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
        case METHODID_LIST_PUBLICATIONS:
          serviceImpl.listPublications((io.crmstream.v1.ListPublicationsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListPublicationsResponse>) responseObserver);
          break;
        case METHODID_GET_PUBLICATION:
          serviceImpl.getPublication((io.crmstream.v1.GetPublicationRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetPublicationResponse>) responseObserver);
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
          getListPublicationsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListPublicationsRequest,
              io.crmstream.v1.ListPublicationsResponse>(
                service, METHODID_LIST_PUBLICATIONS)))
        .addMethod(
          getGetPublicationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetPublicationRequest,
              io.crmstream.v1.GetPublicationResponse>(
                service, METHODID_GET_PUBLICATION)))
        .build();
  }

  private static abstract class PublicationsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    PublicationsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.PublicationsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("PublicationsService");
    }
  }

  private static final class PublicationsServiceFileDescriptorSupplier
      extends PublicationsServiceBaseDescriptorSupplier {
    PublicationsServiceFileDescriptorSupplier() {}
  }

  private static final class PublicationsServiceMethodDescriptorSupplier
      extends PublicationsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    PublicationsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (PublicationsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new PublicationsServiceFileDescriptorSupplier())
              .addMethod(getListPublicationsMethod())
              .addMethod(getGetPublicationMethod())
              .build();
        }
      }
    }
    return result;
  }
}
