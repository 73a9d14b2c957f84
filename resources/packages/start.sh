#!/bin/sh
# Runs the program in this terminal, without systemd and without a sandbox.
# Its settings are NAME=VALUE lines of a file, of which none is ever run.
set -eu
release=./release
settings=./env
program=service

cd -- "$(dirname -- "$0")"
# variables
if [ -e "$settings" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    value=${line#*=}
    case $value in
      \"*\" | \'*\') value=${value#?} value=${value%?} ;;
    esac
    case $line in
      [A-Za-z_]*=*) export "${line%%=*}=$value" ;;
    esac
  done <"$settings"
fi
# arguments
cd -- "$release"
exec "./bin/$program" "$@"
