// The one place that tells the kernel where something lies.
package main

import "unsafe"

func pointer[T any](of *T) uintptr { return uintptr(unsafe.Pointer(of)) }
