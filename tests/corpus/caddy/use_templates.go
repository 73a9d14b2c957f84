//go:build !no_templates

package main

import _ "github.com/caddyserver/caddy/v2/modules/caddyhttp/templates"
