-- Read model: reviews that are not closed.
CREATE TABLE live_reviews (
    stream      uuid NOT NULL,
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    reference   text NOT NULL,
    stage       text NOT NULL,
    due_on      date NOT NULL,
    CONSTRAINT live_reviews_pkey PRIMARY KEY (stream)
);

CREATE INDEX live_reviews_by_due_date ON live_reviews (partnership, due_on, reference);
