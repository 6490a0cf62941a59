package rest

import (
	"fmt"
	"net"
	"net/url"
)

// ParseBase reads the base URL of a setting. Plain HTTP sends credentials unencrypted: it is accepted for loopback hosts, and
// for others only where the upstream offers nothing else (plainHTTP).
func ParseBase(setting, text string, plainHTTP bool) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("%s: must be a URL like https://crm.example.com, without user, query or fragment", setting)
	}
	switch {
	case u.Scheme == "https":
	case u.Scheme == "http" && (plainHTTP || loopback(u.Hostname())):
	default:
		return nil, fmt.Errorf("%s: must start with https://, since credentials travel with every request", setting)
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
