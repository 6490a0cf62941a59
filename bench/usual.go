package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// usual is a server as most people would write it.
type usual struct {
	crmstreamv1.UnimplementedStockServiceServer
	upstream string
	batch    int
}

// usualWay serves the account at an address in the usual way, with so many records in a message.
func usualWay(url string, batch int) func(net.Listener) error {
	s := grpc.NewServer()
	crmstreamv1.RegisterStockServiceServer(s, usual{upstream: url, batch: batch})
	return s.Serve
}

// stockRow is a stock item as the upstream sends it.
type stockRow struct {
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

// people are ids in a list, or in the object that PHP makes from a list with gaps.
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
	for page := 1; ; page++ {
		rows, err := u.page(page)
		if err != nil || len(rows) == 0 {
			return err
		}
		for len(rows) > 0 {
			n := min(u.batch, len(rows))
			m := &crmstreamv1.ListStockItemsResponse{}
			for _, r := range rows[:n] {
				m.StockItems = append(m.StockItems, r.message())
			}
			if err := stream.Send(m); err != nil {
				return err
			}
			rows = rows[n:]
		}
	}
}

func (u usual) page(page int) ([]stockRow, error) {
	resp, err := http.PostForm(u.upstream+filterPath, url.Values{
		"apikey": {apiKey}, "params[type]": {stockType}, "params[page]": {strconv.Itoa(page)}, "params[limit]": {strconv.Itoa(pageRows)},
		"params[order]": {"asc"}, "params[order_field]": {"stock_activity_date"},
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Status string `json:"status"`
		Data   struct {
			List []stockRow `json:"list"`
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

// decodeItem reads one row.
func decodeItem(text []byte) (*crmstreamv1.StockItem, error) {
	var r stockRow
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, err
	}
	return r.message(), nil
}

func (r stockRow) message() *crmstreamv1.StockItem {
	typeID, deleted := stockType, r.Publish == "0"
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
		return nil // nested values are omitted, which favours the usual way
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
