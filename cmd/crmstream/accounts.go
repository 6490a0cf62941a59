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
	at := map[string]int{}
	for i, budget := range budgets {
		at[budget.Name] = i
	}
	for _, source := range sources {
		if i, ok := at[source.budget]; ok {
			budgets[i].Sources = append(budgets[i].Sources, source.name)
			budgets[i].Hosts = append(budgets[i].Hosts, hostsOf(source)...)
		}
	}
	for i := range budgets {
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

// accountKey is what two sources of one account have in common, besides a host.
type accountKey struct {
	driver, account string
	secrets         [sha256.Size]byte
}

// accounts returns the sources by account, as their indexes in the order of their names. Sources have one account if they
// have the same connector, the same secrets and a host in common, unless the configuration names different accounts for them.
// Only sources with the same secrets are compared with each other, since there may be thousands of sources.
func accounts(sources []sourceSetup) [][]int {
	order := make([]int, len(sources))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(sources[a].name, sources[b].name) })
	rank := make([]int, len(sources))
	for place, i := range order {
		rank[i] = place
	}
	byRank := func(a, b int) int { return rank[a] - rank[b] }
	var groups [][]int
	same := map[accountKey][]int{}
	for _, i := range order {
		digest, known := secretsOf(sources[i])
		if !known {
			groups = append(groups, []int{i})
			continue
		}
		key := accountKey{sources[i].driver.Name, sources[i].account, digest}
		same[key] = append(same[key], i)
	}
	for _, alike := range same {
		groups = append(groups, withHosts(sources, alike, byRank)...)
	}
	slices.SortFunc(groups, func(a, b []int) int { return byRank(a[len(a)-1], b[len(b)-1]) })
	return groups
}

// withHosts returns sources by account that have the same secrets: those with a host in common have one account. byRank compares
// sources by their order, which alike has and each account gets.
func withHosts(sources []sourceSetup, alike []int, byRank func(a, b int) int) [][]int {
	var groups [][]int
	for _, i := range alike {
		group, hosts := []int{i}, hostsOf(sources[i])
		// A source may have a host in common with several groups that have no host in common with each other.
		groups = slices.DeleteFunc(groups, func(other []int) bool {
			same := slices.ContainsFunc(other, func(j int) bool { return common(hosts, hostsOf(sources[j])) })
			if same {
				group = append(group, other...)
			}
			return same
		})
		slices.SortFunc(group, byRank)
		groups = append(groups, group)
	}
	return groups
}

// common reports whether two lists have an element in common.
func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
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
