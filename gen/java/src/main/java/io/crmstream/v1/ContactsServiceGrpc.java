package io.crmstream.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * ContactsService reads and writes contacts: people and organisations.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ContactsServiceGrpc {

  private ContactsServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "crmstream.v1.ContactsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListContactsRequest,
      io.crmstream.v1.ListContactsResponse> getListContactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListContacts",
      requestType = io.crmstream.v1.ListContactsRequest.class,
      responseType = io.crmstream.v1.ListContactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListContactsRequest,
      io.crmstream.v1.ListContactsResponse> getListContactsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListContactsRequest, io.crmstream.v1.ListContactsResponse> getListContactsMethod;
    if ((getListContactsMethod = ContactsServiceGrpc.getListContactsMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getListContactsMethod = ContactsServiceGrpc.getListContactsMethod) == null) {
          ContactsServiceGrpc.getListContactsMethod = getListContactsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListContactsRequest, io.crmstream.v1.ListContactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListContacts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListContactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListContactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("ListContacts"))
              .build();
        }
      }
    }
    return getListContactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.GetContactRequest,
      io.crmstream.v1.GetContactResponse> getGetContactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetContact",
      requestType = io.crmstream.v1.GetContactRequest.class,
      responseType = io.crmstream.v1.GetContactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.GetContactRequest,
      io.crmstream.v1.GetContactResponse> getGetContactMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.GetContactRequest, io.crmstream.v1.GetContactResponse> getGetContactMethod;
    if ((getGetContactMethod = ContactsServiceGrpc.getGetContactMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getGetContactMethod = ContactsServiceGrpc.getGetContactMethod) == null) {
          ContactsServiceGrpc.getGetContactMethod = getGetContactMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.GetContactRequest, io.crmstream.v1.GetContactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetContact"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetContactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.GetContactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("GetContact"))
              .build();
        }
      }
    }
    return getGetContactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetContactsRequest,
      io.crmstream.v1.BatchGetContactsResponse> getBatchGetContactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetContacts",
      requestType = io.crmstream.v1.BatchGetContactsRequest.class,
      responseType = io.crmstream.v1.BatchGetContactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetContactsRequest,
      io.crmstream.v1.BatchGetContactsResponse> getBatchGetContactsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchGetContactsRequest, io.crmstream.v1.BatchGetContactsResponse> getBatchGetContactsMethod;
    if ((getBatchGetContactsMethod = ContactsServiceGrpc.getBatchGetContactsMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getBatchGetContactsMethod = ContactsServiceGrpc.getBatchGetContactsMethod) == null) {
          ContactsServiceGrpc.getBatchGetContactsMethod = getBatchGetContactsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchGetContactsRequest, io.crmstream.v1.BatchGetContactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetContacts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetContactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchGetContactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("BatchGetContacts"))
              .build();
        }
      }
    }
    return getBatchGetContactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.CreateContactRequest,
      io.crmstream.v1.CreateContactResponse> getCreateContactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateContact",
      requestType = io.crmstream.v1.CreateContactRequest.class,
      responseType = io.crmstream.v1.CreateContactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.CreateContactRequest,
      io.crmstream.v1.CreateContactResponse> getCreateContactMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.CreateContactRequest, io.crmstream.v1.CreateContactResponse> getCreateContactMethod;
    if ((getCreateContactMethod = ContactsServiceGrpc.getCreateContactMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getCreateContactMethod = ContactsServiceGrpc.getCreateContactMethod) == null) {
          ContactsServiceGrpc.getCreateContactMethod = getCreateContactMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.CreateContactRequest, io.crmstream.v1.CreateContactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateContact"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateContactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.CreateContactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("CreateContact"))
              .build();
        }
      }
    }
    return getCreateContactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.UpdateContactRequest,
      io.crmstream.v1.UpdateContactResponse> getUpdateContactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateContact",
      requestType = io.crmstream.v1.UpdateContactRequest.class,
      responseType = io.crmstream.v1.UpdateContactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.UpdateContactRequest,
      io.crmstream.v1.UpdateContactResponse> getUpdateContactMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.UpdateContactRequest, io.crmstream.v1.UpdateContactResponse> getUpdateContactMethod;
    if ((getUpdateContactMethod = ContactsServiceGrpc.getUpdateContactMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getUpdateContactMethod = ContactsServiceGrpc.getUpdateContactMethod) == null) {
          ContactsServiceGrpc.getUpdateContactMethod = getUpdateContactMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.UpdateContactRequest, io.crmstream.v1.UpdateContactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateContact"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateContactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.UpdateContactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("UpdateContact"))
              .build();
        }
      }
    }
    return getUpdateContactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.DeleteContactRequest,
      io.crmstream.v1.DeleteContactResponse> getDeleteContactMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteContact",
      requestType = io.crmstream.v1.DeleteContactRequest.class,
      responseType = io.crmstream.v1.DeleteContactResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.DeleteContactRequest,
      io.crmstream.v1.DeleteContactResponse> getDeleteContactMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.DeleteContactRequest, io.crmstream.v1.DeleteContactResponse> getDeleteContactMethod;
    if ((getDeleteContactMethod = ContactsServiceGrpc.getDeleteContactMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getDeleteContactMethod = ContactsServiceGrpc.getDeleteContactMethod) == null) {
          ContactsServiceGrpc.getDeleteContactMethod = getDeleteContactMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.DeleteContactRequest, io.crmstream.v1.DeleteContactResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteContact"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteContactRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.DeleteContactResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("DeleteContact"))
              .build();
        }
      }
    }
    return getDeleteContactMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateContactsRequest,
      io.crmstream.v1.BatchCreateContactsResponse> getBatchCreateContactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchCreateContacts",
      requestType = io.crmstream.v1.BatchCreateContactsRequest.class,
      responseType = io.crmstream.v1.BatchCreateContactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateContactsRequest,
      io.crmstream.v1.BatchCreateContactsResponse> getBatchCreateContactsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchCreateContactsRequest, io.crmstream.v1.BatchCreateContactsResponse> getBatchCreateContactsMethod;
    if ((getBatchCreateContactsMethod = ContactsServiceGrpc.getBatchCreateContactsMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getBatchCreateContactsMethod = ContactsServiceGrpc.getBatchCreateContactsMethod) == null) {
          ContactsServiceGrpc.getBatchCreateContactsMethod = getBatchCreateContactsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchCreateContactsRequest, io.crmstream.v1.BatchCreateContactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchCreateContacts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateContactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchCreateContactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("BatchCreateContacts"))
              .build();
        }
      }
    }
    return getBatchCreateContactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateContactsRequest,
      io.crmstream.v1.BatchUpdateContactsResponse> getBatchUpdateContactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchUpdateContacts",
      requestType = io.crmstream.v1.BatchUpdateContactsRequest.class,
      responseType = io.crmstream.v1.BatchUpdateContactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateContactsRequest,
      io.crmstream.v1.BatchUpdateContactsResponse> getBatchUpdateContactsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchUpdateContactsRequest, io.crmstream.v1.BatchUpdateContactsResponse> getBatchUpdateContactsMethod;
    if ((getBatchUpdateContactsMethod = ContactsServiceGrpc.getBatchUpdateContactsMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getBatchUpdateContactsMethod = ContactsServiceGrpc.getBatchUpdateContactsMethod) == null) {
          ContactsServiceGrpc.getBatchUpdateContactsMethod = getBatchUpdateContactsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchUpdateContactsRequest, io.crmstream.v1.BatchUpdateContactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchUpdateContacts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateContactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchUpdateContactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("BatchUpdateContacts"))
              .build();
        }
      }
    }
    return getBatchUpdateContactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteContactsRequest,
      io.crmstream.v1.BatchDeleteContactsResponse> getBatchDeleteContactsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchDeleteContacts",
      requestType = io.crmstream.v1.BatchDeleteContactsRequest.class,
      responseType = io.crmstream.v1.BatchDeleteContactsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteContactsRequest,
      io.crmstream.v1.BatchDeleteContactsResponse> getBatchDeleteContactsMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.BatchDeleteContactsRequest, io.crmstream.v1.BatchDeleteContactsResponse> getBatchDeleteContactsMethod;
    if ((getBatchDeleteContactsMethod = ContactsServiceGrpc.getBatchDeleteContactsMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getBatchDeleteContactsMethod = ContactsServiceGrpc.getBatchDeleteContactsMethod) == null) {
          ContactsServiceGrpc.getBatchDeleteContactsMethod = getBatchDeleteContactsMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.BatchDeleteContactsRequest, io.crmstream.v1.BatchDeleteContactsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchDeleteContacts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteContactsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.BatchDeleteContactsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("BatchDeleteContacts"))
              .build();
        }
      }
    }
    return getBatchDeleteContactsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<io.crmstream.v1.ListContactLinksRequest,
      io.crmstream.v1.ListContactLinksResponse> getListContactLinksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListContactLinks",
      requestType = io.crmstream.v1.ListContactLinksRequest.class,
      responseType = io.crmstream.v1.ListContactLinksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<io.crmstream.v1.ListContactLinksRequest,
      io.crmstream.v1.ListContactLinksResponse> getListContactLinksMethod() {
    io.grpc.MethodDescriptor<io.crmstream.v1.ListContactLinksRequest, io.crmstream.v1.ListContactLinksResponse> getListContactLinksMethod;
    if ((getListContactLinksMethod = ContactsServiceGrpc.getListContactLinksMethod) == null) {
      synchronized (ContactsServiceGrpc.class) {
        if ((getListContactLinksMethod = ContactsServiceGrpc.getListContactLinksMethod) == null) {
          ContactsServiceGrpc.getListContactLinksMethod = getListContactLinksMethod =
              io.grpc.MethodDescriptor.<io.crmstream.v1.ListContactLinksRequest, io.crmstream.v1.ListContactLinksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListContactLinks"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListContactLinksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  io.crmstream.v1.ListContactLinksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ContactsServiceMethodDescriptorSupplier("ListContactLinks"))
              .build();
        }
      }
    }
    return getListContactLinksMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ContactsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ContactsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ContactsServiceStub>() {
        @java.lang.Override
        public ContactsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ContactsServiceStub(channel, callOptions);
        }
      };
    return ContactsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ContactsServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ContactsServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ContactsServiceBlockingV2Stub>() {
        @java.lang.Override
        public ContactsServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ContactsServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ContactsServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ContactsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ContactsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ContactsServiceBlockingStub>() {
        @java.lang.Override
        public ContactsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ContactsServiceBlockingStub(channel, callOptions);
        }
      };
    return ContactsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ContactsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ContactsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ContactsServiceFutureStub>() {
        @java.lang.Override
        public ContactsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ContactsServiceFutureStub(channel, callOptions);
        }
      };
    return ContactsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * ListContacts streams contacts, by activity time; with `created_from` or `created_before` by creation time. A source
     * without activity times streams contacts by id. Every record that exists throughout the scan is delivered at least
     * once, and each version of a record at most once. GetSource states what the source's list honours, guarantees,
     * assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    default void listContacts(io.crmstream.v1.ListContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListContactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * GetContact reads one contact. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    default void getContact(io.crmstream.v1.GetContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetContactResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetContactMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchGetContacts reads many contacts. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    default void batchGetContacts(io.crmstream.v1.BatchGetContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetContactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetContactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * CreateContact creates a contact and returns it as the source shows it. Upstream: purchaser/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void createContact(io.crmstream.v1.CreateContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateContactResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateContactMethod(), responseObserver);
    }

    /**
     * <pre>
     * UpdateContact changes the fields of a contact that `update_mask` names. Upstream: purchaser/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void updateContact(io.crmstream.v1.UpdateContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateContactResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateContactMethod(), responseObserver);
    }

    /**
     * <pre>
     * DeleteContact deletes a contact. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    default void deleteContact(io.crmstream.v1.DeleteContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteContactResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteContactMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchCreateContacts creates many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchCreateContacts(io.crmstream.v1.BatchCreateContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateContactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchCreateContactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateContacts changes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchUpdateContacts(io.crmstream.v1.BatchUpdateContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateContactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchUpdateContactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteContacts deletes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    default void batchDeleteContacts(io.crmstream.v1.BatchDeleteContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteContactsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchDeleteContactsMethod(), responseObserver);
    }

    /**
     * <pre>
     * ListContactLinks streams the links of contacts: the ids of their stock items, activities and deals. Each contact
     * has one record, in the order of the ids. A contact without links has empty lists, and so has an id that does not
     * exist, since the upstream answers both alike. Errors: see ErrorReason.
     * </pre>
     */
    default void listContactLinks(io.crmstream.v1.ListContactLinksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactLinksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListContactLinksMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ContactsService.
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public static abstract class ContactsServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ContactsServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ContactsService.
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public static final class ContactsServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ContactsServiceStub> {
    private ContactsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ContactsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ContactsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListContacts streams contacts, by activity time; with `created_from` or `created_before` by creation time. A source
     * without activity times streams contacts by id. Every record that exists throughout the scan is delivered at least
     * once, and each version of a record at most once. GetSource states what the source's list honours, guarantees,
     * assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public void listContacts(io.crmstream.v1.ListContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListContactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * GetContact reads one contact. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public void getContact(io.crmstream.v1.GetContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.GetContactResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetContactMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchGetContacts reads many contacts. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public void batchGetContacts(io.crmstream.v1.BatchGetContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetContactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetContactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * CreateContact creates a contact and returns it as the source shows it. Upstream: purchaser/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void createContact(io.crmstream.v1.CreateContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.CreateContactResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateContactMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * UpdateContact changes the fields of a contact that `update_mask` names. Upstream: purchaser/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void updateContact(io.crmstream.v1.UpdateContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateContactResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateContactMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * DeleteContact deletes a contact. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public void deleteContact(io.crmstream.v1.DeleteContactRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteContactResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteContactMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchCreateContacts creates many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchCreateContacts(io.crmstream.v1.BatchCreateContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateContactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchCreateContactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchUpdateContacts changes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchUpdateContacts(io.crmstream.v1.BatchUpdateContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateContactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchUpdateContactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * BatchDeleteContacts deletes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public void batchDeleteContacts(io.crmstream.v1.BatchDeleteContactsRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteContactsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchDeleteContactsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * ListContactLinks streams the links of contacts: the ids of their stock items, activities and deals. Each contact
     * has one record, in the order of the ids. A contact without links has empty lists, and so has an id that does not
     * exist, since the upstream answers both alike. Errors: see ErrorReason.
     * </pre>
     */
    public void listContactLinks(io.crmstream.v1.ListContactLinksRequest request,
        io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactLinksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getListContactLinksMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ContactsService.
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public static final class ContactsServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ContactsServiceBlockingV2Stub> {
    private ContactsServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ContactsServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ContactsServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * ListContacts streams contacts, by activity time; with `created_from` or `created_before` by creation time. A source
     * without activity times streams contacts by id. Every record that exists throughout the scan is delivered at least
     * once, and each version of a record at most once. GetSource states what the source's list honours, guarantees,
     * assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListContactsResponse>
        listContacts(io.crmstream.v1.ListContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetContact reads one contact. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetContactResponse getContact(io.crmstream.v1.GetContactRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetContacts reads many contacts. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetContactsResponse batchGetContacts(io.crmstream.v1.BatchGetContactsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchGetContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateContact creates a contact and returns it as the source shows it. Upstream: purchaser/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateContactResponse createContact(io.crmstream.v1.CreateContactRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateContact changes the fields of a contact that `update_mask` names. Upstream: purchaser/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateContactResponse updateContact(io.crmstream.v1.UpdateContactRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteContact deletes a contact. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteContactResponse deleteContact(io.crmstream.v1.DeleteContactRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateContacts creates many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateContactsResponse batchCreateContacts(io.crmstream.v1.BatchCreateContactsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchCreateContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateContacts changes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateContactsResponse batchUpdateContacts(io.crmstream.v1.BatchUpdateContactsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchUpdateContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteContacts deletes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteContactsResponse batchDeleteContacts(io.crmstream.v1.BatchDeleteContactsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getBatchDeleteContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListContactLinks streams the links of contacts: the ids of their stock items, activities and deals. Each contact
     * has one record, in the order of the ids. A contact without links has empty lists, and so has an id that does not
     * exist, since the upstream answers both alike. Errors: see ErrorReason.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, io.crmstream.v1.ListContactLinksResponse>
        listContactLinks(io.crmstream.v1.ListContactLinksRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getListContactLinksMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ContactsService.
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public static final class ContactsServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ContactsServiceBlockingStub> {
    private ContactsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ContactsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ContactsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * ListContacts streams contacts, by activity time; with `created_from` or `created_before` by creation time. A source
     * without activity times streams contacts by id. Every record that exists throughout the scan is delivered at least
     * once, and each version of a record at most once. GetSource states what the source's list honours, guarantees,
     * assumes and costs. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListContactsResponse> listContacts(
        io.crmstream.v1.ListContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * GetContact reads one contact. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.GetContactResponse getContact(io.crmstream.v1.GetContactRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchGetContacts reads many contacts. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchGetContactsResponse batchGetContacts(io.crmstream.v1.BatchGetContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * CreateContact creates a contact and returns it as the source shows it. Upstream: purchaser/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.CreateContactResponse createContact(io.crmstream.v1.CreateContactRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * UpdateContact changes the fields of a contact that `update_mask` names. Upstream: purchaser/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.UpdateContactResponse updateContact(io.crmstream.v1.UpdateContactRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * DeleteContact deletes a contact. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.DeleteContactResponse deleteContact(io.crmstream.v1.DeleteContactRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteContactMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchCreateContacts creates many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchCreateContactsResponse batchCreateContacts(io.crmstream.v1.BatchCreateContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchCreateContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchUpdateContacts changes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchUpdateContactsResponse batchUpdateContacts(io.crmstream.v1.BatchUpdateContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchUpdateContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * BatchDeleteContacts deletes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public io.crmstream.v1.BatchDeleteContactsResponse batchDeleteContacts(io.crmstream.v1.BatchDeleteContactsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchDeleteContactsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * ListContactLinks streams the links of contacts: the ids of their stock items, activities and deals. Each contact
     * has one record, in the order of the ids. A contact without links has empty lists, and so has an id that does not
     * exist, since the upstream answers both alike. Errors: see ErrorReason.
     * </pre>
     */
    public java.util.Iterator<io.crmstream.v1.ListContactLinksResponse> listContactLinks(
        io.crmstream.v1.ListContactLinksRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getListContactLinksMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ContactsService.
   * <pre>
   * ContactsService reads and writes contacts: people and organisations.
   * </pre>
   */
  public static final class ContactsServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ContactsServiceFutureStub> {
    private ContactsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ContactsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ContactsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * GetContact reads one contact. Deleted records are found too, with `deleted` set. Names come from the catalogues
     * that the server has kept; the call reads none. Errors: NOT_FOUND, and see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.GetContactResponse> getContact(
        io.crmstream.v1.GetContactRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetContactMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchGetContacts reads many contacts. Deleted records are found too, with `deleted` set. Ids that do not exist are
     * returned in `missing_ids` and do not fail the call. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchGetContactsResponse> batchGetContacts(
        io.crmstream.v1.BatchGetContactsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetContactsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * CreateContact creates a contact and returns it as the source shows it. Upstream: purchaser/insert. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.CreateContactResponse> createContact(
        io.crmstream.v1.CreateContactRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateContactMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * UpdateContact changes the fields of a contact that `update_mask` names. Upstream: purchaser/update. At most one
     * effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.UpdateContactResponse> updateContact(
        io.crmstream.v1.UpdateContactRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateContactMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * DeleteContact deletes a contact. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see
     * ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.DeleteContactResponse> deleteContact(
        io.crmstream.v1.DeleteContactRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteContactMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchCreateContacts creates many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/insert. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchCreateContactsResponse> batchCreateContacts(
        io.crmstream.v1.BatchCreateContactsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchCreateContactsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchUpdateContacts changes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/update. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchUpdateContactsResponse> batchUpdateContacts(
        io.crmstream.v1.BatchUpdateContactsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchUpdateContactsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * BatchDeleteContacts deletes many contacts, in order, in as few upstream requests as the upstream's bounds permit. A
     * batch is not atomic: `results` has the outcome of each request. The call fails only if certainly nothing was
     * executed. Upstream: purchaser/delete. At most one effect for a `request_id`. Errors: see ErrorReason.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<io.crmstream.v1.BatchDeleteContactsResponse> batchDeleteContacts(
        io.crmstream.v1.BatchDeleteContactsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchDeleteContactsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_CONTACTS = 0;
  private static final int METHODID_GET_CONTACT = 1;
  private static final int METHODID_BATCH_GET_CONTACTS = 2;
  private static final int METHODID_CREATE_CONTACT = 3;
  private static final int METHODID_UPDATE_CONTACT = 4;
  private static final int METHODID_DELETE_CONTACT = 5;
  private static final int METHODID_BATCH_CREATE_CONTACTS = 6;
  private static final int METHODID_BATCH_UPDATE_CONTACTS = 7;
  private static final int METHODID_BATCH_DELETE_CONTACTS = 8;
  private static final int METHODID_LIST_CONTACT_LINKS = 9;

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
        case METHODID_LIST_CONTACTS:
          serviceImpl.listContacts((io.crmstream.v1.ListContactsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactsResponse>) responseObserver);
          break;
        case METHODID_GET_CONTACT:
          serviceImpl.getContact((io.crmstream.v1.GetContactRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.GetContactResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_CONTACTS:
          serviceImpl.batchGetContacts((io.crmstream.v1.BatchGetContactsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchGetContactsResponse>) responseObserver);
          break;
        case METHODID_CREATE_CONTACT:
          serviceImpl.createContact((io.crmstream.v1.CreateContactRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.CreateContactResponse>) responseObserver);
          break;
        case METHODID_UPDATE_CONTACT:
          serviceImpl.updateContact((io.crmstream.v1.UpdateContactRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.UpdateContactResponse>) responseObserver);
          break;
        case METHODID_DELETE_CONTACT:
          serviceImpl.deleteContact((io.crmstream.v1.DeleteContactRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.DeleteContactResponse>) responseObserver);
          break;
        case METHODID_BATCH_CREATE_CONTACTS:
          serviceImpl.batchCreateContacts((io.crmstream.v1.BatchCreateContactsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchCreateContactsResponse>) responseObserver);
          break;
        case METHODID_BATCH_UPDATE_CONTACTS:
          serviceImpl.batchUpdateContacts((io.crmstream.v1.BatchUpdateContactsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchUpdateContactsResponse>) responseObserver);
          break;
        case METHODID_BATCH_DELETE_CONTACTS:
          serviceImpl.batchDeleteContacts((io.crmstream.v1.BatchDeleteContactsRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.BatchDeleteContactsResponse>) responseObserver);
          break;
        case METHODID_LIST_CONTACT_LINKS:
          serviceImpl.listContactLinks((io.crmstream.v1.ListContactLinksRequest) request,
              (io.grpc.stub.StreamObserver<io.crmstream.v1.ListContactLinksResponse>) responseObserver);
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
          getListContactsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListContactsRequest,
              io.crmstream.v1.ListContactsResponse>(
                service, METHODID_LIST_CONTACTS)))
        .addMethod(
          getGetContactMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.GetContactRequest,
              io.crmstream.v1.GetContactResponse>(
                service, METHODID_GET_CONTACT)))
        .addMethod(
          getBatchGetContactsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchGetContactsRequest,
              io.crmstream.v1.BatchGetContactsResponse>(
                service, METHODID_BATCH_GET_CONTACTS)))
        .addMethod(
          getCreateContactMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.CreateContactRequest,
              io.crmstream.v1.CreateContactResponse>(
                service, METHODID_CREATE_CONTACT)))
        .addMethod(
          getUpdateContactMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.UpdateContactRequest,
              io.crmstream.v1.UpdateContactResponse>(
                service, METHODID_UPDATE_CONTACT)))
        .addMethod(
          getDeleteContactMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.DeleteContactRequest,
              io.crmstream.v1.DeleteContactResponse>(
                service, METHODID_DELETE_CONTACT)))
        .addMethod(
          getBatchCreateContactsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchCreateContactsRequest,
              io.crmstream.v1.BatchCreateContactsResponse>(
                service, METHODID_BATCH_CREATE_CONTACTS)))
        .addMethod(
          getBatchUpdateContactsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchUpdateContactsRequest,
              io.crmstream.v1.BatchUpdateContactsResponse>(
                service, METHODID_BATCH_UPDATE_CONTACTS)))
        .addMethod(
          getBatchDeleteContactsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              io.crmstream.v1.BatchDeleteContactsRequest,
              io.crmstream.v1.BatchDeleteContactsResponse>(
                service, METHODID_BATCH_DELETE_CONTACTS)))
        .addMethod(
          getListContactLinksMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              io.crmstream.v1.ListContactLinksRequest,
              io.crmstream.v1.ListContactLinksResponse>(
                service, METHODID_LIST_CONTACT_LINKS)))
        .build();
  }

  private static abstract class ContactsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ContactsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return io.crmstream.v1.ContactsProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ContactsService");
    }
  }

  private static final class ContactsServiceFileDescriptorSupplier
      extends ContactsServiceBaseDescriptorSupplier {
    ContactsServiceFileDescriptorSupplier() {}
  }

  private static final class ContactsServiceMethodDescriptorSupplier
      extends ContactsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ContactsServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ContactsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ContactsServiceFileDescriptorSupplier())
              .addMethod(getListContactsMethod())
              .addMethod(getGetContactMethod())
              .addMethod(getBatchGetContactsMethod())
              .addMethod(getCreateContactMethod())
              .addMethod(getUpdateContactMethod())
              .addMethod(getDeleteContactMethod())
              .addMethod(getBatchCreateContactsMethod())
              .addMethod(getBatchUpdateContactsMethod())
              .addMethod(getBatchDeleteContactsMethod())
              .addMethod(getListContactLinksMethod())
              .build();
        }
      }
    }
    return result;
  }
}
