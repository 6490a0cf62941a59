package access

import "crypto/tls"

// CertificateName returns the name that a connection has proved with a client certificate, "" for none: the first URI of the
// certificate, such as spiffe://…, or else its first DNS name. The common name does not count, since nothing verifies it.
func CertificateName(state tls.ConnectionState) string {
	if len(state.VerifiedChains) == 0 || len(state.PeerCertificates) == 0 {
		return ""
	}
	leaf := state.PeerCertificates[0]
	if len(leaf.URIs) > 0 {
		return leaf.URIs[0].String()
	}
	if len(leaf.DNSNames) > 0 {
		return leaf.DNSNames[0]
	}
	return ""
}
