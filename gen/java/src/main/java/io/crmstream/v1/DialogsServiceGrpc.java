package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * DialogsService reads and writes dialogs with outside parties.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class DialogsServiceGrpc {

  private DialogsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.DialogsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogTypesRequest,
      io.crmstream.v1.ListDialogTypesResponse> getListDialogTypesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDialogTypes",
      requestType = io.crmstream.v1.ListDialogTypesRequest.class,
      responseType = io.crmstream.v1.ListDialogTypesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogTypesRequest,
      io.crmstream.v1.ListDialogTypesResponse> getListDialogTypesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogTypesRequest, io.crmstream.v1.ListDialogTypesResponse> getListDialogTypesMethod;
    if ((getListDialogTypesMethod = DialogsServiceGrpc.getListDialogTypesMethod) == null) {
      synchronized (DialogsServiceGrpc.class) {
        if ((getListDialogTypesMethod = DialogsServiceGrpc.getListDialogTypesMethod) == null) {
          DialogsServiceGrpc.getListDialogTypesMethod = getListDialogTypesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDialogTypesRequest, io.crmstream.v1.ListDialogTypesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDialogTypes"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDialogTypesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDialogTypesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DialogsServiceMethodDescriptorSupplier("ListDialogTypes"))
              .build();
        }
      }
    }
    return getListDialogTypesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogMessagesRequest,
      io.crmstream.v1.ListDialogMessagesResponse> getListDialogMessagesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDialogMessages",
      requestType = io.crmstream.v1.ListDialogMessagesRequest.class,
      responseType = io.crmstream.v1.ListDialogMessagesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogMessagesRequest,
      io.crmstream.v1.ListDialogMessagesResponse> getListDialogMessagesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListDialogMessagesRequest, io.crmstream.v1.ListDialogMessagesResponse> getListDialogMessagesMethod;
    if ((getListDialogMessagesMethod = DialogsServiceGrpc.getListDialogMessagesMethod) == null) {
      synchronized (DialogsServiceGrpc.class) {
        if ((getListDialogMessagesMethod = DialogsServiceGrpc.getListDialogMessagesMethod) == null) {
          DialogsServiceGrpc.getListDialogMessagesMethod = getListDialogMessagesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListDialogMessagesRequest, io.crmstream.v1.ListDialogMessagesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDialogMessages"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDialogMessagesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListDialogMessagesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DialogsServiceMethodDescriptorSupplier("ListDialogMessages"))
              .build();
        }
      }
    }
    return getListDialogMessagesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListUnreadDialogMessagesRequest,
      io.crmstream.v1.ListUnreadDialogMessagesResponse> getListUnreadDialogMessagesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUnreadDialogMessages",
      requestType = io.crmstream.v1.ListUnreadDialogMessagesRequest.class,
      responseType = io.crmstream.v1.ListUnreadDialogMessagesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListUnreadDialogMessagesRequest,
      io.crmstream.v1.ListUnreadDialogMessagesResponse> getListUnreadDialogMessagesMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListUnreadDialogMessagesRequest, io.crmstream.v1.ListUnreadDialogMessagesResponse> getListUnreadDialogMessagesMethod;
    if ((getListUnreadDialogMessagesMethod = DialogsServiceGrpc.getListUnreadDialogMessagesMethod) == null) {
      synchronized (DialogsServiceGrpc.class) {
        if ((getListUnreadDialogMessagesMethod = DialogsServiceGrpc.getListUnreadDialogMessagesMethod) == null) {
          DialogsServiceGrpc.getListUnreadDialogMessagesMethod = getListUnreadDialogMessagesMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListUnreadDialogMessagesRequest, io.crmstream.v1.ListUnreadDialogMessagesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUnreadDialogMessages"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListUnreadDialogMessagesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListUnreadDialogMessagesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DialogsServiceMethodDescriptorSupplier("ListUnreadDialogMessages"))
              .build();
        }
      }
    }
    return getListUnreadDialogMessagesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateDialogRequest,
      io.crmstream.v1.CreateDialogResponse> getCreateDialogMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateDialog",
      requestType = io.crmstream.v1.CreateDialogRequest.class,
      responseType = io.crmstream.v1.CreateDialogResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateDialogRequest,
      io.crmstream.v1.CreateDialogResponse> getCreateDialogMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateDialogRequest, io.crmstream.v1.CreateDialogResponse> getCreateDialogMethod;
    if ((getCreateDialogMethod = DialogsServiceGrpc.getCreateDialogMethod) == null) {
      synchronized (DialogsServiceGrpc.class) {
        if ((getCreateDialogMethod = DialogsServiceGrpc.getCreateDialogMethod) == null) {
          DialogsServiceGrpc.getCreateDialogMethod = getCreateDialogMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateDialogRequest, io.crmstream.v1.CreateDialogResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateDialog"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateDialogRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateDialogResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DialogsServiceMethodDescriptorSupplier("CreateDialog"))
              .build();
        }
      }
    }
    return getCreateDialogMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDialogTypeRequest,
      io.crmstream.v1.UpdateDialogTypeResponse> getUpdateDialogTypeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateDialogType",
      requestType = io.crmstream.v1.UpdateDialogTypeRequest.class,
      responseType = io.crmstream.v1.UpdateDialogTypeResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDialogTypeRequest,
      io.crmstream.v1.UpdateDialogTypeResponse> getUpdateDialogTypeMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateDialogTypeRequest, io.crmstream.v1.UpdateDialogTypeResponse> getUpdateDialogTypeMethod;
    if ((getUpdateDialogTypeMethod = DialogsServiceGrpc.getUpdateDialogTypeMethod) == null) {
      synchronized (DialogsServiceGrpc.class) {
        if ((getUpdateDialogTypeMethod = DialogsServiceGrpc.getUpdateDialogTypeMethod) == null) {
          DialogsServiceGrpc.getUpdateDialogTypeMethod = getUpdateDialogTypeMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateDialogTypeRequest, io.crmstream.v1.UpdateDialogTypeResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateDialogType"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateDialogTypeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateDialogTypeResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DialogsServiceMethodDescriptorSupplier("UpdateDialogType"))
              .build();
        }
      }
    }
    return getUpdateDialogTypeMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static DialogsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DialogsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DialogsServiceStub>() {
        @java.lang.Override
        public DialogsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DialogsServiceStub(channel, callOptions);
        }
      };
    return DialogsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static DialogsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DialogsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DialogsServiceBlockingV2Stub>() {
        @java.lang.Override
        public DialogsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DialogsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return DialogsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static DialogsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DialogsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DialogsServiceBlockingStub>() {
        @java.lang.Override
        public DialogsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DialogsServiceBlockingStub(channel, callOptions);
        }
      };
    return DialogsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static DialogsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DialogsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DialogsServiceFutureStub>() {
        @java.lang.Override
        public DialogsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DialogsServiceFutureStub(channel, callOptions);
        }
      };
    return DialogsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListDialogTypes streams the types (channels) of dialogs, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void listDialogTypes(io.crmstream.v1.ListDialogTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogTypesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDialogTypesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListDialogMessages streams the messages of one dialog, newest first. Every message that existed when the scan
     * began, and exists throughout, is delivered exactly once. Errors: see ErrorReason.
     * </pre>
     */
    default void listDialogMessages(io.crmstream.v1.ListDialogMessagesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogMessagesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDialogMessagesMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListUnreadDialogMessages streams the ids of one party's unread messages, one record for each type of dialog.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void listUnreadDialogMessages(io.crmstream.v1.ListUnreadDialogMessagesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListUnreadDialogMessagesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUnreadDialogMessagesMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateDialog creates a dialog with a contact, of a type that exists or of a new one. The answer is the only place
     * that has the key of the dialog: save it. Upstream: externaldialogs/insert. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    default void createDialog(io.crmstream.v1.CreateDialogRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDialogResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateDialogMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateDialogType changes the name or the workers of a type of dialogs. The list of types is read for the proof only
     * where the request asks for STRICT. Upstream: externaldialogs/update. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    default void updateDialogType(io.crmstream.v1.UpdateDialogTypeRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDialogTypeResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateDialogTypeMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service DialogsService.
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public static abstract class DialogsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return DialogsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service DialogsService.
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public static final class DialogsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<DialogsServiceStub> {
    private DialogsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DialogsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DialogsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDialogTypes streams the types (channels) of dialogs, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void listDialogTypes(io.crmstream.v1.ListDialogTypesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogTypesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDialogTypesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListDialogMessages streams the messages of one dialog, newest first. Every message that existed when the scan
     * began, and exists throughout, is delivered exactly once. Errors: see ErrorReason.
     * </pre>
     */
    public void listDialogMessages(io.crmstream.v1.ListDialogMessagesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogMessagesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListDialogMessagesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListUnreadDialogMessages streams the ids of one party's unread messages, one record for each type of dialog.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void listUnreadDialogMessages(io.crmstream.v1.ListUnreadDialogMessagesRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListUnreadDialogMessagesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListUnreadDialogMessagesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateDialog creates a dialog with a contact, of a type that exists or of a new one. The answer is the only place
     * that has the key of the dialog: save it. Upstream: externaldialogs/insert. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public void createDialog(io.crmstream.v1.CreateDialogRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDialogResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateDialogMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateDialogType changes the name or the workers of a type of dialogs. The list of types is read for the proof only
     * where the request asks for STRICT. Upstream: externaldialogs/update. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public void updateDialogType(io.crmstream.v1.UpdateDialogTypeRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDialogTypeResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateDialogTypeMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service DialogsService.
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public static final class DialogsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<DialogsServiceBlockingV2Stub> {
    private DialogsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DialogsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DialogsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDialogTypes streams the types (channels) of dialogs, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDialogTypesResponse>
        listDialogTypes(io.crmstream.v1.ListDialogTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDialogTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDialogMessages streams the messages of one dialog, newest first. Every message that existed when the scan
     * began, and exists throughout, is delivered exactly once. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListDialogMessagesResponse>
        listDialogMessages(io.crmstream.v1.ListDialogMessagesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListDialogMessagesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListUnreadDialogMessages streams the ids of one party's unread messages, one record for each type of dialog.
     * Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListUnreadDialogMessagesResponse>
        listUnreadDialogMessages(io.crmstream.v1.ListUnreadDialogMessagesRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListUnreadDialogMessagesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateDialog creates a dialog with a contact, of a type that exists or of a new one. The answer is the only place
     * that has the key of the dialog: save it. Upstream: externaldialogs/insert. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateDialogResponse createDialog(io.crmstream.v1.CreateDialogRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateDialogMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateDialogType changes the name or the workers of a type of dialogs. The list of types is read for the proof only
     * where the request asks for STRICT. Upstream: externaldialogs/update. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateDialogTypeResponse updateDialogType(io.crmstream.v1.UpdateDialogTypeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateDialogTypeMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service DialogsService.
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public static final class DialogsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<DialogsServiceBlockingStub> {
    private DialogsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DialogsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DialogsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListDialogTypes streams the types (channels) of dialogs, by id. The server keeps the whole list. Errors: see
     * ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDialogTypesResponse> listDialogTypes(
        io.crmstream.v1.ListDialogTypesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDialogTypesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListDialogMessages streams the messages of one dialog, newest first. Every message that existed when the scan
     * began, and exists throughout, is delivered exactly once. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListDialogMessagesResponse> listDialogMessages(
        io.crmstream.v1.ListDialogMessagesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListDialogMessagesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListUnreadDialogMessages streams the ids of one party's unread messages, one record for each type of dialog.
     * Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListUnreadDialogMessagesResponse> listUnreadDialogMessages(
        io.crmstream.v1.ListUnreadDialogMessagesRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListUnreadDialogMessagesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateDialog creates a dialog with a contact, of a type that exists or of a new one. The answer is the only place
     * that has the key of the dialog: save it. Upstream: externaldialogs/insert. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateDialogResponse createDialog(io.crmstream.v1.CreateDialogRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateDialogMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateDialogType changes the name or the workers of a type of dialogs. The list of types is read for the proof only
     * where the request asks for STRICT. Upstream: externaldialogs/update. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateDialogTypeResponse updateDialogType(io.crmstream.v1.UpdateDialogTypeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateDialogTypeMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service DialogsService.
   * <pre>
   * DialogsService reads and writes dialogs with outside parties.
   * </pre>
   */
  public static final class DialogsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<DialogsServiceFutureStub> {
    private DialogsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DialogsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DialogsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * CreateDialog creates a dialog with a contact, of a type that exists or of a new one. The answer is the only place
     * that has the key of the dialog: save it. Upstream: externaldialogs/insert. At most one effect for a `request_id`.
     * Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateDialogResponse> createDialog(
        io.crmstream.v1.CreateDialogRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateDialogMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateDialogType changes the name or the workers of a type of dialogs. The list of types is read for the proof only
     * where the request asks for STRICT. Upstream: externaldialogs/update. At most one effect for a `request_id`. Errors:
     * see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateDialogTypeResponse> updateDialogType(
        io.crmstream.v1.UpdateDialogTypeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateDialogTypeMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_DIALOG_TYPES = 0;
  private static final int METHODID_LIST_DIALOG_MESSAGES = 1;
  private static final int METHODID_LIST_UNREAD_DIALOG_MESSAGES = 2;
  private static final int METHODID_CREATE_DIALOG = 3;
  private static final int METHODID_UPDATE_DIALOG_TYPE = 4;

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
        case METHODID_LIST_DIALOG_TYPES:
          serviceImpl.listDialogTypes((io.crmstream.v1.ListDialogTypesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogTypesResponse>) responseObserver);
          break;
        case METHODID_LIST_DIALOG_MESSAGES:
          serviceImpl.listDialogMessages((io.crmstream.v1.ListDialogMessagesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListDialogMessagesResponse>) responseObserver);
          break;
        case METHODID_LIST_UNREAD_DIALOG_MESSAGES:
          serviceImpl.listUnreadDialogMessages((io.crmstream.v1.ListUnreadDialogMessagesRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListUnreadDialogMessagesResponse>) responseObserver);
          break;
        case METHODID_CREATE_DIALOG:
          serviceImpl.createDialog((io.crmstream.v1.CreateDialogRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateDialogResponse>) responseObserver);
          break;
        case METHODID_UPDATE_DIALOG_TYPE:
          serviceImpl.updateDialogType((io.crmstream.v1.UpdateDialogTypeRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateDialogTypeResponse>) responseObserver);
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
          getListDialogTypesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDialogTypesRequest,
              io.crmstream.v1.ListDialogTypesResponse>(
                service, METHODID_LIST_DIALOG_TYPES)))
        .addMethod(
          getListDialogMessagesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListDialogMessagesRequest,
              io.crmstream.v1.ListDialogMessagesResponse>(
                service, METHODID_LIST_DIALOG_MESSAGES)))
        .addMethod(
          getListUnreadDialogMessagesMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListUnreadDialogMessagesRequest,
              io.crmstream.v1.ListUnreadDialogMessagesResponse>(
                service, METHODID_LIST_UNREAD_DIALOG_MESSAGES)))
        .addMethod(
          getCreateDialogMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateDialogRequest,
              io.crmstream.v1.CreateDialogResponse>(
                service, METHODID_CREATE_DIALOG)))
        .addMethod(
          getUpdateDialogTypeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateDialogTypeRequest,
              io.crmstream.v1.UpdateDialogTypeResponse>(
                service, METHODID_UPDATE_DIALOG_TYPE)))
        .build();
  }

  private static abstract class DialogsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    DialogsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.DialogsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("DialogsService");
    }
  }

  private static final class DialogsServiceFileDescriptorSupplier
      extends DialogsServiceBaseDescriptorSupplier {
    DialogsServiceFileDescriptorSupplier() {}
  }

  private static final class DialogsServiceMethodDescriptorSupplier
      extends DialogsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    DialogsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (DialogsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new DialogsServiceFileDescriptorSupplier())
              .addMethod(getListDialogTypesMethod())
              .addMethod(getListDialogMessagesMethod())
              .addMethod(getListUnreadDialogMessagesMethod())
              .addMethod(getCreateDialogMethod())
              .addMethod(getUpdateDialogTypeMethod())
              .build();
        }
      }
    }
    return result;
  }
}
