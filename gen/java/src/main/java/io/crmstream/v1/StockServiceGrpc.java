package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * StockService reads and writes stock items: the objects or properties that a company sells or lets.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class StockServiceGrpc {

  private StockServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.StockService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListStockItemsRequest,
      io.crmstream.v1.ListStockItemsResponse> getListStockItemsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListStockItems",
      requestType = io.crmstream.v1.ListStockItemsRequest.class,
      responseType = io.crmstream.v1.ListStockItemsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListStockItemsRequest,
      io.crmstream.v1.ListStockItemsResponse> getListStockItemsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListStockItemsRequest, io.crmstream.v1.ListStockItemsResponse> getListStockItemsMethod;
    if ((getListStockItemsMethod = StockServiceGrpc.getListStockItemsMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getListStockItemsMethod = StockServiceGrpc.getListStockItemsMethod) == null) {
          StockServiceGrpc.getListStockItemsMethod = getListStockItemsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListStockItemsRequest, io.crmstream.v1.ListStockItemsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListStockItems"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockItemsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockItemsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("ListStockItems"))
              .build();
        }
      }
    }
    return getListStockItemsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetStockItemRequest,
      io.crmstream.v1.GetStockItemResponse> getGetStockItemMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetStockItem",
      requestType = io.crmstream.v1.GetStockItemRequest.class,
      responseType = io.crmstream.v1.GetStockItemResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetStockItemRequest,
      io.crmstream.v1.GetStockItemResponse> getGetStockItemMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetStockItemRequest, io.crmstream.v1.GetStockItemResponse> getGetStockItemMethod;
    if ((getGetStockItemMethod = StockServiceGrpc.getGetStockItemMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getGetStockItemMethod = StockServiceGrpc.getGetStockItemMethod) == null) {
          StockServiceGrpc.getGetStockItemMethod = getGetStockItemMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetStockItemRequest, io.crmstream.v1.GetStockItemResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetStockItem"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetStockItemRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetStockItemResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("GetStockItem"))
              .build();
        }
      }
    }
    return getGetStockItemMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetStockItemsRequest,
      io.crmstream.v1.BatchGetStockItemsResponse> getBatchGetStockItemsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetStockItems",
      requestType = io.crmstream.v1.BatchGetStockItemsRequest.class,
      responseType = io.crmstream.v1.BatchGetStockItemsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetStockItemsRequest,
      io.crmstream.v1.BatchGetStockItemsResponse> getBatchGetStockItemsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetStockItemsRequest, io.crmstream.v1.BatchGetStockItemsResponse> getBatchGetStockItemsMethod;
    if ((getBatchGetStockItemsMethod = StockServiceGrpc.getBatchGetStockItemsMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getBatchGetStockItemsMethod = StockServiceGrpc.getBatchGetStockItemsMethod) == null) {
          StockServiceGrpc.getBatchGetStockItemsMethod = getBatchGetStockItemsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetStockItemsRequest, io.crmstream.v1.BatchGetStockItemsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetStockItems"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetStockItemsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetStockItemsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("BatchGetStockItems"))
              .build();
        }
      }
    }
    return getBatchGetStockItemsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateStockItemRequest,
      io.crmstream.v1.CreateStockItemResponse> getCreateStockItemMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateStockItem",
      requestType = io.crmstream.v1.CreateStockItemRequest.class,
      responseType = io.crmstream.v1.CreateStockItemResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateStockItemRequest,
      io.crmstream.v1.CreateStockItemResponse> getCreateStockItemMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateStockItemRequest, io.crmstream.v1.CreateStockItemResponse> getCreateStockItemMethod;
    if ((getCreateStockItemMethod = StockServiceGrpc.getCreateStockItemMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getCreateStockItemMethod = StockServiceGrpc.getCreateStockItemMethod) == null) {
          StockServiceGrpc.getCreateStockItemMethod = getCreateStockItemMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateStockItemRequest, io.crmstream.v1.CreateStockItemResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateStockItem"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateStockItemRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateStockItemResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("CreateStockItem"))
              .build();
        }
      }
    }
    return getCreateStockItemMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateStockItemRequest,
      io.crmstream.v1.UpdateStockItemResponse> getUpdateStockItemMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateStockItem",
      requestType = io.crmstream.v1.UpdateStockItemRequest.class,
      responseType = io.crmstream.v1.UpdateStockItemResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateStockItemRequest,
      io.crmstream.v1.UpdateStockItemResponse> getUpdateStockItemMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateStockItemRequest, io.crmstream.v1.UpdateStockItemResponse> getUpdateStockItemMethod;
    if ((getUpdateStockItemMethod = StockServiceGrpc.getUpdateStockItemMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getUpdateStockItemMethod = StockServiceGrpc.getUpdateStockItemMethod) == null) {
          StockServiceGrpc.getUpdateStockItemMethod = getUpdateStockItemMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateStockItemRequest, io.crmstream.v1.UpdateStockItemResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateStockItem"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateStockItemRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateStockItemResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("UpdateStockItem"))
              .build();
        }
      }
    }
    return getUpdateStockItemMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteStockItemRequest,
      io.crmstream.v1.DeleteStockItemResponse> getDeleteStockItemMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteStockItem",
      requestType = io.crmstream.v1.DeleteStockItemRequest.class,
      responseType = io.crmstream.v1.DeleteStockItemResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteStockItemRequest,
      io.crmstream.v1.DeleteStockItemResponse> getDeleteStockItemMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteStockItemRequest, io.crmstream.v1.DeleteStockItemResponse> getDeleteStockItemMethod;
    if ((getDeleteStockItemMethod = StockServiceGrpc.getDeleteStockItemMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getDeleteStockItemMethod = StockServiceGrpc.getDeleteStockItemMethod) == null) {
          StockServiceGrpc.getDeleteStockItemMethod = getDeleteStockItemMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteStockItemRequest, io.crmstream.v1.DeleteStockItemResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteStockItem"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteStockItemRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteStockItemResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("DeleteStockItem"))
              .build();
        }
      }
    }
    return getDeleteStockItemMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateStockItemsRequest,
      io.crmstream.v1.BatchCreateStockItemsResponse> getBatchCreateStockItemsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateStockItems",
      requestType = io.crmstream.v1.BatchCreateStockItemsRequest.class,
      responseType = io.crmstream.v1.BatchCreateStockItemsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateStockItemsRequest,
      io.crmstream.v1.BatchCreateStockItemsResponse> getBatchCreateStockItemsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateStockItemsRequest, io.crmstream.v1.BatchCreateStockItemsResponse> getBatchCreateStockItemsMethod;
    if ((getBatchCreateStockItemsMethod = StockServiceGrpc.getBatchCreateStockItemsMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getBatchCreateStockItemsMethod = StockServiceGrpc.getBatchCreateStockItemsMethod) == null) {
          StockServiceGrpc.getBatchCreateStockItemsMethod = getBatchCreateStockItemsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchCreateStockItemsRequest, io.crmstream.v1.BatchCreateStockItemsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateStockItems"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateStockItemsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateStockItemsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("BatchCreateStockItems"))
              .build();
        }
      }
    }
    return getBatchCreateStockItemsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateStockItemsRequest,
      io.crmstream.v1.BatchUpdateStockItemsResponse> getBatchUpdateStockItemsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchUpdateStockItems",
      requestType = io.crmstream.v1.BatchUpdateStockItemsRequest.class,
      responseType = io.crmstream.v1.BatchUpdateStockItemsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateStockItemsRequest,
      io.crmstream.v1.BatchUpdateStockItemsResponse> getBatchUpdateStockItemsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateStockItemsRequest, io.crmstream.v1.BatchUpdateStockItemsResponse> getBatchUpdateStockItemsMethod;
    if ((getBatchUpdateStockItemsMethod = StockServiceGrpc.getBatchUpdateStockItemsMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getBatchUpdateStockItemsMethod = StockServiceGrpc.getBatchUpdateStockItemsMethod) == null) {
          StockServiceGrpc.getBatchUpdateStockItemsMethod = getBatchUpdateStockItemsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchUpdateStockItemsRequest, io.crmstream.v1.BatchUpdateStockItemsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchUpdateStockItems"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateStockItemsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateStockItemsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("BatchUpdateStockItems"))
              .build();
        }
      }
    }
    return getBatchUpdateStockItemsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteStockItemsRequest,
      io.crmstream.v1.BatchDeleteStockItemsResponse> getBatchDeleteStockItemsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchDeleteStockItems",
      requestType = io.crmstream.v1.BatchDeleteStockItemsRequest.class,
      responseType = io.crmstream.v1.BatchDeleteStockItemsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteStockItemsRequest,
      io.crmstream.v1.BatchDeleteStockItemsResponse> getBatchDeleteStockItemsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteStockItemsRequest, io.crmstream.v1.BatchDeleteStockItemsResponse> getBatchDeleteStockItemsMethod;
    if ((getBatchDeleteStockItemsMethod = StockServiceGrpc.getBatchDeleteStockItemsMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getBatchDeleteStockItemsMethod = StockServiceGrpc.getBatchDeleteStockItemsMethod) == null) {
          StockServiceGrpc.getBatchDeleteStockItemsMethod = getBatchDeleteStockItemsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchDeleteStockItemsRequest, io.crmstream.v1.BatchDeleteStockItemsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchDeleteStockItems"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteStockItemsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteStockItemsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("BatchDeleteStockItems"))
              .build();
        }
      }
    }
    return getBatchDeleteStockItemsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListStockTypesRequest,
      io.crmstream.v1.ListStockTypesResponse> getListStockTypesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListStockTypes",
      requestType = io.crmstream.v1.ListStockTypesRequest.class,
      responseType = io.crmstream.v1.ListStockTypesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListStockTypesRequest,
      io.crmstream.v1.ListStockTypesResponse> getListStockTypesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListStockTypesRequest, io.crmstream.v1.ListStockTypesResponse> getListStockTypesMethod;
    if ((getListStockTypesMethod = StockServiceGrpc.getListStockTypesMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getListStockTypesMethod = StockServiceGrpc.getListStockTypesMethod) == null) {
          StockServiceGrpc.getListStockTypesMethod = getListStockTypesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListStockTypesRequest, io.crmstream.v1.ListStockTypesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListStockTypes"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockTypesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockTypesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("ListStockTypes"))
              .build();
        }
      }
    }
    return getListStockTypesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListStockCategoriesRequest,
      io.crmstream.v1.ListStockCategoriesResponse> getListStockCategoriesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListStockCategories",
      requestType = io.crmstream.v1.ListStockCategoriesRequest.class,
      responseType = io.crmstream.v1.ListStockCategoriesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListStockCategoriesRequest,
      io.crmstream.v1.ListStockCategoriesResponse> getListStockCategoriesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListStockCategoriesRequest, io.crmstream.v1.ListStockCategoriesResponse> getListStockCategoriesMethod;
    if ((getListStockCategoriesMethod = StockServiceGrpc.getListStockCategoriesMethod) == null) {
      synchronized (StockServiceGrpc.class) {
        if ((getListStockCategoriesMethod = StockServiceGrpc.getListStockCategoriesMethod) == null) {
          StockServiceGrpc.getListStockCategoriesMethod = getListStockCategoriesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListStockCategoriesRequest, io.crmstream.v1.ListStockCategoriesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListStockCategories"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockCategoriesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListStockCategoriesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new StockServiceMethodDescriptorSupplier("ListStockCategories"))
              .build();
        }
      }
    }
    return getListStockCategoriesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static StockServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<StockServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<StockServiceStub>() {
        @java.lang.Override
        public StockServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new StockServiceStub(channel, callOptions);
        }
      };
    return StockServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static StockServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<StockServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<StockServiceBlockingV2Stub>() {
        @java.lang.Override
        public StockServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new StockServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return StockServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static StockServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<StockServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<StockServiceBlockingStub>() {
        @java.lang.Override
        public StockServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new StockServiceBlockingStub(channel, callOptions);
        }
      };
    return StockServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static StockServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<StockServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<StockServiceFutureStub>() {
        @java.lang.Override
        public StockServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new StockServiceFutureStub(channel, callOptions);
        }
      };
    return StockServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListStockItems streams stock items, one type after the other: by activity time, or with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listStockItems(io.crmstream.v1.ListStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockItemsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListStockItemsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetStockItem reads one stock item. Deleted records are found too, with `deleted` set. Names come from the
     * catalogues that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getStockItem(io.crmstream.v1.GetStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetStockItemResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetStockItemMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetStockItems reads many stock items. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetStockItems(io.crmstream.v1.BatchGetStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetStockItemsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetStockItemsMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateStockItem creates a stock item and returns it as the source shows it. Upstream: stock/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void createStockItem(io.crmstream.v1.CreateStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateStockItemResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateStockItemMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateStockItem changes the fields of a stock item that `update_mask` names. Upstream: stock/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateStockItem(io.crmstream.v1.UpdateStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateStockItemResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateStockItemMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteStockItem deletes a stock item. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void deleteStockItem(io.crmstream.v1.DeleteStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteStockItemResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteStockItemMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchCreateStockItems creates many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchCreateStockItems(io.crmstream.v1.BatchCreateStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateStockItemsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateStockItemsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateStockItems changes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchUpdateStockItems(io.crmstream.v1.BatchUpdateStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateStockItemsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchUpdateStockItemsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteStockItems deletes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchDeleteStockItems(io.crmstream.v1.BatchDeleteStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteStockItemsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchDeleteStockItemsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListStockTypes streams the object types of stock items, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listStockTypes(io.crmstream.v1.ListStockTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockTypesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListStockTypesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListStockCategories streams the categories of stock items, a tree, by type and id. The server keeps the whole
     * list. Errors: see ErrorReason.
     * </pre>
     */
    default void listStockCategories(io.crmstream.v1.ListStockCategoriesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockCategoriesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListStockCategoriesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service StockService.
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public static abstract class StockServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return StockServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service StockService.
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public static final class StockServiceStub
      extends io.grpc.stub.AbstractAsyncStub<StockServiceStub> {
    private StockServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected StockServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new StockServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListStockItems streams stock items, one type after the other: by activity time, or with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listStockItems(io.crmstream.v1.ListStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockItemsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListStockItemsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetStockItem reads one stock item. Deleted records are found too, with `deleted` set. Names come from the
     * catalogues that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getStockItem(io.crmstream.v1.GetStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetStockItemResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetStockItemMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetStockItems reads many stock items. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetStockItems(io.crmstream.v1.BatchGetStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetStockItemsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetStockItemsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateStockItem creates a stock item and returns it as the source shows it. Upstream: stock/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void createStockItem(io.crmstream.v1.CreateStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateStockItemResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateStockItemMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateStockItem changes the fields of a stock item that `update_mask` names. Upstream: stock/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateStockItem(io.crmstream.v1.UpdateStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateStockItemResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateStockItemMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteStockItem deletes a stock item. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void deleteStockItem(io.crmstream.v1.DeleteStockItemRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteStockItemResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteStockItemMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchCreateStockItems creates many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchCreateStockItems(io.crmstream.v1.BatchCreateStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateStockItemsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateStockItemsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateStockItems changes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchUpdateStockItems(io.crmstream.v1.BatchUpdateStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateStockItemsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchUpdateStockItemsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteStockItems deletes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchDeleteStockItems(io.crmstream.v1.BatchDeleteStockItemsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteStockItemsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchDeleteStockItemsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListStockTypes streams the object types of stock items, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listStockTypes(io.crmstream.v1.ListStockTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockTypesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListStockTypesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListStockCategories streams the categories of stock items, a tree, by type and id. The server keeps the whole
     * list. Errors: see ErrorReason.
     * </pre>
     */
    public void listStockCategories(io.crmstream.v1.ListStockCategoriesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockCategoriesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListStockCategoriesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service StockService.
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public static final class StockServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<StockServiceBlockingV2Stub> {
    private StockServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected StockServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new StockServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListStockItems streams stock items, one type after the other: by activity time, or with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListStockItemsResponse>
        listStockItems(io.crmstream.v1.ListStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetStockItem reads one stock item. Deleted records are found too, with `deleted` set. Names come from the
     * catalogues that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetStockItemResponse getStockItem(io.crmstream.v1.GetStockItemRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetStockItems reads many stock items. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetStockItemsResponse batchGetStockItems(io.crmstream.v1.BatchGetStockItemsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateStockItem creates a stock item and returns it as the source shows it. Upstream: stock/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateStockItemResponse createStockItem(io.crmstream.v1.CreateStockItemRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateStockItem changes the fields of a stock item that `update_mask` names. Upstream: stock/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateStockItemResponse updateStockItem(io.crmstream.v1.UpdateStockItemRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteStockItem deletes a stock item. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteStockItemResponse deleteStockItem(io.crmstream.v1.DeleteStockItemRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateStockItems creates many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateStockItemsResponse batchCreateStockItems(io.crmstream.v1.BatchCreateStockItemsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateStockItems changes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateStockItemsResponse batchUpdateStockItems(io.crmstream.v1.BatchUpdateStockItemsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchUpdateStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteStockItems deletes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteStockItemsResponse batchDeleteStockItems(io.crmstream.v1.BatchDeleteStockItemsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchDeleteStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListStockTypes streams the object types of stock items, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListStockTypesResponse>
        listStockTypes(io.crmstream.v1.ListStockTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListStockTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListStockCategories streams the categories of stock items, a tree, by type and id. The server keeps the whole
     * list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListStockCategoriesResponse>
        listStockCategories(io.crmstream.v1.ListStockCategoriesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListStockCategoriesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service StockService.
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public static final class StockServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<StockServiceBlockingStub> {
    private StockServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected StockServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new StockServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListStockItems streams stock items, one type after the other: by activity time, or with `created_from` or
     * `created_before` by creation time. Every record that exists throughout the scan is delivered at least once, and
     * each version of a record at most once. GetSource states what the source's list honours, guarantees, assumes and
     * costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListStockItemsResponse> listStockItems(
        io.crmstream.v1.ListStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetStockItem reads one stock item. Deleted records are found too, with `deleted` set. Names come from the
     * catalogues that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetStockItemResponse getStockItem(io.crmstream.v1.GetStockItemRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetStockItems reads many stock items. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetStockItemsResponse batchGetStockItems(io.crmstream.v1.BatchGetStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateStockItem creates a stock item and returns it as the source shows it. Upstream: stock/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateStockItemResponse createStockItem(io.crmstream.v1.CreateStockItemRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateStockItem changes the fields of a stock item that `update_mask` names. Upstream: stock/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateStockItemResponse updateStockItem(io.crmstream.v1.UpdateStockItemRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteStockItem deletes a stock item. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteStockItemResponse deleteStockItem(io.crmstream.v1.DeleteStockItemRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteStockItemMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateStockItems creates many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateStockItemsResponse batchCreateStockItems(io.crmstream.v1.BatchCreateStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateStockItems changes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateStockItemsResponse batchUpdateStockItems(io.crmstream.v1.BatchUpdateStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchUpdateStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteStockItems deletes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteStockItemsResponse batchDeleteStockItems(io.crmstream.v1.BatchDeleteStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchDeleteStockItemsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListStockTypes streams the object types of stock items, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListStockTypesResponse> listStockTypes(
        io.crmstream.v1.ListStockTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListStockTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListStockCategories streams the categories of stock items, a tree, by type and id. The server keeps the whole
     * list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListStockCategoriesResponse> listStockCategories(
        io.crmstream.v1.ListStockCategoriesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListStockCategoriesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service StockService.
   * <pre>
   * StockService reads and writes stock items: the objects or properties that a company sells or lets.
   * </pre>
   */
  public static final class StockServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<StockServiceFutureStub> {
    private StockServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected StockServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new StockServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetStockItem reads one stock item. Deleted records are found too, with `deleted` set. Names come from the
     * catalogues that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetStockItemResponse> getStockItem(
        io.crmstream.v1.GetStockItemRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetStockItemMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetStockItems reads many stock items. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetStockItemsResponse> batchGetStockItems(
        io.crmstream.v1.BatchGetStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetStockItemsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateStockItem creates a stock item and returns it as the source shows it. Upstream: stock/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateStockItemResponse> createStockItem(
        io.crmstream.v1.CreateStockItemRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateStockItemMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateStockItem changes the fields of a stock item that `update_mask` names. Upstream: stock/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateStockItemResponse> updateStockItem(
        io.crmstream.v1.UpdateStockItemRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateStockItemMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteStockItem deletes a stock item. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteStockItemResponse> deleteStockItem(
        io.crmstream.v1.DeleteStockItemRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteStockItemMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchCreateStockItems creates many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchCreateStockItemsResponse> batchCreateStockItems(
        io.crmstream.v1.BatchCreateStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateStockItemsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchUpdateStockItems changes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchUpdateStockItemsResponse> batchUpdateStockItems(
        io.crmstream.v1.BatchUpdateStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchUpdateStockItemsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchDeleteStockItems deletes many stock items, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: stock/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchDeleteStockItemsResponse> batchDeleteStockItems(
        io.crmstream.v1.BatchDeleteStockItemsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchDeleteStockItemsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_STOCK_ITEMS = 0;
  private static final int METHODID_GET_STOCK_ITEM = 1;
  private static final int METHODID_BATCH_GET_STOCK_ITEMS = 2;
  private static final int METHODID_CREATE_STOCK_ITEM = 3;
  private static final int METHODID_UPDATE_STOCK_ITEM = 4;
  private static final int METHODID_DELETE_STOCK_ITEM = 5;
  private static final int METHODID_BATCH_CREATE_STOCK_ITEMS = 6;
  private static final int METHODID_BATCH_UPDATE_STOCK_ITEMS = 7;
  private static final int METHODID_BATCH_DELETE_STOCK_ITEMS = 8;
  private static final int METHODID_LIST_STOCK_TYPES = 9;
  private static final int METHODID_LIST_STOCK_CATEGORIES = 10;

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
        case METHODID_LIST_STOCK_ITEMS:
          serviceImpl.listStockItems((io.crmstream.v1.ListStockItemsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockItemsResponse>) responseObserver);
          break;
        case METHODID_GET_STOCK_ITEM:
          serviceImpl.getStockItem((io.crmstream.v1.GetStockItemRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetStockItemResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_STOCK_ITEMS:
          serviceImpl.batchGetStockItems((io.crmstream.v1.BatchGetStockItemsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetStockItemsResponse>) responseObserver);
          break;
        case METHODID_CREATE_STOCK_ITEM:
          serviceImpl.createStockItem((io.crmstream.v1.CreateStockItemRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateStockItemResponse>) responseObserver);
          break;
        case METHODID_UPDATE_STOCK_ITEM:
          serviceImpl.updateStockItem((io.crmstream.v1.UpdateStockItemRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateStockItemResponse>) responseObserver);
          break;
        case METHODID_DELETE_STOCK_ITEM:
          serviceImpl.deleteStockItem((io.crmstream.v1.DeleteStockItemRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteStockItemResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_STOCK_ITEMS:
          serviceImpl.batchCreateStockItems((io.crmstream.v1.BatchCreateStockItemsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateStockItemsResponse>) responseObserver);
          break;
        case METHODID_BATCH_UPDATE_STOCK_ITEMS:
          serviceImpl.batchUpdateStockItems((io.crmstream.v1.BatchUpdateStockItemsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateStockItemsResponse>) responseObserver);
          break;
        case METHODID_BATCH_DELETE_STOCK_ITEMS:
          serviceImpl.batchDeleteStockItems((io.crmstream.v1.BatchDeleteStockItemsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteStockItemsResponse>) responseObserver);
          break;
        case METHODID_LIST_STOCK_TYPES:
          serviceImpl.listStockTypes((io.crmstream.v1.ListStockTypesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockTypesResponse>) responseObserver);
          break;
        case METHODID_LIST_STOCK_CATEGORIES:
          serviceImpl.listStockCategories((io.crmstream.v1.ListStockCategoriesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListStockCategoriesResponse>) responseObserver);
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
          getListStockItemsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListStockItemsRequest,
              io.crmstream.v1.ListStockItemsResponse>(
                service, METHODID_LIST_STOCK_ITEMS)))
        .addMethod(
          getGetStockItemMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetStockItemRequest,
              io.crmstream.v1.GetStockItemResponse>(
                service, METHODID_GET_STOCK_ITEM)))
        .addMethod(
          getBatchGetStockItemsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetStockItemsRequest,
              io.crmstream.v1.BatchGetStockItemsResponse>(
                service, METHODID_BATCH_GET_STOCK_ITEMS)))
        .addMethod(
          getCreateStockItemMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateStockItemRequest,
              io.crmstream.v1.CreateStockItemResponse>(
                service, METHODID_CREATE_STOCK_ITEM)))
        .addMethod(
          getUpdateStockItemMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateStockItemRequest,
              io.crmstream.v1.UpdateStockItemResponse>(
                service, METHODID_UPDATE_STOCK_ITEM)))
        .addMethod(
          getDeleteStockItemMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteStockItemRequest,
              io.crmstream.v1.DeleteStockItemResponse>(
                service, METHODID_DELETE_STOCK_ITEM)))
        .addMethod(
          getBatchCreateStockItemsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchCreateStockItemsRequest,
              io.crmstream.v1.BatchCreateStockItemsResponse>(
                service, METHODID_BATCH_CREATE_STOCK_ITEMS)))
        .addMethod(
          getBatchUpdateStockItemsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchUpdateStockItemsRequest,
              io.crmstream.v1.BatchUpdateStockItemsResponse>(
                service, METHODID_BATCH_UPDATE_STOCK_ITEMS)))
        .addMethod(
          getBatchDeleteStockItemsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchDeleteStockItemsRequest,
              io.crmstream.v1.BatchDeleteStockItemsResponse>(
                service, METHODID_BATCH_DELETE_STOCK_ITEMS)))
        .addMethod(
          getListStockTypesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListStockTypesRequest,
              io.crmstream.v1.ListStockTypesResponse>(
                service, METHODID_LIST_STOCK_TYPES)))
        .addMethod(
          getListStockCategoriesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListStockCategoriesRequest,
              io.crmstream.v1.ListStockCategoriesResponse>(
                service, METHODID_LIST_STOCK_CATEGORIES)))
        .build();
  }

  private static abstract class StockServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    StockServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.StockProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("StockService");
    }
  }

  private static final class StockServiceFileDescriptorSupplier
      extends StockServiceBaseDescriptorSupplier {
    StockServiceFileDescriptorSupplier() {}
  }

  private static final class StockServiceMethodDescriptorSupplier
      extends StockServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    StockServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (StockServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new StockServiceFileDescriptorSupplier())
              .addMethod(getListStockItemsMethod())
              .addMethod(getGetStockItemMethod())
              .addMethod(getBatchGetStockItemsMethod())
              .addMethod(getCreateStockItemMethod())
              .addMethod(getUpdateStockItemMethod())
              .addMethod(getDeleteStockItemMethod())
              .addMethod(getBatchCreateStockItemsMethod())
              .addMethod(getBatchUpdateStockItemsMethod())
              .addMethod(getBatchDeleteStockItemsMethod())
              .addMethod(getListStockTypesMethod())
              .addMethod(getListStockCategoriesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
