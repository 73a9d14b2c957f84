//go:build !no_fastcgi

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/reverseproxy/fastcgi"
