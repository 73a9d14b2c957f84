// Command withc calls C, so that it cannot be static without more ado.
package main

/*
#include <stdio.h>
static int twice(int n) { return printf("%d\n", 2 * n); }
*/
import "C"

func main() { C.twice(21) }
