package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * InvoicesService reads and writes invoices.
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

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateInvoiceRequest,
      io.crmstream.v1.CreateInvoiceResponse> getCreateInvoiceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateInvoice",
      requestType = io.crmstream.v1.CreateInvoiceRequest.class,
      responseType = io.crmstream.v1.CreateInvoiceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateInvoiceRequest,
      io.crmstream.v1.CreateInvoiceResponse> getCreateInvoiceMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateInvoiceRequest, io.crmstream.v1.CreateInvoiceResponse> getCreateInvoiceMethod;
    if ((getCreateInvoiceMethod = InvoicesServiceGrpc.getCreateInvoiceMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getCreateInvoiceMethod = InvoicesServiceGrpc.getCreateInvoiceMethod) == null) {
          InvoicesServiceGrpc.getCreateInvoiceMethod = getCreateInvoiceMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateInvoiceRequest, io.crmstream.v1.CreateInvoiceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateInvoice"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateInvoiceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateInvoiceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("CreateInvoice"))
              .build();
        }
      }
    }
    return getCreateInvoiceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateInvoiceRequest,
      io.crmstream.v1.UpdateInvoiceResponse> getUpdateInvoiceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateInvoice",
      requestType = io.crmstream.v1.UpdateInvoiceRequest.class,
      responseType = io.crmstream.v1.UpdateInvoiceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateInvoiceRequest,
      io.crmstream.v1.UpdateInvoiceResponse> getUpdateInvoiceMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateInvoiceRequest, io.crmstream.v1.UpdateInvoiceResponse> getUpdateInvoiceMethod;
    if ((getUpdateInvoiceMethod = InvoicesServiceGrpc.getUpdateInvoiceMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getUpdateInvoiceMethod = InvoicesServiceGrpc.getUpdateInvoiceMethod) == null) {
          InvoicesServiceGrpc.getUpdateInvoiceMethod = getUpdateInvoiceMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateInvoiceRequest, io.crmstream.v1.UpdateInvoiceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateInvoice"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateInvoiceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateInvoiceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("UpdateInvoice"))
              .build();
        }
      }
    }
    return getUpdateInvoiceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.SetInvoicePaymentRequest,
      io.crmstream.v1.SetInvoicePaymentResponse> getSetInvoicePaymentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SetInvoicePayment",
      requestType = io.crmstream.v1.SetInvoicePaymentRequest.class,
      responseType = io.crmstream.v1.SetInvoicePaymentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.SetInvoicePaymentRequest,
      io.crmstream.v1.SetInvoicePaymentResponse> getSetInvoicePaymentMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.SetInvoicePaymentRequest, io.crmstream.v1.SetInvoicePaymentResponse> getSetInvoicePaymentMethod;
    if ((getSetInvoicePaymentMethod = InvoicesServiceGrpc.getSetInvoicePaymentMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getSetInvoicePaymentMethod = InvoicesServiceGrpc.getSetInvoicePaymentMethod) == null) {
          InvoicesServiceGrpc.getSetInvoicePaymentMethod = getSetInvoicePaymentMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.SetInvoicePaymentRequest, io.crmstream.v1.SetInvoicePaymentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SetInvoicePayment"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.SetInvoicePaymentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.SetInvoicePaymentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("SetInvoicePayment"))
              .build();
        }
      }
    }
    return getSetInvoicePaymentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateInvoicesRequest,
      io.crmstream.v1.BatchCreateInvoicesResponse> getBatchCreateInvoicesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateInvoices",
      requestType = io.crmstream.v1.BatchCreateInvoicesRequest.class,
      responseType = io.crmstream.v1.BatchCreateInvoicesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateInvoicesRequest,
      io.crmstream.v1.BatchCreateInvoicesResponse> getBatchCreateInvoicesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateInvoicesRequest, io.crmstream.v1.BatchCreateInvoicesResponse> getBatchCreateInvoicesMethod;
    if ((getBatchCreateInvoicesMethod = InvoicesServiceGrpc.getBatchCreateInvoicesMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getBatchCreateInvoicesMethod = InvoicesServiceGrpc.getBatchCreateInvoicesMethod) == null) {
          InvoicesServiceGrpc.getBatchCreateInvoicesMethod = getBatchCreateInvoicesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchCreateInvoicesRequest, io.crmstream.v1.BatchCreateInvoicesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateInvoices"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateInvoicesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateInvoicesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("BatchCreateInvoices"))
              .build();
        }
      }
    }
    return getBatchCreateInvoicesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateInvoicesRequest,
      io.crmstream.v1.BatchUpdateInvoicesResponse> getBatchUpdateInvoicesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchUpdateInvoices",
      requestType = io.crmstream.v1.BatchUpdateInvoicesRequest.class,
      responseType = io.crmstream.v1.BatchUpdateInvoicesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateInvoicesRequest,
      io.crmstream.v1.BatchUpdateInvoicesResponse> getBatchUpdateInvoicesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateInvoicesRequest, io.crmstream.v1.BatchUpdateInvoicesResponse> getBatchUpdateInvoicesMethod;
    if ((getBatchUpdateInvoicesMethod = InvoicesServiceGrpc.getBatchUpdateInvoicesMethod) == null) {
      synchronized (InvoicesServiceGrpc.class) {
        if ((getBatchUpdateInvoicesMethod = InvoicesServiceGrpc.getBatchUpdateInvoicesMethod) == null) {
          InvoicesServiceGrpc.getBatchUpdateInvoicesMethod = getBatchUpdateInvoicesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchUpdateInvoicesRequest, io.crmstream.v1.BatchUpdateInvoicesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchUpdateInvoices"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateInvoicesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateInvoicesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InvoicesServiceMethodDescriptorSupplier("BatchUpdateInvoices"))
              .build();
        }
      }
    }
    return getBatchUpdateInvoicesMethod;
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
   * InvoicesService reads and writes invoices.
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

    /**
     * <pre>
     * CreateInvoice creates an invoice. Upstream: accounts/add. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void createInvoice(io.crmstream.v1.CreateInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateInvoiceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateInvoiceMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateInvoice changes the fields of an invoice that `update_mask` names. Upstream: accounts/edit, and
     * accounts/update where the mask names `stock_group_id`, which accounts/edit does not take. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateInvoice(io.crmstream.v1.UpdateInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateInvoiceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateInvoiceMethod(), responseObserver);
    }

    /**
     * <pre>
     * SetInvoicePayment records a payment of an invoice: of an amount, or of all that is due. The invoice is read before
     * and after the payment. Upstream: accounts/set_pay. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void setInvoicePayment(io.crmstream.v1.SetInvoicePaymentRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.SetInvoicePaymentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSetInvoicePaymentMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchCreateInvoices creates many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/add. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void batchCreateInvoices(io.crmstream.v1.BatchCreateInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateInvoicesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateInvoicesMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateInvoices changes many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchUpdateInvoices(io.crmstream.v1.BatchUpdateInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateInvoicesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchUpdateInvoicesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service InvoicesService.
   * <pre>
   * InvoicesService reads and writes invoices.
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
   * InvoicesService reads and writes invoices.
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

    /**
     * <pre>
     * CreateInvoice creates an invoice. Upstream: accounts/add. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void createInvoice(io.crmstream.v1.CreateInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateInvoiceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateInvoiceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateInvoice changes the fields of an invoice that `update_mask` names. Upstream: accounts/edit, and
     * accounts/update where the mask names `stock_group_id`, which accounts/edit does not take. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateInvoice(io.crmstream.v1.UpdateInvoiceRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateInvoiceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateInvoiceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * SetInvoicePayment records a payment of an invoice: of an amount, or of all that is due. The invoice is read before
     * and after the payment. Upstream: accounts/set_pay. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void setInvoicePayment(io.crmstream.v1.SetInvoicePaymentRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.SetInvoicePaymentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSetInvoicePaymentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchCreateInvoices creates many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/add. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void batchCreateInvoices(io.crmstream.v1.BatchCreateInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateInvoicesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateInvoicesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateInvoices changes many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchUpdateInvoices(io.crmstream.v1.BatchUpdateInvoicesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateInvoicesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchUpdateInvoicesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads and writes invoices.
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

    /**
     * <pre>
     * CreateInvoice creates an invoice. Upstream: accounts/add. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateInvoiceResponse createInvoice(io.crmstream.v1.CreateInvoiceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateInvoice changes the fields of an invoice that `update_mask` names. Upstream: accounts/edit, and
     * accounts/update where the mask names `stock_group_id`, which accounts/edit does not take. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateInvoiceResponse updateInvoice(io.crmstream.v1.UpdateInvoiceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SetInvoicePayment records a payment of an invoice: of an amount, or of all that is due. The invoice is read before
     * and after the payment. Upstream: accounts/set_pay. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.SetInvoicePaymentResponse setInvoicePayment(io.crmstream.v1.SetInvoicePaymentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSetInvoicePaymentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateInvoices creates many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/add. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateInvoicesResponse batchCreateInvoices(io.crmstream.v1.BatchCreateInvoicesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateInvoicesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateInvoices changes many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateInvoicesResponse batchUpdateInvoices(io.crmstream.v1.BatchUpdateInvoicesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchUpdateInvoicesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads and writes invoices.
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

    /**
     * <pre>
     * CreateInvoice creates an invoice. Upstream: accounts/add. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateInvoiceResponse createInvoice(io.crmstream.v1.CreateInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateInvoice changes the fields of an invoice that `update_mask` names. Upstream: accounts/edit, and
     * accounts/update where the mask names `stock_group_id`, which accounts/edit does not take. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateInvoiceResponse updateInvoice(io.crmstream.v1.UpdateInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateInvoiceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * SetInvoicePayment records a payment of an invoice: of an amount, or of all that is due. The invoice is read before
     * and after the payment. Upstream: accounts/set_pay. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.SetInvoicePaymentResponse setInvoicePayment(io.crmstream.v1.SetInvoicePaymentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSetInvoicePaymentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateInvoices creates many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/add. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateInvoicesResponse batchCreateInvoices(io.crmstream.v1.BatchCreateInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateInvoicesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateInvoices changes many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateInvoicesResponse batchUpdateInvoices(io.crmstream.v1.BatchUpdateInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchUpdateInvoicesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service InvoicesService.
   * <pre>
   * InvoicesService reads and writes invoices.
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

    /**
     * <pre>
     * CreateInvoice creates an invoice. Upstream: accounts/add. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateInvoiceResponse> createInvoice(
        io.crmstream.v1.CreateInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateInvoiceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateInvoice changes the fields of an invoice that `update_mask` names. Upstream: accounts/edit, and
     * accounts/update where the mask names `stock_group_id`, which accounts/edit does not take. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateInvoiceResponse> updateInvoice(
        io.crmstream.v1.UpdateInvoiceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateInvoiceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * SetInvoicePayment records a payment of an invoice: of an amount, or of all that is due. The invoice is read before
     * and after the payment. Upstream: accounts/set_pay. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.SetInvoicePaymentResponse> setInvoicePayment(
        io.crmstream.v1.SetInvoicePaymentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSetInvoicePaymentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchCreateInvoices creates many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/add. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchCreateInvoicesResponse> batchCreateInvoices(
        io.crmstream.v1.BatchCreateInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateInvoicesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchUpdateInvoices changes many invoices, in order, in as few upstream requests as the upstream's bounds permit.
     * The upstream answers each invoice by itself. A batch is not atomic: `results` has the outcome of each request. The
     * call fails only if certainly nothing was executed. Upstream: accounts/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchUpdateInvoicesResponse> batchUpdateInvoices(
        io.crmstream.v1.BatchUpdateInvoicesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchUpdateInvoicesMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_INVOICES = 0;
  private static final int METHODID_GET_INVOICE = 1;
  private static final int METHODID_BATCH_GET_INVOICES = 2;
  private static final int METHODID_CREATE_INVOICE = 3;
  private static final int METHODID_UPDATE_INVOICE = 4;
  private static final int METHODID_SET_INVOICE_PAYMENT = 5;
  private static final int METHODID_BATCH_CREATE_INVOICES = 6;
  private static final int METHODID_BATCH_UPDATE_INVOICES = 7;

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
        case METHODID_CREATE_INVOICE:
          serviceImpl.createInvoice((io.crmstream.v1.CreateInvoiceRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateInvoiceResponse>) responseObserver);
          break;
        case METHODID_UPDATE_INVOICE:
          serviceImpl.updateInvoice((io.crmstream.v1.UpdateInvoiceRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateInvoiceResponse>) responseObserver);
          break;
        case METHODID_SET_INVOICE_PAYMENT:
          serviceImpl.setInvoicePayment((io.crmstream.v1.SetInvoicePaymentRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.SetInvoicePaymentResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_INVOICES:
          serviceImpl.batchCreateInvoices((io.crmstream.v1.BatchCreateInvoicesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateInvoicesResponse>) responseObserver);
          break;
        case METHODID_BATCH_UPDATE_INVOICES:
          serviceImpl.batchUpdateInvoices((io.crmstream.v1.BatchUpdateInvoicesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateInvoicesResponse>) responseObserver);
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
        .addMethod(
          getCreateInvoiceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateInvoiceRequest,
              io.crmstream.v1.CreateInvoiceResponse>(
                service, METHODID_CREATE_INVOICE)))
        .addMethod(
          getUpdateInvoiceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateInvoiceRequest,
              io.crmstream.v1.UpdateInvoiceResponse>(
                service, METHODID_UPDATE_INVOICE)))
        .addMethod(
          getSetInvoicePaymentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.SetInvoicePaymentRequest,
              io.crmstream.v1.SetInvoicePaymentResponse>(
                service, METHODID_SET_INVOICE_PAYMENT)))
        .addMethod(
          getBatchCreateInvoicesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchCreateInvoicesRequest,
              io.crmstream.v1.BatchCreateInvoicesResponse>(
                service, METHODID_BATCH_CREATE_INVOICES)))
        .addMethod(
          getBatchUpdateInvoicesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchUpdateInvoicesRequest,
              io.crmstream.v1.BatchUpdateInvoicesResponse>(
                service, METHODID_BATCH_UPDATE_INVOICES)))
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
              .addMethod(getCreateInvoiceMethod())
              .addMethod(getUpdateInvoiceMethod())
              .addMethod(getSetInvoicePaymentMethod())
              .addMethod(getBatchCreateInvoicesMethod())
              .addMethod(getBatchUpdateInvoicesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
