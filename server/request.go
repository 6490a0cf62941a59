package server

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/scan"
)

// commonFields are honoured by every list; order and where are checked by their values.
var commonFields = []string{"source", "page_size", "limit", "resume_token", "include_raw", "max_staleness", "priority", "order", "where"}

// unbound are the fields that may change between the calls of one scan.
var unbound = []string{"page_size", "resume_token", "include_raw", "max_staleness", "priority"}

// checkFields refuses fields that the list does not honour.
func checkFields(req proto.Message, info connectors.List) error {
	var err error
	req.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		name := string(fd.Name())
		if !slices.Contains(commonFields, name) && !slices.Contains(info.Fields, name) {
			err = connectors.Invalid(name, "this source's %s cannot be asked for by it: leave it out (it honours %s)",
				info.Resource, strings.Join(info.Fields, ", "))
			return false
		}
		return true
	})
	return err
}

// checkOrder refuses unknown orders, and known ones that are not the scan's unless the result fits one page.
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

// boundCaller is the name under which a token is bound to its caller. It sorts before all fields, so that a token of somebody else
// tells nothing of its request.
const boundCaller = " caller"

// bind returns what a resume token of this request is bound to: the list and every field that must stay as it was.
// The default order is the same as none.
func bind(req proto.Message, info connectors.List, caller string) scan.Binding {
	b := scan.Binding{"method": info.Resource}
	if caller != "" {
		b[boundCaller] = caller
	}
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
		sum := sha256.Sum256(wire)
		b[name] = hex.EncodeToString(sum[:6])
		return true
	})
	return b
}
