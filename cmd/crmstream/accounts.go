package main

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/quota"
)

// defaultBudget is implemented by settings of upstreams that document a budget. A source gets this budget if its
// configuration names none.
type defaultBudget interface {
	DefaultBudget() (requests int, window time.Duration)
}

// userName is implemented by settings that name the user who logs in.
type userName interface {
	UserName() string
}

// accountSecrets is implemented by settings with secrets that are not those of the account.
type accountSecrets interface {
	AccountSecrets() []*connectors.Secret
}

// shareBudgets gives the sources of one account one budget. This is the budget that the configuration names for any of them,
// or else the budget that the upstream documents. A documented budget is added to the configured budgets. Its name is the
// first of the sources' names, because a secret could be guessed from a name that is derived from it. If a configured budget
// has this name, that budget is not used instead, because its numbers may be meant for another account. Package quota finds
// the requests that were counted under other names.
func shareBudgets(doc *document, sources []sourceSetup, configured []quota.Config) []quota.Config {
	budgets := slices.Clone(configured)
	for _, group := range accounts(sources) {
		name := namedBudget(doc, sources, group)
		if name == "" {
			name, budgets = documentedBudget(doc, sources, group, configured, budgets)
		}
		for _, i := range group {
			if sources[i].budget == "" {
				sources[i].budget = name
			}
		}
	}
	for i := range budgets {
		for _, source := range sources {
			if source.budget == budgets[i].Name {
				budgets[i].Sources = append(budgets[i].Sources, source.name)
				budgets[i].Hosts = append(budgets[i].Hosts, hostsOf(source)...)
			}
		}
		slices.Sort(budgets[i].Hosts)
		budgets[i].Hosts = slices.Compact(budgets[i].Hosts)
	}
	return budgets
}

// namedBudget returns the budget that the configuration names for an account, "" if it names none.
func namedBudget(doc *document, sources []sourceSetup, account []int) string {
	named := -1
	for _, i := range slices.Sorted(slices.Values(account)) {
		switch {
		case sources[i].budget == "":
		case named < 0:
			named = i
		case sources[i].budget != sources[named].budget:
			doc.add(fmt.Sprintf("sources[%d].budget", i), "is another one than that of sources[%d] (%s), which asks the same host with the "+
				"same secret, so that each would spend what the other counts: name one budget for both, or, if the upstream counts "+
				"them apart, tell the accounts apart (account: NAME)", named, sources[named].budget)
		}
	}
	if named < 0 {
		return ""
	}
	return sources[named].budget
}

// documentedBudget returns the name of the budget that the upstream documents for an account, "" if it documents none. It
// also returns the budgets with this budget added.
func documentedBudget(doc *document, sources []sourceSetup, account []int, configured, budgets []quota.Config) (string, []quota.Config) {
	first := sources[account[0]]
	documented, ok := first.settings.(defaultBudget)
	if !ok {
		return "", budgets
	}
	own := quota.Defaults()
	own.Name = first.name
	own.Requests, own.Window = documented.DefaultBudget()
	switch {
	case hasBudget(configured, own.Name):
		doc.addOnce(fmt.Sprintf("sources[%d].budget", account[0]), "is missing, and a budget has this source's name: add budget: %s to use "+
			"it, or rename it so that the source gets one of its own", own.Name)
	case !hasBudget(budgets, own.Name): // if sources have the same name, which is a mistake, the first adds the budget
		budgets = append(budgets, own)
	}
	return own.Name, budgets
}

func hasBudget(budgets []quota.Config, name string) bool {
	return slices.ContainsFunc(budgets, func(b quota.Config) bool { return b.Name == name })
}

// accounts returns the sources by account, as their indexes in the order of their names. Sources have one account if they
// have the same connector, the same secrets and a host in common, unless the configuration names different accounts for them.
func accounts(sources []sourceSetup) [][]int {
	order := make([]int, len(sources))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(sources[a].name, sources[b].name) })
	var groups [][]int
	for _, i := range order {
		group := []int{i}
		// A source may have a host in common with several groups that have no host in common with each other.
		groups = slices.DeleteFunc(groups, func(other []int) bool {
			same := slices.ContainsFunc(other, func(j int) bool { return sameAccount(sources[i], sources[j]) })
			if same {
				group = append(group, other...)
			}
			return same
		})
		slices.SortFunc(group, func(a, b int) int { return slices.Index(order, a) - slices.Index(order, b) })
		groups = append(groups, group)
	}
	return groups
}

// sameAccount reports whether two sources are one account to their upstream.
func sameAccount(a, b sourceSetup) bool {
	if a.driver.Name != b.driver.Name || a.account != b.account {
		return false
	}
	secret, known := secretsOf(a)
	other, otherKnown := secretsOf(b)
	if !known || !otherKnown || secret != other {
		return false
	}
	hosts := hostsOf(b)
	return slices.ContainsFunc(hostsOf(a), func(host string) bool { return slices.Contains(hosts, host) })
}

// secretsOf returns a digest that is equal for two sources with the same secrets of their accounts. It returns false if a secret is not known
// or there are none.
func secretsOf(source sourceSetup) (digest [sha256.Size]byte, known bool) {
	if source.settings == nil {
		return digest, false
	}
	secrets := source.settings.Secrets()
	if own, ok := source.settings.(accountSecrets); ok {
		secrets = own.AccountSecrets()
	}
	var all []string
	for _, secret := range secrets {
		if secret.Reveal() == "" {
			return digest, false
		}
		all = append(all, secret.Reveal())
	}
	return sha256.Sum256([]byte(strings.Join(all, "\x00"))), len(all) > 0
}

// identityOf returns what identifies the account of a source to its upstream, without the secrets.
func identityOf(source sourceSetup) string {
	if source.sandbox != "" {
		return "sandbox " + source.sandbox
	}
	parts := []string{"connector " + source.driver.Name, "zone " + source.zone.String(), "account " + source.account}
	for _, address := range source.settings.Addresses() {
		if u, err := url.Parse(address); err == nil {
			parts = append(parts, hostOf(u)+strings.TrimRight(u.EscapedPath(), "/"))
		}
	}
	slices.Sort(parts[3:])
	if named, ok := source.settings.(userName); ok {
		parts = append(parts, "user "+named.UserName())
	}
	return strings.Join(slices.Compact(parts), "\n")
}

// hostsOf returns the hosts that a source asks, each in one form for all its spellings.
func hostsOf(source sourceSetup) []string {
	if source.settings == nil {
		return nil
	}
	var hosts []string
	for _, address := range source.settings.Addresses() {
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" { // the settings report a wrong address themselves
			hosts = append(hosts, hostOf(u))
		}
	}
	return hosts
}

// hostOf returns the host of a URL without its port, because one account answers at several ports (APRO at 81 and 80). If the
// host is this machine, the port is included: each port of this machine leads to another program, such as a tunnel to another
// account.
func hostOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	ip, err := netip.ParseAddr(host)
	switch {
	case host == "localhost", err == nil && ip.Unmap().IsLoopback():
		defaults := map[string]string{"http": "80", "https": "443"}
		return net.JoinHostPort("localhost", cmp.Or(u.Port(), defaults[u.Scheme]))
	case err == nil:
		return ip.Unmap().String()
	default:
		return host
	}
}
