package rest

import (
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/crmstream/crmstream/connectors"
)

// The errors that callers get for an exchange that broke. The errors of the transport itself name addresses and quote what
// came, so only the log has them.
var (
	errCertificate = errors.New("the upstream's certificate is not trusted, or is one for another host: check the base URL")
	errNotTLS      = errors.New("the upstream does not speak TLS at this address: check scheme and port of the base URL")
	errDamaged     = errors.New("the answer's compression is damaged")
	errName        = errors.New("the upstream's host name cannot be resolved")
	errRefused     = errors.New("the upstream's host refuses connections")
	errNoAnswer    = errors.New("no connection to the upstream could be made in time")
	errNoWay       = errors.New("no connection to the upstream could be made")
	errClosed      = errors.New("the connection was closed before the answer was complete")
	errBroken      = errors.New("the exchange with the upstream failed")
)

// transportError classifies an error of the transport. It keeps texts only; doc.go says why.
func transportError(err error) *connectors.Error {
	e := &connectors.Error{Kind: connectors.KindUnavailable, Err: shown(err), Detail: withoutQuery(err)}
	switch {
	case errors.Is(e.Err, errCertificate), errors.Is(e.Err, errNotTLS), errors.Is(e.Err, errLinkLocal):
		e.Kind = connectors.KindMisconfigured
	case errors.Is(e.Err, connectors.ErrTooLarge), errors.Is(e.Err, errEncoded), errors.Is(e.Err, errCharset), errors.Is(e.Err, errDamaged):
		e.Kind = connectors.KindMalformedResponse
	}
	return e
}

// shown returns the error that callers get for an error of the transport.
func shown(err error) error {
	var foreign *foreignError
	switch {
	case errors.Is(err, connectors.ErrNoMemory):
		return connectors.ErrNoMemory // scans test for it
	case errors.Is(err, connectors.ErrTooLarge):
		return err // callers test for it, and its text has only numbers
	case errors.As(err, &foreign):
		return foreign.shown()
	}
	if damage := damaged(err); damage != nil {
		return fmt.Errorf("%w: %w", errDamaged, damage)
	}
	for _, own := range []error{errTimeout, errNoSlot, errStalled, errTooSlow, errNotTaken, errLinkLocal} {
		if errors.Is(err, own) {
			return own
		}
	}
	return unconnected(err)
}

// damaged returns why a body cannot be unpacked, nil for other errors.
func damaged(err error) error {
	var deflate flate.CorruptInputError
	if errors.As(err, &deflate) {
		return deflate
	}
	for _, damage := range []error{gzip.ErrHeader, gzip.ErrChecksum, zlib.ErrHeader, zlib.ErrChecksum, zlib.ErrDictionary} {
		if errors.Is(err, damage) {
			return damage
		}
	}
	return nil
}

// unconnected returns the error that callers get for an error of the connection.
func unconnected(err error) error {
	var certificate *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	var name *net.DNSError
	var late net.Error
	switch {
	case errors.As(err, &certificate):
		return errCertificate
	case errors.As(err, &notTLS):
		return errNotTLS
	case errors.As(err, &name):
		return errName
	case errors.Is(err, syscall.ECONNREFUSED):
		return errRefused
	case unreachable(err) && errors.As(err, &late) && late.Timeout():
		return errNoAnswer
	case unreachable(err):
		return errNoWay
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return errClosed
	default:
		return errBroken
	}
}

// foreignError is the error of an answer in a charset or an encoding that cannot be read. Its text has the name as the upstream
// sent it.
type foreignError struct {
	what, name string
	known      bool // the name exists, and is no text of the upstream's own
	err        error
}

// Error returns the text for the log.
func (e *foreignError) Error() string {
	return fmt.Sprintf(`the %s "%s" of the answer %s`, e.what, e.name, e.err) // not quoted, since it has still to be redacted
}

// Unwrap returns errEncoded or errCharset.
func (e *foreignError) Unwrap() error { return e.err }

// shown returns the error that callers get, with the name if it exists.
func (e *foreignError) shown() error {
	if e.known {
		return e
	}
	return fmt.Errorf("the %s of the answer %w", e.what, e.err)
}
