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
     * ListProjects streams projects. Upstream: Solos /projects, or /projects/filter when a filter is set, pages of
     * 100 that overlap by five rows, so that deletions which shift the pages are seen and healed. Orders: `id`;
     * `-id` within a page. Every project that exists throughout the scan is delivered exactly once, assumed that the
     * upstream honours `order_by=id`. The upstream cannot tell changes. Its answer format is not documented: the
     * typed fields are a careful guess, and everything else is in `fields`. Cost: one request per 95 projects.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listProjects(io.crmstream.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProjectsMethod(), responseObserver);
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
     * ListProjects streams projects. Upstream: Solos /projects, or /projects/filter when a filter is set, pages of
     * 100 that overlap by five rows, so that deletions which shift the pages are seen and healed. Orders: `id`;
     * `-id` within a page. Every project that exists throughout the scan is delivered exactly once, assumed that the
     * upstream honours `order_by=id`. The upstream cannot tell changes. Its answer format is not documented: the
     * typed fields are a careful guess, and everything else is in `fields`. Cost: one request per 95 projects.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listProjects(io.crmstream.v1.ListProjectsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListProjectsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListProjectsMethod(), getCallOptions()), request, responseObserver);
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
     * ListProjects streams projects. Upstream: Solos /projects, or /projects/filter when a filter is set, pages of
     * 100 that overlap by five rows, so that deletions which shift the pages are seen and healed. Orders: `id`;
     * `-id` within a page. Every project that exists throughout the scan is delivered exactly once, assumed that the
     * upstream honours `order_by=id`. The upstream cannot tell changes. Its answer format is not documented: the
     * typed fields are a careful guess, and everything else is in `fields`. Cost: one request per 95 projects.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListProjectsResponse>
        listProjects(io.crmstream.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
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
     * ListProjects streams projects. Upstream: Solos /projects, or /projects/filter when a filter is set, pages of
     * 100 that overlap by five rows, so that deletions which shift the pages are seen and healed. Orders: `id`;
     * `-id` within a page. Every project that exists throughout the scan is delivered exactly once, assumed that the
     * upstream honours `order_by=id`. The upstream cannot tell changes. Its answer format is not documented: the
     * typed fields are a careful guess, and everything else is in `fields`. Cost: one request per 95 projects.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListProjectsResponse> listProjects(
        io.crmstream.v1.ListProjectsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListProjectsMethod(), getCallOptions(), request);
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
  }

  private static final int METHODID_LIST_PROJECTS = 0;

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
              .build();
        }
      }
    }
    return result;
  }
}
