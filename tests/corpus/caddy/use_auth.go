//go:build !no_auth

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/caddyauth"
