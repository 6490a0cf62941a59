package oauth

import "github.com/crmstream/crmstream/connectors"

// Store keeps refresh tokens in place of configured ones. A token that was kept for one configured token is never returned for
// another: a newly configured token wins. It is safe for concurrent use.
type Store interface {
	// Load returns the refresh token that was kept last in place of the configured one, and an empty secret if none was. It
	// fails rather than say that none was when it cannot know.
	Load(configured connectors.Secret) (connectors.Secret, error)
	// Save keeps a refresh token in place of the configured one. When Save returns nil, the token is durable.
	Save(configured, refresh connectors.Secret) error
}
