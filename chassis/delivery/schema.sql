-- What a service remembers about the events that it was told, and about its own read models.

-- How far a listener has come in the log of a service that it follows.
CREATE TABLE listener_positions (
    listener text   NOT NULL,
    source   text   NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT listener_positions_pkey PRIMARY KEY (listener, source)
);

-- The highest version of each stream that has had its effect: a repeat is known by it.
CREATE TABLE inbox (
    listener text   NOT NULL,
    source   text   NOT NULL,
    stream   uuid   NOT NULL,
    version  bigint NOT NULL,
    CONSTRAINT inbox_pkey PRIMARY KEY (listener, source, stream)
);

-- Told events that could not be handled, and those of the same case that queue behind them.
-- An envelope holds ids and codes only.
CREATE TABLE parked (
    number    bigint      GENERATED ALWAYS AS IDENTITY,
    listener  text        NOT NULL,
    case_id   uuid        NOT NULL,
    source    text        NOT NULL,
    stream    uuid        NOT NULL,
    version   bigint      NOT NULL,
    type      text        NOT NULL,
    envelope  text        NOT NULL,
    reason    text        NOT NULL,
    attempts  integer     NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT parked_pkey PRIMARY KEY (number),
    CONSTRAINT parked_once UNIQUE (listener, source, stream, version)
);
CREATE INDEX parked_case_idx ON parked (listener, case_id, number);

-- How far each read model has come in this service's own log.
CREATE TABLE readmodel_positions (
    name     text   NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT readmodel_positions_pkey PRIMARY KEY (name)
);
