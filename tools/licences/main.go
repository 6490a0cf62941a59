package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const target = "docs/licences.md"

func main() {
	check := flag.Bool("check", false, "write nothing, and fail if the file is not up to date")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// run writes the file, or checks it.
func run(check bool) error {
	modules, err := linked("./cmd/...")
	if err != nil {
		return err
	}
	text, err := document(modules)
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(target, text, 0o644)
	}
	if kept, err := os.ReadFile(target); err != nil || !bytes.Equal(kept, text) {
		return errors.Join(err, errors.New(target+" is not up to date: run make licences"))
	}
	return nil
}

// module is a linked module.
type module struct{ Path, Version, Dir string }

// linked returns the modules of all packages that are linked into the programs, except this module and the standard library.
func linked(programs string) ([]module, error) {
	list := exec.Command("go", "list", "-deps", "-json=Module", programs)
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0") // the same on every machine
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var found []module
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Module *struct {
				module
				Main bool
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && !p.Module.Main && !slices.Contains(found, p.Module.module) {
			found = append(found, p.Module.module)
		}
	}
	slices.SortFunc(found, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return found, nil
}

// document returns the table of the modules, followed by the texts.
func document(modules []module) ([]byte, error) {
	var table, texts strings.Builder
	table.WriteString("# Licences of what is linked\n\nWritten by `make licences`, checked by `make lint`.\n\n| module | version | licence |\n|---|---|---|\n")
	for _, m := range modules {
		files, err := textsOf(m.Dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		name, ok := allowed(files[0].text)
		if !ok {
			return nil, fmt.Errorf("%s: %s is no licence that is allowed: see allowed in tools/licences", m.Path, files[0].name)
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", m.Path, m.Version, name)
		for _, f := range files {
			fmt.Fprintf(&texts, "\n## %s %s\n\n```text\n%s\n```\n", m.Path, f.name, strings.TrimSpace(f.text))
		}
	}
	return []byte(table.String() + texts.String()), nil
}

// text is a file of a module that must be published with the binary.
type text struct{ name, text string }

// textsOf returns the licence of a module, followed by its notice if there is one.
func textsOf(dir string) ([]text, error) {
	var found []text
	for _, pattern := range []string{"LICEN[CS]E*", "Licen[cs]e*", "COPYING*", "NOTICE*"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			found = append(found, text{filepath.Base(path), strings.ReplaceAll(string(data), "\r\n", "\n")})
		}
	}
	if len(found) == 0 {
		return nil, errors.New("no licence file")
	}
	return found, nil
}

// allowed returns the name of a licence that permits linking, found by words that only its text has.
func allowed(licence string) (name string, ok bool) {
	plain := strings.Join(strings.Fields(licence), " ")
	for _, l := range []struct{ name, says string }{
		{"Apache-2.0", "Apache License Version 2.0"},
		{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
		{"BSD-3-Clause", "may be used to endorse or promote products derived from this software"},
		{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
		{"ISC", "Permission to use, copy, modify, and/or distribute this software"},
	} {
		if strings.Contains(plain, l.says) {
			return l.name, true
		}
	}
	return "", false
}
