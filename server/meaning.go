package server

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/catalogue"
)

// The codes of notices about catalogues.
const (
	noticeUnavailable = "CATALOGUE_UNAVAILABLE"
	noticeNotKept     = "CATALOGUE_NOT_KEPT"
	noticeSchemaCut   = "SCHEMA_CUT"
)

// maxSchema is how large the definitions of fields in a list's first message may be, in bytes: gRPC clients take messages
// of 4 MiB.
const maxSchema = 1 << 20

// meaning is what a call knows of the values of its records.
type meaning struct {
	catalogue *connectors.Catalogue
	// fieldsRead is when the definitions of the custom fields were read, the zero time if they were not.
	fieldsRead time.Time
	notices    []connectors.Notice
}

// compiled remembers the catalogue that was made of kept lists, for as long as these are the same.
type compiled struct {
	mu    sync.Mutex
	edits int
	known map[string]*meaning // by resource
}

// meaningOf returns the meaning of a list's values. Catalogues that are not kept yet are read when read is set; without
// one that cannot be read the values stay as they are, which a notice tells.
func (s *Server) meaningOf(ctx context.Context, src *source, info connectors.List, read bool) (*meaning, error) {
	if len(info.Needs) == 0 {
		return &meaning{}, nil
	}
	lists := make([]*catalogue.List, len(info.Needs))
	var notices []connectors.Notice
	for i, need := range info.Needs {
		key, fetch := src.need(need)
		if lists[i] = s.kept.Kept(key); !read {
			continue
		}
		var err error
		if lists[i], err = s.kept.Need(ctx, key, src.age, catalogue.Whole(fetch)); err != nil {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			notices = append(notices, connectors.Notice{
				Code: noticeUnavailable, Message: fmt.Sprintf("%s: %v: values stay as the upstream sent them", need, err),
			})
		}
	}
	m := s.compile(src, info, lists)
	if !read {
		notices = missing(info, lists)
	}
	return &meaning{catalogue: m.catalogue, fieldsRead: m.fieldsRead, notices: append(notices, m.notices...)}, nil
}

