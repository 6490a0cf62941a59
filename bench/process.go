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

	"golang.org/x/sys/unix"
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

// usage returns the CPU time that the process has used, and its peak memory in bytes.
func (p *process) usage() (cpu time.Duration, peak int, err error) {
	if cpu, err = p.cpu(); err != nil {
		return 0, 0, err
	}
	peak, err = p.memory("VmHWM")
	return cpu, peak, err
}

// cpu returns the CPU time that the process has used, from the clock that the kernel keeps of it.
func (p *process) cpu() (time.Duration, error) {
	// The number of the clock of another process is made from its id, as clock_getcpuclockid(3) does; 2 is for the scheduler's count.
	const scheduled = 2
	var at unix.Timespec
	if err := unix.ClockGettime(int32(^p.cmd.Process.Pid<<3|scheduled), &at); err != nil {
		return 0, fmt.Errorf("the clock of process %d: %w", p.cmd.Process.Pid, err)
	}
	return time.Duration(at.Nano()), nil
}

// memory returns a figure of the memory of the process in bytes, by its name in /proc: VmRSS now, VmHWM at its peak.
func (p *process) memory(name string) (int, error) {
	path := fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid)
	status, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("%s has no %s", path, name)
}

// ownCPU returns the CPU time that this process, the client, has used.
func ownCPU() (time.Duration, error) {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0, err
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), nil
}
