//go:build !no_acmeserver

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddypki/acmeserver"
