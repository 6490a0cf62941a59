package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * InvoicesService reads invoices.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class InvoicesServiceGrpc {

  private InvoicesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.InvoicesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListInvoicesRequest,
      io.crmstream.v1.ListInvoicesResponse> getListInvoicesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListInvoices",
      requestType = io.crmstream.v1.ListInvoicesRequest.class,
      responseType = io.crmstream.v1.ListInvoicesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListInvoicesRequest,
      io.crmstream.v1.ListInvoicesResponse> getListInvoicesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListInvoicesRequest, io.crmstream.v1.ListInvoicesResponse> getListInvoicesMethod;
    if ((getListInvoicesMethod = InvoicesServiceGrpc.getListInvoicesMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getListInvoicesMethod = InvoicesServiceGrpc.getListInvoicesMethod) == null) {
          InvoicesServiceGrpc.getListInvoicesMethod = getListInvoicesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListInvoicesRequest, io.crmstream.v1.ListInvoicesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListInvoices"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListInvoicesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListInvoicesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("ListInvoices"))
              .build();
        }
      }
    }
    return getListInvoicesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetInvoiceRequest,
      io.crmstream.v1.GetInvoiceResponse> getGetInvoiceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetInvoice",
      requestType = io.crmstream.v1.GetInvoiceRequest.class,
      responseType = io.crmstream.v1.GetInvoiceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetInvoiceRequest,
      io.crmstream.v1.GetInvoiceResponse> getGetInvoiceMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetInvoiceRequest, io.crmstream.v1.GetInvoiceResponse> getGetInvoiceMethod;
    if ((getGetInvoiceMethod = InvoicesServiceGrpc.getGetInvoiceMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getGetInvoiceMethod = InvoicesServiceGrpc.getGetInvoiceMethod) == null) {
          InvoicesServiceGrpc.getGetInvoiceMethod = getGetInvoiceMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetInvoiceRequest, io.crmstream.v1.GetInvoiceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetInvoice"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetInvoiceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetInvoiceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("GetInvoice"))
              .build();
        }
      }
    }
    return getGetInvoiceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetInvoicesRequest,
      io.crmstream.v1.BatchGetInvoicesResponse> getBatchGetInvoicesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetInvoices",
      requestType = io.crmstream.v1.BatchGetInvoicesRequest.class,
      responseType = io.crmstream.v1.BatchGetInvoicesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetInvoicesRequest,
      io.crmstream.v1.BatchGetInvoicesResponse> getBatchGetInvoicesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetInvoicesRequest, io.crmstream.v1.BatchGetInvoicesResponse> getBatchGetInvoicesMethod;
    if ((getBatchGetInvoicesMethod = InvoicesServiceGrpc.getBatchGetInvoicesMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getBatchGetInvoicesMethod = InvoicesServiceGrpc.getBatchGetInvoicesMethod) == null) {
          InvoicesServiceGrpc.getBatchGetInvoicesMethod = getBatchGetInvoicesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetInvoicesRequest, io.crmstream.v1.BatchGetInvoicesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetInvoices"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetInvoicesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetInvoicesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("BatchGetInvoices"))
              .build();
        }
      }
    }
    return getBatchGetInvoicesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static InvoicesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceStub>() {
        @java.lang.Override
        public InvoicesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InvoicesServiceStub(channel, callOptions);
        }
      };
    return InvoicesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static InvoicesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceBlockingV2Stub>() {
        @java.lang.Override
        public InvoicesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InvoicesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return InvoicesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static InvoicesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceBlockingStub>() {
        @java.lang.Override
        public InvoicesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InvoicesServiceBlockingStub(channel, callOptions);
        }
      };
    return InvoicesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static InvoicesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InvoicesServiceFutureStub>() {
        @java.lang.Override
        public InvoicesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InvoicesServiceFutureStub(channel, callOptions);
        }
      };
    return InvoicesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListInvoices streams invoices, by id. Every invoice that exists throughout the scan is delivered exactly once.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listInvoices(io.crmstream.v1.ListInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListInvoicesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListInvoicesMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetInvoice reads one invoice. Unlike a record of ListInvoices, an invoice here has its lines, its parties and the
     * amount that remains to pay. Invoices out of force are found too, with `active` false. Errors: NOT_FOUND, and see
     * ErrorReason.
     * </pre>
     */
    default void getInvoice(io.crmstream.v1.GetInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetInvoiceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetInvoiceMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetInvoices reads many invoices. Unlike a record of ListInvoices, an invoice here has its lines, its parties
     * and the amount that remains to pay. Invoices out of force are found too, with `active` false. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetInvoices(io.crmstream.v1.BatchGetInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetInvoicesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetInvoicesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service InvoicesService.
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public static abstract class InvoicesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return InvoicesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public static final class InvoicesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<InvoicesServiceStub> {
    private InvoicesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InvoicesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InvoicesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListInvoices streams invoices, by id. Every invoice that exists throughout the scan is delivered exactly once.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listInvoices(io.crmstream.v1.ListInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListInvoicesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListInvoicesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetInvoice reads one invoice. Unlike a record of ListInvoices, an invoice here has its lines, its parties and the
     * amount that remains to pay. Invoices out of force are found too, with `active` false. Errors: NOT_FOUND, and see
     * ErrorReason.
     * </pre>
     */
    public void getInvoice(io.crmstream.v1.GetInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetInvoiceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetInvoiceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetInvoices reads many invoices. Unlike a record of ListInvoices, an invoice here has its lines, its parties
     * and the amount that remains to pay. Invoices out of force are found too, with `active` false. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetInvoices(io.crmstream.v1.BatchGetInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetInvoicesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetInvoicesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public static final class InvoicesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<InvoicesServiceBlockingV2Stub> {
    private InvoicesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InvoicesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InvoicesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListInvoices streams invoices, by id. Every invoice that exists throughout the scan is delivered exactly once.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListInvoicesResponse>
        listInvoices(io.crmstream.v1.ListInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListInvoicesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetInvoice reads one invoice. Unlike a record of ListInvoices, an invoice here has its lines, its parties and the
     * amount that remains to pay. Invoices out of force are found too, with `active` false. Errors: NOT_FOUND, and see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetInvoiceResponse getInvoice(io.crmstream.v1.GetInvoiceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetInvoices reads many invoices. Unlike a record of ListInvoices, an invoice here has its lines, its parties
     * and the amount that remains to pay. Invoices out of force are found too, with `active` false. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetInvoicesResponse batchGetInvoices(io.crmstream.v1.BatchGetInvoicesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetInvoicesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public static final class InvoicesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<InvoicesServiceBlockingStub> {
    private InvoicesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InvoicesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InvoicesServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListInvoices streams invoices, by id. Every invoice that exists throughout the scan is delivered exactly once.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListInvoicesResponse> listInvoices(
        io.crmstream.v1.ListInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListInvoicesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetInvoice reads one invoice. Unlike a record of ListInvoices, an invoice here has its lines, its parties and the
     * amount that remains to pay. Invoices out of force are found too, with `active` false. Errors: NOT_FOUND, and see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetInvoiceResponse getInvoice(io.crmstream.v1.GetInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetInvoices reads many invoices. Unlike a record of ListInvoices, an invoice here has its lines, its parties
     * and the amount that remains to pay. Invoices out of force are found too, with `active` false. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetInvoicesResponse batchGetInvoices(io.crmstream.v1.BatchGetInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetInvoicesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads invoices.
   * </pre>
   */
  public static final class InvoicesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<InvoicesServiceFutureStub> {
    private InvoicesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InvoicesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InvoicesServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetInvoice reads one invoice. Unlike a record of ListInvoices, an invoice here has its lines, its parties and the
     * amount that remains to pay. Invoices out of force are found too, with `active` false. Errors: NOT_FOUND, and see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetInvoiceResponse> getInvoice(
        io.crmstream.v1.GetInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetInvoiceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetInvoices reads many invoices. Unlike a record of ListInvoices, an invoice here has its lines, its parties
     * and the amount that remains to pay. Invoices out of force are found too, with `active` false. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetInvoicesResponse> batchGetInvoices(
        io.crmstream.v1.BatchGetInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetInvoicesMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_INVOICES = 0;
  private static final int METHODID_GET_INVOICE = 1;
  private static final int METHODID_BATCH_GET_INVOICES = 2;

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
        case METHODID_LIST_INVOICES:
          serviceImpl.listInvoices((io.crmstream.v1.ListInvoicesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListInvoicesResponse>) responseObserver);
          break;
        case METHODID_GET_INVOICE:
          serviceImpl.getInvoice((io.crmstream.v1.GetInvoiceRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetInvoiceResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_INVOICES:
          serviceImpl.batchGetInvoices((io.crmstream.v1.BatchGetInvoicesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetInvoicesResponse>) responseObserver);
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
          getListInvoicesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListInvoicesRequest,
              io.crmstream.v1.ListInvoicesResponse>(
                service, METHODID_LIST_INVOICES)))
        .addMethod(
          getGetInvoiceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetInvoiceRequest,
              io.crmstream.v1.GetInvoiceResponse>(
                service, METHODID_GET_INVOICE)))
        .addMethod(
          getBatchGetInvoicesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetInvoicesRequest,
              io.crmstream.v1.BatchGetInvoicesResponse>(
                service, METHODID_BATCH_GET_INVOICES)))
        .build();
  }

  private static abstract class InvoicesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    InvoicesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.InvoicesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("InvoicesService");
    }
  }

  private static final class InvoicesServiceFileDescriptorSupplier
      extends InvoicesServiceBaseDescriptorSupplier {
    InvoicesServiceFileDescriptorSupplier() {}
  }

  private static final class InvoicesServiceMethodDescriptorSupplier
      extends InvoicesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    InvoicesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (InvoicesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new InvoicesServiceFileDescriptorSupplier())
              .addMethod(getListInvoicesMethod())
              .addMethod(getGetInvoiceMethod())
              .addMethod(getBatchGetInvoicesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
