package apro

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// invoiceErrors are the fields at fault by the keys of errors of new and changed rows ("Adding invoices"). The keys of accounts/edit
// differ between the editions of the vendor's page, so that only its words count.
var invoiceErrors = map[string]string{
	"1": "invoice.contact_id", "2": "invoice.own_company_id", "3": "invoice.create_date", "4": "invoice.lines", "5": "invoice.lines",
}

// maxReasons bounds the reasons of a refusal that its error has.
const maxReasons = 10

// invoiceAnswer reads the answer to invoices that were sent: {stat, id}, or {stat, error} for an invoice that is refused. Several
// invoices are answered by a list of these, or by a map by the keys of the rows, which PHP sends if the keys do not count from 0.
func (c *Client) invoiceAnswer(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
	if _, alone := wire.Member(data, "stat"); alone {
		data = data.Alone()
	}
	answer, refused := connectors.WriteAnswer{}, map[int]error{}
	if call.Op == opInvoiceAdd {
		answer.IDs = make([]string, call.Rows)
	}
	answered, ids := map[int]bool{}, map[string]bool{}
	for key, value := range wire.Entries(data) {
		row, err := strconv.Atoi(key)
		if err != nil || row < 0 || row >= call.Rows || strconv.Itoa(row) != key || answered[row] {
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer is about rows that were not sent")
		}
		answered[row] = true
		id, refusal, err := c.invoiceRow(call.Op, value)
		switch {
		case err != nil:
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, err.Error())
		case refusal != nil:
			refused[row] = refusal
		case call.Op == opInvoiceAdd && ids[id]:
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer has the id "+id+" twice")
		case call.Op == opInvoiceAdd:
			answer.IDs[row], ids[id] = id, true
		}
	}
	if len(answered) < call.Rows {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, fmt.Sprintf("the answer is about %d of %d rows", len(answered), call.Rows))
	}
	if len(refused) > 0 {
		answer.Refused = refused
	}
	return answer, nil
}

// invoiceRow reads the answer to one row: the id of a new invoice, or the error of one that is refused. The other error is of an
// answer that does not say what became of the row.
func (c *Client) invoiceRow(op string, value transcode.JSON) (id string, refusal, err error) {
	stat, _ := value.Member("stat")
	number, _ := value.Member("id")
	reasons, _ := value.Member("error")
	yes, said := verdict(stat)
	switch {
	case !said:
		return "", nil, errors.New("the answer does not say whether an invoice was written")
	case yes && !wire.Empty(reasons), !yes && op == opInvoiceAdd && !wire.Empty(number):
		return "", nil, errors.New("the answer says that an invoice was written, and that it was not")
	case !yes:
		return "", c.invoiceRefusal(op, reasons), nil
	case op != opInvoiceAdd:
		return "", nil, nil
	}
	id, err = insertedID(number)
	if err == nil && id == "" {
		err = errors.New("the answer has no id of a new invoice")
	}
	return id, nil, err
}

// invoiceRefusal returns the error of an invoice that is refused. reasons is {key, mes}, or a list of these.
func (c *Client) invoiceRefusal(op string, reasons transcode.JSON) error {
	e := &connectors.Error{Kind: connectors.KindRefused, Connector: wire.Name, Op: op}
	if _, alone := wire.Member(reasons, "mes"); alone || !reasons.List() {
		reasons = reasons.Alone()
	}
	var said []string
	for _, reason := range wire.Entries(reasons) {
		text := wire.ScalarMember(reason, "mes")
		if plain, scalar := reason.Text(); scalar {
			text = plain
		}
		if text = c.wire.Said(text); text != "" && len(said) < maxReasons {
			said = append(said, text)
		}
		keyed := op == opInvoiceAdd || op == opInvoiceUpdate
		if field := invoiceErrors[wire.ScalarMember(reason, "key")]; keyed && field != "" && e.Field == "" {
			e.Kind, e.Field = connectors.KindInvalidRequest, field
		}
	}
	if len(said) == 0 {
		said = []string{"it states no reason"}
	}
	e.Err = errors.New("the upstream refuses the invoice: " + strings.Join(said, "; "))
	return e
}
