package oauth

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/crmstream/crmstream/connectors"
)

// Of returns the source of an account, with the store of the account's vault. Clients of one vault with the same Config have the same
// source: a reload of the configuration passes it on to the new client, and two accounts with the same refresh token replace the token
// once. The upstream requests of a source are observed by the account for which it was made. The config needs no Store.
func Of(account connectors.Account, config Config) (*Source, error) {
	vault := account.Vault
	if vault == nil {
		return New(account, config)
	}
	kept, err := vault.Keep("oauth store of "+config.Connector, func() (any, error) { return storeOf(vault, config.Connector) })
	if err != nil {
		return nil, err
	}
	config.Store, _ = kept.(Store)
	kept, err = vault.Keep(fmt.Sprintf("oauth source %x", config.digest()), func() (any, error) { return New(account, config) })
	if err != nil {
		return nil, err
	}
	source, ok := kept.(*Source)
	if !ok {
		return nil, fmt.Errorf("the vault has a %T in place of a source of tokens", kept)
	}
	return source, nil
}

// storeOf returns the store of all accounts of a connector: an account that is renamed keeps its token.
func storeOf(vault *connectors.Vault, connector string) (Store, error) {
	if vault.Folder() == "" {
		return &shortLived{kept: map[[sha256.Size]byte]connectors.Secret{}}, nil
	}
	return newFile(vault.Folder(), connector, vault.Keys)
}

// digest returns a digest of all that the config has besides the store.
func (c Config) digest() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%q", []string{
		c.Connector, c.TokenURL, string(c.Grant), c.ClientID, c.ClientSecret.Reveal(), c.RefreshToken.Reveal(), c.Scope, c.Parameters.Encode(),
		fmt.Sprint(c.AllowLinkLocal),
	}))
}

// shortLived is a Store whose tokens end with the process, for upstreams that end with it too.
type shortLived struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]connectors.Secret // by the digest of the configured token
}

// Load implements Store.
func (s *shortLived) Load(configured connectors.Secret) (connectors.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept[sha256.Sum256([]byte(configured.Reveal()))], nil
}

// Save implements Store.
func (s *shortLived) Save(configured, refresh connectors.Secret) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[sha256.Sum256([]byte(configured.Reveal()))] = refresh
	return nil
}
