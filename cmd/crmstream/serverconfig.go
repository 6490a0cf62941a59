package main

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
)

// checkServer checks the keys of the server itself.
func (l loader) checkServer(doc *document, cfg config) {
	for path, address := range map[string]string{"listen.grpc": cfg.Listen.GRPC, "listen.http": cfg.Listen.HTTP} {
		if err := checkAddress(address, l.insecure || l.guarded); err != nil {
			doc.add(path, "%s", err)
		}
	}
	if cfg.Listen.Metrics != "" {
		if err := checkAddress(cfg.Listen.Metrics, l.insecure || l.guarded); err != nil {
			doc.add("listen.metrics", "%s", err)
		}
	}
	if cfg.Listen.Admin != "" && cfg.Listen.Admin != adminOff {
		if err := checkAddress(cfg.Listen.Admin, false); err != nil {
			doc.add("listen.admin", "must be off, or an address of this machine such as 127.0.0.1:9091; "+
				"without this key it is a socket in state_dir, which other machines reach over SSH")
		}
	}
	if _, port, err := net.SplitHostPort(cfg.Listen.GRPC); err == nil && port != "0" && cfg.Listen.GRPC == cfg.Listen.HTTP {
		doc.add("listen", "grpc and http have the same address: give each its own port")
	}
	if cfg.PageMemory < 1 || cfg.PageMemory > maxPageMemory {
		doc.add("page_memory_mib", "must be from 1 to %d: how much memory the pages of all calls may take", maxPageMemory)
	}
	if cfg.DrainDelay < 0 {
		doc.add("drain_delay", "must not be negative: 0s stops at once")
	}
	if cfg.StateDir == "" {
		doc.add("state_dir", "is empty: name a folder, or leave the key out")
	}
	if !slices.Contains(logLevels(), cfg.Log.Level) {
		doc.add("log.level", "unknown level: use one of %s", strings.Join(logLevels(), ", "))
	}
	if !slices.Contains(logFormats(), cfg.Log.Format) {
		doc.add("log.format", "unknown format: use one of %s", strings.Join(logFormats(), ", "))
	}
	checkOrigins(doc, cfg.Origins)
	for i, host := range cfg.Hosts {
		if host == "" || strings.ContainsAny(host, "/ @*") {
			doc.add(fmt.Sprintf("hosts[%d]", i), "must be a host name such as api.example.com, or host:port for one port only")
		}
	}
}

// checkAddress accepts host:port. Unless open is set, only this machine may reach the host.
func checkAddress(address string, open bool) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return errors.New("must be host:port, as in 127.0.0.1:9090")
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return errors.New("the port must be a number from 0 to 65535; 0 takes a free one")
	}
	ip := net.ParseIP(host)
	if !open && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return errors.New("other machines would reach this address, and nothing guards it: " +
			"set auth and tls, use 127.0.0.1, or --insecure if something else guards it")
	}
	return nil
}
