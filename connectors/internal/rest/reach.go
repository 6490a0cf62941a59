package rest

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errLinkLocal is the error of a base URL that leads to a link-local or metadata address.
var errLinkLocal = errors.New("such an address belongs to cloud services that give machines their credentials, not to a CRM: " +
	"check the base URL, and what its host name resolves to")

// offLimits are networks without upstreams: link-local addresses, and other addresses at which clouds serve metadata. Loopback
// and private networks are allowed, since CRMs run on premises.
var offLimits = [...]netip.Prefix{
	netip.MustParsePrefix("169.254.0.0/16"),     // link-local, with the metadata of most clouds
	netip.MustParsePrefix("fe80::/10"),          // link-local
	netip.MustParsePrefix("100.100.100.200/32"), // Alibaba Cloud
	netip.MustParsePrefix("168.63.129.16/32"),   // Azure
	netip.MustParsePrefix("192.0.0.192/32"),     // Oracle Cloud
	netip.MustParsePrefix("fd00:ec2::/64"),      // AWS: other services use this network too, not only ::254
	netip.MustParsePrefix("fd20:ce::/64"),       // Google Cloud
}

// translated is the network of gateways to IPv4 (NAT64), with the IPv4 address in the last four bytes.
var translated = netip.MustParsePrefix("64:ff9b::/96")

// outside is the Control of a net.Dialer. It checks the address of the connection itself, so that a name cannot resolve to one
// address when it is checked and to another when it is used.
func outside(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if forbidden(at.Addr()) {
		return fmt.Errorf("%s: %w", at.Addr(), errLinkLocal)
	}
	return nil
}

// forbidden reports whether the address, in any form, is in one of the offLimits networks.
func forbidden(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	if bytes := addr.As16(); translated.Contains(addr) {
		addr = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	for _, network := range offLimits {
		if network.Contains(addr) {
			return true
		}
	}
	return false
}
