package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const (
	target    = "docs/operations.md"
	inventory = "tools/operations/inventory.csv"
)

func main() {
	if err := write("."); err != nil {
		fmt.Fprintln(os.Stderr, "operations:", err)
		os.Exit(1)
	}
}

// write writes the document of the repository at root.
func write(root string) error {
	text, err := generate(root)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, target), text, 0o644)
}

// generate returns the document of the repository at root.
func generate(root string) ([]byte, error) {
	file, err := os.Open(filepath.Join(root, inventory))
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // which was only read
	operations, err := readInventory(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", inventory, err)
	}
	upstreams, err := upstreamsOf(root)
	if err != nil {
		return nil, err
	}
	rows, err := join(operations, upstreams)
	if err != nil {
		return nil, err
	}
	return document(rows, upstreams), nil
}
