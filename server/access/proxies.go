package access

import (
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks of trusted proxies. Only their X-Forwarded-For headers are believed.
type Proxies []netip.Prefix

// Client returns the address of a client, without a port. This is the address of the connection, unless the connection comes
// from a proxy. Then it is the last address in the X-Forwarded-For headers that is not a proxy's. A connection without an IP
// address is returned as it is.
func (p Proxies) Client(connection string, forwarded []string) string {
	at, ok := address(connection)
	if !ok {
		return connection
	}
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(at); i-- {
		before, ok := address(strings.TrimSpace(hops[i]))
		if !ok {
			break // the addresses before it cannot be believed
		}
		at = before
	}
	return at.String()
}

// trusts reports whether an address belongs to a proxy.
func (p Proxies) trusts(at netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(at) })
}

// address parses an IP address, which may have a port, brackets or a zone.
func address(text string) (netip.Addr, bool) {
	at, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		with, portErr := netip.ParseAddrPort(text)
		at, err = with.Addr(), portErr
	}
	return at.Unmap().WithZone(""), err == nil
}
