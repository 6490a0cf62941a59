package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * SmsService passes text messages between a gateway and the CRM.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SmsServiceGrpc {

  private SmsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.SmsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ReportIncomingSmsRequest,
      io.crmstream.v1.ReportIncomingSmsResponse> getReportIncomingSmsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReportIncomingSms",
      requestType = io.crmstream.v1.ReportIncomingSmsRequest.class,
      responseType = io.crmstream.v1.ReportIncomingSmsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ReportIncomingSmsRequest,
      io.crmstream.v1.ReportIncomingSmsResponse> getReportIncomingSmsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ReportIncomingSmsRequest, io.crmstream.v1.ReportIncomingSmsResponse> getReportIncomingSmsMethod;
    if ((getReportIncomingSmsMethod = SmsServiceGrpc.getReportIncomingSmsMethod) == null) {
      synchronized (SmsServiceGrpc.class) {
        if ((getReportIncomingSmsMethod = SmsServiceGrpc.getReportIncomingSmsMethod) == null) {
          SmsServiceGrpc.getReportIncomingSmsMethod = getReportIncomingSmsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ReportIncomingSmsRequest, io.crmstream.v1.ReportIncomingSmsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReportIncomingSms"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ReportIncomingSmsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ReportIncomingSmsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SmsServiceMethodDescriptorSupplier("ReportIncomingSms"))
              .build();
        }
      }
    }
    return getReportIncomingSmsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.WatchOutgoingSmsRequest,
      io.crmstream.v1.WatchOutgoingSmsResponse> getWatchOutgoingSmsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchOutgoingSms",
      requestType = io.crmstream.v1.WatchOutgoingSmsRequest.class,
      responseType = io.crmstream.v1.WatchOutgoingSmsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.WatchOutgoingSmsRequest,
      io.crmstream.v1.WatchOutgoingSmsResponse> getWatchOutgoingSmsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.WatchOutgoingSmsRequest, io.crmstream.v1.WatchOutgoingSmsResponse> getWatchOutgoingSmsMethod;
    if ((getWatchOutgoingSmsMethod = SmsServiceGrpc.getWatchOutgoingSmsMethod) == null) {
      synchronized (SmsServiceGrpc.class) {
        if ((getWatchOutgoingSmsMethod = SmsServiceGrpc.getWatchOutgoingSmsMethod) == null) {
          SmsServiceGrpc.getWatchOutgoingSmsMethod = getWatchOutgoingSmsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.WatchOutgoingSmsRequest, io.crmstream.v1.WatchOutgoingSmsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchOutgoingSms"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.WatchOutgoingSmsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.WatchOutgoingSmsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SmsServiceMethodDescriptorSupplier("WatchOutgoingSms"))
              .build();
        }
      }
    }
    return getWatchOutgoingSmsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateSmsStatusRequest,
      io.crmstream.v1.UpdateSmsStatusResponse> getUpdateSmsStatusMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateSmsStatus",
      requestType = io.crmstream.v1.UpdateSmsStatusRequest.class,
      responseType = io.crmstream.v1.UpdateSmsStatusResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateSmsStatusRequest,
      io.crmstream.v1.UpdateSmsStatusResponse> getUpdateSmsStatusMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateSmsStatusRequest, io.crmstream.v1.UpdateSmsStatusResponse> getUpdateSmsStatusMethod;
    if ((getUpdateSmsStatusMethod = SmsServiceGrpc.getUpdateSmsStatusMethod) == null) {
      synchronized (SmsServiceGrpc.class) {
        if ((getUpdateSmsStatusMethod = SmsServiceGrpc.getUpdateSmsStatusMethod) == null) {
          SmsServiceGrpc.getUpdateSmsStatusMethod = getUpdateSmsStatusMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateSmsStatusRequest, io.crmstream.v1.UpdateSmsStatusResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateSmsStatus"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateSmsStatusRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateSmsStatusResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SmsServiceMethodDescriptorSupplier("UpdateSmsStatus"))
              .build();
        }
      }
    }
    return getUpdateSmsStatusMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SmsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SmsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SmsServiceStub>() {
        @java.lang.Override
        public SmsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SmsServiceStub(channel, callOptions);
        }
      };
    return SmsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SmsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SmsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SmsServiceBlockingV2Stub>() {
        @java.lang.Override
        public SmsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SmsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SmsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SmsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SmsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SmsServiceBlockingStub>() {
        @java.lang.Override
        public SmsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SmsServiceBlockingStub(channel, callOptions);
        }
      };
    return SmsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SmsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SmsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SmsServiceFutureStub>() {
        @java.lang.Override
        public SmsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SmsServiceFutureStub(channel, callOptions);
        }
      };
    return SmsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ReportIncomingSms hands a text message that a gateway has received to the CRM, at the address that the CRM shows
     * for its gateways. No method reads the message back. Upstream: smsReceived. At most one effect for a `request_id`.
     * Errors: UNAVAILABLE if the CRM asks for the message later; WRITE_REFUSED if it does not take it; and see
     * ErrorReason.
     * </pre>
     */
    default void reportIncomingSms(io.crmstream.v1.ReportIncomingSmsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ReportIncomingSmsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReportIncomingSmsMethod(), responseObserver);
    }

    /**
     * <pre>
     * WatchOutgoingSms streams the text messages that the upstream asks its gateway to send, in the order of their
     * arrival, as they arrive. A message is delivered at least once, to every watch. A worker claims a message with
     * UpdateSmsStatus before it sends the message, so that each is sent by one worker. Costs no upstream requests.
     * Upstream: sendSms. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see ErrorReason.
     * </pre>
     */
    default void watchOutgoingSms(io.crmstream.v1.WatchOutgoingSmsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.WatchOutgoingSmsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchOutgoingSmsMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateSmsStatus sets the status of a text message of WatchOutgoingSms, which the upstream asks for with smsStatus.
     * Statuses move forward only: NEW, IN_PROGRESS, SENT, and then one of the final ones. IN_PROGRESS is granted once, so
     * it claims the message; setting another status again changes nothing. When the call returns, the status is on the
     * server's disk. Costs no upstream requests. Errors: CONFLICT for a message that is claimed or has a later status;
     * NOT_FOUND for a message that is not kept; NOT_FOLLOWED, LOG_UNAVAILABLE; and see ErrorReason.
     * </pre>
     */
    default void updateSmsStatus(io.crmstream.v1.UpdateSmsStatusRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateSmsStatusResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateSmsStatusMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SmsService.
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public static abstract class SmsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SmsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SmsService.
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public static final class SmsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SmsServiceStub> {
    private SmsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SmsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SmsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ReportIncomingSms hands a text message that a gateway has received to the CRM, at the address that the CRM shows
     * for its gateways. No method reads the message back. Upstream: smsReceived. At most one effect for a `request_id`.
     * Errors: UNAVAILABLE if the CRM asks for the message later; WRITE_REFUSED if it does not take it; and see
     * ErrorReason.
     * </pre>
     */
    public void reportIncomingSms(io.crmstream.v1.ReportIncomingSmsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ReportIncomingSmsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReportIncomingSmsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * WatchOutgoingSms streams the text messages that the upstream asks its gateway to send, in the order of their
     * arrival, as they arrive. A message is delivered at least once, to every watch. A worker claims a message with
     * UpdateSmsStatus before it sends the message, so that each is sent by one worker. Costs no upstream requests.
     * Upstream: sendSms. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see ErrorReason.
     * </pre>
     */
    public void watchOutgoingSms(io.crmstream.v1.WatchOutgoingSmsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.WatchOutgoingSmsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchOutgoingSmsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateSmsStatus sets the status of a text message of WatchOutgoingSms, which the upstream asks for with smsStatus.
     * Statuses move forward only: NEW, IN_PROGRESS, SENT, and then one of the final ones. IN_PROGRESS is granted once, so
     * it claims the message; setting another status again changes nothing. When the call returns, the status is on the
     * server's disk. Costs no upstream requests. Errors: CONFLICT for a message that is claimed or has a later status;
     * NOT_FOUND for a message that is not kept; NOT_FOLLOWED, LOG_UNAVAILABLE; and see ErrorReason.
     * </pre>
     */
    public void updateSmsStatus(io.crmstream.v1.UpdateSmsStatusRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateSmsStatusResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateSmsStatusMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SmsService.
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public static final class SmsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SmsServiceBlockingV2Stub> {
    private SmsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SmsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SmsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ReportIncomingSms hands a text message that a gateway has received to the CRM, at the address that the CRM shows
     * for its gateways. No method reads the message back. Upstream: smsReceived. At most one effect for a `request_id`.
     * Errors: UNAVAILABLE if the CRM asks for the message later; WRITE_REFUSED if it does not take it; and see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ReportIncomingSmsResponse reportIncomingSms(io.crmstream.v1.ReportIncomingSmsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReportIncomingSmsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchOutgoingSms streams the text messages that the upstream asks its gateway to send, in the order of their
     * arrival, as they arrive. A message is delivered at least once, to every watch. A worker claims a message with
     * UpdateSmsStatus before it sends the message, so that each is sent by one worker. Costs no upstream requests.
     * Upstream: sendSms. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.WatchOutgoingSmsResponse>
        watchOutgoingSms(io.crmstream.v1.WatchOutgoingSmsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchOutgoingSmsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateSmsStatus sets the status of a text message of WatchOutgoingSms, which the upstream asks for with smsStatus.
     * Statuses move forward only: NEW, IN_PROGRESS, SENT, and then one of the final ones. IN_PROGRESS is granted once, so
     * it claims the message; setting another status again changes nothing. When the call returns, the status is on the
     * server's disk. Costs no upstream requests. Errors: CONFLICT for a message that is claimed or has a later status;
     * NOT_FOUND for a message that is not kept; NOT_FOLLOWED, LOG_UNAVAILABLE; and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateSmsStatusResponse updateSmsStatus(io.crmstream.v1.UpdateSmsStatusRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateSmsStatusMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SmsService.
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public static final class SmsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SmsServiceBlockingStub> {
    private SmsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SmsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SmsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ReportIncomingSms hands a text message that a gateway has received to the CRM, at the address that the CRM shows
     * for its gateways. No method reads the message back. Upstream: smsReceived. At most one effect for a `request_id`.
     * Errors: UNAVAILABLE if the CRM asks for the message later; WRITE_REFUSED if it does not take it; and see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.ReportIncomingSmsResponse reportIncomingSms(io.crmstream.v1.ReportIncomingSmsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReportIncomingSmsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * WatchOutgoingSms streams the text messages that the upstream asks its gateway to send, in the order of their
     * arrival, as they arrive. A message is delivered at least once, to every watch. A worker claims a message with
     * UpdateSmsStatus before it sends the message, so that each is sent by one worker. Costs no upstream requests.
     * Upstream: sendSms. Errors: NOT_FOLLOWED, CHANGES_EXPIRED, LOG_UNAVAILABLE, SLOW_READER; and see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.WatchOutgoingSmsResponse> watchOutgoingSms(
        io.crmstream.v1.WatchOutgoingSmsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchOutgoingSmsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateSmsStatus sets the status of a text message of WatchOutgoingSms, which the upstream asks for with smsStatus.
     * Statuses move forward only: NEW, IN_PROGRESS, SENT, and then one of the final ones. IN_PROGRESS is granted once, so
     * it claims the message; setting another status again changes nothing. When the call returns, the status is on the
     * server's disk. Costs no upstream requests. Errors: CONFLICT for a message that is claimed or has a later status;
     * NOT_FOUND for a message that is not kept; NOT_FOLLOWED, LOG_UNAVAILABLE; and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateSmsStatusResponse updateSmsStatus(io.crmstream.v1.UpdateSmsStatusRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateSmsStatusMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SmsService.
   * <pre>
   * SmsService passes text messages between a gateway and the CRM.
   * </pre>
   */
  public static final class SmsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SmsServiceFutureStub> {
    private SmsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SmsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SmsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * ReportIncomingSms hands a text message that a gateway has received to the CRM, at the address that the CRM shows
     * for its gateways. No method reads the message back. Upstream: smsReceived. At most one effect for a `request_id`.
     * Errors: UNAVAILABLE if the CRM asks for the message later; WRITE_REFUSED if it does not take it; and see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.ReportIncomingSmsResponse> reportIncomingSms(
        io.crmstream.v1.ReportIncomingSmsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReportIncomingSmsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateSmsStatus sets the status of a text message of WatchOutgoingSms, which the upstream asks for with smsStatus.
     * Statuses move forward only: NEW, IN_PROGRESS, SENT, and then one of the final ones. IN_PROGRESS is granted once, so
     * it claims the message; setting another status again changes nothing. When the call returns, the status is on the
     * server's disk. Costs no upstream requests. Errors: CONFLICT for a message that is claimed or has a later status;
     * NOT_FOUND for a message that is not kept; NOT_FOLLOWED, LOG_UNAVAILABLE; and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateSmsStatusResponse> updateSmsStatus(
        io.crmstream.v1.UpdateSmsStatusRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateSmsStatusMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_REPORT_INCOMING_SMS = 0;
  private static final int METHODID_WATCH_OUTGOING_SMS = 1;
  private static final int METHODID_UPDATE_SMS_STATUS = 2;

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
        case METHODID_REPORT_INCOMING_SMS:
          serviceImpl.reportIncomingSms((io.crmstream.v1.ReportIncomingSmsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ReportIncomingSmsResponse>) responseObserver);
          break;
        case METHODID_WATCH_OUTGOING_SMS:
          serviceImpl.watchOutgoingSms((io.crmstream.v1.WatchOutgoingSmsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.WatchOutgoingSmsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_SMS_STATUS:
          serviceImpl.updateSmsStatus((io.crmstream.v1.UpdateSmsStatusRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateSmsStatusResponse>) responseObserver);
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
          getReportIncomingSmsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.ReportIncomingSmsRequest,
              io.crmstream.v1.ReportIncomingSmsResponse>(
                service, METHODID_REPORT_INCOMING_SMS)))
        .addMethod(
          getWatchOutgoingSmsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.WatchOutgoingSmsRequest,
              io.crmstream.v1.WatchOutgoingSmsResponse>(
                service, METHODID_WATCH_OUTGOING_SMS)))
        .addMethod(
          getUpdateSmsStatusMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateSmsStatusRequest,
              io.crmstream.v1.UpdateSmsStatusResponse>(
                service, METHODID_UPDATE_SMS_STATUS)))
        .build();
  }

  private static abstract class SmsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SmsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.SmsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SmsService");
    }
  }

  private static final class SmsServiceFileDescriptorSupplier
      extends SmsServiceBaseDescriptorSupplier {
    SmsServiceFileDescriptorSupplier() {}
  }

  private static final class SmsServiceMethodDescriptorSupplier
      extends SmsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SmsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SmsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SmsServiceFileDescriptorSupplier())
              .addMethod(getReportIncomingSmsMethod())
              .addMethod(getWatchOutgoingSmsMethod())
              .addMethod(getUpdateSmsStatusMethod())
              .build();
        }
      }
    }
    return result;
  }
}
