package connectors

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestVaultsKeepWhatClientsUse passes values on from client to client, and drops those that no client keeps.
func TestVaultsKeepWhatClientsUse(t *testing.T) {
	v := NewVault("")
	made := 0
	keep := func(handle *Vault, name string) int {
		value, err := handle.Keep(name, func() (any, error) { made++; return made, nil })
		require.NoError(t, err)
		number, _ := value.(int)
		return number
	}
	before := v.Share()
	require.Equal(t, 1, keep(before, "a"))
	require.Equal(t, 1, keep(before, "a"), "a client may ask twice")
	require.Equal(t, 2, keep(before, "b"))
	after := v.Share()
	require.Equal(t, 1, keep(after, "a"))
	before.Release()
	before.Release()
	require.Equal(t, 1, keep(v.Share(), "a"), "the client after keeps it")
	require.Equal(t, 3, keep(after, "b"), "no client kept it")
	require.Equal(t, 4, keep(before, "c"))
	require.Equal(t, 5, keep(after, "c"), "a client that is replaced keeps nothing new")

	_, err := after.Keep("d", func() (any, error) { return nil, errors.New("no") })
	require.EqualError(t, err, "no")
	require.Equal(t, 6, keep(after, "d"), "a failure is not kept")

	for i := range 1000 { // each configuration differs
		next := v.Share()
		keep(next, fmt.Sprint(i))
		after.Release()
		after = next
	}
	require.Len(t, v.values, 2)
	require.Nil(t, (*Vault)(nil).Share())
	(*Vault)(nil).Release()
}

// TestVaultsShowNoKey prints accounts in all ways.
func TestVaultsShowNoKey(t *testing.T) {
	v := NewVault("folder", NewSecret("the key of the vault"))
	v.Replace(append(v.Keys(), NewSecret("the key of before"))...)
	require.Len(t, v.Share().Keys(), 2)
	require.Equal(t, "folder", v.Share().Folder())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		text := fmt.Sprintf(verb+verb, Account{Vault: v}, v.Keys())
		require.NotContains(t, text, "the key")
	}
}
