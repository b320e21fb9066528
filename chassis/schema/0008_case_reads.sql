-- Who read which case: ids and codes only. The application adds rows and reads them, and cannot change them (grants.py).
-- The first read within a minute is a row at once; what the same person asks again until the minute is over is counted
-- in a second row, so that a page that refreshes itself stays readable.
CREATE TABLE case_reads (
    read_id     uuid        NOT NULL, -- made beforehand: to insert it again after a lost answer adds nothing
    case_id     uuid        NOT NULL,
    person      text        NOT NULL,
    role        text        NOT NULL,
    partnership text        NOT NULL, -- in whose name it was read
    method      text        NOT NULL,
    with_words  boolean     NOT NULL, -- the words of a history were asked for, too
    glass       boolean     NOT NULL, -- the person had broken the glass of this case, and is not on its team
    first_at    timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    times       integer     NOT NULL CHECK (times > 0),
    CONSTRAINT case_reads_pkey PRIMARY KEY (read_id)
);
CREATE INDEX case_reads_case_idx ON case_reads (case_id, first_at);
