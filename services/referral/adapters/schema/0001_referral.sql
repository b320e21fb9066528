-- Numbers of cases within their partnership and year. A number that was allotted is never used again.
CREATE TABLE case_references (
    case_id     uuid    NOT NULL,
    partnership text    NOT NULL,
    year        integer NOT NULL,
    number      integer NOT NULL,
    CONSTRAINT case_references_pkey PRIMARY KEY (case_id),
    CONSTRAINT case_references_number UNIQUE (partnership, year, number)
);

-- Read model: referrals still to be decided.
CREATE TABLE awaiting_decision (
    stream      uuid   NOT NULL,
    case_id     uuid   NOT NULL,
    partnership text   NOT NULL,
    reference   text   NOT NULL,
    received_on date   NOT NULL,
    views_given text[] NOT NULL DEFAULT '{}',
    CONSTRAINT awaiting_decision_pkey PRIMARY KEY (stream)
);
