-- Cases of which one stored event could not be told with the code of that day: the others are told meanwhile.
-- What of such a case stands from ``since`` on waits until somebody lets it be told; then, all that stands up to
-- that decision is told where the decision stands (chassis/delivery/untold_cases.py). Rows stay: whoever follows the
-- log from further back comes past the same place.
CREATE TABLE untold_cases (
    number      bigint      GENERATED ALWAYS AS IDENTITY, -- Another one each time that telling fails.
    case_id     uuid        NOT NULL,
    partnership text        NOT NULL,
    since       bigint      NOT NULL,
    stuck_at    bigint      NOT NULL, -- The event that could not be told,
    topic       text        NOT NULL,
    problem     text        NOT NULL, -- and the kind of the failure.
    noted_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    resumed_at  bigint, -- The position of the decision; null while the case waits.
    CONSTRAINT untold_cases_pkey PRIMARY KEY (number)
);
CREATE UNIQUE INDEX untold_cases_waiting_idx ON untold_cases (case_id) WHERE resumed_at IS NULL;
CREATE INDEX untold_cases_resumed_idx ON untold_cases (resumed_at);
