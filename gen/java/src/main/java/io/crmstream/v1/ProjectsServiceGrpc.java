package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ProjectsService reads projects.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ProjectsServiceGrpc {

  private ProjectsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.ProjectsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectsRequest,
      io.crmstream.v1.ListProjectsResponse> getListProjectsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjects",
      requestType = io.crmstream.v1.ListProjectsRequest.class,
      responseType = io.crmstream.v1.ListProjectsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectsRequest,
      io.crmstream.v1.ListProjectsResponse> getListProjectsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectsRequest, io.crmstream.v1.ListProjectsResponse> getListProjectsMethod;
    if ((getListProjectsMethod = ProjectsServiceGrpc.getListProjectsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectsMethod = ProjectsServiceGrpc.getListProjectsMethod) == null) {
          ProjectsServiceGrpc.getListProjectsMethod = getListProjectsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectsRequest, io.crmstream.v1.ListProjectsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjects"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjects"))
              .build();
        }
      }
    }
    return getListProjectsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectRequest,
      io.crmstream.v1.GetProjectResponse> getGetProjectMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProject",
      requestType = io.crmstream.v1.GetProjectRequest.class,
      responseType = io.crmstream.v1.GetProjectResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectRequest,
      io.crmstream.v1.GetProjectResponse> getGetProjectMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectRequest, io.crmstream.v1.GetProjectResponse> getGetProjectMethod;
    if ((getGetProjectMethod = ProjectsServiceGrpc.getGetProjectMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getGetProjectMethod = ProjectsServiceGrpc.getGetProjectMethod) == null) {
          ProjectsServiceGrpc.getGetProjectMethod = getGetProjectMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetProjectRequest, io.crmstream.v1.GetProjectResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProject"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetProjectRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetProjectResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("GetProject"))
              .build();
        }
      }
    }
    return getGetProjectMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectStepsRequest,
      io.crmstream.v1.ListProjectStepsResponse> getListProjectStepsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjectSteps",
      requestType = io.crmstream.v1.ListProjectStepsRequest.class,
      responseType = io.crmstream.v1.ListProjectStepsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectStepsRequest,
      io.crmstream.v1.ListProjectStepsResponse> getListProjectStepsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectStepsRequest, io.crmstream.v1.ListProjectStepsResponse> getListProjectStepsMethod;
    if ((getListProjectStepsMethod = ProjectsServiceGrpc.getListProjectStepsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectStepsMethod = ProjectsServiceGrpc.getListProjectStepsMethod) == null) {
          ProjectsServiceGrpc.getListProjectStepsMethod = getListProjectStepsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectStepsRequest, io.crmstream.v1.ListProjectStepsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjectSteps"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectStepsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectStepsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjectSteps"))
              .build();
        }
      }
    }
    return getListProjectStepsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectEventsRequest,
      io.crmstream.v1.ListProjectEventsResponse> getListProjectEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjectEvents",
      requestType = io.crmstream.v1.ListProjectEventsRequest.class,
      responseType = io.crmstream.v1.ListProjectEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectEventsRequest,
      io.crmstream.v1.ListProjectEventsResponse> getListProjectEventsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectEventsRequest, io.crmstream.v1.ListProjectEventsResponse> getListProjectEventsMethod;
    if ((getListProjectEventsMethod = ProjectsServiceGrpc.getListProjectEventsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectEventsMethod = ProjectsServiceGrpc.getListProjectEventsMethod) == null) {
          ProjectsServiceGrpc.getListProjectEventsMethod = getListProjectEventsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectEventsRequest, io.crmstream.v1.ListProjectEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjectEvents"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjectEvents"))
              .build();
        }
      }
    }
    return getListProjectEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectEventRequest,
      io.crmstream.v1.GetProjectEventResponse> getGetProjectEventMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProjectEvent",
      requestType = io.crmstream.v1.GetProjectEventRequest.class,
      responseType = io.crmstream.v1.GetProjectEventResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectEventRequest,
      io.crmstream.v1.GetProjectEventResponse> getGetProjectEventMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetProjectEventRequest, io.crmstream.v1.GetProjectEventResponse> getGetProjectEventMethod;
    if ((getGetProjectEventMethod = ProjectsServiceGrpc.getGetProjectEventMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getGetProjectEventMethod = ProjectsServiceGrpc.getGetProjectEventMethod) == null) {
          ProjectsServiceGrpc.getGetProjectEventMethod = getGetProjectEventMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetProjectEventRequest, io.crmstream.v1.GetProjectEventResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProjectEvent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetProjectEventRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetProjectEventResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("GetProjectEvent"))
              .build();
        }
      }
    }
    return getGetProjectEventMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectChecklistsRequest,
      io.crmstream.v1.ListProjectChecklistsResponse> getListProjectChecklistsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjectChecklists",
      requestType = io.crmstream.v1.ListProjectChecklistsRequest.class,
      responseType = io.crmstream.v1.ListProjectChecklistsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectChecklistsRequest,
      io.crmstream.v1.ListProjectChecklistsResponse> getListProjectChecklistsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectChecklistsRequest, io.crmstream.v1.ListProjectChecklistsResponse> getListProjectChecklistsMethod;
    if ((getListProjectChecklistsMethod = ProjectsServiceGrpc.getListProjectChecklistsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectChecklistsMethod = ProjectsServiceGrpc.getListProjectChecklistsMethod) == null) {
          ProjectsServiceGrpc.getListProjectChecklistsMethod = getListProjectChecklistsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectChecklistsRequest, io.crmstream.v1.ListProjectChecklistsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjectChecklists"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectChecklistsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectChecklistsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjectChecklists"))
              .build();
        }
      }
    }
    return getListProjectChecklistsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectGoodsRequest,
      io.crmstream.v1.ListProjectGoodsResponse> getListProjectGoodsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjectGoods",
      requestType = io.crmstream.v1.ListProjectGoodsRequest.class,
      responseType = io.crmstream.v1.ListProjectGoodsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectGoodsRequest,
      io.crmstream.v1.ListProjectGoodsResponse> getListProjectGoodsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectGoodsRequest, io.crmstream.v1.ListProjectGoodsResponse> getListProjectGoodsMethod;
    if ((getListProjectGoodsMethod = ProjectsServiceGrpc.getListProjectGoodsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectGoodsMethod = ProjectsServiceGrpc.getListProjectGoodsMethod) == null) {
          ProjectsServiceGrpc.getListProjectGoodsMethod = getListProjectGoodsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectGoodsRequest, io.crmstream.v1.ListProjectGoodsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjectGoods"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectGoodsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectGoodsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjectGoods"))
              .build();
        }
      }
    }
    return getListProjectGoodsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectPaymentsRequest,
      io.crmstream.v1.ListProjectPaymentsResponse> getListProjectPaymentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProjectPayments",
      requestType = io.crmstream.v1.ListProjectPaymentsRequest.class,
      responseType = io.crmstream.v1.ListProjectPaymentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectPaymentsRequest,
      io.crmstream.v1.ListProjectPaymentsResponse> getListProjectPaymentsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListProjectPaymentsRequest, io.crmstream.v1.ListProjectPaymentsResponse> getListProjectPaymentsMethod;
    if ((getListProjectPaymentsMethod = ProjectsServiceGrpc.getListProjectPaymentsMethod) == null) {
      synchronized (ProjectsServiceGrpc.class) {
        if ((getListProjectPaymentsMethod = ProjectsServiceGrpc.getListProjectPaymentsMethod) == null) {
          ProjectsServiceGrpc.getListProjectPaymentsMethod = getListProjectPaymentsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListProjectPaymentsRequest, io.crmstream.v1.ListProjectPaymentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProjectPayments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectPaymentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListProjectPaymentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProjectsServiceMethodDescriptorSupplier("ListProjectPayments"))
              .build();
        }
      }
    }
    return getListProjectPaymentsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ProjectsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceStub>() {
        @java.lang.Override
        public ProjectsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectsServiceStub(channel, callOptions);
        }
      };
    return ProjectsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ProjectsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceBlockingV2Stub>() {
        @java.lang.Override
        public ProjectsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ProjectsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ProjectsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceBlockingStub>() {
        @java.lang.Override
        public ProjectsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectsServiceBlockingStub(channel, callOptions);
        }
      };
    return ProjectsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ProjectsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProjectsServiceFutureStub>() {
        @java.lang.Override
        public ProjectsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProjectsServiceFutureStub(channel, callOptions);
        }
      };
    return ProjectsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListProjects streams projects, by id. Every project that exists throughout the scan is delivered exactly once. The
     * list cannot show changes. The upstream does not document its answer: the typed fields are a guess, and every other
     * key is in `fields`. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listProjects(io.crmstream.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetProject reads one project. Deleted projects are found too, with `deleted` set where the upstream states
     * deletion. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getProject(io.crmstream.v1.GetProjectRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProjectMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjectSteps streams the steps (stages) of a project, by id. Errors: NOT_FOUND where the upstream states that
     * the project does not exist, and see ErrorReason.
     * </pre>
     */
    default void listProjectSteps(io.crmstream.v1.ListProjectStepsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectStepsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectStepsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjectEvents streams the events of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    default void listProjectEvents(io.crmstream.v1.ListProjectEventsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectEventsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetProjectEvent reads one event of any project. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getProjectEvent(io.crmstream.v1.GetProjectEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectEventResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProjectEventMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjectChecklists streams the checklists of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    default void listProjectChecklists(io.crmstream.v1.ListProjectChecklistsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectChecklistsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectChecklistsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjectGoods streams the goods of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    default void listProjectGoods(io.crmstream.v1.ListProjectGoodsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectGoodsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectGoodsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListProjectPayments streams the payments of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    default void listProjectPayments(io.crmstream.v1.ListProjectPaymentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectPaymentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectPaymentsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ProjectsService.
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public static abstract class ProjectsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ProjectsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ProjectsService.
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public static final class ProjectsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ProjectsServiceStub> {
    private ProjectsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListProjects streams projects, by id. Every project that exists throughout the scan is delivered exactly once. The
     * list cannot show changes. The upstream does not document its answer: the typed fields are a guess, and every other
     * key is in `fields`. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listProjects(io.crmstream.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetProject reads one project. Deleted projects are found too, with `deleted` set where the upstream states
     * deletion. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getProject(io.crmstream.v1.GetProjectRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProjectMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjectSteps streams the steps (stages) of a project, by id. Errors: NOT_FOUND where the upstream states that
     * the project does not exist, and see ErrorReason.
     * </pre>
     */
    public void listProjectSteps(io.crmstream.v1.ListProjectStepsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectStepsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectStepsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjectEvents streams the events of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    public void listProjectEvents(io.crmstream.v1.ListProjectEventsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectEventsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectEventsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetProjectEvent reads one event of any project. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getProjectEvent(io.crmstream.v1.GetProjectEventRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectEventResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProjectEventMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjectChecklists streams the checklists of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    public void listProjectChecklists(io.crmstream.v1.ListProjectChecklistsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectChecklistsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectChecklistsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjectGoods streams the goods of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    public void listProjectGoods(io.crmstream.v1.ListProjectGoodsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectGoodsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectGoodsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListProjectPayments streams the payments of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    public void listProjectPayments(io.crmstream.v1.ListProjectPaymentsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectPaymentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectPaymentsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ProjectsService.
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public static final class ProjectsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ProjectsServiceBlockingV2Stub> {
    private ProjectsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListProjects streams projects, by id. Every project that exists throughout the scan is delivered exactly once. The
     * list cannot show changes. The upstream does not document its answer: the typed fields are a guess, and every other
     * key is in `fields`. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectsResponse>
        listProjects(io.crmstream.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProject reads one project. Deleted projects are found too, with `deleted` set where the upstream states
     * deletion. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetProjectResponse getProject(io.crmstream.v1.GetProjectRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectSteps streams the steps (stages) of a project, by id. Errors: NOT_FOUND where the upstream states that
     * the project does not exist, and see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectStepsResponse>
        listProjectSteps(io.crmstream.v1.ListProjectStepsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectStepsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectEvents streams the events of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectEventsResponse>
        listProjectEvents(io.crmstream.v1.ListProjectEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProjectEvent reads one event of any project. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetProjectEventResponse getProjectEvent(io.crmstream.v1.GetProjectEventRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetProjectEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectChecklists streams the checklists of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectChecklistsResponse>
        listProjectChecklists(io.crmstream.v1.ListProjectChecklistsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectChecklistsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectGoods streams the goods of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectGoodsResponse>
        listProjectGoods(io.crmstream.v1.ListProjectGoodsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectGoodsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectPayments streams the payments of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectPaymentsResponse>
        listProjectPayments(io.crmstream.v1.ListProjectPaymentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectPaymentsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ProjectsService.
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public static final class ProjectsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ProjectsServiceBlockingStub> {
    private ProjectsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListProjects streams projects, by id. Every project that exists throughout the scan is delivered exactly once. The
     * list cannot show changes. The upstream does not document its answer: the typed fields are a guess, and every other
     * key is in `fields`. GetSource states what the source's list honours, guarantees, assumes and costs. Errors: see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectsResponse> listProjects(
        io.crmstream.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProject reads one project. Deleted projects are found too, with `deleted` set where the upstream states
     * deletion. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetProjectResponse getProject(io.crmstream.v1.GetProjectRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProjectMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectSteps streams the steps (stages) of a project, by id. Errors: NOT_FOUND where the upstream states that
     * the project does not exist, and see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectStepsResponse> listProjectSteps(
        io.crmstream.v1.ListProjectStepsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectStepsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectEvents streams the events of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectEventsResponse> listProjectEvents(
        io.crmstream.v1.ListProjectEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetProjectEvent reads one event of any project. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetProjectEventResponse getProjectEvent(io.crmstream.v1.GetProjectEventRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProjectEventMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectChecklists streams the checklists of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectChecklistsResponse> listProjectChecklists(
        io.crmstream.v1.ListProjectChecklistsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectChecklistsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectGoods streams the goods of a project, by id. Errors: as for ListProjectSteps.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectGoodsResponse> listProjectGoods(
        io.crmstream.v1.ListProjectGoodsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectGoodsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListProjectPayments streams the payments of a project, by id. GetSource states what the source's list honours,
     * guarantees, assumes and costs. Errors: as for ListProjectSteps.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectPaymentsResponse> listProjectPayments(
        io.crmstream.v1.ListProjectPaymentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectPaymentsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ProjectsService.
   * <pre>
   * ProjectsService reads projects.
   * </pre>
   */
  public static final class ProjectsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ProjectsServiceFutureStub> {
    private ProjectsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProjectsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProjectsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetProject reads one project. Deleted projects are found too, with `deleted` set where the upstream states
     * deletion. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetProjectResponse> getProject(
        io.crmstream.v1.GetProjectRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProjectMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * GetProjectEvent reads one event of any project. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetProjectEventResponse> getProjectEvent(
        io.crmstream.v1.GetProjectEventRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProjectEventMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_PROJECTS = 0;
  private static final int METHODID_GET_PROJECT = 1;
  private static final int METHODID_LIST_PROJECT_STEPS = 2;
  private static final int METHODID_LIST_PROJECT_EVENTS = 3;
  private static final int METHODID_GET_PROJECT_EVENT = 4;
  private static final int METHODID_LIST_PROJECT_CHECKLISTS = 5;
  private static final int METHODID_LIST_PROJECT_GOODS = 6;
  private static final int METHODID_LIST_PROJECT_PAYMENTS = 7;

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
        case METHODID_LIST_PROJECTS:
          serviceImpl.listProjects((io.crmstream.v1.ListProjectsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectsResponse>) responseObserver);
          break;
        case METHODID_GET_PROJECT:
          serviceImpl.getProject((io.crmstream.v1.GetProjectRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECT_STEPS:
          serviceImpl.listProjectSteps((io.crmstream.v1.ListProjectStepsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectStepsResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECT_EVENTS:
          serviceImpl.listProjectEvents((io.crmstream.v1.ListProjectEventsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectEventsResponse>) responseObserver);
          break;
        case METHODID_GET_PROJECT_EVENT:
          serviceImpl.getProjectEvent((io.crmstream.v1.GetProjectEventRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetProjectEventResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECT_CHECKLISTS:
          serviceImpl.listProjectChecklists((io.crmstream.v1.ListProjectChecklistsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectChecklistsResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECT_GOODS:
          serviceImpl.listProjectGoods((io.crmstream.v1.ListProjectGoodsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectGoodsResponse>) responseObserver);
          break;
        case METHODID_LIST_PROJECT_PAYMENTS:
          serviceImpl.listProjectPayments((io.crmstream.v1.ListProjectPaymentsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectPaymentsResponse>) responseObserver);
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
          getListProjectsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectsRequest,
              io.crmstream.v1.ListProjectsResponse>(
                service, METHODID_LIST_PROJECTS)))
        .addMethod(
          getGetProjectMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetProjectRequest,
              io.crmstream.v1.GetProjectResponse>(
                service, METHODID_GET_PROJECT)))
        .addMethod(
          getListProjectStepsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectStepsRequest,
              io.crmstream.v1.ListProjectStepsResponse>(
                service, METHODID_LIST_PROJECT_STEPS)))
        .addMethod(
          getListProjectEventsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectEventsRequest,
              io.crmstream.v1.ListProjectEventsResponse>(
                service, METHODID_LIST_PROJECT_EVENTS)))
        .addMethod(
          getGetProjectEventMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetProjectEventRequest,
              io.crmstream.v1.GetProjectEventResponse>(
                service, METHODID_GET_PROJECT_EVENT)))
        .addMethod(
          getListProjectChecklistsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectChecklistsRequest,
              io.crmstream.v1.ListProjectChecklistsResponse>(
                service, METHODID_LIST_PROJECT_CHECKLISTS)))
        .addMethod(
          getListProjectGoodsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectGoodsRequest,
              io.crmstream.v1.ListProjectGoodsResponse>(
                service, METHODID_LIST_PROJECT_GOODS)))
        .addMethod(
          getListProjectPaymentsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListProjectPaymentsRequest,
              io.crmstream.v1.ListProjectPaymentsResponse>(
                service, METHODID_LIST_PROJECT_PAYMENTS)))
        .build();
  }

  private static abstract class ProjectsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ProjectsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.ProjectsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ProjectsService");
    }
  }

  private static final class ProjectsServiceFileDescriptorSupplier
      extends ProjectsServiceBaseDescriptorSupplier {
    ProjectsServiceFileDescriptorSupplier() {}
  }

  private static final class ProjectsServiceMethodDescriptorSupplier
      extends ProjectsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ProjectsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ProjectsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ProjectsServiceFileDescriptorSupplier())
              .addMethod(getListProjectsMethod())
              .addMethod(getGetProjectMethod())
              .addMethod(getListProjectStepsMethod())
              .addMethod(getListProjectEventsMethod())
              .addMethod(getGetProjectEventMethod())
              .addMethod(getListProjectChecklistsMethod())
              .addMethod(getListProjectGoodsMethod())
              .addMethod(getListProjectPaymentsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
