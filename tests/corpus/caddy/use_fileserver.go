//go:build !no_fileserver

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/fileserver"
