//go:build !no_etcd

package main

import "go.etcd.io/etcd/server/v3/embed"

func init() {
	uses = append(uses, func() error {
		_, err := embed.StartEtcd(embed.NewConfig())
		return err
	})
}
