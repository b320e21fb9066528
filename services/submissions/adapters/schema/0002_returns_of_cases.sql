-- Read model: the agencies that were asked in each case.
CREATE TABLE case_returns (
    stream  uuid NOT NULL,
    case_id uuid NOT NULL,
    agency  text NOT NULL,
    CONSTRAINT case_returns_pkey PRIMARY KEY (stream)
);
CREATE INDEX case_returns_case_idx ON case_returns (case_id, agency);

-- Support that an agency offered to its practitioners. It is the agency's own and no part of the case's history, which
-- the leading partnership reads; its words are sealed under the case's key and are erased with it.
CREATE TABLE practitioner_support (
    support_id  uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    agency      text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    sealed      bytea       NOT NULL,
    CONSTRAINT practitioner_support_pkey PRIMARY KEY (support_id)
);
CREATE INDEX practitioner_support_agency_idx ON practitioner_support (case_id, agency, recorded_at);
