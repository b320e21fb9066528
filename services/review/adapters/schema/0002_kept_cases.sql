-- Read model: reviews, as what they are kept, since when, and whether a legal hold stands.
CREATE TABLE kept_reviews (
    stream      uuid    NOT NULL,
    case_id     uuid    NOT NULL,
    partnership text    NOT NULL,
    reference   text    NOT NULL,
    rule_pack   text    NOT NULL,
    kinds       text[]  NOT NULL,
    ended_on    date,
    held        boolean NOT NULL DEFAULT false,
    CONSTRAINT kept_reviews_pkey PRIMARY KEY (case_id)
);
CREATE UNIQUE INDEX kept_reviews_stream_idx ON kept_reviews (stream);

-- Read model: the register of erased cases. The column is not called case_id: this is no row of a case any more.
CREATE TABLE erased_cases (
    erased_case uuid NOT NULL,
    partnership text NOT NULL,
    reference   text NOT NULL,
    erased_on   date NOT NULL,
    kept_as     text NOT NULL,
    kept_until  date NOT NULL,
    ordered_by  text NOT NULL,
    CONSTRAINT erased_cases_pkey PRIMARY KEY (erased_case)
);

-- Cases that took another route than a review, or were withdrawn, as told by the referral service.
CREATE TABLE cases_without_review (
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    reference   text NOT NULL,
    kind        text NOT NULL,
    ended_on    date NOT NULL,
    CONSTRAINT cases_without_review_pkey PRIMARY KEY (case_id)
);
