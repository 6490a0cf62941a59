package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * FilesService uploads files, which records can then have in their custom fields.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class FilesServiceGrpc {

  private FilesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.FilesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UploadFilesRequest,
      io.crmstream.v1.UploadFilesResponse> getUploadFilesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UploadFiles",
      requestType = io.crmstream.v1.UploadFilesRequest.class,
      responseType = io.crmstream.v1.UploadFilesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UploadFilesRequest,
      io.crmstream.v1.UploadFilesResponse> getUploadFilesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UploadFilesRequest, io.crmstream.v1.UploadFilesResponse> getUploadFilesMethod;
    if ((getUploadFilesMethod = FilesServiceGrpc.getUploadFilesMethod) == null) {
      synchronized (FilesServiceGrpc.class) {
        if ((getUploadFilesMethod = FilesServiceGrpc.getUploadFilesMethod) == null) {
          FilesServiceGrpc.getUploadFilesMethod = getUploadFilesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UploadFilesRequest, io.crmstream.v1.UploadFilesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UploadFiles"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UploadFilesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UploadFilesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new FilesServiceMethodDescriptorSupplier("UploadFiles"))
              .build();
        }
      }
    }
    return getUploadFilesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static FilesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FilesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FilesServiceStub>() {
        @java.lang.Override
        public FilesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FilesServiceStub(channel, callOptions);
        }
      };
    return FilesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static FilesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FilesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FilesServiceBlockingV2Stub>() {
        @java.lang.Override
        public FilesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FilesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return FilesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static FilesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FilesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FilesServiceBlockingStub>() {
        @java.lang.Override
        public FilesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FilesServiceBlockingStub(channel, callOptions);
        }
      };
    return FilesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static FilesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FilesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FilesServiceFutureStub>() {
        @java.lang.Override
        public FilesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FilesServiceFutureStub(channel, callOptions);
        }
      };
    return FilesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * UploadFiles stores files in the CRM, and returns the names by which custom fields of the type FILES take them: write
     * `stored_name` as the `name` of a file in an update of the record. A file that no record has changes nothing, so a call
     * can be repeated. The first message holds `header`. Then comes for each file a message with `file`, and messages with
     * `chunk` that hold its contents. Over HTTP the call is `multipart/form-data`: first the part `resource`, then a part
     * for each file. The server keeps the files on its disk until the call ends, and bounds the size of each file and of the
     * call. Upstream: utils/upload. Errors: OVERLOADED if the disk or other uploads leave no room; and see ErrorReason.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<io.crmstream.v1.UploadFilesRequest> uploadFiles(
        io.grpc.stub.StreamObserver<io.crmstream.v1.UploadFilesResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getUploadFilesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service FilesService.
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public static abstract class FilesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return FilesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service FilesService.
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public static final class FilesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<FilesServiceStub> {
    private FilesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FilesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FilesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * UploadFiles stores files in the CRM, and returns the names by which custom fields of the type FILES take them: write
     * `stored_name` as the `name` of a file in an update of the record. A file that no record has changes nothing, so a call
     * can be repeated. The first message holds `header`. Then comes for each file a message with `file`, and messages with
     * `chunk` that hold its contents. Over HTTP the call is `multipart/form-data`: first the part `resource`, then a part
     * for each file. The server keeps the files on its disk until the call ends, and bounds the size of each file and of the
     * call. Upstream: utils/upload. Errors: OVERLOADED if the disk or other uploads leave no room; and see ErrorReason.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<io.crmstream.v1.UploadFilesRequest> uploadFiles(
        io.grpc.stub.StreamObserver<io.crmstream.v1.UploadFilesResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getUploadFilesMethod(), getCallOptions()), responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service FilesService.
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public static final class FilesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<FilesServiceBlockingV2Stub> {
    private FilesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FilesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FilesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * UploadFiles stores files in the CRM, and returns the names by which custom fields of the type FILES take them: write
     * `stored_name` as the `name` of a file in an update of the record. A file that no record has changes nothing, so a call
     * can be repeated. The first message holds `header`. Then comes for each file a message with `file`, and messages with
     * `chunk` that hold its contents. Over HTTP the call is `multipart/form-data`: first the part `resource`, then a part
     * for each file. The server keeps the files on its disk until the call ends, and bounds the size of each file and of the
     * call. Upstream: utils/upload. Errors: OVERLOADED if the disk or other uploads leave no room; and see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<io.crmstream.v1.UploadFilesRequest, io.crmstream.v1.UploadFilesResponse>
        uploadFiles() {
      return io.grpc.stub.ClientCalls.blockingClientStreamingCall(
          getChannel(), getUploadFilesMethod(), getCallOptions());
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service FilesService.
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public static final class FilesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<FilesServiceBlockingStub> {
    private FilesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FilesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FilesServiceBlockingStub(channel, callOptions);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service FilesService.
   * <pre>
   * FilesService uploads files, which records can then have in their custom fields.
   * </pre>
   */
  public static final class FilesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<FilesServiceFutureStub> {
    private FilesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FilesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FilesServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_UPLOAD_FILES = 0;

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
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_UPLOAD_FILES:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.uploadFiles(
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UploadFilesResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getUploadFilesMethod(),
          io.grpc.stub.ServerCalls.asyncClientStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.UploadFilesRequest,
              io.crmstream.v1.UploadFilesResponse>(
                service, METHODID_UPLOAD_FILES)))
        .build();
  }

  private static abstract class FilesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    FilesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.FilesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("FilesService");
    }
  }

  private static final class FilesServiceFileDescriptorSupplier
      extends FilesServiceBaseDescriptorSupplier {
    FilesServiceFileDescriptorSupplier() {}
  }

  private static final class FilesServiceMethodDescriptorSupplier
      extends FilesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    FilesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (FilesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new FilesServiceFileDescriptorSupplier())
              .addMethod(getUploadFilesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
