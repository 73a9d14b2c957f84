package systemd

import (
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"
)

// States to tell systemd.
const (
	Ready    = "READY=1"
	Stopping = "STOPPING=1"
	alive    = "WATCHDOG=1"
)

// Notify tells systemd a state. It does nothing where nobody listens.
func Notify(state string) error {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return nil
	}
	connection, err := net.Dial("unixgram", socket)
	if err != nil {
		return fmt.Errorf("reach systemd: %w", err)
	}
	defer connection.Close()
	if _, err := connection.Write([]byte(state)); err != nil {
		return fmt.Errorf("tell systemd: %w", err)
	}
	return nil
}

// KeepWatchdogFed tells systemd twice per watchdog interval that the process lives, until ctx is
// done or the process hangs. It returns at once when no watchdog is set.
func KeepWatchdogFed(ctx context.Context) {
	interval := watchdogInterval()
	if interval <= 0 {
		return
	}
	ticks := time.NewTicker(interval / 2)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
			_ = Notify(alive) // a sign of life that is lost is followed by the next one
		}
	}
}

func watchdogInterval() time.Duration {
	if owner := os.Getenv("WATCHDOG_PID"); owner != "" && owner != strconv.Itoa(os.Getpid()) {
		return 0
	}
	micros, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64)
	if err != nil {
		return 0
	}
	return time.Duration(micros) * time.Microsecond
}
