package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strings"
)

const (
	first     = "GOFERRY BACKUP 1\n"
	keyPrefix = "GOFERRY-KEY-1 "
	salting   = 16
	piece     = 1 << 20
)

// seal encrypts what comes in, as core/data/sealing.py does: pieces whose order and end are proved.
func seal(to io.Writer, from io.Reader, keyFile string) error {
	text, err := os.ReadFile(keyFile)
	if err != nil {
		return err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(strings.TrimPrefix(string(text), keyPrefix)))
	if err != nil || len(key) != 32 {
		return errors.New("no key")
	}
	head := append([]byte(first), make([]byte, salting)...)
	if _, err := rand.Read(head[len(first):]); err != nil {
		return err
	}
	if _, err := to.Write(head); err != nil {
		return err
	}
	return sealPieces(to, from, key, head)
}

func sealPieces(to io.Writer, from io.Reader, key, head []byte) error {
	block, err := aes.NewCipher(derived(key, head[len(first):]))
	if err != nil {
		return err
	}
	sealer, err := cipher.NewGCM(block)
	if err != nil {
		return err
	}
	this, next := make([]byte, piece), make([]byte, piece)
	size, err := fill(from, this)
	nonce := make([]byte, sealer.NonceSize())
	for number := uint64(0); err == nil; number++ {
		following := 0
		if following, err = fill(from, next); err != nil {
			break
		}
		binary.BigEndian.PutUint64(nonce[3:11], number)
		if following == 0 {
			nonce[11] = 1
		}
		if _, err = to.Write(sealer.Seal(nil, nonce, this[:size], head)); err != nil || following == 0 {
			return err
		}
		this, next, size = next, this, following
	}
	return err
}

// fill reads as much as there is room for; less only at the end.
func fill(from io.Reader, into []byte) (int, error) {
	size, err := io.ReadFull(from, into)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return size, err
}

// derived is HKDF-SHA256 for one block of 32 bytes.
func derived(key, salt []byte) []byte {
	extract := hmac.New(sha256.New, salt)
	extract.Write(key)
	expand := hmac.New(sha256.New, extract.Sum(nil))
	expand.Write([]byte(first + "\x01"))
	return expand.Sum(nil)
}
