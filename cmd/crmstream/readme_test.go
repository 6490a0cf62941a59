package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReadmeExamples runs the commands of README that call the demo: each finds or writes records.
func TestReadmeExamples(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	examples := regexp.MustCompile(`(?m)^(bin/crmstream (list|get|sources|create|writes|watch) |curl .*/v1/)(.*\\\n)*.*$`).FindAllString(string(readme), -1)
	require.NotEmpty(t, examples)
	nothing := regexp.MustCompile(`^\{("error"|"\w+":\[\])`) // a failure, or a document without records

	binary, state := buildBinary(t), filepath.Join(t.TempDir(), "state")
	demo := startDemo(t, binary, state)
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "leads.csv"), []byte("lastName,phones\nMoore,+441234\n"), 0o600))
	here := strings.NewReplacer("bin/crmstream", binary, "http://127.0.0.1:8080", demo.web, " > tasks.ndjson", "")
	for _, example := range examples {
		t.Run(example, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "sh", "-c", here.Replace(example))
			cmd.Dir = folder
			cmd.Env = append(os.Environ(), "CRMSTREAM_ADDR="+demo.grpc)
			output, err := cmd.Output()
			require.NoError(t, err)
			require.NotEmpty(t, output)
			require.False(t, nothing.Match(output), "%.200s", output)
		})
	}
}
