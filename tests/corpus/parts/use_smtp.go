//go:build !no_smtp

package main

import (
	"net/smtp"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = smtp.SendMail(out.Name(), nil, "", nil, nil) })
}
