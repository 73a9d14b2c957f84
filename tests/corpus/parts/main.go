// Command parts uses many packages, each behind a tag that leaves it out: to learn what each costs.
package main

import "os"

var uses []func(*os.File)

func main() {
	for _, use := range uses {
		use(os.Stdout)
	}
}
