-- Appending, with what each command expects said once and not with each of its events, and an answer in one row.
-- As before, a second type and function beside the first: an older replica goes on through those, under the same gate.

CREATE TYPE event_to_append_v3 AS (
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

-- Append a batch of commands: the events of all, in their order, and for each command its stream with the version and
-- the hash of the event that it continues. A batch holds a stream at most once. The answer is the head before the batch
-- and the streams that were refused; what was not refused has the positions after the head, one by one in its order.
--
-- append_events says why it is safe. What is new: the streams are judged by a statement of their own. Both it and the
-- insert run under the gate, so that nothing can come between; and a command is still judged once, as a whole.
CREATE FUNCTION append_events_v3(events event_to_append_v3[], streams uuid[], versions bigint[], hashes bytea[])
RETURNS TABLE (head bigint, refused uuid[]) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append_events_v3 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    LOCK TABLE append_gate IN EXCLUSIVE MODE;
    SELECT coalesce(max(s.notification_id), 0) INTO head FROM stored_events s;
    SELECT coalesce(array_agg(c.stream), '{}') INTO refused
    FROM unnest(streams, versions, hashes) AS c(stream, version, hash)
    LEFT JOIN LATERAL (
        SELECT p.originator_version, p.hash FROM stored_events p WHERE p.originator_id = c.stream
        ORDER BY p.originator_version DESC LIMIT 1
    ) AS last ON true
    WHERE c.version <> coalesce(last.originator_version, 0)
        OR c.hash <> coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    IF refused = '{}' THEN
        INSERT INTO stored_events (
            originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
            correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash, traceparent)
        SELECT e.stream, e.version, e.topic, e.state, head + e.n, e.event_id, e.case_id, e.partnership, e.actor,
            e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash, e.traceparent
        FROM unnest(events) WITH ORDINALITY AS e(stream, version, topic, state, event_id, case_id, partnership, actor,
            correlation, causation, occurred, recorded, previous_hash, hash, traceparent, n);
    ELSE
        INSERT INTO stored_events (
            originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
            correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash, traceparent)
        SELECT e.stream, e.version, e.topic, e.state, head + row_number() OVER (ORDER BY e.n), e.event_id, e.case_id,
            e.partnership, e.actor, e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash,
            e.traceparent
        FROM unnest(events) WITH ORDINALITY AS e(stream, version, topic, state, event_id, case_id, partnership, actor,
            correlation, causation, occurred, recorded, previous_hash, hash, traceparent, n)
        WHERE e.stream <> ALL (refused);
    END IF;
    RETURN NEXT;
END
$$;
