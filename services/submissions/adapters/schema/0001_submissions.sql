-- Read model: returns of agencies until they are accepted or excused.
CREATE TABLE outstanding_returns (
    stream      uuid NOT NULL,
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    through     text NOT NULL,
    reference   text NOT NULL,
    agency      text NOT NULL,
    status      text NOT NULL,
    due_on      date NOT NULL,
    CONSTRAINT outstanding_returns_pkey PRIMARY KEY (stream)
);
CREATE INDEX outstanding_returns_lead_idx ON outstanding_returns (partnership, due_on);
CREATE INDEX outstanding_returns_through_idx ON outstanding_returns (through, due_on);
