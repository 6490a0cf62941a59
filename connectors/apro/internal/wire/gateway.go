package wire

import (
	"bytes"
	"cmp"
	"context"
	"crypto/md5" //nolint:gosec // the upstream signs by MD5, and knows nothing else
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// Gateway hands text messages to the CRM at the address that the CRM shows for SMS gateways. It is safe for concurrent use.
type Gateway struct {
	rest *rest.Client
	key  connectors.Secret
}

// NewGateway returns a gateway that signs its requests with the key.
func NewGateway(client *rest.Client, key connectors.Secret) *Gateway {
	return &Gateway{rest: client, key: key}
}

// ShownSMS returns the body of a report with *** in place of the hash.
func ShownSMS(body []byte) []byte { return hashed(body, "***") }

// Report sends a report of a message once, with its hash. It has Client.Write's rules.
func (g *Gateway) Report(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) error {
	hash, err := g.hash(call)
	if err != nil {
		return err
	}
	_, err = g.rest.Do(ctx, rest.Request{
		Op:          call.Op,
		Method:      call.Method,
		Path:        call.Path,
		Header:      http.Header{"Accept": {"application/json"}},
		Body:        hashed(call.Body, hash),
		ContentType: call.ContentType,
		Secrets:     []string{hash},
		Sending:     sending,
		Classify:    g.classify,
	})
	return err
}

// hashed returns a body with a hash before its parameters.
func hashed(body []byte, hash string) []byte {
	return slices.Concat([]byte("hash="+hash+"&"), body)
}

// hash returns the hash of a report.
func (g *Gateway) hash(call connectors.PlannedCall) (string, error) {
	values, err := url.ParseQuery(string(call.Body))
	if err != nil {
		return "", &connectors.Error{Kind: connectors.KindInvalidRequest, Connector: Name, Op: call.Op, Err: errors.New("the body is no form")}
	}
	var params []connectors.Parameter
	for name := range values {
		params = append(params, connectors.Parameter{Name: name, Value: values.Get(name)})
	}
	sum := SMSHash(params, g.key)
	return hex.EncodeToString(sum[:]), nil
}

// SMSHash returns the hash of a request about text messages ("Request hash is calculated as follows"): MD5 of the values, but that of
// "hash", in the order of their names, and the key. The page calls the last one "ARI key". No name may be there twice.
func SMSHash(params []connectors.Parameter, key connectors.Secret) [md5.Size]byte {
	sorted := slices.SortedFunc(slices.Values(params), func(a, b connectors.Parameter) int { return strings.Compare(a.Name, b.Name) })
	var text strings.Builder
	for _, p := range sorted {
		if p.Name != "hash" {
			text.WriteString(p.Value)
		}
	}
	return md5.Sum([]byte(text.String() + key.Reveal())) //nolint:gosec // the upstream signs by MD5, and knows nothing else
}

// errLater is a message that the CRM does not take yet.
var errLater = errors.New("the CRM cannot take the message now, and asks for it later")

// classify reads the bare answer to a report. Only the upstream's own word that it has failed says that the message was not taken.
func (g *Gateway) classify(resp rest.Response) error {
	plain := resp.Status >= 200 && resp.Status < 300 || resp.Status == http.StatusNotImplemented
	body, invalid := resp.JSON()
	switch success := ScalarMember(body, "success"); {
	case plain && Truthy(success):
		return nil
	case plain && (success == "false" || success == "0"):
		if Truthy(ScalarMember(body, "repeat")) {
			return rest.NotExecuted(&connectors.Error{Kind: connectors.KindUnavailable, Err: errLater})
		}
		said := ScalarMember(body, "error")
		return rest.NotExecuted(&connectors.Error{Kind: connectors.KindRefused, Detail: said, Err: fmt.Errorf(
			"the CRM does not take the message: %s; it takes those to registered numbers, if sms_key and sms_action of the source are right",
			cmp.Or(g.rest.Said(said), "it gives no reason"))})
	case !plain || resp.Status == http.StatusNotImplemented:
		return rest.ClassifyStatus(resp)
	case len(bytes.TrimSpace(resp.Body)) == 0:
		return &connectors.Error{Kind: connectors.KindUnavailable, Err: errors.New("the answer is empty")}
	case rest.HTML(resp):
		return malformed("the answer is a web page")
	case invalid != nil:
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: invalid}
	default:
		return malformed("the answer does not say whether the message was taken")
	}
}
