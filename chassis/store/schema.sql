-- One service's event store: the log, its snapshots, its keys, and the one door through which events enter.
-- Run once, as one script, by the migration runner.

-- The first five columns are those of the eventsourcing library, so that its own recorder can read the log.
-- The library cannot write here: it would leave out columns that may not be empty.
CREATE TABLE stored_events (
    originator_id      uuid        NOT NULL,
    originator_version bigint      NOT NULL CHECK (originator_version >= 0),
    topic              text        NOT NULL,
    state              bytea       NOT NULL,
    notification_id    bigint      NOT NULL CHECK (notification_id > 0),
    event_id           uuid        NOT NULL,
    case_id            uuid        NOT NULL,
    partnership        text        NOT NULL,
    actor              text        NOT NULL,
    correlation_id     uuid        NOT NULL,
    causation_id       uuid        NOT NULL,
    occurred_at        timestamptz NOT NULL,
    recorded_at        timestamptz NOT NULL,
    previous_hash      bytea       NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash               bytea       NOT NULL CHECK (octet_length(hash) = 32),
    CONSTRAINT stored_events_pkey PRIMARY KEY (originator_id, originator_version),
    CONSTRAINT stored_events_notification_id_key UNIQUE (notification_id)
);
CREATE INDEX stored_events_case_idx ON stored_events (case_id, notification_id);
-- Ciphertext does not shrink: do not try.
ALTER TABLE stored_events ALTER COLUMN state SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER stored_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Snapshots can be thrown away at any time: the events are the truth.
CREATE TABLE stored_snapshots (
    originator_id      uuid        NOT NULL,
    originator_version bigint      NOT NULL,
    topic              text        NOT NULL,
    state              bytea       NOT NULL,
    event_id           uuid        NOT NULL,
    case_id            uuid        NOT NULL,
    partnership        text        NOT NULL,
    actor              text        NOT NULL,
    correlation_id     uuid        NOT NULL,
    causation_id       uuid        NOT NULL,
    occurred_at        timestamptz NOT NULL,
    recorded_at        timestamptz NOT NULL,
    previous_hash      bytea       NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash               bytea       NOT NULL CHECK (octet_length(hash) = 32),
    CONSTRAINT stored_snapshots_pkey PRIMARY KEY (originator_id, originator_version, topic)
);
ALTER TABLE stored_snapshots ALTER COLUMN state SET STORAGE EXTERNAL;

-- A data key per case, wrapped by the master key. A destroyed key leaves its row, so that it cannot be made again.
CREATE TABLE case_keys (
    case_id      uuid        NOT NULL,
    wrapped      bytea,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CONSTRAINT case_keys_pkey PRIMARY KEY (case_id),
    CONSTRAINT case_keys_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- Always empty. Who holds its lock is the one who appends.
-- Locking stored_events itself would keep autovacuum and auto-analyze away from it.
CREATE TABLE append_gate ();

-- One event on its way in, with what its command expects of the stream: the version and the hash of its last event.
CREATE TYPE event_to_append AS (
    expected      bigint,
    predecessor   bytea,
    stream        uuid,
    version       bigint,
    topic         text,
    state         bytea,
    event_id      uuid,
    case_id       uuid,
    partnership   text,
    actor         text,
    correlation   uuid,
    causation     uuid,
    occurred      timestamptz,
    recorded      timestamptz,
    previous_hash bytea,
    hash          bytea
);

-- Append a batch of commands; a command is the events that share one stream, and a batch holds a stream at most once.
-- The answer names each accepted stream with the position of each of its events; a stream that is missing was refused.
--
-- Why no reader ever misses an event: the gate is held until the commit, so positions are given in commit order.
-- Why nobody checks against an old state: in READ COMMITTED each statement of a VOLATILE function takes a snapshot
-- of its own, so the insert sees all that was committed before the gate opened.
-- Why a command is stored whole or not at all: its events carry the same expectation and are judged by the same
-- snapshot, which never holds rows of the insert itself.
-- Why there are no holes: positions continue from the highest one stored, counted over accepted rows only.
CREATE FUNCTION append_events(events event_to_append[])
RETURNS TABLE (accepted_stream uuid, accepted_position bigint) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    head bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append_events needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    LOCK TABLE append_gate IN EXCLUSIVE MODE;
    SELECT coalesce(max(s.notification_id), 0) INTO head FROM stored_events s;
    RETURN QUERY
    INSERT INTO stored_events AS s (
        originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
        correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash)
    SELECT e.stream, e.version, e.topic, e.state, head + row_number() OVER (ORDER BY e.n), e.event_id, e.case_id,
        e.partnership, e.actor, e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash
    FROM unnest(events) WITH ORDINALITY AS e(expected, predecessor, stream, version, topic, state, event_id, case_id,
        partnership, actor, correlation, causation, occurred, recorded, previous_hash, hash, n)
    LEFT JOIN LATERAL (
        SELECT p.originator_version, p.hash FROM stored_events p WHERE p.originator_id = e.stream
        ORDER BY p.originator_version DESC LIMIT 1
    ) AS last ON true
    WHERE e.expected = coalesce(last.originator_version, 0)
        AND e.predecessor = coalesce(last.hash, decode(repeat('00', 32), 'hex'))
    ORDER BY e.n
    RETURNING s.originator_id, s.notification_id;
END
$$;
