package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// client is the program drain in one language.
type client struct {
	name string
	// build and command are run in the repository. {dir} is the folder of the programs that are built for this run.
	build, command []string
}

func allClients() []client {
	return []client{
		{
			name:    "go",
			build:   []string{"go", "build", "-o", "{dir}/drain", "./clients/go/drain"},
			command: []string{"{dir}/drain"},
		},
		{
			name:    "python",
			build:   []string{"clients/python/install.sh"},
			command: []string{".cache/clients/python/bin/python", "clients/python/drain.py"},
		},
		{
			name:    "java",
			build:   []string{"mvn", "--quiet", "--batch-mode", "-Dstyle.color=never", "--file", "clients/java/pom.xml", "package"},
			command: []string{"java", "-cp", "clients/java/example/target/crmstream-example.jar", "io.crmstream.example.Drain"},
		},
	}
}

// clientsOf returns the clients of languages.
func clientsOf(languages []string) ([]client, error) {
	var found []client
	all := allClients()
	for _, name := range languages {
		i := slices.IndexFunc(all, func(c client) bool { return c.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no client in %q", name)
		}
		found = append(found, all[i])
	}
	return found, nil
}

// builder builds programs of the repository at root into dir.
type builder struct{ root, dir string }

// build builds the product and the clients.
func (b builder) build(ctx context.Context, clients []client) error {
	product := client{name: "crmstream", build: []string{"go", "build", "-o", b.binary(), "./cmd/crmstream"}}
	for _, c := range append([]client{product}, clients...) {
		if output, err := b.command(ctx, c.build).CombinedOutput(); err != nil {
			return fmt.Errorf("building %s: %w\n%s", c.name, err, output)
		}
	}
	return nil
}

// binary returns the path of the product.
func (b builder) binary() string { return filepath.Join(b.dir, "crmstream") }

// command returns a command to run in the repository, which is killed when the context ends.
func (b builder) command(ctx context.Context, line []string) *exec.Cmd {
	args := slices.Clone(line)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "{dir}", b.dir)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = b.root
	return cmd
}
