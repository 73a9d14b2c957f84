// Does what one door of the sandbox lets through, and says so, or what it was told instead; with a
// second word it serves afterwards.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

var deeds = map[string]func() error{
	"usual": func() error {
		for _, file := range []string{"/proc/meminfo", "/proc/stat", "/proc/sys/net/core/somaxconn"} {
			if _, err := os.ReadFile(file); err != nil {
				return err
			}
		}
		_, err := net.Interfaces()
		return err
	},
	"jit": func() error {
		all := syscall.PROT_READ | syscall.PROT_WRITE | syscall.PROT_EXEC
		_, err := syscall.Mmap(-1, 0, 4096, all, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		return os.NewSyscallError("mmap", err)
	},
	"proc":      func() error { _, err := os.ReadFile("/proc/1/stat"); return err },
	"home":      func() error { _, err := os.ReadDir("/home"); return err },
	"low-ports": func() error { _, err := net.ListenPacket("udp", ":53"); return err },
	"raw-sockets": func() error {
		if _, err := syscall.Socket(syscall.AF_PACKET, syscall.SOCK_RAW, 0); err != nil {
			log.Print("packets: ", err)
		}
		_, err := net.ListenPacket("ip4:icmp", "0.0.0.0")
		return err
	},
	"other-sockets": func() error {
		const vsock = 40
		_, err := syscall.Socket(vsock, syscall.SOCK_STREAM, 0)
		return os.NewSyscallError("socket", err)
	},
	"network-admin": func() error {
		file, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
		if err != nil {
			return err
		}
		const setInterface = 0x400454ca
		ask := [40]byte{16: 1} // IFF_TUN
		call := uintptr(syscall.SYS_IOCTL)
		_, _, no := syscall.Syscall(call, file.Fd(), setInterface, pointer(&ask))
		if no != 0 {
			return os.NewSyscallError("TUNSETIFF", no)
		}
		return nil
	},
	"devices": func() error { _, err := os.ReadFile("/dev/ttyUSB0"); return err },
	"namespaces": func() error {
		words := exec.Command("unshare", "--user", "--map-root-user", "--mount",
			"mount", "-t", "tmpfs", "none", "/mnt")
		if said, err := words.CombinedOutput(); err != nil {
			return fmt.Errorf("%s", said)
		}
		return nil
	},
	"owners": func() error {
		file := os.TempDir() + "/mine"
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			return err
		}
		return os.Chown(file, os.Getuid(), os.Getgid())
	},
	"priority": func() error {
		return os.NewSyscallError("setpriority", syscall.Setpriority(syscall.PRIO_PROCESS, 0, 5))
	},
	"locked-memory": func() error {
		return os.NewSyscallError("mlockall", syscall.Mlockall(1))
	},
	"all-calls": func() error {
		const seccomp, available = 317, 2 // of amd64: asks whether an action is known
		action := [1]uint32{0x7fff0000}
		_, _, no := syscall.Syscall(seccomp, available, 0, pointer(&action))
		if no != 0 {
			return os.NewSyscallError("seccomp", no)
		}
		return nil
	},
}

func main() {
	log.SetFlags(0)
	runtime.LockOSThread()
	deed, serves := os.Args[1], len(os.Args) > 2
	if err := deeds[deed](); err != nil {
		log.Fatal(err)
	}
	fmt.Println("done")
	if serves {
		well := func(http.ResponseWriter, *http.Request) {}
		log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), http.HandlerFunc(well)))
	}
}
