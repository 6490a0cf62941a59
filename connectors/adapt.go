package connectors

import (
	"context"
	"errors"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// DeletedCursor is the Next of the last page of a look-up's existing records, where the upstream has the deleted ones in a
// list of their own.
const DeletedCursor Cursor = "deleted"

// Adapt is Of for a method that reads its request with each page.
func Adapt[R proto.Message](declaration List, method func(context.Context, R, PageRequest) (Page, error)) List {
	return Of(declaration, func(req R, known *Catalogue) (Fetch, error) {
		rehearsal := WithMeter(context.Background(), &Meter{Rehearsal: true})
		if _, err := method(rehearsal, req, PageRequest{Catalogue: known}); errors.Is(err, &Error{Kind: KindInvalidRequest}) {
			return nil, err
		}
		return func(ctx context.Context, at PageRequest) (Page, error) {
			at.Catalogue = known
			return method(ctx, req, at)
		}, nil
	})
}

// AdaptLookUp is LookUpOf for a method that finds records page by page.
func AdaptLookUp[R proto.Message](resource string, method func(context.Context, R, PageRequest) (Page, error)) LookUp {
	return LookUpOf(resource, func(req R, known *Catalogue) (Find, error) {
		return func(ctx context.Context) (Page, error) {
			var all Page
			ids := IDsOf(req)
			missing := func() []string {
				return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
					return slices.ContainsFunc(all.Records, func(r Record) bool { return string(NumberKey(r.ID)) == string(NumberKey([]byte(id))) })
				})
			}
			at := PageRequest{Want: len(ids), Catalogue: known}
			asked := req
			for range 2*len(ids) + 2 {
				page, err := method(ctx, asked, at)
				if err != nil {
					return Page{}, err
				}
				for _, r := range page.Records {
					if !slices.ContainsFunc(all.Records, func(o Record) bool { return string(NumberKey(r.ID)) == string(NumberKey(o.ID)) }) {
						all.Records = append(all.Records, r)
					}
				}
				all.Notices = append(all.Notices, page.Notices...)
				if page.Next == "" || len(all.Records) >= len(ids) {
					return all, nil
				}
				if page.Next == at.Cursor {
					break
				}
				if at.Cursor = page.Next; at.Cursor == DeletedCursor {
					asked = withIDs(req, missing())
				}
			}
			return Page{}, &Error{Kind: KindInconsistent, Err: errors.New("the look-up does not end")}
		}, nil
	})
}

// IDsOf returns the ids of a look-up's request.
func IDsOf(req proto.Message) []string {
	switch r := req.(type) {
	case interface{ GetIds() []string }:
		return r.GetIds()
	case interface{ GetId() string }:
		return []string{r.GetId()}
	}
	return nil
}

func withIDs[R proto.Message](req R, ids []string) R {
	field := req.ProtoReflect().Descriptor().Fields().ByName("ids")
	if field == nil {
		return req
	}
	fewer := proto.Clone(req)
	list := fewer.ProtoReflect().NewField(field)
	for _, id := range ids {
		list.List().Append(protoreflect.ValueOfString(id))
	}
	fewer.ProtoReflect().Set(field, list)
	typed, _ := fewer.(R)
	return typed
}
