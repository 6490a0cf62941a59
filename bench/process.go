package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is this program in one of its roles. It listens on a socket.
type process struct {
	cmd     *exec.Cmd
	stdin   io.Closer
	address string
}

// start runs this program in another role. Its first line of output is the address it listens on.
func (b *bench) start(ctx context.Context, role, argument string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{"-serve", role}
	if b.profiles != "" {
		args = append(args, "-cpuprofile", filepath.Join(b.profiles, b.row+"-"+role+".pprof"))
	}
	cmd := exec.CommandContext(ctx, self, append(args, argument)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: cmd}
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("%s did not start: %w", role, errors.Join(err, p.stop()))
	}
	p.address = strings.TrimSpace(line)
	return p, nil
}

// stop ends the process by closing its standard input, which also closes if this process dies.
func (p *process) stop() error {
	return errors.Join(p.stdin.Close(), p.cmd.Wait())
}

// usage returns the CPU time that the process has used and its peak memory in bytes, from /proc.
func (p *process) usage() (cpu time.Duration, peak int, err error) {
	dir := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	stat, err := os.ReadFile(dir + "stat")
	if err != nil {
		return 0, 0, err
	}
	// The fields after the command, which ends at the last parenthesis, start with the third; times are in 1/100 s.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	for _, i := range []int{11, 12} {
		ticks, err := strconv.Atoi(fields[i])
		if err != nil {
			return 0, 0, err
		}
		cpu += time.Duration(ticks) * 10 * time.Millisecond
	}
	status, err := os.ReadFile(dir + "status")
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			peak, err = strconv.Atoi(strings.Fields(rest)[0])
			return cpu, peak << 10, err
		}
	}
	return cpu, 0, fmt.Errorf("%sstatus has no VmHWM", dir)
}

// ownCPU returns the CPU time that this process, the client, has used.
func ownCPU() (time.Duration, error) {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0, err
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), nil
}
