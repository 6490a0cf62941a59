package io.crmstream.example;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.crmstream.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Tells why calls failed. Status codes are too coarse to act on, and messages may change. */
final class Reasons {
  private static final String DOMAIN = "crmstream";

  private Reasons() {}

  /**
   * The published reason of an error; unspecified if it was not crmstream that said so (a broken connection, for example),
   * unrecognized if the server is newer than these stubs.
   */
  static ErrorReason of(StatusRuntimeException error) {
    Status status = StatusProto.fromThrowable(error);
    if (status == null) {
      return ErrorReason.ERROR_REASON_UNSPECIFIED;
    }
    for (Any detail : status.getDetailsList()) {
      if (!detail.is(ErrorInfo.class)) {
        continue;
      }
      try {
        ErrorInfo info = detail.unpack(ErrorInfo.class);
        if (info.getDomain().equals(DOMAIN)) {
          return named("ERROR_REASON_" + info.getReason());
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("the server sent an ErrorInfo that is none", e);
      }
    }
    return ErrorReason.ERROR_REASON_UNSPECIFIED;
  }

  private static ErrorReason named(String name) {
    var value = ErrorReason.getDescriptor().findValueByName(name);
    return value == null ? ErrorReason.UNRECOGNIZED : ErrorReason.valueOf(value);
  }
}
