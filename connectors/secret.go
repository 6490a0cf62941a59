package connectors

import (
	"fmt"
	"log/slog"
	"strings"
)

// Secret is a text that no output shows. In a configuration it is a reference, "${NAME}" to an environment variable or
// "file:PATH" to a file, which Resolve looks up.
type Secret struct {
	// Both are pointers to texts. Where fmt cannot call the methods below, in unexported fields and for verbs such as %d, it
	// prints the address of such a pointer. For a pointer to a struct it would print the struct.
	reference, value *string
}

// NewSecret returns a secret with the value.
func NewSecret(value string) Secret { return Secret{value: &value} }

// Reveal returns the value, to be put on the wire and nowhere else.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Set reports whether the secret has a value or a reference to one.
func (s Secret) Set() bool { return s.reference != nil || s.Reveal() != "" }

// Reference returns what a configuration has in place of the secret: it is none. It is "" for a secret that no configuration has.
func (s Secret) Reference() string {
	if s.reference == nil {
		return ""
	}
	return *s.reference
}

// Resolve looks up what a reference refers to. lookup gets the kind, "env" or "file", and the name.
func (s *Secret) Resolve(lookup func(kind, name string) (string, error)) error {
	if s.reference == nil || s.value != nil {
		return nil
	}
	kind, name := "env", strings.TrimSuffix(strings.TrimPrefix(*s.reference, "${"), "}")
	if path, ok := strings.CutPrefix(*s.reference, "file:"); ok {
		kind, name = "file", path
	}
	value, err := lookup(kind, name)
	if err != nil {
		return err
	}
	s.value = &value
	return nil
}

// UnmarshalText sets the reference. It refuses a literal, and does not repeat it in the error, since it may be a secret.
func (s *Secret) UnmarshalText(text []byte) error {
	t := string(text)
	env := strings.HasPrefix(t, "${") && strings.HasSuffix(t, "}") && len(t) > 3
	file := strings.HasPrefix(t, "file:") && len(t) > len("file:")
	if !env && !file {
		return fmt.Errorf("a secret must be a reference: ${NAME} of an environment variable, or file:PATH")
	}
	s.value, s.reference = nil, &t
	return nil
}

// String returns "***".
func (Secret) String() string { return "***" }

// GoString returns "***".
func (Secret) GoString() string { return "***" }

// MarshalText returns "***".
func (Secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

// LogValue returns "***".
func (Secret) LogValue() slog.Value { return slog.StringValue("***") }
