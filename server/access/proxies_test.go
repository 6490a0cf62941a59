package access_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/access"
)

func TestClientsOfProxies(t *testing.T) {
	proxies := access.Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("fd00::/8")}
	for name, test := range map[string]struct {
		connection string
		forwarded  []string
		want       string
	}{
		"no proxy":                   {"192.0.2.1:4711", nil, "192.0.2.1"},
		"another client is ignored":  {"192.0.2.1:4711", []string{"198.51.100.7"}, "192.0.2.1"},
		"a proxy":                    {"10.1.2.3:4711", []string{"198.51.100.7"}, "198.51.100.7"},
		"a proxy without the header": {"10.1.2.3:4711", nil, "10.1.2.3"},
		"what the client made up":    {"10.1.2.3:4711", []string{"203.0.113.9, 198.51.100.7"}, "198.51.100.7"},
		"in a header before":         {"10.1.2.3:4711", []string{"203.0.113.9", "198.51.100.7"}, "198.51.100.7"},
		"two proxies":                {"127.0.0.1:4711", []string{"203.0.113.9, 198.51.100.7, 10.9.9.9"}, "198.51.100.7"},
		"proxies alone":              {"127.0.0.1:4711", []string{"10.9.9.8, 10.9.9.9"}, "10.9.9.8"},
		"no address":                 {"10.1.2.3:4711", []string{"198.51.100.7, unknown"}, "10.1.2.3"},
		"an address with a port":     {"10.1.2.3:4711", []string{"198.51.100.7:1234"}, "198.51.100.7"},
		"of version 6":               {"[fd00::1]:4711", []string{"2001:db8::7"}, "2001:db8::7"},
		"in brackets":                {"fd00::1", []string{"[2001:db8::7]"}, "2001:db8::7"},
		"with a port in brackets":    {"fd00::1", []string{"[2001:db8::7]:80"}, "2001:db8::7"},
		"version 4 in 6":             {"[::ffff:10.0.0.1]:4711", []string{"::ffff:198.51.100.7"}, "198.51.100.7"},
		"no TCP":                     {"@", []string{"198.51.100.7"}, "@"},
	} {
		require.Equal(t, test.want, proxies.Client(test.connection, test.forwarded), name)
	}
	require.Equal(t, "10.1.2.3", access.Proxies(nil).Client("10.1.2.3:1", []string{"198.51.100.7"}))
}
