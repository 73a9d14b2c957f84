//go:build unix

package systemd

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func TestWithoutSystemdNothingHappens(t *testing.T) {
	t.Setenv("NOTIFY_SOCKET", "")
	t.Setenv("WATCHDOG_USEC", "")
	if listener, err := Listener(); listener != nil || err != nil {
		t.Errorf("got %v, %v", listener, err)
	}
	if err := Notify(Ready); err != nil {
		t.Error(err)
	}
	KeepWatchdogFed(t.Context())
}

func TestASocketOfAnotherProcessIsLeftAlone(t *testing.T) {
	t.Setenv("LISTEN_PID", "1")
	t.Setenv("LISTEN_FDS", "1")
	if listener, err := Listener(); listener != nil || err != nil {
		t.Errorf("got %v, %v", listener, err)
	}
	if value, found := os.LookupEnv("LISTEN_FDS"); found {
		t.Errorf("LISTEN_FDS=%s is left for child processes", value)
	}
}

func TestMoreSocketsThanOneAreRefused(t *testing.T) {
	t.Setenv("LISTEN_PID", strconv.Itoa(os.Getpid()))
	t.Setenv("LISTEN_FDS", "2")
	if _, err := Listener(); err == nil {
		t.Error("two sockets were accepted")
	}
}

// TestASocketIsTakenOver starts this test again as a child that finds a socket at place 3, as
// systemd would start it.
func TestASocketIsTakenOver(t *testing.T) {
	if os.Getenv("TAKE_SOCKET") != "" {
		greetOnce(t)
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	socket, err := listener.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	// A shell knows its own number before it becomes the test, as systemd's child does.
	child := exec.Command("/bin/sh", "-c", `LISTEN_PID=$$ exec "$0" -test.run "^$1$"`, os.Args[0], t.Name())
	child.Env = append(os.Environ(), "TAKE_SOCKET=1", "LISTEN_FDS=1")
	child.ExtraFiles = []*os.File{socket}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	greeting := make([]byte, 5)
	connection.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := connection.Read(greeting); err != nil || string(greeting) != "hello" {
		t.Errorf("got %q, %v", greeting, err)
	}
	if err := child.Wait(); err != nil {
		t.Error(err)
	}
}

func greetOnce(t *testing.T) {
	listener, err := Listener()
	if listener == nil {
		t.Fatalf("no socket: %v", err)
	}
	connection, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := connection.Write([]byte("hello")); err != nil {
		t.Error(err)
	}
}

func TestSystemdIsToldStatesAndSignsOfLife(t *testing.T) {
	folder, err := os.MkdirTemp("", "notify") // shorter than t.TempDir: a socket's path is limited
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "socket")
	manager, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	t.Setenv("WATCHDOG_USEC", "20000")
	t.Setenv("WATCHDOG_PID", strconv.Itoa(os.Getpid()))

	if err := Notify(Ready); err != nil {
		t.Fatal(err)
	}
	if told := read(t, manager); told != Ready {
		t.Errorf("told %q", told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go KeepWatchdogFed(ctx)
	for range 2 {
		if told := read(t, manager); told != alive {
			t.Errorf("told %q", told)
		}
	}
}

func TestAWatchdogOfAnotherProcessIsLeftAlone(t *testing.T) {
	t.Setenv("WATCHDOG_USEC", "20000")
	t.Setenv("WATCHDOG_PID", "1")
	if interval := watchdogInterval(); interval != 0 {
		t.Errorf("got %s", interval)
	}
}

func TestASocketThatIsGoneIsSaid(t *testing.T) {
	t.Setenv("NOTIFY_SOCKET", filepath.Join(t.TempDir(), "gone"))
	if err := Notify(Ready); err == nil {
		t.Error("nobody listened, and nothing was said")
	}
}

func read(t *testing.T, manager *net.UnixConn) string {
	t.Helper()
	manager.SetReadDeadline(time.Now().Add(5 * time.Second))
	told := make([]byte, 100)
	length, err := manager.Read(told)
	if err != nil {
		t.Fatal(err)
	}
	return string(told[:length])
}
