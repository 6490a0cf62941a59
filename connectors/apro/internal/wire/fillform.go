package wire

import (
	"context"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// FillForm sends a form that was filled in, once, and returns the whole answer. It has Write's rules.
func (c *Client) FillForm(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (transcode.JSON, error) {
	return c.write(ctx, call, sending, c.classifyFilled)
}

// classifyFilled is classifyWrite for a form. The page shows no answer that refuses one, so a failure with any text refuses the form. A
// failure without a text leaves open what became of it.
func (c *Client) classifyFilled(resp rest.Response, rows int) error {
	body, _ := resp.JSON()
	status, said := ScalarMember(body, "status"), ScalarMember(body, "message", "error")
	plain := resp.Status >= 200 && resp.Status < 300 || resp.Status == http.StatusNotImplemented
	if plain && (status == "fail" || status == "error") && said != "" && codeIn(said) < 0 {
		return rest.NotExecuted(&connectors.Error{Kind: connectors.KindRefused, Detail: said, Err: fmt.Errorf(
			"the upstream refuses the form: %s; GetForm has the obligatory fields", c.Said(said))})
	}
	return classifyWrite(resp, rows)
}
