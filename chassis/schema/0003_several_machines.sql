-- What it takes to run on several machines: traces that outlive a process, told events in the order of their
-- case, the place of a listener in each partition of a topic, and what a relay has told.

-- Where the command stood in its trace, as W3C writes it. It helps to operate, proves nothing, and is in no hash.
ALTER TABLE stored_events ADD COLUMN traceparent text;

-- A second type and a second function beside the first: while a new version is rolled out, an older replica goes
-- on appending through the old ones, under the same gate.
CREATE TYPE event_to_append_v2 AS (
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
    hash          bytea,
    traceparent   text
);

-- As append_events, whose comment says why it is safe; each event also brings its trace.
CREATE FUNCTION append_events_v2(events event_to_append_v2[])
RETURNS TABLE (accepted_stream uuid, accepted_position bigint) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    head bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append_events_v2 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    LOCK TABLE append_gate IN EXCLUSIVE MODE;
    SELECT coalesce(max(s.notification_id), 0) INTO head FROM stored_events s;
    RETURN QUERY
    INSERT INTO stored_events AS s (
        originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
        correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash, traceparent)
    SELECT e.stream, e.version, e.topic, e.state, head + row_number() OVER (ORDER BY e.n), e.event_id, e.case_id,
        e.partnership, e.actor, e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash,
        e.traceparent
    FROM unnest(events) WITH ORDINALITY AS e(expected, predecessor, stream, version, topic, state, event_id, case_id,
        partnership, actor, correlation, causation, occurred, recorded, previous_hash, hash, traceparent, n)
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

-- The inbox: up to which position of a source's log each case has had its effects. A repeat is known by it, and
-- so is an event that comes before an earlier one of its case. The former inbox knew repeats within a stream
-- only; nothing of it is needed, because a listener goes on after the position up to which it has taken all.
DROP TABLE inbox;
CREATE TABLE inbox (
    listener text   NOT NULL,
    source   text   NOT NULL,
    case_id  uuid   NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT inbox_pkey PRIMARY KEY (listener, source, case_id)
);

-- How far a listener has come: in each partition of a topic, or, with partition 0, in a log that it follows itself.
-- It is kept beside the effects and is the truth from which a listener goes on: a restored backup goes on where it stands.
ALTER TABLE listener_positions ADD COLUMN partition integer NOT NULL DEFAULT 0;
ALTER TABLE listener_positions ADD COLUMN next_offset bigint NOT NULL DEFAULT 0;
ALTER TABLE listener_positions DROP CONSTRAINT listener_positions_pkey;
ALTER TABLE listener_positions ADD CONSTRAINT listener_positions_pkey PRIMARY KEY (listener, source, partition);

-- The highest generation of each service's log of which a listener was told: what an older one tells has no effect.
-- Rows that were made from lost events are still there until the rows are rebuilt.
CREATE TABLE listener_generations (
    listener       text    NOT NULL,
    service        text    NOT NULL,
    generation     integer NOT NULL,
    rebuild_wanted boolean NOT NULL,
    CONSTRAINT listener_generations_pkey PRIMARY KEY (listener, service)
);

-- Cases of which a listener had handled more than a restored log has told again by now: a person must look.
CREATE TABLE restored_cases (
    listener   text        NOT NULL,
    service    text        NOT NULL,
    case_id    uuid        NOT NULL,
    generation integer     NOT NULL,
    noted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT restored_cases_pkey PRIMARY KEY (listener, service, case_id)
);

-- How far the log has been told. A generation is the life of a log between two restores from a backup.
CREATE TABLE relay (
    one        boolean NOT NULL DEFAULT true CHECK (one),
    position   bigint  NOT NULL DEFAULT 0,
    generation integer NOT NULL DEFAULT 1,
    trouble    text, -- why the one that leads tells nothing; null while all is well
    CONSTRAINT relay_pkey PRIMARY KEY (one)
);
INSERT INTO relay DEFAULT VALUES;

-- The last event told in each partition of the topic, by which a topic that is not the one we told is recognised.
CREATE TABLE relay_partitions (
    partition   integer NOT NULL,
    position    bigint  NOT NULL,
    next_offset bigint  NOT NULL,
    CONSTRAINT relay_partitions_pkey PRIMARY KEY (partition)
);

-- The position of the last event told of each case: the next one names it, so that a listener sees a gap.
CREATE TABLE relay_cases (
    case_id  uuid   NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT relay_cases_pkey PRIMARY KEY (case_id)
);

-- Messages that are no envelope, as they came, for a person to look at.
CREATE TABLE unreadable (
    listener      text        NOT NULL,
    source        text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    key           bytea,
    headers       text[]      NOT NULL,
    value         bytea,
    problem       text        NOT NULL,
    arrived_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT unreadable_pkey PRIMARY KEY (listener, source, partition, record_offset)
);
