-- What is to happen by itself at a later moment: one row for each, until it has happened.
-- It holds ids and codes; what happens is for the use case that the kind names.
CREATE TABLE timers (
    timer_id      uuid        NOT NULL,
    kind          text        NOT NULL,
    subject       uuid        NOT NULL,
    detail        text        NOT NULL,
    due_at        timestamptz NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    claimed_until timestamptz, -- by the clock of the database; whoever fires it has until then
    CONSTRAINT timers_pkey PRIMARY KEY (timer_id)
);
CREATE INDEX timers_due_idx ON timers (due_at);
CREATE INDEX timers_subject_idx ON timers (subject);
