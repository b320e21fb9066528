#!/bin/bash
# Run once, by the image's own start, on a new server: a database for each service, with a role that owns it (used by
# `rapid-review migrate` only) and a role that the service works with, which owns nothing.
set -euo pipefail

secrets=${POSTGRES_SECRETS:-/run/secrets}

for service in referral review submissions learning notifications reporting; do
    # psql reads the passwords itself: on a command line everybody could read them.
    export PASSWORD_FILE="$secrets/postgres_${service}_password"
    export OWNER_PASSWORD_FILE="$secrets/postgres_${service}_owner_password"
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
        --set=service="$service" --set=owner="${service}_owner" <<'SQL'
\set password `cat "$PASSWORD_FILE"`
\set owner_password `cat "$OWNER_PASSWORD_FILE"`
SET log_statement = 'none';
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"service" LOGIN PASSWORD :'password';
-- An error is told to the client that made it; in the log its words could quote a value.
ALTER ROLE :"owner" SET log_min_messages = 'log';
ALTER ROLE :"service" SET log_min_messages = 'log';
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"service";
\connect :"service"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO :"owner";
GRANT USAGE ON SCHEMA public TO :"service";
SQL
done
