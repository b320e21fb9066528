-- Read model: referrals that their agencies have not agreed yet.
CREATE TABLE awaiting_agreement (
    stream      uuid NOT NULL,
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    agency      text NOT NULL,
    prepared_on date NOT NULL,
    status      text NOT NULL,
    CONSTRAINT awaiting_agreement_pkey PRIMARY KEY (stream)
);
