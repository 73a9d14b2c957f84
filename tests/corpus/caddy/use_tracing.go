//go:build !no_tracing

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/tracing"
