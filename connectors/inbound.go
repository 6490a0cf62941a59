package connectors

import crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"

// Receiver is a Client with an upstream that makes requests of its own. A Client that is none is never called by its upstream.
type Receiver interface {
	// Inbound returns what the upstream asks for. It does no I/O.
	Inbound() Inbound
}

// Inbound is what an upstream asks for, as values. The functions do no I/O, and may be called concurrently.
type Inbound struct {
	// Webhook is the place that events are pushed to, nil if the upstream pushes none.
	Webhook *Webhook
	// SMS is the gateway for text messages, nil if the upstream has none or the settings lack its key.
	SMS *SMSGateway
	// Calls places telephone calls, nil if the upstream asks for none or the settings lack its key.
	Calls *CallDesk
}

// The names of what an upstream asks for, in configurations and answers.
const (
	WebhookEndpoint = "webhook"
	SMSEndpoint     = "sms"
	CallsEndpoint   = "calls"
)

// Endpoint says of one thing that an upstream asks for what Webhook, SMSGateway and CallDesk have in common.
type Endpoint struct {
	Ops, Assumes []string
	Setup        string
}

// Endpoints returns what the upstream asks for, by name.
func (in Inbound) Endpoints() map[string]Endpoint {
	endpoints := map[string]Endpoint{}
	if w := in.Webhook; w != nil {
		endpoints[WebhookEndpoint] = Endpoint{[]string{w.Op}, w.Assumes, w.Setup}
	}
	if g := in.SMS; g != nil {
		endpoints[SMSEndpoint] = Endpoint{[]string{g.SendOp, g.StatusOp}, g.Assumes, g.Setup}
	}
	if d := in.Calls; d != nil {
		endpoints[CallsEndpoint] = Endpoint{[]string{d.Op}, d.Assumes, d.Setup}
	}
	return endpoints
}

// InboundOf returns what the upstream of a client asks for, nothing for a client that is no Receiver.
func InboundOf(client Client) Inbound {
	if receiver, ok := client.(Receiver); ok {
		return receiver.Inbound()
	}
	return Inbound{}
}

// Webhook reads pushed events.
type Webhook struct {
	// Op is the upstream operation, in the upstream's words.
	Op string
	// Assumes are sentences for GetSource.
	Assumes []string
	// Setup says to the upstream's administrator where in its settings the address of this place belongs, and what to choose there. It
	// is a paragraph, in which "the address" is ours.
	Setup string
	// Needs are the catalogues that explain the values of events, as in List. Those that are not kept are left out.
	Needs []Need
	// Read reads the body of an event. It sets everything but receive_time; raw and raw_replaced only where the body has what no other
	// field has. An event that cannot be read is an *Error of the kind KindMalformedResponse, with a message that holds nothing of the
	// body.
	Read func(body []byte, known *Catalogue) (*crmstreamv1.PushedEvent, error)
	// Answer is the body of the answer to an event that was stored, a text.
	Answer string
}

// Parameter is one parameter of a form, decoded. The value may be any bytes.
type Parameter struct{ Name, Value string }

// RefusedError is the error of a request that is not granted. It holds nothing of the request.
type RefusedError struct {
	// Reason is one word for metrics and logs, of a list that the connector states: "hash", "key", "parameter", ...
	Reason string
	// Text says what is wrong, for people.
	Text string
}

// Error returns the text.
func (e *RefusedError) Error() string { return e.Text }

// SMSGateway reads and answers what an upstream asks of a gateway for text messages.
type SMSGateway struct {
	// SendOp and StatusOp are the upstream operations, in the upstream's words.
	SendOp, StatusOp string
	Assumes          []string
	Setup            string // as in Webhook
	// Read reads a request. The error is a *RefusedError.
	Read func([]Parameter) (SMSRequest, error)
	// Answer returns the JSON that answers a request.
	Answer func(SMSAnswer) []byte
}

// SMSRequest is a message to be sent, or a question about one.
type SMSRequest struct {
	// Asked is the id of the message whose status is asked for, 0 for a message to be sent.
	Asked uint64
	// Sender, Destination and Text are the message to be sent. The text may be any bytes.
	Sender, Destination, Text string
	// Hash is what proves the request, in one spelling. A message with the Hash of an earlier one and other parameters is refused.
	Hash string
	// Unknown are the names of parameters that the connector does not know, sorted.
	Unknown []string
}

// SMSAnswer is the answer to a request.
type SMSAnswer struct {
	// Taken is the id of the message that was stored; Refused is why a request was refused, in one word. At most one of these is
	// set; if neither is, Status and Parts answer a question.
	Taken   uint64
	Refused string
	// Status is that of the message, SMS_STATUS_UNSPECIFIED for a message that is not known.
	Status crmstreamv1.SmsStatus
	Parts  int32
}

// CallDesk reads and answers requests to place a telephone call.
type CallDesk struct {
	// Op is the upstream operation, in the upstream's words.
	Op      string
	Assumes []string
	Setup   string // as in Webhook
	// Read reads a request: it sets phone_to, phone_from and user_id. The error is a *RefusedError.
	Read func([]Parameter) (*crmstreamv1.CallRequest, error)
	// Answer returns the JSON that says whether the call will be placed.
	Answer func(taken bool) []byte
}
