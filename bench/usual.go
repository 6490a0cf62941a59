package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// usual is the server most people would write.
type usual struct {
	crmstreamv1.UnimplementedStockServiceServer
	upstream string
	batch    int
}

// serveUsual serves the account the usual way, with so many records in a message.
func serveUsual(upstream string, batch int) error {
	s := grpc.NewServer()
	crmstreamv1.RegisterStockServiceServer(s, usual{upstream: upstream, batch: batch})
	l, err := listen()
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// row is a stock item as the upstream sends it.
type row struct {
	ID           string  `json:"id"`
	Parent       string  `json:"parent"`
	Name         string  `json:"name"`
	DateAdd      string  `json:"date_add"`
	Author       string  `json:"author"`
	Additional   people  `json:"additional_author"`
	Publish      string  `json:"publish"`
	LastModify   string  `json:"last_modify"`
	Customer     *string `json:"customer_relation"`
	ActivityType string  `json:"stock_activity_type"`
	ActivityDate string  `json:"stock_activity_date"`
	Fields       []struct {
		ID    string          `json:"id"`
		Type  string          `json:"type"`
		Value json.RawMessage `json:"value"`
	} `json:"fields"`
}

// people are ids in a list, or in the object that PHP makes of a list with gaps.
type people []string

func (p *people) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '{' {
		byIndex := map[string]string{}
		if err := json.Unmarshal(raw, &byIndex); err != nil {
			return err
		}
		*p = slices.Sorted(maps.Values(byIndex))
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(p))
}

// ListStockItems reads page after page by number.
func (u usual) ListStockItems(_ *crmstreamv1.ListStockItemsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListStockItemsResponse]) error {
	for _, typeID := range []string{"1", "2", "3"} {
		for page := 1; ; page++ {
			rows, err := u.page(typeID, page)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				break
			}
			for len(rows) > 0 {
				n := min(u.batch, len(rows))
				m := &crmstreamv1.ListStockItemsResponse{}
				for _, r := range rows[:n] {
					m.StockItems = append(m.StockItems, message(typeID, r))
				}
				if err := stream.Send(m); err != nil {
					return err
				}
				rows = rows[n:]
			}
		}
	}
	return nil
}

func (u usual) page(typeID string, page int) ([]row, error) {
	resp, err := http.PostForm(u.upstream+"/sharedapi/stock/filter", url.Values{
		"apikey": {apiKey}, "params[type]": {typeID}, "params[page]": {strconv.Itoa(page)}, "params[limit]": {"500"},
		"params[order]": {"asc"}, "params[order_field]": {"stock_activity_date"},
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Status string `json:"status"`
		Data   struct {
			List []row `json:"list"`
		} `json:"data"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if answer.Status != "success" {
		return nil, fmt.Errorf("the upstream answers %q", answer.Status)
	}
	return answer.Data.List, nil
}

func message(typeID string, r row) *crmstreamv1.StockItem {
	deleted := r.Publish == "0"
	item := &crmstreamv1.StockItem{
		Id: r.ID, TypeId: &typeID, CategoryId: &r.Parent, Name: &r.Name, OwnerId: &r.Author, AdditionalOwnerIds: []string(r.Additional),
		CreateTime: instant(r.DateAdd), UpdateTime: instant(r.LastModify), ActivityTime: instant(r.ActivityDate),
		ActivityType: &r.ActivityType, ContactId: r.Customer, Deleted: deleted, Fields: map[string]*crmstreamv1.FieldValue{},
	}
	for _, f := range r.Fields {
		if value := fieldValue(f.Type, f.Value); value != nil {
			item.Fields[f.ID] = value
		}
	}
	return item
}

func fieldValue(kind string, raw json.RawMessage) *crmstreamv1.FieldValue {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil || text == "" {
		return nil // nested values are left out, in favour of the usual way
	}
	switch kind {
	case "radio":
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: text == "1"}}
	case "integer":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return &crmstreamv1.FieldValue{ParseError: err.Error(), RawText: text}
		}
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Integer{Integer: n}}
	case "decimal", "price":
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: text}}
	case "datetime":
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: instant(text)}}
	default:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: text}}
	}
}

func instant(text string) *timestamppb.Timestamp {
	t, err := time.Parse(time.DateTime, text)
	if err != nil {
		return nil
	}
	return timestamppb.New(t)
}
