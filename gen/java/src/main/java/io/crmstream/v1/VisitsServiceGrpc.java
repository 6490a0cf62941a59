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

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetVisitRequest,
      io.crmstream.v1.GetVisitResponse> getGetVisitMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetVisit",
      requestType = io.crmstream.v1.GetVisitRequest.class,
      responseType = io.crmstream.v1.GetVisitResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetVisitRequest,
      io.crmstream.v1.GetVisitResponse> getGetVisitMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetVisitRequest, io.crmstream.v1.GetVisitResponse> getGetVisitMethod;
    if ((getGetVisitMethod = VisitsServiceGrpc.getGetVisitMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getGetVisitMethod = VisitsServiceGrpc.getGetVisitMethod) == null) {
          VisitsServiceGrpc.getGetVisitMethod = getGetVisitMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetVisitRequest, io.crmstream.v1.GetVisitResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetVisit"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetVisitRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetVisitResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("GetVisit"))
              .build();
        }
      }
    }
    return getGetVisitMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetVisitsRequest,
      io.crmstream.v1.BatchGetVisitsResponse> getBatchGetVisitsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetVisits",
      requestType = io.crmstream.v1.BatchGetVisitsRequest.class,
      responseType = io.crmstream.v1.BatchGetVisitsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetVisitsRequest,
      io.crmstream.v1.BatchGetVisitsResponse> getBatchGetVisitsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetVisitsRequest, io.crmstream.v1.BatchGetVisitsResponse> getBatchGetVisitsMethod;
    if ((getBatchGetVisitsMethod = VisitsServiceGrpc.getBatchGetVisitsMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getBatchGetVisitsMethod = VisitsServiceGrpc.getBatchGetVisitsMethod) == null) {
          VisitsServiceGrpc.getBatchGetVisitsMethod = getBatchGetVisitsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetVisitsRequest, io.crmstream.v1.BatchGetVisitsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetVisits"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetVisitsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetVisitsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("BatchGetVisits"))
              .build();
        }
      }
    }
    return getBatchGetVisitsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitControlsRequest,
      io.crmstream.v1.ListVisitControlsResponse> getListVisitControlsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListVisitControls",
      requestType = io.crmstream.v1.ListVisitControlsRequest.class,
      responseType = io.crmstream.v1.ListVisitControlsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitControlsRequest,
      io.crmstream.v1.ListVisitControlsResponse> getListVisitControlsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitControlsRequest, io.crmstream.v1.ListVisitControlsResponse> getListVisitControlsMethod;
    if ((getListVisitControlsMethod = VisitsServiceGrpc.getListVisitControlsMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getListVisitControlsMethod = VisitsServiceGrpc.getListVisitControlsMethod) == null) {
          VisitsServiceGrpc.getListVisitControlsMethod = getListVisitControlsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListVisitControlsRequest, io.crmstream.v1.ListVisitControlsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListVisitControls"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitControlsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitControlsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("ListVisitControls"))
              .build();
        }
      }
    }
    return getListVisitControlsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitArrangementsRequest,
      io.crmstream.v1.ListVisitArrangementsResponse> getListVisitArrangementsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListVisitArrangements",
      requestType = io.crmstream.v1.ListVisitArrangementsRequest.class,
      responseType = io.crmstream.v1.ListVisitArrangementsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitArrangementsRequest,
      io.crmstream.v1.ListVisitArrangementsResponse> getListVisitArrangementsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListVisitArrangementsRequest, io.crmstream.v1.ListVisitArrangementsResponse> getListVisitArrangementsMethod;
    if ((getListVisitArrangementsMethod = VisitsServiceGrpc.getListVisitArrangementsMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getListVisitArrangementsMethod = VisitsServiceGrpc.getListVisitArrangementsMethod) == null) {
          VisitsServiceGrpc.getListVisitArrangementsMethod = getListVisitArrangementsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListVisitArrangementsRequest, io.crmstream.v1.ListVisitArrangementsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListVisitArrangements"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitArrangementsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListVisitArrangementsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("ListVisitArrangements"))
              .build();
        }
      }
    }
    return getListVisitArrangementsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListPreparationsRequest,
      io.crmstream.v1.ListPreparationsResponse> getListPreparationsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPreparations",
      requestType = io.crmstream.v1.ListPreparationsRequest.class,
      responseType = io.crmstream.v1.ListPreparationsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListPreparationsRequest,
      io.crmstream.v1.ListPreparationsResponse> getListPreparationsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListPreparationsRequest, io.crmstream.v1.ListPreparationsResponse> getListPreparationsMethod;
    if ((getListPreparationsMethod = VisitsServiceGrpc.getListPreparationsMethod) == null) {
      synchronized (VisitsServiceGrpc.class) {
        if ((getListPreparationsMethod = VisitsServiceGrpc.getListPreparationsMethod) == null) {
          VisitsServiceGrpc.getListPreparationsMethod = getListPreparationsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListPreparationsRequest, io.crmstream.v1.ListPreparationsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPreparations"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPreparationsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListPreparationsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new VisitsServiceMethodDescriptorSupplier("ListPreparations"))
              .build();
        }
      }
    }
    return getListPreparationsMethod;
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
     * ListVisits streams visits, by start time. Without `start_from` the list begins at the source's first day; without
     * `start_before` it ends at the source's horizon. Every visit that exists throughout the scan is delivered exactly
     * once, unless it is rescheduled during the scan between a part of the period that was read and a part that was not.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listVisits(io.crmstream.v1.ListVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVisitsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetVisit reads one visit. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getVisit(io.crmstream.v1.GetVisitRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetVisitResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetVisitMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetVisits reads many visits. Ids that do not exist are returned in `missing_ids` and do not fail the call.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetVisits(io.crmstream.v1.BatchGetVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetVisitsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetVisitsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListVisitControls streams the "Control" cards of visits, by the start of the visit: every card of a visit that
     * starts in the period. `schema` and ListFields of `visitControls` have the names of the numbered values, for each
     * role. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listVisitControls(io.crmstream.v1.ListVisitControlsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitControlsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVisitControlsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListVisitArrangements streams the "Arrangement" cards of visits, by the start of the visit: every card of a visit
     * that starts in the period. GetSource states what the source's list honours, guarantees, assumes and costs. Errors:
     * see ErrorReason.
     * </pre>
     */
    default void listVisitArrangements(io.crmstream.v1.ListVisitArrangementsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitArrangementsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVisitArrangementsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListPreparations streams the preparations to which cards of visits refer, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listPreparations(io.crmstream.v1.ListPreparationsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPreparationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPreparationsMethod(), responseObserver);
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
     * ListVisits streams visits, by start time. Without `start_from` the list begins at the source's first day; without
     * `start_before` it ends at the source's horizon. Every visit that exists throughout the scan is delivered exactly
     * once, unless it is rescheduled during the scan between a part of the period that was read and a part that was not.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listVisits(io.crmstream.v1.ListVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListVisitsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetVisit reads one visit. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getVisit(io.crmstream.v1.GetVisitRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetVisitResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetVisitMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetVisits reads many visits. Ids that do not exist are returned in `missing_ids` and do not fail the call.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetVisits(io.crmstream.v1.BatchGetVisitsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetVisitsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetVisitsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListVisitControls streams the "Control" cards of visits, by the start of the visit: every card of a visit that
     * starts in the period. `schema` and ListFields of `visitControls` have the names of the numbered values, for each
     * role. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listVisitControls(io.crmstream.v1.ListVisitControlsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitControlsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListVisitControlsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListVisitArrangements streams the "Arrangement" cards of visits, by the start of the visit: every card of a visit
     * that starts in the period. GetSource states what the source's list honours, guarantees, assumes and costs. Errors:
     * see ErrorReason.
     * </pre>
     */
    public void listVisitArrangements(io.crmstream.v1.ListVisitArrangementsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitArrangementsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListVisitArrangementsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListPreparations streams the preparations to which cards of visits refer, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listPreparations(io.crmstream.v1.ListPreparationsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListPreparationsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListPreparationsMethod(), getCallOptions()), request, responseObserver);
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
     * ListVisits streams visits, by start time. Without `start_from` the list begins at the source's first day; without
     * `start_before` it ends at the source's horizon. Every visit that exists throughout the scan is delivered exactly
     * once, unless it is rescheduled during the scan between a part of the period that was read and a part that was not.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListVisitsResponse>
        listVisits(io.crmstream.v1.ListVisitsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListVisitsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetVisit reads one visit. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetVisitResponse getVisit(io.crmstream.v1.GetVisitRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetVisitMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetVisits reads many visits. Ids that do not exist are returned in `missing_ids` and do not fail the call.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetVisitsResponse batchGetVisits(io.crmstream.v1.BatchGetVisitsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetVisitsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListVisitControls streams the "Control" cards of visits, by the start of the visit: every card of a visit that
     * starts in the period. `schema` and ListFields of `visitControls` have the names of the numbered values, for each
     * role. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListVisitControlsResponse>
        listVisitControls(io.crmstream.v1.ListVisitControlsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListVisitControlsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListVisitArrangements streams the "Arrangement" cards of visits, by the start of the visit: every card of a visit
     * that starts in the period. GetSource states what the source's list honours, guarantees, assumes and costs. Errors:
     * see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListVisitArrangementsResponse>
        listVisitArrangements(io.crmstream.v1.ListVisitArrangementsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListVisitArrangementsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPreparations streams the preparations to which cards of visits refer, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListPreparationsResponse>
        listPreparations(io.crmstream.v1.ListPreparationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListPreparationsMethod(), getCallOptions(), request);
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
     * ListVisits streams visits, by start time. Without `start_from` the list begins at the source's first day; without
     * `start_before` it ends at the source's horizon. Every visit that exists throughout the scan is delivered exactly
     * once, unless it is rescheduled during the scan between a part of the period that was read and a part that was not.
     * The list cannot show changes. GetSource states what the source's list honours, guarantees, assumes and costs.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListVisitsResponse> listVisits(
        io.crmstream.v1.ListVisitsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListVisitsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetVisit reads one visit. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetVisitResponse getVisit(io.crmstream.v1.GetVisitRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetVisitMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetVisits reads many visits. Ids that do not exist are returned in `missing_ids` and do not fail the call.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetVisitsResponse batchGetVisits(io.crmstream.v1.BatchGetVisitsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetVisitsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListVisitControls streams the "Control" cards of visits, by the start of the visit: every card of a visit that
     * starts in the period. `schema` and ListFields of `visitControls` have the names of the numbered values, for each
     * role. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListVisitControlsResponse> listVisitControls(
        io.crmstream.v1.ListVisitControlsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListVisitControlsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListVisitArrangements streams the "Arrangement" cards of visits, by the start of the visit: every card of a visit
     * that starts in the period. GetSource states what the source's list honours, guarantees, assumes and costs. Errors:
     * see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListVisitArrangementsResponse> listVisitArrangements(
        io.crmstream.v1.ListVisitArrangementsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListVisitArrangementsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListPreparations streams the preparations to which cards of visits refer, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListPreparationsResponse> listPreparations(
        io.crmstream.v1.ListPreparationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListPreparationsMethod(), getCallOptions(), request);
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

    /**
     * <pre>
     * GetVisit reads one visit. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetVisitResponse> getVisit(
        io.crmstream.v1.GetVisitRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetVisitMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetVisits reads many visits. Ids that do not exist are returned in `missing_ids` and do not fail the call.
     * Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetVisitsResponse> batchGetVisits(
        io.crmstream.v1.BatchGetVisitsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetVisitsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_VISITS = 0;
  private static final int METHODID_GET_VISIT = 1;
  private static final int METHODID_BATCH_GET_VISITS = 2;
  private static final int METHODID_LIST_VISIT_CONTROLS = 3;
  private static final int METHODID_LIST_VISIT_ARRANGEMENTS = 4;
  private static final int METHODID_LIST_PREPARATIONS = 5;

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
        case METHODID_GET_VISIT:
          serviceImpl.getVisit((io.crmstream.v1.GetVisitRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetVisitResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_VISITS:
          serviceImpl.batchGetVisits((io.crmstream.v1.BatchGetVisitsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetVisitsResponse>) responseObserver);
          break;
        case METHODID_LIST_VISIT_CONTROLS:
          serviceImpl.listVisitControls((io.crmstream.v1.ListVisitControlsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitControlsResponse>) responseObserver);
          break;
        case METHODID_LIST_VISIT_ARRANGEMENTS:
          serviceImpl.listVisitArrangements((io.crmstream.v1.ListVisitArrangementsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListVisitArrangementsResponse>) responseObserver);
          break;
        case METHODID_LIST_PREPARATIONS:
          serviceImpl.listPreparations((io.crmstream.v1.ListPreparationsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListPreparationsResponse>) responseObserver);
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
        .addMethod(
          getGetVisitMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetVisitRequest,
              io.crmstream.v1.GetVisitResponse>(
                service, METHODID_GET_VISIT)))
        .addMethod(
          getBatchGetVisitsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetVisitsRequest,
              io.crmstream.v1.BatchGetVisitsResponse>(
                service, METHODID_BATCH_GET_VISITS)))
        .addMethod(
          getListVisitControlsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListVisitControlsRequest,
              io.crmstream.v1.ListVisitControlsResponse>(
                service, METHODID_LIST_VISIT_CONTROLS)))
        .addMethod(
          getListVisitArrangementsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListVisitArrangementsRequest,
              io.crmstream.v1.ListVisitArrangementsResponse>(
                service, METHODID_LIST_VISIT_ARRANGEMENTS)))
        .addMethod(
          getListPreparationsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListPreparationsRequest,
              io.crmstream.v1.ListPreparationsResponse>(
                service, METHODID_LIST_PREPARATIONS)))
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
              .addMethod(getGetVisitMethod())
              .addMethod(getBatchGetVisitsMethod())
              .addMethod(getListVisitControlsMethod())
              .addMethod(getListVisitArrangementsMethod())
              .addMethod(getListPreparationsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
