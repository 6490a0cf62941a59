package rest

import (
	"net/netip"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestForbiddenAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"169.254.169.254":        true,
		"169.254.0.1":            true,
		"::ffff:169.254.169.254": true,
		"64:ff9b::a9fe:a9fe":     true,
		"fe80::1":                true,
		"fe80::1%eth0":           true,
		"febf::1":                true,
		"100.100.100.200":        true,
		"168.63.129.16":          true,
		"192.0.0.192":            true,
		"fd00:ec2::254":          true,
		"fd20:ce::254":           true,
		"127.0.0.1":              false,
		"::1":                    false,
		"10.1.2.3":               false,
		"172.16.0.1":             false,
		"192.168.1.1":            false,
		"100.64.0.1":             false,
		"fd12:3456::1":           false,
		"fec0::1":                false,
		"64:ff9b::808:808":       false,
		"93.184.215.14":          false,
		"2606:2800:21f::1":       false,
	} {
		require.Equal(t, want, forbidden(netip.MustParseAddr(address)), address)
	}
}

// TestConnectionsAreCheckedWhereTheyAreMade asks for addresses that would answer with a timeout, or with credentials.
func TestConnectionsAreCheckedWhereTheyAreMade(t *testing.T) {
	for _, base := range []string{"http://169.254.169.254/latest", "https://[fd00:ec2::254]", "https://[fe80::1%25lo]:8443", "http://100.100.100.200"} {
		call := &connectors.Meter{}
		transport := NewTransport(Options{})
		transport.Proxy = nil // it would be the proxy that connects
		c := New(connectors.Account{Transport: transport}, "fake", []*url.URL{parse(t, base)}, Options{})
		_, err := c.Do(connectors.WithMeter(t.Context(), call), get(true))
		require.Equal(t, connectors.KindMisconfigured, failure(t, err).Kind, base)
		require.ErrorContains(t, err, errLinkLocal.Error())
		require.Zero(t, call.Requests())
	}
}

// TestNamesAreCheckedByWhatTheyResolveTo gives the check what a dialer gives it: the address, whatever the name was.
func TestNamesAreCheckedByWhatTheyResolveTo(t *testing.T) {
	require.ErrorIs(t, outside("tcp4", "169.254.169.254:443", nil), errLinkLocal)
	require.ErrorIs(t, outside("tcp6", "[fe80::1%eth0]:443", nil), errLinkLocal)
	require.NoError(t, outside("tcp4", "127.0.0.1:443", nil))
	require.Error(t, outside("tcp4", "metadata.internal:443", nil), "no name gets here")
}

func TestLinkLocalAddressesCanBeAllowed(t *testing.T) {
	require.NotNil(t, dialer(Options{}).Control)
	require.Nil(t, dialer(Options{AllowLinkLocal: true}).Control)
}
