//go:build !no_big

package main

import (
	"math/big"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) {
		_, _ = out.WriteString(new(big.Int).Exp(big.NewInt(3), big.NewInt(int64(out.Fd())), nil).String())
	})
}
