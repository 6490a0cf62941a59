package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * DealsService reads and writes deals.
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

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetDealRequest,
      io.crmstream.v1.GetDealResponse> getGetDealMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetDeal",
      requestType = io.crmstream.v1.GetDealRequest.class,
      responseType = io.crmstream.v1.GetDealResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetDealRequest,
      io.crmstream.v1.GetDealResponse> getGetDealMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetDealRequest, io.crmstream.v1.GetDealResponse> getGetDealMethod;
    if ((getGetDealMethod = DealsServiceGrpc.getGetDealMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getGetDealMethod = DealsServiceGrpc.getGetDealMethod) == null) {
          DealsServiceGrpc.getGetDealMethod = getGetDealMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetDealRequest, io.crmstream.v1.GetDealResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetDeal"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetDealRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetDealResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("GetDeal"))
              .build();
        }
      }
    }
    return getGetDealMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetDealsRequest,
      io.crmstream.v1.BatchGetDealsResponse> getBatchGetDealsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetDeals",
      requestType = io.crmstream.v1.BatchGetDealsRequest.class,
      responseType = io.crmstream.v1.BatchGetDealsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetDealsRequest,
      io.crmstream.v1.BatchGetDealsResponse> getBatchGetDealsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetDealsRequest, io.crmstream.v1.BatchGetDealsResponse> getBatchGetDealsMethod;
    if ((getBatchGetDealsMethod = DealsServiceGrpc.getBatchGetDealsMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getBatchGetDealsMethod = DealsServiceGrpc.getBatchGetDealsMethod) == null) {
          DealsServiceGrpc.getBatchGetDealsMethod = getBatchGetDealsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetDealsRequest, io.crmstream.v1.BatchGetDealsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetDeals"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetDealsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetDealsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("BatchGetDeals"))
              .build();
        }
      }
    }
    return getBatchGetDealsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateDealRequest,
      io.crmstream.v1.CreateDealResponse> getCreateDealMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateDeal",
      requestType = io.crmstream.v1.CreateDealRequest.class,
      responseType = io.crmstream.v1.CreateDealResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateDealRequest,
      io.crmstream.v1.CreateDealResponse> getCreateDealMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateDealRequest, io.crmstream.v1.CreateDealResponse> getCreateDealMethod;
    if ((getCreateDealMethod = DealsServiceGrpc.getCreateDealMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getCreateDealMethod = DealsServiceGrpc.getCreateDealMethod) == null) {
          DealsServiceGrpc.getCreateDealMethod = getCreateDealMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateDealRequest, io.crmstream.v1.CreateDealResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateDeal"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateDealRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateDealResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("CreateDeal"))
              .build();
        }
      }
    }
    return getCreateDealMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDealRequest,
      io.crmstream.v1.UpdateDealResponse> getUpdateDealMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateDeal",
      requestType = io.crmstream.v1.UpdateDealRequest.class,
      responseType = io.crmstream.v1.UpdateDealResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDealRequest,
      io.crmstream.v1.UpdateDealResponse> getUpdateDealMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDealRequest, io.crmstream.v1.UpdateDealResponse> getUpdateDealMethod;
    if ((getUpdateDealMethod = DealsServiceGrpc.getUpdateDealMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getUpdateDealMethod = DealsServiceGrpc.getUpdateDealMethod) == null) {
          DealsServiceGrpc.getUpdateDealMethod = getUpdateDealMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateDealRequest, io.crmstream.v1.UpdateDealResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateDeal"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateDealRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateDealResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("UpdateDeal"))
              .build();
        }
      }
    }
    return getUpdateDealMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteDealRequest,
      io.crmstream.v1.DeleteDealResponse> getDeleteDealMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteDeal",
      requestType = io.crmstream.v1.DeleteDealRequest.class,
      responseType = io.crmstream.v1.DeleteDealResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteDealRequest,
      io.crmstream.v1.DeleteDealResponse> getDeleteDealMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteDealRequest, io.crmstream.v1.DeleteDealResponse> getDeleteDealMethod;
    if ((getDeleteDealMethod = DealsServiceGrpc.getDeleteDealMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getDeleteDealMethod = DealsServiceGrpc.getDeleteDealMethod) == null) {
          DealsServiceGrpc.getDeleteDealMethod = getDeleteDealMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteDealRequest, io.crmstream.v1.DeleteDealResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteDeal"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteDealRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteDealResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("DeleteDeal"))
              .build();
        }
      }
    }
    return getDeleteDealMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateDealsRequest,
      io.crmstream.v1.BatchCreateDealsResponse> getBatchCreateDealsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateDeals",
      requestType = io.crmstream.v1.BatchCreateDealsRequest.class,
      responseType = io.crmstream.v1.BatchCreateDealsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateDealsRequest,
      io.crmstream.v1.BatchCreateDealsResponse> getBatchCreateDealsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateDealsRequest, io.crmstream.v1.BatchCreateDealsResponse> getBatchCreateDealsMethod;
    if ((getBatchCreateDealsMethod = DealsServiceGrpc.getBatchCreateDealsMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getBatchCreateDealsMethod = DealsServiceGrpc.getBatchCreateDealsMethod) == null) {
          DealsServiceGrpc.getBatchCreateDealsMethod = getBatchCreateDealsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchCreateDealsRequest, io.crmstream.v1.BatchCreateDealsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateDeals"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateDealsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateDealsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("BatchCreateDeals"))
              .build();
        }
      }
    }
    return getBatchCreateDealsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateDealsRequest,
      io.crmstream.v1.BatchUpdateDealsResponse> getBatchUpdateDealsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchUpdateDeals",
      requestType = io.crmstream.v1.BatchUpdateDealsRequest.class,
      responseType = io.crmstream.v1.BatchUpdateDealsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateDealsRequest,
      io.crmstream.v1.BatchUpdateDealsResponse> getBatchUpdateDealsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateDealsRequest, io.crmstream.v1.BatchUpdateDealsResponse> getBatchUpdateDealsMethod;
    if ((getBatchUpdateDealsMethod = DealsServiceGrpc.getBatchUpdateDealsMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getBatchUpdateDealsMethod = DealsServiceGrpc.getBatchUpdateDealsMethod) == null) {
          DealsServiceGrpc.getBatchUpdateDealsMethod = getBatchUpdateDealsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchUpdateDealsRequest, io.crmstream.v1.BatchUpdateDealsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchUpdateDeals"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateDealsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateDealsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("BatchUpdateDeals"))
              .build();
        }
      }
    }
    return getBatchUpdateDealsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteDealsRequest,
      io.crmstream.v1.BatchDeleteDealsResponse> getBatchDeleteDealsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchDeleteDeals",
      requestType = io.crmstream.v1.BatchDeleteDealsRequest.class,
      responseType = io.crmstream.v1.BatchDeleteDealsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteDealsRequest,
      io.crmstream.v1.BatchDeleteDealsResponse> getBatchDeleteDealsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteDealsRequest, io.crmstream.v1.BatchDeleteDealsResponse> getBatchDeleteDealsMethod;
    if ((getBatchDeleteDealsMethod = DealsServiceGrpc.getBatchDeleteDealsMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getBatchDeleteDealsMethod = DealsServiceGrpc.getBatchDeleteDealsMethod) == null) {
          DealsServiceGrpc.getBatchDeleteDealsMethod = getBatchDeleteDealsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchDeleteDealsRequest, io.crmstream.v1.BatchDeleteDealsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchDeleteDeals"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteDealsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteDealsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("BatchDeleteDeals"))
              .build();
        }
      }
    }
    return getBatchDeleteDealsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDealTypesRequest,
      io.crmstream.v1.ListDealTypesResponse> getListDealTypesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDealTypes",
      requestType = io.crmstream.v1.ListDealTypesRequest.class,
      responseType = io.crmstream.v1.ListDealTypesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDealTypesRequest,
      io.crmstream.v1.ListDealTypesResponse> getListDealTypesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDealTypesRequest, io.crmstream.v1.ListDealTypesResponse> getListDealTypesMethod;
    if ((getListDealTypesMethod = DealsServiceGrpc.getListDealTypesMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getListDealTypesMethod = DealsServiceGrpc.getListDealTypesMethod) == null) {
          DealsServiceGrpc.getListDealTypesMethod = getListDealTypesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDealTypesRequest, io.crmstream.v1.ListDealTypesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDealTypes"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealTypesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealTypesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("ListDealTypes"))
              .build();
        }
      }
    }
    return getListDealTypesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDealLinksRequest,
      io.crmstream.v1.ListDealLinksResponse> getListDealLinksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDealLinks",
      requestType = io.crmstream.v1.ListDealLinksRequest.class,
      responseType = io.crmstream.v1.ListDealLinksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDealLinksRequest,
      io.crmstream.v1.ListDealLinksResponse> getListDealLinksMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDealLinksRequest, io.crmstream.v1.ListDealLinksResponse> getListDealLinksMethod;
    if ((getListDealLinksMethod = DealsServiceGrpc.getListDealLinksMethod) == null) {
      synchronized (DealsServiceGrpc.class) {
        if ((getListDealLinksMethod = DealsServiceGrpc.getListDealLinksMethod) == null) {
          DealsServiceGrpc.getListDealLinksMethod = getListDealLinksMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDealLinksRequest, io.crmstream.v1.ListDealLinksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDealLinks"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealLinksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDealLinksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DealsServiceMethodDescriptorSupplier("ListDealLinks"))
              .build();
        }
      }
    }
    return getListDealLinksMethod;
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
   * DealsService reads and writes deals.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListDeals streams deals, by activity time, deals without activity time first; with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listDeals(io.crmstream.v1.ListDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDealsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetDeal reads one deal. Deleted records are found too, with `deleted` set. Names come from the catalogues that the
     * server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getDeal(io.crmstream.v1.GetDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetDealResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetDealMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetDeals reads many deals. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetDeals(io.crmstream.v1.BatchGetDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetDealsMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateDeal creates a deal and returns it as the source shows it. Upstream: sales/insert. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void createDeal(io.crmstream.v1.CreateDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDealResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateDealMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateDeal changes the fields of a deal that `update_mask` names. Upstream: sales/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateDeal(io.crmstream.v1.UpdateDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDealResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateDealMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteDeal deletes a deal. Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void deleteDeal(io.crmstream.v1.DeleteDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteDealResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteDealMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchCreateDeals creates many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchCreateDeals(io.crmstream.v1.BatchCreateDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateDealsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateDeals changes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchUpdateDeals(io.crmstream.v1.BatchUpdateDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchUpdateDealsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteDeals deletes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchDeleteDeals(io.crmstream.v1.BatchDeleteDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteDealsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchDeleteDealsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListDealTypes streams the types of deals with their stages, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listDealTypes(io.crmstream.v1.ListDealTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealTypesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDealTypesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListDealLinks streams the links of deals: the ids of linked records. Each deal has one record, in the order of the
     * ids. A deal without links has empty lists, and so has an id that does not exist, since the upstream answers both
     * alike. Errors: see ErrorReason.
     * </pre>
     */
    default void listDealLinks(io.crmstream.v1.ListDealLinksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealLinksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDealLinksMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service DealsService.
   * <pre>
   * DealsService reads and writes deals.
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
   * DealsService reads and writes deals.
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
     * ListDeals streams deals, by activity time, deals without activity time first; with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listDeals(io.crmstream.v1.ListDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDealsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetDeal reads one deal. Deleted records are found too, with `deleted` set. Names come from the catalogues that the
     * server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getDeal(io.crmstream.v1.GetDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetDealResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetDealMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetDeals reads many deals. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetDeals(io.crmstream.v1.BatchGetDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetDealsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateDeal creates a deal and returns it as the source shows it. Upstream: sales/insert. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void createDeal(io.crmstream.v1.CreateDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDealResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateDealMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateDeal changes the fields of a deal that `update_mask` names. Upstream: sales/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateDeal(io.crmstream.v1.UpdateDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDealResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateDealMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteDeal deletes a deal. Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void deleteDeal(io.crmstream.v1.DeleteDealRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteDealResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteDealMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchCreateDeals creates many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchCreateDeals(io.crmstream.v1.BatchCreateDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateDealsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateDeals changes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchUpdateDeals(io.crmstream.v1.BatchUpdateDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchUpdateDealsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteDeals deletes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchDeleteDeals(io.crmstream.v1.BatchDeleteDealsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteDealsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchDeleteDealsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListDealTypes streams the types of deals with their stages, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listDealTypes(io.crmstream.v1.ListDealTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealTypesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDealTypesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListDealLinks streams the links of deals: the ids of linked records. Each deal has one record, in the order of the
     * ids. A deal without links has empty lists, and so has an id that does not exist, since the upstream answers both
     * alike. Errors: see ErrorReason.
     * </pre>
     */
    public void listDealLinks(io.crmstream.v1.ListDealLinksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealLinksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDealLinksMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service DealsService.
   * <pre>
   * DealsService reads and writes deals.
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
     * ListDeals streams deals, by activity time, deals without activity time first; with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDealsResponse>
        listDeals(io.crmstream.v1.ListDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetDeal reads one deal. Deleted records are found too, with `deleted` set. Names come from the catalogues that the
     * server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetDealResponse getDeal(io.crmstream.v1.GetDealRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetDeals reads many deals. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetDealsResponse batchGetDeals(io.crmstream.v1.BatchGetDealsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateDeal creates a deal and returns it as the source shows it. Upstream: sales/insert. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateDealResponse createDeal(io.crmstream.v1.CreateDealRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateDeal changes the fields of a deal that `update_mask` names. Upstream: sales/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateDealResponse updateDeal(io.crmstream.v1.UpdateDealRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteDeal deletes a deal. Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteDealResponse deleteDeal(io.crmstream.v1.DeleteDealRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateDeals creates many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateDealsResponse batchCreateDeals(io.crmstream.v1.BatchCreateDealsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateDeals changes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateDealsResponse batchUpdateDeals(io.crmstream.v1.BatchUpdateDealsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchUpdateDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteDeals deletes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteDealsResponse batchDeleteDeals(io.crmstream.v1.BatchDeleteDealsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchDeleteDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDealTypes streams the types of deals with their stages, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDealTypesResponse>
        listDealTypes(io.crmstream.v1.ListDealTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDealTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDealLinks streams the links of deals: the ids of linked records. Each deal has one record, in the order of the
     * ids. A deal without links has empty lists, and so has an id that does not exist, since the upstream answers both
     * alike. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDealLinksResponse>
        listDealLinks(io.crmstream.v1.ListDealLinksRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDealLinksMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service DealsService.
   * <pre>
   * DealsService reads and writes deals.
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
     * ListDeals streams deals, by activity time, deals without activity time first; with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDealsResponse> listDeals(
        io.crmstream.v1.ListDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetDeal reads one deal. Deleted records are found too, with `deleted` set. Names come from the catalogues that the
     * server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetDealResponse getDeal(io.crmstream.v1.GetDealRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetDeals reads many deals. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetDealsResponse batchGetDeals(io.crmstream.v1.BatchGetDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateDeal creates a deal and returns it as the source shows it. Upstream: sales/insert. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateDealResponse createDeal(io.crmstream.v1.CreateDealRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateDeal changes the fields of a deal that `update_mask` names. Upstream: sales/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateDealResponse updateDeal(io.crmstream.v1.UpdateDealRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteDeal deletes a deal. Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteDealResponse deleteDeal(io.crmstream.v1.DeleteDealRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteDealMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateDeals creates many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateDealsResponse batchCreateDeals(io.crmstream.v1.BatchCreateDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateDeals changes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateDealsResponse batchUpdateDeals(io.crmstream.v1.BatchUpdateDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchUpdateDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteDeals deletes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteDealsResponse batchDeleteDeals(io.crmstream.v1.BatchDeleteDealsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchDeleteDealsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDealTypes streams the types of deals with their stages, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDealTypesResponse> listDealTypes(
        io.crmstream.v1.ListDealTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDealTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDealLinks streams the links of deals: the ids of linked records. Each deal has one record, in the order of the
     * ids. A deal without links has empty lists, and so has an id that does not exist, since the upstream answers both
     * alike. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDealLinksResponse> listDealLinks(
        io.crmstream.v1.ListDealLinksRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDealLinksMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service DealsService.
   * <pre>
   * DealsService reads and writes deals.
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

    /**
     * <pre>
     * GetDeal reads one deal. Deleted records are found too, with `deleted` set. Names come from the catalogues that the
     * server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetDealResponse> getDeal(
        io.crmstream.v1.GetDealRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetDealMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetDeals reads many deals. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetDealsResponse> batchGetDeals(
        io.crmstream.v1.BatchGetDealsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetDealsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateDeal creates a deal and returns it as the source shows it. Upstream: sales/insert. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateDealResponse> createDeal(
        io.crmstream.v1.CreateDealRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateDealMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateDeal changes the fields of a deal that `update_mask` names. Upstream: sales/update. At most one effect for a
     * `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateDealResponse> updateDeal(
        io.crmstream.v1.UpdateDealRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateDealMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteDeal deletes a deal. Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteDealResponse> deleteDeal(
        io.crmstream.v1.DeleteDealRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteDealMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchCreateDeals creates many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchCreateDealsResponse> batchCreateDeals(
        io.crmstream.v1.BatchCreateDealsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateDealsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchUpdateDeals changes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchUpdateDealsResponse> batchUpdateDeals(
        io.crmstream.v1.BatchUpdateDealsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchUpdateDealsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchDeleteDeals deletes many deals, in order, in as few upstream requests as the upstream's bounds permit. A batch
     * is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was executed.
     * Upstream: sales/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchDeleteDealsResponse> batchDeleteDeals(
        io.crmstream.v1.BatchDeleteDealsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchDeleteDealsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_DEALS = 0;
  private static final int METHODID_GET_DEAL = 1;
  private static final int METHODID_BATCH_GET_DEALS = 2;
  private static final int METHODID_CREATE_DEAL = 3;
  private static final int METHODID_UPDATE_DEAL = 4;
  private static final int METHODID_DELETE_DEAL = 5;
  private static final int METHODID_BATCH_CREATE_DEALS = 6;
  private static final int METHODID_BATCH_UPDATE_DEALS = 7;
  private static final int METHODID_BATCH_DELETE_DEALS = 8;
  private static final int METHODID_LIST_DEAL_TYPES = 9;
  private static final int METHODID_LIST_DEAL_LINKS = 10;

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
        case METHODID_GET_DEAL:
          serviceImpl.getDeal((io.crmstream.v1.GetDealRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetDealResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_DEALS:
          serviceImpl.batchGetDeals((io.crmstream.v1.BatchGetDealsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetDealsResponse>) responseObserver);
          break;
        case METHODID_CREATE_DEAL:
          serviceImpl.createDeal((io.crmstream.v1.CreateDealRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDealResponse>) responseObserver);
          break;
        case METHODID_UPDATE_DEAL:
          serviceImpl.updateDeal((io.crmstream.v1.UpdateDealRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDealResponse>) responseObserver);
          break;
        case METHODID_DELETE_DEAL:
          serviceImpl.deleteDeal((io.crmstream.v1.DeleteDealRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteDealResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_DEALS:
          serviceImpl.batchCreateDeals((io.crmstream.v1.BatchCreateDealsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateDealsResponse>) responseObserver);
          break;
        case METHODID_BATCH_UPDATE_DEALS:
          serviceImpl.batchUpdateDeals((io.crmstream.v1.BatchUpdateDealsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateDealsResponse>) responseObserver);
          break;
        case METHODID_BATCH_DELETE_DEALS:
          serviceImpl.batchDeleteDeals((io.crmstream.v1.BatchDeleteDealsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteDealsResponse>) responseObserver);
          break;
        case METHODID_LIST_DEAL_TYPES:
          serviceImpl.listDealTypes((io.crmstream.v1.ListDealTypesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealTypesResponse>) responseObserver);
          break;
        case METHODID_LIST_DEAL_LINKS:
          serviceImpl.listDealLinks((io.crmstream.v1.ListDealLinksRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDealLinksResponse>) responseObserver);
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
        .addMethod(
          getGetDealMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetDealRequest,
              io.crmstream.v1.GetDealResponse>(
                service, METHODID_GET_DEAL)))
        .addMethod(
          getBatchGetDealsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetDealsRequest,
              io.crmstream.v1.BatchGetDealsResponse>(
                service, METHODID_BATCH_GET_DEALS)))
        .addMethod(
          getCreateDealMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateDealRequest,
              io.crmstream.v1.CreateDealResponse>(
                service, METHODID_CREATE_DEAL)))
        .addMethod(
          getUpdateDealMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateDealRequest,
              io.crmstream.v1.UpdateDealResponse>(
                service, METHODID_UPDATE_DEAL)))
        .addMethod(
          getDeleteDealMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteDealRequest,
              io.crmstream.v1.DeleteDealResponse>(
                service, METHODID_DELETE_DEAL)))
        .addMethod(
          getBatchCreateDealsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchCreateDealsRequest,
              io.crmstream.v1.BatchCreateDealsResponse>(
                service, METHODID_BATCH_CREATE_DEALS)))
        .addMethod(
          getBatchUpdateDealsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchUpdateDealsRequest,
              io.crmstream.v1.BatchUpdateDealsResponse>(
                service, METHODID_BATCH_UPDATE_DEALS)))
        .addMethod(
          getBatchDeleteDealsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchDeleteDealsRequest,
              io.crmstream.v1.BatchDeleteDealsResponse>(
                service, METHODID_BATCH_DELETE_DEALS)))
        .addMethod(
          getListDealTypesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDealTypesRequest,
              io.crmstream.v1.ListDealTypesResponse>(
                service, METHODID_LIST_DEAL_TYPES)))
        .addMethod(
          getListDealLinksMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDealLinksRequest,
              io.crmstream.v1.ListDealLinksResponse>(
                service, METHODID_LIST_DEAL_LINKS)))
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
              .addMethod(getGetDealMethod())
              .addMethod(getBatchGetDealsMethod())
              .addMethod(getCreateDealMethod())
              .addMethod(getUpdateDealMethod())
              .addMethod(getDeleteDealMethod())
              .addMethod(getBatchCreateDealsMethod())
              .addMethod(getBatchUpdateDealsMethod())
              .addMethod(getBatchDeleteDealsMethod())
              .addMethod(getListDealTypesMethod())
              .addMethod(getListDealLinksMethod())
              .build();
        }
      }
    }
    return result;
  }
}
