package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// paymentTable reads a payment of a project. The words for its direction are those of the filter.
var paymentTable = transcode.Must(transcode.New(&crmstreamv1.ProjectPayment{},
	transcode.ID("id", "id"),
	projectColumn,
	transcode.Column{
		Keys: []string{"type"}, Field: "direction", Kind: transcode.Enum, Text: "direction_text", Check: "type",
		Enum: map[string]int32{
			"0": int32(crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_OUT),
			"1": int32(crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_IN),
		},
	},
	transcode.Col("amount", transcode.Decimal, "sum", "amount"),
	transcode.Col("currency_id", transcode.Ref, "currency_id"),
	transcode.Col("payment_date", transcode.Date, "date"),
	transcode.Col("description", transcode.Text, "description", "comment"),
	transcode.Col("create_time", transcode.LocalTime, "created"),
	transcode.Col("fields", transcode.Rest),
))

// projectPayments opens a list of payments of a project (Проекты, "GET Платежи проекта").
func (c *Client) projectPayments(req *crmstreamv1.ListProjectPaymentsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.payments, req)
	if err != nil {
		return nil, err
	}
	if err := l.addOne("payment_id", req.GetPaymentId()); err != nil {
		return nil, err
	}
	if err := l.addDay(req.GetDate()); err != nil {
		return nil, err
	}
	if err := l.addDirection(req.GetDirection()); err != nil {
		return nil, err
	}
	return c.paged(l), nil
}

// addDirection adds the filter by the direction of money.
func (l *upstreamRequest) addDirection(direction crmstreamv1.PaymentDirection) error {
	const field = "direction"
	incoming := direction == crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_IN
	switch {
	case direction == crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_UNSPECIFIED:
		return nil
	case !incoming && direction != crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_OUT:
		return connectors.Invalid(field, "%d is not one of its values", direction)
	}
	l.query.Set("filter_type", digit(incoming))
	l.checks = append(l.checks, check{field, flagged("type", incoming)})
	l.suspect = field
	return nil
}
