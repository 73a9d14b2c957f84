// Package systemd speaks with the service manager: it takes the socket that is handed over, and
// tells when the service is ready, stopping and alive. Without systemd it does nothing.
//
// The protocols are those of sd_listen_fds(3), sd_notify(3) and sd_watchdog_enabled(3).
package systemd

import (
	"fmt"
	"net"
	"os"
	"strconv"
)

const firstSocket = 3 // after standard input, output and error

// Listener returns the socket that systemd opened for this process, or nil when it opened none.
//
// The socket stays open in systemd while the program is replaced, so no connection is refused in
// between. The variables are removed, so that no child process takes them for its own.
func Listener() (net.Listener, error) {
	owner, count := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS")
	for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		if err := os.Unsetenv(name); err != nil {
			return nil, err
		}
	}
	if owner != strconv.Itoa(os.Getpid()) {
		return nil, nil
	}
	if count != "1" {
		return nil, fmt.Errorf("systemd handed over %q sockets, want 1", count)
	}
	return listenerFrom(os.NewFile(firstSocket, "systemd socket"))
}

func listenerFrom(file *os.File) (net.Listener, error) {
	defer file.Close() // net keeps a copy of its own, closed in child processes
	listener, err := net.FileListener(file)
	if err != nil {
		return nil, fmt.Errorf("take systemd's socket: %w", err)
	}
	return listener, nil
}
