package access

import (
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks of proxies that are trusted: their X-Forwarded-For headers are believed, and no others.
type Proxies []netip.Prefix

// Client returns the address of a client, without a port. This is the address of the connection. Where that is a proxy's, it is the last
// address in the X-Forwarded-For headers that is not a proxy's. A connection without an IP address is returned as it is.
func (p Proxies) Client(connection string, forwarded []string) string {
	at, ok := address(connection)
	if !ok {
		return connection
	}
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(at); i-- {
		before, ok := address(strings.TrimSpace(hops[i]))
		if !ok {
			break // nothing beyond it can be believed
		}
		at = before
	}
	return at.String()
}

// trusts reports whether an address is a proxy's.
func (p Proxies) trusts(at netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(at) })
}

// address reads an address that may have a port, brackets or a zone.
func address(text string) (netip.Addr, bool) {
	at, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		with, portErr := netip.ParseAddrPort(text)
		at, err = with.Addr(), portErr
	}
	return at.Unmap().WithZone(""), err == nil
}
