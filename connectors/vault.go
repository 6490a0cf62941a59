package connectors

import (
	"sync"
	"sync/atomic"
)

// Vault is where a client keeps secrets that replace configured ones, and values that outlive the client: a configuration is reloaded by
// another client, which must not, for example, replace the same token at the same time. Each client has a handle of its own. What a
// client keeps is kept until the handles of all clients that keep it are released. So the values are at most those of the clients in
// use, however often configurations are reloaded. A Vault is safe for concurrent use.
type Vault struct {
	*vault
	// mine are the names that this handle keeps, nil after its release. The lock of vault guards it.
	mine map[string]bool
}

// vault is what the handles have in common.
type vault struct {
	folder string
	keys   atomic.Pointer[[]Secret]

	mu     sync.Mutex
	values map[string]*keptValue
}

// keptValue is a value with the number of handles that keep it.
type keptValue struct {
	value   any
	handles int
}

// NewVault returns a vault with secrets in a folder, sealed with keys. It does no I/O. The folder "" stands for none: nothing outlives the
// process, and no key is needed.
func NewVault(folder string, keys ...Secret) *Vault {
	v := &Vault{vault: &vault{folder: folder, values: map[string]*keptValue{}}, mine: map[string]bool{}}
	v.keys.Store(&keys)
	return v
}

// Folder returns the folder for sealed secrets, "" for none.
func (v *Vault) Folder() string { return v.folder }

// Keys returns the keys as they are now: the first seals, and all open. They may change at any time.
func (v *Vault) Keys() []Secret { return *v.keys.Load() }

// Replace puts other keys in place of those before.
func (v *Vault) Replace(keys ...Secret) { v.keys.Store(&keys) }

// Share returns another handle of the vault, for one client. A nil Vault has nil handles.
func (v *Vault) Share() *Vault {
	if v == nil {
		return nil
	}
	return &Vault{vault: v.vault, mine: map[string]bool{}}
}

// Keep returns the value with a name. If no client keeps it, Keep makes it, while other calls of Keep wait: making does no I/O and
// keeps nothing itself. The name has a digest of all that the value is made of. Clients call Keep when they are made.
func (v *Vault) Keep(name string, made func() (any, error)) (any, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	kept := v.values[name]
	if kept == nil {
		value, err := made()
		if err != nil {
			return nil, err
		}
		kept = &keptValue{value: value}
	}
	if v.mine == nil || v.mine[name] { // a client that is replaced keeps nothing new
		return kept.value, nil
	}
	v.mine[name] = true
	kept.handles++
	v.values[name] = kept
	return kept.value, nil
}

// Release gives up what the handle keeps, since its client is not used for further calls. The values still serve the calls under way.
func (v *Vault) Release() {
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for name := range v.mine {
		kept := v.values[name]
		if kept.handles--; kept.handles == 0 {
			delete(v.values, name)
		}
	}
	v.mine = nil
}
