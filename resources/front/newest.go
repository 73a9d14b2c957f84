package main

import (
	"net"
	"sync"

	"github.com/caddyserver/caddy/v2"
	"github.com/caddyserver/caddy/v2/caddyconfig/caddyfile"
)

// At a reload two servers share a socket for some seconds: the older one ends its connections, each
// after its reply. A connection that it took in its last moment would end without one, since Go's
// server looks at no request any more once it shuts down; so only the newest takes any.

func init() { caddy.RegisterModule(Newest{}) }

// Newest is a wrapper around listeners.
type Newest struct{}

// CaddyModule tells Caddy its name.
func (Newest) CaddyModule() caddy.ModuleInfo {
	return caddy.ModuleInfo{
		ID:  "caddy.listeners.newest",
		New: func() caddy.Module { return new(Newest) },
	}
}

// UnmarshalCaddyfile takes the name alone.
func (*Newest) UnmarshalCaddyfile(words *caddyfile.Dispenser) error {
	words.Next()
	if words.NextArg() {
		return words.ArgErr()
	}
	return nil
}

// WrapListener lets the listeners of the same address that were there before wait.
func (*Newest) WrapListener(listener net.Listener) net.Listener {
	lock.Lock()
	defer lock.Unlock()
	address := listener.Addr().String()
	made := &newest{Listener: listener, address: address, before: newestOf[address]}
	newestOf[address] = made
	return made
}

var (
	lock     sync.Mutex
	changed  = sync.NewCond(&lock)
	newestOf = map[string]*newest{}
)

type newest struct {
	net.Listener
	address string
	before  *newest // takes over again where this one comes to nothing
	closed  bool
}

func (one *newest) Accept() (net.Conn, error) {
	if !one.mayTake() {
		return nil, net.ErrClosed
	}
	return one.Listener.Accept()
}

func (one *newest) mayTake() bool {
	lock.Lock()
	defer lock.Unlock()
	for newestOf[one.address] != one && !one.closed {
		changed.Wait()
	}
	return !one.closed
}

func (one *newest) Close() error {
	lock.Lock()
	defer lock.Unlock()
	one.closed = true
	if newestOf[one.address] == one {
		newestOf[one.address] = one.before
	}
	for next := newestOf[one.address]; next != nil; next = next.before {
		if next.before == one {
			next.before = one.before
		}
	}
	changed.Broadcast()
	return one.Listener.Close()
}

var (
	_ caddy.ListenerWrapper = (*Newest)(nil)
	_ caddyfile.Unmarshaler = (*Newest)(nil)
)
