#!/bin/bash
# Starts the Kafka node of deploy/kafka/server.properties. The first start gives the empty folder its cluster and
# its users: the broker itself, the one that creates topics, and the six services, each with a password from a file.
set -euo pipefail

here=$(dirname "$0")
programs=${KAFKA_PROGRAMS:-/opt/kafka/bin}
secrets=${KAFKA_SECRETS:-/run/secrets}
settings=${KAFKA_SETTINGS:-$here/server.properties}
data=$(sed -n 's/^log\.dirs=//p' "$settings")

if [ ! -e "$data/meta.properties" ]; then
    # A file, and no words on a command line, which everybody on the machine could read.
    words=$(mktemp)
    trap 'rm -f "$words"' EXIT
    {
        printf '%s\n' --config "$settings" --cluster-id "$("$programs/kafka-storage.sh" random-uuid)" --ignore-formatted
        for file in "$secrets"/kafka_*_password; do
            user=$(basename "$file" _password)
            printf '%s\n' --add-scram "SCRAM-SHA-512=[name=${user#kafka_},password=$(<"$file")]"
        done
    } >"$words"
    # What it prints holds what the passwords are checked with: that belongs into no log.
    "$programs/kafka-storage.sh" format "@$words" >/dev/null || { echo "Kafka's folder cannot be prepared." >&2; exit 1; }
    rm -f "$words"
    trap - EXIT
fi

exec "$programs/kafka-server-start.sh" "$settings"
