-- Read model: referrals that were prepared, and which of them their safeguarding leads did not agree.
CREATE TABLE not_agreed (
    stream      uuid NOT NULL,
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    agency      text NOT NULL,
    prepared_on date NOT NULL,
    decided_on  date,
    CONSTRAINT not_agreed_pkey PRIMARY KEY (stream)
);
