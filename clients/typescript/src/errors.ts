import { BinaryReader } from "@bufbuild/protobuf/wire";
import { ConnectError } from "@connectrpc/connect";
import { ErrorReason } from "./crmstream/v1/errors_pb.js";

/** The domain of crmstream's errors. */
const domain = "crmstream";

/**
 * Returns the reason of an error of crmstream; UNSPECIFIED for others, such as a failed connection, and for a reason that a
 * newer server has and these stubs do not know. Programs branch on the reason: many share one status code.
 */
export function errorReason(error: unknown): ErrorReason {
  for (const detail of ConnectError.from(error).details) {
    // Details that came over the wire have a type and bytes; those of an error made in this process have a `desc` instead.
    if ("type" in detail && detail.type === "google.rpc.ErrorInfo") {
      const info = decodeErrorInfo(detail.value);
      const reason = ErrorReason[info.reason as keyof typeof ErrorReason];
      if (info.domain === domain && reason !== undefined) {
        return reason;
      }
    }
  }
  return ErrorReason.UNSPECIFIED;
}

/** Reads reason (1) and domain (2) of a google.rpc.ErrorInfo, a message that no small package publishes for protobuf-es. */
function decodeErrorInfo(bytes: Uint8Array): { reason: string; domain: string } {
  const info = { reason: "", domain: "" };
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1) {
      info.reason = reader.string();
    } else if (field === 2) {
      info.domain = reader.string();
    } else {
      reader.skip(wireType, field);
    }
  }
  return info;
}
