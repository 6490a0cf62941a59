package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * FormsService reads and fills in online forms.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class FormsServiceGrpc {

  private FormsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.FormsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetFormRequest,
      io.crmstream.v1.GetFormResponse> getGetFormMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetForm",
      requestType = io.crmstream.v1.GetFormRequest.class,
      responseType = io.crmstream.v1.GetFormResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetFormRequest,
      io.crmstream.v1.GetFormResponse> getGetFormMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetFormRequest, io.crmstream.v1.GetFormResponse> getGetFormMethod;
    if ((getGetFormMethod = FormsServiceGrpc.getGetFormMethod) == null) {
      synchronized (FormsServiceGrpc.class) {
        if ((getGetFormMethod = FormsServiceGrpc.getGetFormMethod) == null) {
          FormsServiceGrpc.getGetFormMethod = getGetFormMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetFormRequest, io.crmstream.v1.GetFormResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetForm"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetFormRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetFormResponse.getDefaultInstance()))
              .setSchemaDescriptor(new FormsServiceMethodDescriptorSupplier("GetForm"))
              .build();
        }
      }
    }
    return getGetFormMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.SubmitFormRequest,
      io.crmstream.v1.SubmitFormResponse> getSubmitFormMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SubmitForm",
      requestType = io.crmstream.v1.SubmitFormRequest.class,
      responseType = io.crmstream.v1.SubmitFormResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.SubmitFormRequest,
      io.crmstream.v1.SubmitFormResponse> getSubmitFormMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.SubmitFormRequest, io.crmstream.v1.SubmitFormResponse> getSubmitFormMethod;
    if ((getSubmitFormMethod = FormsServiceGrpc.getSubmitFormMethod) == null) {
      synchronized (FormsServiceGrpc.class) {
        if ((getSubmitFormMethod = FormsServiceGrpc.getSubmitFormMethod) == null) {
          FormsServiceGrpc.getSubmitFormMethod = getSubmitFormMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.SubmitFormRequest, io.crmstream.v1.SubmitFormResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SubmitForm"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.SubmitFormRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.SubmitFormResponse.getDefaultInstance()))
              .setSchemaDescriptor(new FormsServiceMethodDescriptorSupplier("SubmitForm"))
              .build();
        }
      }
    }
    return getSubmitFormMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static FormsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FormsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FormsServiceStub>() {
        @java.lang.Override
        public FormsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FormsServiceStub(channel, callOptions);
        }
      };
    return FormsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static FormsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FormsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FormsServiceBlockingV2Stub>() {
        @java.lang.Override
        public FormsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FormsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return FormsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static FormsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FormsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FormsServiceBlockingStub>() {
        @java.lang.Override
        public FormsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FormsServiceBlockingStub(channel, callOptions);
        }
      };
    return FormsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static FormsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FormsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FormsServiceFutureStub>() {
        @java.lang.Override
        public FormsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FormsServiceFutureStub(channel, callOptions);
        }
      };
    return FormsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * GetForm reads one online form. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getForm(io.crmstream.v1.GetFormRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetFormResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetFormMethod(), responseObserver);
    }

    /**
     * <pre>
     * SubmitForm fills in an online form as a visitor does. GetForm has the type of the form, its fields, and which of
     * them are obligatory. No method reads a submission back. Upstream: onlineforms, action fillform. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void submitForm(io.crmstream.v1.SubmitFormRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.SubmitFormResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSubmitFormMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service FormsService.
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public static abstract class FormsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return FormsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service FormsService.
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public static final class FormsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<FormsServiceStub> {
    private FormsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FormsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FormsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetForm reads one online form. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getForm(io.crmstream.v1.GetFormRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetFormResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetFormMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * SubmitForm fills in an online form as a visitor does. GetForm has the type of the form, its fields, and which of
     * them are obligatory. No method reads a submission back. Upstream: onlineforms, action fillform. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void submitForm(io.crmstream.v1.SubmitFormRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.SubmitFormResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSubmitFormMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service FormsService.
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public static final class FormsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<FormsServiceBlockingV2Stub> {
    private FormsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FormsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FormsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * GetForm reads one online form. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetFormResponse getForm(io.crmstream.v1.GetFormRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetFormMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SubmitForm fills in an online form as a visitor does. GetForm has the type of the form, its fields, and which of
     * them are obligatory. No method reads a submission back. Upstream: onlineforms, action fillform. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.SubmitFormResponse submitForm(io.crmstream.v1.SubmitFormRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSubmitFormMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service FormsService.
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public static final class FormsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<FormsServiceBlockingStub> {
    private FormsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FormsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FormsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetForm reads one online form. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetFormResponse getForm(io.crmstream.v1.GetFormRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetFormMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SubmitForm fills in an online form as a visitor does. GetForm has the type of the form, its fields, and which of
     * them are obligatory. No method reads a submission back. Upstream: onlineforms, action fillform. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.SubmitFormResponse submitForm(io.crmstream.v1.SubmitFormRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSubmitFormMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service FormsService.
   * <pre>
   * FormsService reads and fills in online forms.
   * </pre>
   */
  public static final class FormsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<FormsServiceFutureStub> {
    private FormsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FormsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FormsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetForm reads one online form. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetFormResponse> getForm(
        io.crmstream.v1.GetFormRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetFormMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * SubmitForm fills in an online form as a visitor does. GetForm has the type of the form, its fields, and which of
     * them are obligatory. No method reads a submission back. Upstream: onlineforms, action fillform. At most one effect
     * for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.SubmitFormResponse> submitForm(
        io.crmstream.v1.SubmitFormRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSubmitFormMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_FORM = 0;
  private static final int METHODID_SUBMIT_FORM = 1;

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
        case METHODID_GET_FORM:
          serviceImpl.getForm((io.crmstream.v1.GetFormRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetFormResponse>) responseObserver);
          break;
        case METHODID_SUBMIT_FORM:
          serviceImpl.submitForm((io.crmstream.v1.SubmitFormRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.SubmitFormResponse>) responseObserver);
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
          getGetFormMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetFormRequest,
              io.crmstream.v1.GetFormResponse>(
                service, METHODID_GET_FORM)))
        .addMethod(
          getSubmitFormMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.SubmitFormRequest,
              io.crmstream.v1.SubmitFormResponse>(
                service, METHODID_SUBMIT_FORM)))
        .build();
  }

  private static abstract class FormsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    FormsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.FormsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("FormsService");
    }
  }

  private static final class FormsServiceFileDescriptorSupplier
      extends FormsServiceBaseDescriptorSupplier {
    FormsServiceFileDescriptorSupplier() {}
  }

  private static final class FormsServiceMethodDescriptorSupplier
      extends FormsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    FormsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (FormsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new FormsServiceFileDescriptorSupplier())
              .addMethod(getGetFormMethod())
              .addMethod(getSubmitFormMethod())
              .build();
        }
      }
    }
    return result;
  }
}
