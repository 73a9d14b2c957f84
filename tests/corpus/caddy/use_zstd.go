//go:build !no_zstd

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/encode/zstd"
