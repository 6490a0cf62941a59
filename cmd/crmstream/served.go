package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/gateway"
	"github.com/crmstream/crmstream/server/scan"
)

// openTokens opens the resume tokens and the vault under the keys of a setup, or else under the keys of the state directory.
func (a *app) openTokens(s setup) (err error) {
	keys := s.tokenKeys
	if len(keys) == 0 {
		if keys, err = openKeys(s.stateDir); err != nil {
			return fmt.Errorf("token keys: %w", err)
		}
	}
	hideKeys(s.redactor, keys)
	a.accountKey = keys[0]
	if a.tokens, err = scan.NewTokens(keys...); err != nil {
		return err
	}
	derived, err := vaultKeys(keys)
	if err != nil {
		return err
	}
	a.vault, err = openVault(s, derived)
	return err
}

// hideKeys makes the redactor hide token keys in all logs and answers.
func hideKeys(r *redact.Redactor, keys []connectors.Secret) {
	for _, key := range keys {
		r.Add(key.Reveal())
	}
}

// sourceConfigs returns the sources of a setup in the server's form.
func (a *app) sourceConfigs(s setup) []server.SourceConfig {
	configs := make([]server.SourceConfig, len(s.sources))
	for i, source := range s.sources {
		configs[i] = server.SourceConfig{
			Name: source.name, Driver: source.driver, Settings: source.settings, TimeZone: source.zone,
			Identity: identityOf(source), Account: accountOf(a.accountKey, source), CatalogueAge: source.catalogueAge,
			MaxStaleness: source.maxStaleness, ParallelReads: source.parallelReads, Writes: source.allowed, Proof: source.proof,
			Inbound: source.inbound,
		}
		if source.budget != "" {
			configs[i].Budget = a.budgets.ofSource(source.name)
		}
	}
	return configs
}

// apply serves another setup, which differs only in what may change while the server runs. After an error the sources and
// budgets are as they were.
func (a *app) apply(s setup) (changes server.Changes, err error) {
	running := a.running.Load()
	err = a.budgets.replace(*running, s, func() (err error) {
		changes, err = a.server.SetSources(a.sourceConfigs(s))
		return err
	})
	if err != nil {
		return changes, err
	}
	if len(s.tokenKeys) > 0 { // else the keys of the state directory stay
		hideKeys(running.redactor, s.tokenKeys)
		derived, err := vaultKeys(s.tokenKeys)
		if err = errors.Join(err, a.tokens.Replace(s.tokenKeys...)); err != nil {
			return changes, err // never: the configuration's check has accepted them
		}
		a.vault.Replace(derived...)
	}
	s.redactor = running.redactor
	a.running.Store(&s)
	a.sites.Store(&gateway.Sites{Hosts: s.hosts, Origins: s.origins})
	return changes, nil
}

// accountOf returns a digest of a source's settings and of the program's version. So the server does not serve lists that were
// kept from another account or by another version. The digest is keyed, since the credentials are part of it.
func accountOf(key connectors.Secret, source sourceSetup) string {
	parts := []string{version(), source.written}
	for _, secret := range source.settings.Secrets() {
		parts = append(parts, secret.Reveal())
	}
	digest := hmac.New(sha256.New, []byte(key.Reveal()))
	digest.Write([]byte(strings.Join(parts, "\x00"))) // a hash never fails
	return hex.EncodeToString(digest.Sum(nil)[:16])
}
