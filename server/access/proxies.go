package access

import (
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of proxies that are believed to say which client they forward.
type Proxies []netip.Prefix

// Client returns the address of a client: that of the connection, or where the connection is a proxy's the last one that its
// X-Forwarded-For headers name and that is no proxy's. An address is as netip writes it, without its port; what is none is returned as
// it is.
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
