package server

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/scan"
)

// commonFields are the fields that every list supports. For order and where, their values are checked.
var commonFields = []string{"source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "order", "where"}

// unbound are the fields that may change between the calls of one scan.
var unbound = []string{"page_size", "resume_token", "include_raw", "max_staleness", "priority"}

// checkFields refuses a field that the list does not support.
func checkFields(req proto.Message, info connectors.List) error {
	var err error
	req.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		name := string(fd.Name())
		if !slices.Contains(commonFields, name) && !slices.Contains(info.Fields, name) {
			err = connectors.Invalid(name, "this source's list of %s does not support this field: leave it out (the list supports %s)",
				info.Resource, strings.Join(info.Fields, ", "))
			return false
		}
		return true
	})
	return err
}

// checkOrder refuses an unknown order. It refuses an order other than the list's first unless there is a limit that fits one
// upstream page.
func checkOrder(order string, info connectors.List, limit int) error {
	if !slices.Contains(info.Orders, order) {
		return connectors.Invalid("order", "unknown order %q: use one of %s", order, strings.Join(info.Orders, ", "))
	}
	if limit <= 0 || limit > info.PageMax {
		return connectors.Invalid("order", "order %q needs a limit or page_size from 1 to %d, since it reads one upstream page",
			order, info.PageMax)
	}
	return nil
}

// requestFields are the resource of a list and, by name, digests of those fields of a request that must not change between the
// calls of a scan.
type requestFields map[string]string

// The names in a token's binding for what is no field. boundCaller sorts before all other names, and the error of a token names
// the first difference. So the error of another caller's token reveals nothing about its request.
const (
	boundCaller  = " caller"
	boundAccount = "~account"
)

// ofCall returns what a resume token is bound to: the request, the account, and the caller, which is "" where there are no
// callers.
func (r requestFields) ofCall(caller, identity string) scan.Binding {
	b := scan.Binding(maps.Clone(r))
	if caller != "" {
		b[boundCaller] = caller
	}
	b[boundAccount] = digest([]byte(identity))
	return b
}

// openToken returns the state of a token. A token of an older version is not bound to an account, and is accepted.
func openToken(tokens *scan.Tokens, token string, binding scan.Binding) (scan.State, error) {
	state, err := tokens.Open(token, binding)
	var mismatch *scan.MismatchError
	if errors.As(err, &mismatch) && mismatch.Field == boundAccount && mismatch.Unbound {
		unbound := maps.Clone(binding)
		delete(unbound, boundAccount)
		state, err = tokens.Open(token, unbound)
	}
	return state, tokenError(err)
}

// digest returns a short hash of bytes.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// bind returns digests of the fields of a request that must not change between the calls of a scan. A request with the default
// order has the same digests as a request without an order.
func bind(req proto.Message, info connectors.List) requestFields {
	b := requestFields{"method": info.Resource}
	deterministic := proto.MarshalOptions{Deterministic: true}
	req.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		name := string(fd.Name())
		if slices.Contains(unbound, name) || name == "order" && v.String() == info.Orders[0] {
			return true
		}
		alone := req.ProtoReflect().New()
		alone.Set(fd, v)
		wire, err := deterministic.Marshal(alone.Interface())
		if err != nil {
			return true // only invalid UTF-8 fails, and the request was decoded from the wire
		}
		b[name] = digest(wire)
		return true
	})
	return b
}
