package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * UsersService reads the users of a CRM, and its departments, branches and groups.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class UsersServiceGrpc {

  private UsersServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.UsersService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListUsersRequest,
      io.crmstream.v1.ListUsersResponse> getListUsersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUsers",
      requestType = io.crmstream.v1.ListUsersRequest.class,
      responseType = io.crmstream.v1.ListUsersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListUsersRequest,
      io.crmstream.v1.ListUsersResponse> getListUsersMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListUsersRequest, io.crmstream.v1.ListUsersResponse> getListUsersMethod;
    if ((getListUsersMethod = UsersServiceGrpc.getListUsersMethod) == null) {
      synchronized (UsersServiceGrpc.class) {
        if ((getListUsersMethod = UsersServiceGrpc.getListUsersMethod) == null) {
          UsersServiceGrpc.getListUsersMethod = getListUsersMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListUsersRequest, io.crmstream.v1.ListUsersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUsers"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListUsersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListUsersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UsersServiceMethodDescriptorSupplier("ListUsers"))
              .build();
        }
      }
    }
    return getListUsersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDepartmentsRequest,
      io.crmstream.v1.ListDepartmentsResponse> getListDepartmentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDepartments",
      requestType = io.crmstream.v1.ListDepartmentsRequest.class,
      responseType = io.crmstream.v1.ListDepartmentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDepartmentsRequest,
      io.crmstream.v1.ListDepartmentsResponse> getListDepartmentsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDepartmentsRequest, io.crmstream.v1.ListDepartmentsResponse> getListDepartmentsMethod;
    if ((getListDepartmentsMethod = UsersServiceGrpc.getListDepartmentsMethod) == null) {
      synchronized (UsersServiceGrpc.class) {
        if ((getListDepartmentsMethod = UsersServiceGrpc.getListDepartmentsMethod) == null) {
          UsersServiceGrpc.getListDepartmentsMethod = getListDepartmentsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDepartmentsRequest, io.crmstream.v1.ListDepartmentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDepartments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDepartmentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDepartmentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UsersServiceMethodDescriptorSupplier("ListDepartments"))
              .build();
        }
      }
    }
    return getListDepartmentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListBranchesRequest,
      io.crmstream.v1.ListBranchesResponse> getListBranchesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListBranches",
      requestType = io.crmstream.v1.ListBranchesRequest.class,
      responseType = io.crmstream.v1.ListBranchesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListBranchesRequest,
      io.crmstream.v1.ListBranchesResponse> getListBranchesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListBranchesRequest, io.crmstream.v1.ListBranchesResponse> getListBranchesMethod;
    if ((getListBranchesMethod = UsersServiceGrpc.getListBranchesMethod) == null) {
      synchronized (UsersServiceGrpc.class) {
        if ((getListBranchesMethod = UsersServiceGrpc.getListBranchesMethod) == null) {
          UsersServiceGrpc.getListBranchesMethod = getListBranchesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListBranchesRequest, io.crmstream.v1.ListBranchesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListBranches"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListBranchesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListBranchesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UsersServiceMethodDescriptorSupplier("ListBranches"))
              .build();
        }
      }
    }
    return getListBranchesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListGroupsRequest,
      io.crmstream.v1.ListGroupsResponse> getListGroupsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListGroups",
      requestType = io.crmstream.v1.ListGroupsRequest.class,
      responseType = io.crmstream.v1.ListGroupsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListGroupsRequest,
      io.crmstream.v1.ListGroupsResponse> getListGroupsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListGroupsRequest, io.crmstream.v1.ListGroupsResponse> getListGroupsMethod;
    if ((getListGroupsMethod = UsersServiceGrpc.getListGroupsMethod) == null) {
      synchronized (UsersServiceGrpc.class) {
        if ((getListGroupsMethod = UsersServiceGrpc.getListGroupsMethod) == null) {
          UsersServiceGrpc.getListGroupsMethod = getListGroupsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListGroupsRequest, io.crmstream.v1.ListGroupsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListGroups"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListGroupsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListGroupsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UsersServiceMethodDescriptorSupplier("ListGroups"))
              .build();
        }
      }
    }
    return getListGroupsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static UsersServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UsersServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UsersServiceStub>() {
        @java.lang.Override
        public UsersServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UsersServiceStub(channel, callOptions);
        }
      };
    return UsersServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static UsersServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UsersServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UsersServiceBlockingV2Stub>() {
        @java.lang.Override
        public UsersServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UsersServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return UsersServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static UsersServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UsersServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UsersServiceBlockingStub>() {
        @java.lang.Override
        public UsersServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UsersServiceBlockingStub(channel, callOptions);
        }
      };
    return UsersServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static UsersServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UsersServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UsersServiceFutureStub>() {
        @java.lang.Override
        public UsersServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UsersServiceFutureStub(channel, callOptions);
        }
      };
    return UsersServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListUsers streams users, by id. Users who left the company are included where the upstream sends them. The server
     * keeps the whole list; a request with filters is read from the upstream. Errors: see ErrorReason.
     * </pre>
     */
    default void listUsers(io.crmstream.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUsersMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListDepartments streams departments, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listDepartments(io.crmstream.v1.ListDepartmentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDepartmentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDepartmentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListBranches streams branches (offices), by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    default void listBranches(io.crmstream.v1.ListBranchesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListBranchesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListBranchesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListGroups streams the CRM groups that records and users belong to, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listGroups(io.crmstream.v1.ListGroupsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListGroupsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListGroupsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service UsersService.
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public static abstract class UsersServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return UsersServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service UsersService.
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public static final class UsersServiceStub
      extends io.grpc.stub.AbstractAsyncStub<UsersServiceStub> {
    private UsersServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UsersServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UsersServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListUsers streams users, by id. Users who left the company are included where the upstream sends them. The server
     * keeps the whole list; a request with filters is read from the upstream. Errors: see ErrorReason.
     * </pre>
     */
    public void listUsers(io.crmstream.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListUsersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListDepartments streams departments, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listDepartments(io.crmstream.v1.ListDepartmentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDepartmentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDepartmentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListBranches streams branches (offices), by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public void listBranches(io.crmstream.v1.ListBranchesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListBranchesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListBranchesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListGroups streams the CRM groups that records and users belong to, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listGroups(io.crmstream.v1.ListGroupsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListGroupsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListGroupsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service UsersService.
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public static final class UsersServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<UsersServiceBlockingV2Stub> {
    private UsersServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UsersServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UsersServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListUsers streams users, by id. Users who left the company are included where the upstream sends them. The server
     * keeps the whole list; a request with filters is read from the upstream. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListUsersResponse>
        listUsers(io.crmstream.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDepartments streams departments, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDepartmentsResponse>
        listDepartments(io.crmstream.v1.ListDepartmentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDepartmentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListBranches streams branches (offices), by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListBranchesResponse>
        listBranches(io.crmstream.v1.ListBranchesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListBranchesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListGroups streams the CRM groups that records and users belong to, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListGroupsResponse>
        listGroups(io.crmstream.v1.ListGroupsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListGroupsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service UsersService.
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public static final class UsersServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<UsersServiceBlockingStub> {
    private UsersServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UsersServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UsersServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListUsers streams users, by id. Users who left the company are included where the upstream sends them. The server
     * keeps the whole list; a request with filters is read from the upstream. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListUsersResponse> listUsers(
        io.crmstream.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDepartments streams departments, by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDepartmentsResponse> listDepartments(
        io.crmstream.v1.ListDepartmentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDepartmentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListBranches streams branches (offices), by id. The server keeps the whole list. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListBranchesResponse> listBranches(
        io.crmstream.v1.ListBranchesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListBranchesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListGroups streams the CRM groups that records and users belong to, by id. The server keeps the whole list.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListGroupsResponse> listGroups(
        io.crmstream.v1.ListGroupsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListGroupsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service UsersService.
   * <pre>
   * UsersService reads the users of a CRM, and its departments, branches and groups.
   * </pre>
   */
  public static final class UsersServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<UsersServiceFutureStub> {
    private UsersServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UsersServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UsersServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_LIST_USERS = 0;
  private static final int METHODID_LIST_DEPARTMENTS = 1;
  private static final int METHODID_LIST_BRANCHES = 2;
  private static final int METHODID_LIST_GROUPS = 3;

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
        case METHODID_LIST_USERS:
          serviceImpl.listUsers((io.crmstream.v1.ListUsersRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListUsersResponse>) responseObserver);
          break;
        case METHODID_LIST_DEPARTMENTS:
          serviceImpl.listDepartments((io.crmstream.v1.ListDepartmentsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDepartmentsResponse>) responseObserver);
          break;
        case METHODID_LIST_BRANCHES:
          serviceImpl.listBranches((io.crmstream.v1.ListBranchesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListBranchesResponse>) responseObserver);
          break;
        case METHODID_LIST_GROUPS:
          serviceImpl.listGroups((io.crmstream.v1.ListGroupsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListGroupsResponse>) responseObserver);
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
          getListUsersMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListUsersRequest,
              io.crmstream.v1.ListUsersResponse>(
                service, METHODID_LIST_USERS)))
        .addMethod(
          getListDepartmentsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDepartmentsRequest,
              io.crmstream.v1.ListDepartmentsResponse>(
                service, METHODID_LIST_DEPARTMENTS)))
        .addMethod(
          getListBranchesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListBranchesRequest,
              io.crmstream.v1.ListBranchesResponse>(
                service, METHODID_LIST_BRANCHES)))
        .addMethod(
          getListGroupsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListGroupsRequest,
              io.crmstream.v1.ListGroupsResponse>(
                service, METHODID_LIST_GROUPS)))
        .build();
  }

  private static abstract class UsersServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    UsersServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.UsersProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("UsersService");
    }
  }

  private static final class UsersServiceFileDescriptorSupplier
      extends UsersServiceBaseDescriptorSupplier {
    UsersServiceFileDescriptorSupplier() {}
  }

  private static final class UsersServiceMethodDescriptorSupplier
      extends UsersServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    UsersServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (UsersServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new UsersServiceFileDescriptorSupplier())
              .addMethod(getListUsersMethod())
              .addMethod(getListDepartmentsMethod())
              .addMethod(getListBranchesMethod())
              .addMethod(getListGroupsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
