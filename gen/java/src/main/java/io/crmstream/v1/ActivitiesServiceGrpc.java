package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ActivitiesService reads and writes activities: requests of contacts that workers process.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ActivitiesServiceGrpc {

  private ActivitiesServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.ActivitiesService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest,
      io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListActivities",
      requestType = io.crmstream.v1.ListActivitiesRequest.class,
      responseType = io.crmstream.v1.ListActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest,
      io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListActivitiesRequest, io.crmstream.v1.ListActivitiesResponse> getListActivitiesMethod;
    if ((getListActivitiesMethod = ActivitiesServiceGrpc.getListActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getListActivitiesMethod = ActivitiesServiceGrpc.getListActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getListActivitiesMethod = getListActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListActivitiesRequest, io.crmstream.v1.ListActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("ListActivities"))
              .build();
        }
      }
    }
    return getListActivitiesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetActivityRequest,
      io.crmstream.v1.GetActivityResponse> getGetActivityMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetActivity",
      requestType = io.crmstream.v1.GetActivityRequest.class,
      responseType = io.crmstream.v1.GetActivityResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetActivityRequest,
      io.crmstream.v1.GetActivityResponse> getGetActivityMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetActivityRequest, io.crmstream.v1.GetActivityResponse> getGetActivityMethod;
    if ((getGetActivityMethod = ActivitiesServiceGrpc.getGetActivityMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getGetActivityMethod = ActivitiesServiceGrpc.getGetActivityMethod) == null) {
          ActivitiesServiceGrpc.getGetActivityMethod = getGetActivityMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetActivityRequest, io.crmstream.v1.GetActivityResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetActivity"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetActivityRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetActivityResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("GetActivity"))
              .build();
        }
      }
    }
    return getGetActivityMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetActivitiesRequest,
      io.crmstream.v1.BatchGetActivitiesResponse> getBatchGetActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetActivities",
      requestType = io.crmstream.v1.BatchGetActivitiesRequest.class,
      responseType = io.crmstream.v1.BatchGetActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetActivitiesRequest,
      io.crmstream.v1.BatchGetActivitiesResponse> getBatchGetActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetActivitiesRequest, io.crmstream.v1.BatchGetActivitiesResponse> getBatchGetActivitiesMethod;
    if ((getBatchGetActivitiesMethod = ActivitiesServiceGrpc.getBatchGetActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getBatchGetActivitiesMethod = ActivitiesServiceGrpc.getBatchGetActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getBatchGetActivitiesMethod = getBatchGetActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetActivitiesRequest, io.crmstream.v1.BatchGetActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("BatchGetActivities"))
              .build();
        }
      }
    }
    return getBatchGetActivitiesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateActivityRequest,
      io.crmstream.v1.CreateActivityResponse> getCreateActivityMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateActivity",
      requestType = io.crmstream.v1.CreateActivityRequest.class,
      responseType = io.crmstream.v1.CreateActivityResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateActivityRequest,
      io.crmstream.v1.CreateActivityResponse> getCreateActivityMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateActivityRequest, io.crmstream.v1.CreateActivityResponse> getCreateActivityMethod;
    if ((getCreateActivityMethod = ActivitiesServiceGrpc.getCreateActivityMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getCreateActivityMethod = ActivitiesServiceGrpc.getCreateActivityMethod) == null) {
          ActivitiesServiceGrpc.getCreateActivityMethod = getCreateActivityMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateActivityRequest, io.crmstream.v1.CreateActivityResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateActivity"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateActivityRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateActivityResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("CreateActivity"))
              .build();
        }
      }
    }
    return getCreateActivityMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateActivityRequest,
      io.crmstream.v1.UpdateActivityResponse> getUpdateActivityMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateActivity",
      requestType = io.crmstream.v1.UpdateActivityRequest.class,
      responseType = io.crmstream.v1.UpdateActivityResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateActivityRequest,
      io.crmstream.v1.UpdateActivityResponse> getUpdateActivityMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateActivityRequest, io.crmstream.v1.UpdateActivityResponse> getUpdateActivityMethod;
    if ((getUpdateActivityMethod = ActivitiesServiceGrpc.getUpdateActivityMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getUpdateActivityMethod = ActivitiesServiceGrpc.getUpdateActivityMethod) == null) {
          ActivitiesServiceGrpc.getUpdateActivityMethod = getUpdateActivityMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateActivityRequest, io.crmstream.v1.UpdateActivityResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateActivity"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateActivityRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateActivityResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("UpdateActivity"))
              .build();
        }
      }
    }
    return getUpdateActivityMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteActivityRequest,
      io.crmstream.v1.DeleteActivityResponse> getDeleteActivityMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteActivity",
      requestType = io.crmstream.v1.DeleteActivityRequest.class,
      responseType = io.crmstream.v1.DeleteActivityResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteActivityRequest,
      io.crmstream.v1.DeleteActivityResponse> getDeleteActivityMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteActivityRequest, io.crmstream.v1.DeleteActivityResponse> getDeleteActivityMethod;
    if ((getDeleteActivityMethod = ActivitiesServiceGrpc.getDeleteActivityMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getDeleteActivityMethod = ActivitiesServiceGrpc.getDeleteActivityMethod) == null) {
          ActivitiesServiceGrpc.getDeleteActivityMethod = getDeleteActivityMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteActivityRequest, io.crmstream.v1.DeleteActivityResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteActivity"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteActivityRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteActivityResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("DeleteActivity"))
              .build();
        }
      }
    }
    return getDeleteActivityMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateActivitiesRequest,
      io.crmstream.v1.BatchCreateActivitiesResponse> getBatchCreateActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateActivities",
      requestType = io.crmstream.v1.BatchCreateActivitiesRequest.class,
      responseType = io.crmstream.v1.BatchCreateActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateActivitiesRequest,
      io.crmstream.v1.BatchCreateActivitiesResponse> getBatchCreateActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateActivitiesRequest, io.crmstream.v1.BatchCreateActivitiesResponse> getBatchCreateActivitiesMethod;
    if ((getBatchCreateActivitiesMethod = ActivitiesServiceGrpc.getBatchCreateActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getBatchCreateActivitiesMethod = ActivitiesServiceGrpc.getBatchCreateActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getBatchCreateActivitiesMethod = getBatchCreateActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchCreateActivitiesRequest, io.crmstream.v1.BatchCreateActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("BatchCreateActivities"))
              .build();
        }
      }
    }
    return getBatchCreateActivitiesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateActivitiesRequest,
      io.crmstream.v1.BatchUpdateActivitiesResponse> getBatchUpdateActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchUpdateActivities",
      requestType = io.crmstream.v1.BatchUpdateActivitiesRequest.class,
      responseType = io.crmstream.v1.BatchUpdateActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateActivitiesRequest,
      io.crmstream.v1.BatchUpdateActivitiesResponse> getBatchUpdateActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateActivitiesRequest, io.crmstream.v1.BatchUpdateActivitiesResponse> getBatchUpdateActivitiesMethod;
    if ((getBatchUpdateActivitiesMethod = ActivitiesServiceGrpc.getBatchUpdateActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getBatchUpdateActivitiesMethod = ActivitiesServiceGrpc.getBatchUpdateActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getBatchUpdateActivitiesMethod = getBatchUpdateActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchUpdateActivitiesRequest, io.crmstream.v1.BatchUpdateActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchUpdateActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("BatchUpdateActivities"))
              .build();
        }
      }
    }
    return getBatchUpdateActivitiesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteActivitiesRequest,
      io.crmstream.v1.BatchDeleteActivitiesResponse> getBatchDeleteActivitiesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchDeleteActivities",
      requestType = io.crmstream.v1.BatchDeleteActivitiesRequest.class,
      responseType = io.crmstream.v1.BatchDeleteActivitiesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteActivitiesRequest,
      io.crmstream.v1.BatchDeleteActivitiesResponse> getBatchDeleteActivitiesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteActivitiesRequest, io.crmstream.v1.BatchDeleteActivitiesResponse> getBatchDeleteActivitiesMethod;
    if ((getBatchDeleteActivitiesMethod = ActivitiesServiceGrpc.getBatchDeleteActivitiesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getBatchDeleteActivitiesMethod = ActivitiesServiceGrpc.getBatchDeleteActivitiesMethod) == null) {
          ActivitiesServiceGrpc.getBatchDeleteActivitiesMethod = getBatchDeleteActivitiesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchDeleteActivitiesRequest, io.crmstream.v1.BatchDeleteActivitiesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchDeleteActivities"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteActivitiesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteActivitiesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("BatchDeleteActivities"))
              .build();
        }
      }
    }
    return getBatchDeleteActivitiesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListActivityTypesRequest,
      io.crmstream.v1.ListActivityTypesResponse> getListActivityTypesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListActivityTypes",
      requestType = io.crmstream.v1.ListActivityTypesRequest.class,
      responseType = io.crmstream.v1.ListActivityTypesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListActivityTypesRequest,
      io.crmstream.v1.ListActivityTypesResponse> getListActivityTypesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListActivityTypesRequest, io.crmstream.v1.ListActivityTypesResponse> getListActivityTypesMethod;
    if ((getListActivityTypesMethod = ActivitiesServiceGrpc.getListActivityTypesMethod) == null) {
      synchronized (ActivitiesServiceGrpc.class) {
        if ((getListActivityTypesMethod = ActivitiesServiceGrpc.getListActivityTypesMethod) == null) {
          ActivitiesServiceGrpc.getListActivityTypesMethod = getListActivityTypesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListActivityTypesRequest, io.crmstream.v1.ListActivityTypesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListActivityTypes"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivityTypesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListActivityTypesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActivitiesServiceMethodDescriptorSupplier("ListActivityTypes"))
              .build();
        }
      }
    }
    return getListActivityTypesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ActivitiesServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceStub>() {
        @java.lang.Override
        public ActivitiesServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceStub(channel, callOptions);
        }
      };
    return ActivitiesServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ActivitiesServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingV2Stub>() {
        @java.lang.Override
        public ActivitiesServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ActivitiesServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ActivitiesServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceBlockingStub>() {
        @java.lang.Override
        public ActivitiesServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceBlockingStub(channel, callOptions);
        }
      };
    return ActivitiesServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ActivitiesServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActivitiesServiceFutureStub>() {
        @java.lang.Override
        public ActivitiesServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActivitiesServiceFutureStub(channel, callOptions);
        }
      };
    return ActivitiesServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListActivities streams activities, by activity time; with `created_from` or `created_before` by creation time.
     * Every record that exists throughout the scan is delivered at least once, and each version of a record at most once.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listActivities(io.crmstream.v1.ListActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListActivitiesMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetActivity reads one activity. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getActivity(io.crmstream.v1.GetActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetActivityResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetActivityMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetActivities reads many activities. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetActivities(io.crmstream.v1.BatchGetActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetActivitiesMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateActivity creates an activity and returns it as the source shows it. Upstream: applications/insert. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void createActivity(io.crmstream.v1.CreateActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateActivityResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateActivityMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateActivity changes the fields of an activity that `update_mask` names. Upstream: applications/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateActivity(io.crmstream.v1.UpdateActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateActivityResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateActivityMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteActivity deletes an activity. Upstream: applications/delete. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    default void deleteActivity(io.crmstream.v1.DeleteActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteActivityResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteActivityMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchCreateActivities creates many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchCreateActivities(io.crmstream.v1.BatchCreateActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateActivitiesMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateActivities changes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchUpdateActivities(io.crmstream.v1.BatchUpdateActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchUpdateActivitiesMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteActivities deletes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchDeleteActivities(io.crmstream.v1.BatchDeleteActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteActivitiesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchDeleteActivitiesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListActivityTypes streams the types of activities, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listActivityTypes(io.crmstream.v1.ListActivityTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivityTypesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListActivityTypesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ActivitiesService.
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public static abstract class ActivitiesServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ActivitiesServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ActivitiesServiceStub> {
    private ActivitiesServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities, by activity time; with `created_from` or `created_before` by creation time.
     * Every record that exists throughout the scan is delivered at least once, and each version of a record at most once.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listActivities(io.crmstream.v1.ListActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListActivitiesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetActivity reads one activity. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getActivity(io.crmstream.v1.GetActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetActivityResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetActivityMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetActivities reads many activities. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetActivities(io.crmstream.v1.BatchGetActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetActivitiesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateActivity creates an activity and returns it as the source shows it. Upstream: applications/insert. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void createActivity(io.crmstream.v1.CreateActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateActivityResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateActivityMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateActivity changes the fields of an activity that `update_mask` names. Upstream: applications/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateActivity(io.crmstream.v1.UpdateActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateActivityResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateActivityMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteActivity deletes an activity. Upstream: applications/delete. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public void deleteActivity(io.crmstream.v1.DeleteActivityRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteActivityResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteActivityMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchCreateActivities creates many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchCreateActivities(io.crmstream.v1.BatchCreateActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateActivitiesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateActivities changes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchUpdateActivities(io.crmstream.v1.BatchUpdateActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchUpdateActivitiesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteActivities deletes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchDeleteActivities(io.crmstream.v1.BatchDeleteActivitiesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteActivitiesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchDeleteActivitiesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListActivityTypes streams the types of activities, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listActivityTypes(io.crmstream.v1.ListActivityTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivityTypesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListActivityTypesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ActivitiesServiceBlockingV2Stub> {
    private ActivitiesServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities, by activity time; with `created_from` or `created_before` by creation time.
     * Every record that exists throughout the scan is delivered at least once, and each version of a record at most once.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListActivitiesResponse>
        listActivities(io.crmstream.v1.ListActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetActivity reads one activity. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetActivityResponse getActivity(io.crmstream.v1.GetActivityRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetActivities reads many activities. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetActivitiesResponse batchGetActivities(io.crmstream.v1.BatchGetActivitiesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateActivity creates an activity and returns it as the source shows it. Upstream: applications/insert. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateActivityResponse createActivity(io.crmstream.v1.CreateActivityRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateActivity changes the fields of an activity that `update_mask` names. Upstream: applications/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateActivityResponse updateActivity(io.crmstream.v1.UpdateActivityRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteActivity deletes an activity. Upstream: applications/delete. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteActivityResponse deleteActivity(io.crmstream.v1.DeleteActivityRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateActivities creates many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateActivitiesResponse batchCreateActivities(io.crmstream.v1.BatchCreateActivitiesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateActivities changes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateActivitiesResponse batchUpdateActivities(io.crmstream.v1.BatchUpdateActivitiesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchUpdateActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteActivities deletes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteActivitiesResponse batchDeleteActivities(io.crmstream.v1.BatchDeleteActivitiesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchDeleteActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListActivityTypes streams the types of activities, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListActivityTypesResponse>
        listActivityTypes(io.crmstream.v1.ListActivityTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListActivityTypesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ActivitiesServiceBlockingStub> {
    private ActivitiesServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListActivities streams activities, by activity time; with `created_from` or `created_before` by creation time.
     * Every record that exists throughout the scan is delivered at least once, and each version of a record at most once.
     * GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListActivitiesResponse> listActivities(
        io.crmstream.v1.ListActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetActivity reads one activity. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetActivityResponse getActivity(io.crmstream.v1.GetActivityRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetActivities reads many activities. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetActivitiesResponse batchGetActivities(io.crmstream.v1.BatchGetActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateActivity creates an activity and returns it as the source shows it. Upstream: applications/insert. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateActivityResponse createActivity(io.crmstream.v1.CreateActivityRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateActivity changes the fields of an activity that `update_mask` names. Upstream: applications/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateActivityResponse updateActivity(io.crmstream.v1.UpdateActivityRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteActivity deletes an activity. Upstream: applications/delete. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteActivityResponse deleteActivity(io.crmstream.v1.DeleteActivityRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteActivityMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateActivities creates many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateActivitiesResponse batchCreateActivities(io.crmstream.v1.BatchCreateActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateActivities changes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateActivitiesResponse batchUpdateActivities(io.crmstream.v1.BatchUpdateActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchUpdateActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteActivities deletes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteActivitiesResponse batchDeleteActivities(io.crmstream.v1.BatchDeleteActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchDeleteActivitiesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListActivityTypes streams the types of activities, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListActivityTypesResponse> listActivityTypes(
        io.crmstream.v1.ListActivityTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListActivityTypesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ActivitiesService.
   * <pre>
   * ActivitiesService reads and writes activities: requests of contacts that workers process.
   * </pre>
   */
  public static final class ActivitiesServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ActivitiesServiceFutureStub> {
    private ActivitiesServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActivitiesServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActivitiesServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetActivity reads one activity. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetActivityResponse> getActivity(
        io.crmstream.v1.GetActivityRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetActivityMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetActivities reads many activities. Deleted records are found too, with `deleted` set. Ids that do not exist
     * are returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetActivitiesResponse> batchGetActivities(
        io.crmstream.v1.BatchGetActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetActivitiesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateActivity creates an activity and returns it as the source shows it. Upstream: applications/insert. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateActivityResponse> createActivity(
        io.crmstream.v1.CreateActivityRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateActivityMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateActivity changes the fields of an activity that `update_mask` names. Upstream: applications/update. At most
     * one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateActivityResponse> updateActivity(
        io.crmstream.v1.UpdateActivityRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateActivityMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteActivity deletes an activity. Upstream: applications/delete. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteActivityResponse> deleteActivity(
        io.crmstream.v1.DeleteActivityRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteActivityMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchCreateActivities creates many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchCreateActivitiesResponse> batchCreateActivities(
        io.crmstream.v1.BatchCreateActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateActivitiesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchUpdateActivities changes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchUpdateActivitiesResponse> batchUpdateActivities(
        io.crmstream.v1.BatchUpdateActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchUpdateActivitiesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchDeleteActivities deletes many activities, in order, in as few upstream requests as the upstream's bounds
     * permit. A batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing
     * was executed. Upstream: applications/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchDeleteActivitiesResponse> batchDeleteActivities(
        io.crmstream.v1.BatchDeleteActivitiesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchDeleteActivitiesMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_ACTIVITIES = 0;
  private static final int METHODID_GET_ACTIVITY = 1;
  private static final int METHODID_BATCH_GET_ACTIVITIES = 2;
  private static final int METHODID_CREATE_ACTIVITY = 3;
  private static final int METHODID_UPDATE_ACTIVITY = 4;
  private static final int METHODID_DELETE_ACTIVITY = 5;
  private static final int METHODID_BATCH_CREATE_ACTIVITIES = 6;
  private static final int METHODID_BATCH_UPDATE_ACTIVITIES = 7;
  private static final int METHODID_BATCH_DELETE_ACTIVITIES = 8;
  private static final int METHODID_LIST_ACTIVITY_TYPES = 9;

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
        case METHODID_LIST_ACTIVITIES:
          serviceImpl.listActivities((io.crmstream.v1.ListActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivitiesResponse>) responseObserver);
          break;
        case METHODID_GET_ACTIVITY:
          serviceImpl.getActivity((io.crmstream.v1.GetActivityRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetActivityResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_ACTIVITIES:
          serviceImpl.batchGetActivities((io.crmstream.v1.BatchGetActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetActivitiesResponse>) responseObserver);
          break;
        case METHODID_CREATE_ACTIVITY:
          serviceImpl.createActivity((io.crmstream.v1.CreateActivityRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateActivityResponse>) responseObserver);
          break;
        case METHODID_UPDATE_ACTIVITY:
          serviceImpl.updateActivity((io.crmstream.v1.UpdateActivityRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateActivityResponse>) responseObserver);
          break;
        case METHODID_DELETE_ACTIVITY:
          serviceImpl.deleteActivity((io.crmstream.v1.DeleteActivityRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteActivityResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_ACTIVITIES:
          serviceImpl.batchCreateActivities((io.crmstream.v1.BatchCreateActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateActivitiesResponse>) responseObserver);
          break;
        case METHODID_BATCH_UPDATE_ACTIVITIES:
          serviceImpl.batchUpdateActivities((io.crmstream.v1.BatchUpdateActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateActivitiesResponse>) responseObserver);
          break;
        case METHODID_BATCH_DELETE_ACTIVITIES:
          serviceImpl.batchDeleteActivities((io.crmstream.v1.BatchDeleteActivitiesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteActivitiesResponse>) responseObserver);
          break;
        case METHODID_LIST_ACTIVITY_TYPES:
          serviceImpl.listActivityTypes((io.crmstream.v1.ListActivityTypesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListActivityTypesResponse>) responseObserver);
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
          getListActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListActivitiesRequest,
              io.crmstream.v1.ListActivitiesResponse>(
                service, METHODID_LIST_ACTIVITIES)))
        .addMethod(
          getGetActivityMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetActivityRequest,
              io.crmstream.v1.GetActivityResponse>(
                service, METHODID_GET_ACTIVITY)))
        .addMethod(
          getBatchGetActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetActivitiesRequest,
              io.crmstream.v1.BatchGetActivitiesResponse>(
                service, METHODID_BATCH_GET_ACTIVITIES)))
        .addMethod(
          getCreateActivityMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateActivityRequest,
              io.crmstream.v1.CreateActivityResponse>(
                service, METHODID_CREATE_ACTIVITY)))
        .addMethod(
          getUpdateActivityMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateActivityRequest,
              io.crmstream.v1.UpdateActivityResponse>(
                service, METHODID_UPDATE_ACTIVITY)))
        .addMethod(
          getDeleteActivityMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteActivityRequest,
              io.crmstream.v1.DeleteActivityResponse>(
                service, METHODID_DELETE_ACTIVITY)))
        .addMethod(
          getBatchCreateActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchCreateActivitiesRequest,
              io.crmstream.v1.BatchCreateActivitiesResponse>(
                service, METHODID_BATCH_CREATE_ACTIVITIES)))
        .addMethod(
          getBatchUpdateActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchUpdateActivitiesRequest,
              io.crmstream.v1.BatchUpdateActivitiesResponse>(
                service, METHODID_BATCH_UPDATE_ACTIVITIES)))
        .addMethod(
          getBatchDeleteActivitiesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchDeleteActivitiesRequest,
              io.crmstream.v1.BatchDeleteActivitiesResponse>(
                service, METHODID_BATCH_DELETE_ACTIVITIES)))
        .addMethod(
          getListActivityTypesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListActivityTypesRequest,
              io.crmstream.v1.ListActivityTypesResponse>(
                service, METHODID_LIST_ACTIVITY_TYPES)))
        .build();
  }

  private static abstract class ActivitiesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ActivitiesServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.ActivitiesProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ActivitiesService");
    }
  }

  private static final class ActivitiesServiceFileDescriptorSupplier
      extends ActivitiesServiceBaseDescriptorSupplier {
    ActivitiesServiceFileDescriptorSupplier() {}
  }

  private static final class ActivitiesServiceMethodDescriptorSupplier
      extends ActivitiesServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ActivitiesServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ActivitiesServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ActivitiesServiceFileDescriptorSupplier())
              .addMethod(getListActivitiesMethod())
              .addMethod(getGetActivityMethod())
              .addMethod(getBatchGetActivitiesMethod())
              .addMethod(getCreateActivityMethod())
              .addMethod(getUpdateActivityMethod())
              .addMethod(getDeleteActivityMethod())
              .addMethod(getBatchCreateActivitiesMethod())
              .addMethod(getBatchUpdateActivitiesMethod())
              .addMethod(getBatchDeleteActivitiesMethod())
              .addMethod(getListActivityTypesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
