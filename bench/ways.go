package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// way is a way of asking for one contact, and what was measured of it.
type way struct {
	name      string
	asked     *process
	ask       func(ctx context.Context, id string) error
	latencies []time.Duration
	cpu       time.Duration
}

// turn asks for some contacts from a place on, and measures it unless it is for warming up.
func (w *way) turn(ctx context.Context, from, n int, warming bool) error {
	began, err := w.asked.cpu()
	if err != nil {
		return err
	}
	latencies := make([]time.Duration, 0, n)
	for i := range n {
		at := time.Now()
		if err := w.ask(ctx, strconv.Itoa(firstID+from+i)); err != nil {
			return err
		}
		latencies = append(latencies, time.Since(at))
	}
	ended, err := w.asked.cpu()
	if err == nil && !warming {
		w.latencies, w.cpu = append(w.latencies, latencies...), w.cpu+ended-began
	}
	return err
}

// result returns what a call cost.
func (w *way) result() looked {
	slices.Sort(w.latencies)
	return looked{latency: w.latencies[len(w.latencies)/2], cpu: w.cpu / time.Duration(len(w.latencies))}
}

// askUpstream asks an account, or a proxy of it, with the parameters that crmstream sends.
func askUpstream(address string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		return askContacts(ctx, address, id, url.Values{"params[byid]": {id}, "params[limit]": {"1"}})
	}
}

// askPage asks an account for the first page of its contacts.
func askPage(ctx context.Context, address string) error {
	return askContacts(ctx, address, strconv.Itoa(firstID), url.Values{"params[limit]": {strconv.Itoa(openedPage)}})
}

// askContacts asks an account for contacts, one of which must have an id.
func askContacts(ctx context.Context, address, id string, form url.Values) error {
	for name, value := range map[string]string{
		"apikey": apiKey, "params[publish]": "1", "params[page]": "1", "params[order]": "asc",
		"params[order_field]": "customer_activity_date",
	} {
		form.Set(name, value)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+contactsPath, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return askHTTP(req, id)
}

// askJSON asks a source at the JSON API, which is at an address with http://.
func askJSON(web, source string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, web+"/v1/sources/"+source+"/contacts/"+id, nil)
		if err != nil {
			return err
		}
		return askHTTP(req, id)
	}
}

// askHTTP sends a request, and requires an answer that has an id.
func askHTTP(req *http.Request, id string) (err error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	body, err := io.ReadAll(resp.Body)
	if err == nil && !strings.Contains(string(body), `"`+id+`"`) {
		err = fmt.Errorf("%s answers %s without %s: %.200s", req.URL, resp.Status, id, body)
	}
	return err
}

// askGRPC asks a server over a connection.
func askGRPC(conn *grpc.ClientConn) func(context.Context, string) error {
	client := crmstreamv1.NewContactsServiceClient(conn)
	return func(ctx context.Context, id string) error {
		answer, err := client.GetContact(ctx, &crmstreamv1.GetContactRequest{Source: sourceName, Id: id})
		if err == nil && answer.GetContact().GetId() != id {
			err = fmt.Errorf("asked for %s, the answer is %s", id, answer)
		}
		return err
	}
}

// proxy passes requests on to an address, as a peer of look-ups.
func proxy(to string) (func(net.Listener) error, error) {
	target, err := url.Parse(to)
	if err != nil {
		return nil, err
	}
	handler := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	return (&http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}).Serve, nil
}