// missing tells which catalogues a look-up had to do without.
func missing(info connectors.List, lists []*catalogue.List) []connectors.Notice {
	var names []string
	for i, list := range lists {
		if list == nil {
			names = append(names, info.Needs[i].String())
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []connectors.Notice{{
		Code: noticeNotKept,
		Message: fmt.Sprintf("%s: not kept yet, so that names and ids of options are left out: list %s, or this, to have it read",
			strings.Join(names, ", "), info.Resource),
	}}
}

// known reports whether meaningOf would ask no upstream.
func (s *Server) knownMeaning(src *source, info connectors.List) bool {
	for _, need := range info.Needs {
		if key, _ := src.need(need); !s.kept.Known(key) {
			return false
		}
	}
	return true
}

// compile makes a catalogue of lists; those that are nil are left out.
func (s *Server) compile(src *source, info connectors.List, lists []*catalogue.List) *meaning {
	edits := s.kept.Edits()
	src.compiled.mu.Lock()
	defer src.compiled.mu.Unlock()
	if src.compiled.known == nil || src.compiled.edits != edits {
		src.compiled.known, src.compiled.edits = map[string]*meaning{}, edits
	}
	whole := true
	for _, list := range lists {
		whole = whole && list != nil
	}
	if m := src.compiled.known[info.Resource]; m != nil && whole {
		return m
	}
	m := &meaning{catalogue: &connectors.Catalogue{}}
	for i, list := range lists {
		if list == nil {
			continue
		}
		if err := m.catalogue.Add(info.Needs[i], list.Records); err != nil {
			m.notices = append(m.notices, connectors.Notice{Code: noticeUnavailable, Message: err.Error()})
		}
		if info.Needs[i].Resource == connectors.ListOfFields {
			m.fieldsRead = list.Read
		}
	}
	s.addOptions(src, m)
	if whole {
		src.compiled.known[info.Resource] = m
	}
	return m
}

// addOptions adds the options of dependent fields that somebody had read; none is read for it.
func (s *Server) addOptions(src *source, m *meaning) {
	for _, field := range m.catalogue.Fields() {
		if !field.GetOptionsOnDemand() {
			continue
		}
		list := s.kept.Kept(src.keyOf(connectors.ListOfFieldOptions, "field_id="+field.GetKey()))
		if list == nil {
			continue
		}
		if err := m.catalogue.AddOptions(field.GetKey(), list.Records); err != nil {
			m.notices = append(m.notices, connectors.Notice{Code: noticeUnavailable, Message: err.Error()})
		}
	}
}

// need returns the key of a kept list that another one needs, and how its pages are fetched.
func (src *source) need(need connectors.Need) (catalogue.Key, fetch) {
	variant := ""
	if need.Of != "" {
		variant = "resource=" + need.Of
	}
	return src.keyOf(need.Resource, variant), func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		switch need.Resource {
		case connectors.ListOfFields:
			if l, ok := src.client.(connectors.FieldLister); ok {
				return l.ListFields(ctx, &crmstreamv1.ListFieldsRequest{Source: src.name, Resource: need.Of}, at)
			}
		case connectors.ListOfStockTypes:
			if l, ok := src.client.(connectors.StockTypeLister); ok {
				return l.ListStockTypes(ctx, &crmstreamv1.ListStockTypesRequest{Source: src.name}, at)
			}
		case connectors.ListOfStockCategories:
			if l, ok := src.client.(connectors.StockCategoryLister); ok {
				return l.ListStockCategories(ctx, &crmstreamv1.ListStockCategoriesRequest{Source: src.name}, at)
			}
		case connectors.ListOfActivityTypes:
			if l, ok := src.client.(connectors.ActivityTypeLister); ok {
				return l.ListActivityTypes(ctx, &crmstreamv1.ListActivityTypesRequest{Source: src.name}, at)
			}
		case connectors.ListOfDealTypes:
			if l, ok := src.client.(connectors.DealTypeLister); ok {
				return l.ListDealTypes(ctx, &crmstreamv1.ListDealTypesRequest{Source: src.name}, at)
			}
		case connectors.ListOfCallStatuses:
			if l, ok := src.client.(connectors.CallStatusLister); ok {
				return l.ListCallStatuses(ctx, &crmstreamv1.ListCallStatusesRequest{Source: src.name}, at)
			}
		}
		return connectors.Page{}, unsupported(src, need.Resource)
	}
}

// schema returns the definitions of the custom fields for the first message of a list: those of the types asked for, and
// without their options, or none at all, where they would be too large.
func (m *meaning) schema(req proto.Message) (fields []*crmstreamv1.Field, notices []connectors.Notice) {
	var types []string
	if asked, ok := req.(interface{ GetTypeIds() []string }); ok {
		types = asked.GetTypeIds()
	}
	size := 0
	for _, f := range m.catalogue.Fields() {
		if f.TypeId == nil || len(types) == 0 || contains(types, f.GetTypeId()) {
			fields = append(fields, f)
			size += proto.Size(f)
		}
	}
	if size <= maxSchema {
		return fields, nil
	}
	size = 0
	for i, f := range fields {
		if len(f.GetOptions()) > 0 {
			bare, _ := proto.Clone(f).(*crmstreamv1.Field)
			bare.Options, bare.OptionsOnDemand = nil, true
			fields[i] = bare
		}
		size += proto.Size(fields[i])
	}
	if size <= maxSchema {
		return fields, []connectors.Notice{{Code: noticeSchemaCut, Message: "the definitions of fields are large and come without their options: ListFields has them all"}}
	}
	return nil, []connectors.Notice{{Code: noticeSchemaCut, Message: "the definitions of fields are too large for a message: ListFields has them all"}}
}

// contains reports whether an id is among those asked for, which may begin with zeros.
func contains(ids []string, id string) bool {
	for _, asked := range ids {
		if asked == id || strings.TrimLeft(asked, "0") == id {
			return true
		}
	}
	return false
}
