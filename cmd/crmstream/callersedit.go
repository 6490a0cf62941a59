package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/server/access"
)

// editCallers changes a callers file. change gets the root node and changes it. The result is written if it is a right callers
// file. Comments, owner, group and mode stay. Only one process edits a file at a time.
func editCallers(path string, now time.Time, change func(table *access.Table, root *yaml.Node) error) error {
	file, err := lockCallers(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	table, err := readCallers(path, bytes.NewReader(content), now)
	if err != nil {
		return err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(content, &root); err != nil {
		return err
	}
	if err := change(table, root.Content[0]); err != nil {
		return err
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := errors.Join(encoder.Encode(&root), encoder.Close()); err != nil {
		return err
	}
	if _, err := readCallers(path, bytes.NewReader(out.Bytes()), now); err != nil {
		return fmt.Errorf("the file would not be right afterwards, and stays as it is:\n%w", err)
	}
	return durable.Replace(path, out.Bytes())
}

// errCallersBusy is the error when another process edits the file.
var errCallersBusy = errors.New("another crmstream keys edits this file: try again")

// lockCallers opens and locks a callers file. If the file was replaced meanwhile, it opens the new file.
func lockCallers(path string) (*os.File, error) {
	for {
		file, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no file %s: write one, with a caller and its grants, as callers.example.yaml shows; "+
				"or name it with --callers", path)
		}
		if err != nil {
			return nil, err
		}
		if err := lock(file); err != nil {
			if errors.Is(err, errStateInUse) {
				err = errCallersBusy
			}
			return nil, errors.Join(err, file.Close())
		}
		ours, err := file.Stat()
		there, other := os.Stat(path)
		if err == nil && other == nil && os.SameFile(ours, there) {
			return file, nil
		}
		if err := errors.Join(file.Close(), err); err != nil {
			return nil, err
		}
	}
}

// member returns the value of a key in a mapping, nil if the mapping lacks the key.
func member(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return resolved(mapping.Content[i+1])
		}
	}
	return nil
}

// resolved returns the node that an alias refers to, or the node itself.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// scalarNode returns a node with a text.
func scalarNode(value string, style yaml.Style) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Style: style}
}

// setMember sets the value of a key in a mapping.
func setMember(mapping *yaml.Node, key, value string) {
	if old := member(mapping, key); old != nil {
		*old = *scalarNode(value, yaml.DoubleQuotedStyle)
		return
	}
	mapping.Content = append(mapping.Content, scalarNode(key, 0), scalarNode(value, yaml.DoubleQuotedStyle))
}

// callerNode returns the mapping of a caller in the callers file.
func callerNode(root *yaml.Node, name string) (*yaml.Node, error) {
	var names []string
	for _, c := range member(root, "callers").Content {
		c = resolved(c)
		if given := member(c, "name"); given != nil {
			if given.Value == name {
				return c, nil
			}
			names = append(names, given.Value)
		}
	}
	return nil, fmt.Errorf("no caller %q in the file: use one of %s, or add it there with its grants first%s",
		name, strings.Join(names, ", "), spelling.Suggest(name, names))
}

// keyNode returns the mapping of a key in the callers file, and the name of its caller.
func keyNode(root *yaml.Node, id string) (*yaml.Node, string, error) {
	for _, c := range member(root, "callers").Content {
		keys := member(resolved(c), "keys")
		if keys == nil {
			continue
		}
		for _, k := range keys.Content {
			if given := member(resolved(k), "id"); given != nil && given.Value == id {
				return resolved(k), member(resolved(c), "name").Value, nil
			}
		}
	}
	return nil, "", fmt.Errorf("no key %q in the file: crmstream keys list shows them", id)
}

// entryOf returns the entry of a new key for the callers file, on one line.
func entryOf(k access.Key) *yaml.Node {
	entry := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle}
	setMember(entry, "id", k.ID)
	setMember(entry, "sha256", hex.EncodeToString(k.Digest[:]))
	setMember(entry, "created", k.Created.Format(time.RFC3339))
	if !k.Expires.IsZero() {
		setMember(entry, "expires", k.Expires.Format(time.RFC3339))
	}
	if k.Note != "" {
		setMember(entry, "note", k.Note)
	}
	return entry
}

// addKey adds the entry of a key to a caller.
func addKey(root *yaml.Node, caller string, k access.Key) error {
	c, err := callerNode(root, caller)
	if err != nil {
		return err
	}
	keys := member(c, "keys")
	switch {
	case keys == nil:
		keys = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		at := 2 + 2*slices.IndexFunc(c.Content, func(n *yaml.Node) bool { return n.Value == "name" })/2
		c.Content = slices.Insert(c.Content, at, scalarNode("keys", 0), keys)
	case keys.Kind != yaml.SequenceNode: // keys: without a value
		*keys = yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	}
	keys.Style = 0 // one entry a line
	keys.Content = append(keys.Content, entryOf(k))
	return nil
}
