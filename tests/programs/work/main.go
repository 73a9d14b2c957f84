// Work without a port, for the tests of the kinds of services and of one-offs. Without arguments:
//
//	-X main.behaviour=works|dies|job|fails|long|lives|hangs
//	-X main.version=…
//
// With arguments it does what the first of them says.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

var (
	behaviour = "works"
	version   = "1"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) > 1 {
		once(os.Args[1], os.Args[2:])
		return
	}
	log.Printf("version %s starts", version)
	switch behaviour {
	case "job":
		fmt.Println("the job is done")
	case "fails":
		log.Print("no room for the backup")
		os.Exit(3)
	case "long":
		time.Sleep(6 * time.Second)
		fmt.Println("the long job is done by version " + version)
	case "dies":
		time.Sleep(700 * time.Millisecond)
		log.Fatal("the queue is gone")
	case "lives": // to its end, as systemd wants to hear it
		notify("READY=1")
		go tellThatItLives(0)
		<-stopped()
		log.Print("bye")
	case "hangs": // after three seconds
		notify("READY=1")
		tellThatItLives(3 * time.Second)
		time.Sleep(time.Hour)
	default:
		<-stopped()
		log.Print("bye")
	}
}

// tellThatItLives does so twice as often as it must, for so long or for ever.
func tellThatItLives(long time.Duration) {
	limit, _ := strconv.Atoi(os.Getenv("WATCHDOG_USEC"))
	if pid, _ := strconv.Atoi(os.Getenv("WATCHDOG_PID")); limit == 0 || pid != os.Getpid() {
		log.Fatal("nobody wants to hear that it lives")
	}
	for start := time.Now(); long == 0 || time.Since(start) < long; time.Sleep(time.Duration(limit/2) * time.Microsecond) {
		notify("WATCHDOG=1")
	}
}

func notify(word string) {
	if c, err := net.Dial("unixgram", os.Getenv("NOTIFY_SOCKET")); err == nil {
		c.Write([]byte(word))
		c.Close()
	}
}

func stopped() chan os.Signal {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	return stop
}

func once(what string, words []string) {
	switch what {
	case "words": // what it was given, and where it runs
		for _, word := range words {
			fmt.Printf("%q\n", word)
		}
		folder, _ := os.Getwd()
		secret, _ := os.ReadFile(os.Getenv("CREDENTIALS_DIRECTORY") + "/token")
		fmt.Println(folder, os.Getenv("GOFERRY_RELEASE"), os.Getenv("GREETING"), string(secret), os.Getuid() != 0)
		_, err := os.ReadFile("/etc/shadow")
		fmt.Println(err)
	case "code":
		code, _ := strconv.Atoi(words[0])
		fmt.Fprintln(os.Stderr, "it goes wrong")
		os.Exit(code)
	case "flood": // lines, fast
		lines, _ := strconv.Atoi(words[0])
		for n := 1; n <= lines; n++ {
			fmt.Printf("line %d of a very long output, which nobody wants to lose a part of\n", n)
		}
	case "raw":
		os.Stdout.Write([]byte("a\n\n  indented \xff\x00\tend\r\nno newline at the end: \xe4\xb8\xad"))
	case "slow":
		fmt.Println("slowly")
		time.Sleep(3 * time.Second)
		fmt.Println("and to its end")
	case "wait": // until somebody ends it
		fmt.Println("waiting")
		<-stopped()
		fmt.Println("asked to end")
		os.Exit(7)
	}
}
