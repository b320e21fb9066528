#!/bin/sh
# Makes an authority and a certificate for each part, once, and gives each part its own and no other. The authority's
# key is thrown away, so nobody can make more; to renew, remove what is in the volumes and start the region again.
# For one machine. Several machines take theirs from an authority of your own.
set -eu

folder=${1:-/made}
done=$folder/cli/complete
if [ -e "$done" ]; then
    exit 0
fi

making=$(mktemp -d)
trap 'rm -rf "$making"' EXIT
set --
for part in "$folder"/*/; do
    set -- "$@" --for "$(basename "$part")"
done
rapid-review certificates "$making/all" "$@"

for part in "$folder"/*/; do
    name=$(basename "$part")
    cp -p "$making/all/$name.key" "$making/all/$name.crt" "$making/all/ca.crt" "$part"
done
touch "$done"
