package main

import "runtime/debug"

// versionCommand prints the version.
type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(con *console) error {
	return con.print("crmstream %s\n", version())
}

// version returns what the go command has recorded about the build: the module's version, the commit, whether files have
// changed since, and the toolchain.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown origin"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			v += " " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			v += " (modified)"
		}
	}
	return v + " " + info.GoVersion
}
